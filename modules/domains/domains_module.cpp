#include "modules/domains/domains_module.h"

#include "modules/billing/billing_events.h"

#include <algorithm>

namespace hostler {

DomainsModule::DomainsModule(Parts parts)
    : providers_{parts.providers},
      availability_{parts.providers, parts.clock},
      search_{{parts.database, parts.tenants, parts.accounts, availability_}},
      domains_{parts.vault},
      desk_{{parts.clock, parts.ids, parts.billing, parts.corrections, parts.orders, domains_,
             parts.audit, parts.bus, parts.queue}},
      sales_{{parts.database, parts.clock, parts.ids, parts.vault, parts.tenants, parts.accounts,
              domains_, desk_, availability_, parts.providers}},
      renewals_{{parts.clock, parts.ids, parts.tenants, parts.accounts, parts.billing, desk_}},
      forecast_{{parts.tenants, parts.accounts, parts.billing, domains_}},
      work_{{parts.database, parts.clock, domains_, desk_, parts.operations, parts.providers,
             parts.tenants}},
      actions_{{parts.database, parts.clock, parts.tenants, domains_, desk_, renewals_, work_,
                parts.operations, parts.audit, parts.queue, std::move(parts.isLinkable),
                std::move(parts.zone)}},
      life_{{parts.database, parts.clock, parts.tenants, domains_, desk_, renewals_}},
      searchRoutes_{search_},
      routes_{{parts.database, parts.tenants, domains_, actions_, sales_}} {
  declare(parts.bus);
  subscribe(parts.bus);
}

TldChecks DomainsModule::tldChecks() {
  TldChecks checks;
  checks.isRegistrar = [this](const std::string& name) {
    const auto instances = providers_.instances("registrar");
    return std::ranges::any_of(
        instances, [&](const ProviderInstance& one) { return one.name == name && one.enabled; });
  };
  checks.isInUse = [this](db::Reader& reader, Id<Tenant> tenant, const std::string& tld) {
    return domains_.isTldInUse(reader, tenant, tld);
  };
  return checks;
}

void DomainsModule::declare(events::Bus& bus) {
  bus.declare<DomainRegistered>("A domain is registered: the registrar has proved it.");
  bus.declare<DomainTransferredIn>("A domain has come from another registrar.");
  bus.declare<DomainRenewed>("A domain was renewed, or brought back from redemption.");
  bus.declare<DomainRefused>("A domain could not be had; what was paid for it is credit.",
                             {"reason"});
  bus.declare<DomainExpiring>("A domain expires within so many days.");
  bus.declare<DomainExpired>("A domain has expired; its grace runs.");
  bus.declare<DomainInRedemption>("A domain can only be restored now, at a price.");
  bus.declare<DomainLost>("A domain is not held here any more.");
  bus.declare<DomainChanged>("A domain has other settings.");
  bus.declare<DomainNeedsAttention>("Something at a registrar needs a person.", {"reason"});
}

void DomainsModule::subscribe(events::Bus& bus) {
  bus.subscribe<OrderAccepted>(
      [this](db::Transaction& tx, const Actor& actor, const Scope&, const OrderAccepted& event) {
        desk_.orderAccepted(tx, actor, event.order);
      });
  bus.subscribe<OrderCancelled>(
      [this](db::Transaction& tx, const Actor& actor, const Scope&, const OrderCancelled& event) {
        desk_.orderCancelled(tx, actor, event.order);
      });
  bus.subscribeAll<InvoicePaid>([this](db::Transaction& tx, const Actor& actor,
                                       std::span<const events::Fact<InvoicePaid>> facts) {
    std::vector<Id<Invoice>> invoices;
    for (const auto& [scope, event] : facts) invoices.push_back(event.invoice);
    desk_.invoicesPaid(tx, actor, invoices);
  });
  bus.subscribe<InvoiceReissued>(
      [](db::Transaction& tx, const Actor&, const Scope&, const InvoiceReissued& event) {
        tx.execute("UPDATE domain_terms SET invoice_id = ? WHERE invoice_id = ?", event.after,
                   event.before);
      });
  bus.subscribe<InvoiceCancelled>(
      [this](db::Transaction& tx, const Actor& actor, const Scope&, const InvoiceCancelled& event) {
        desk_.invoiceCancelled(tx, actor, event.invoice);
      });
}

void DomainsModule::mount(http::Router& router) {
  searchRoutes_.mount(router);
  routes_.mount(router);
}

void DomainsModule::addHandlers(jobs::Handlers& handlers) {
  const jobs::HandlerOptions patient{.lane = "domains",
                                     .maxAttempts = RegistrarWork::kMostAttempts,
                                     .firstPause = std::chrono::seconds{5},
                                     .longestPause = std::chrono::hours{1}};
  const jobs::HandlerOptions daily{.lane = "domains",
                                   .maxAttempts = 10,
                                   .firstPause = std::chrono::seconds{10},
                                   .longestPause = std::chrono::minutes{30}};
  handlers.add<FulfilTerm>(
      patient, [this](auto& context, const auto& task) { return work_.fulfil(context, task); });
  handlers.add<ChangeDomain>(
      patient, [this](auto& context, const auto& task) { return work_.change(context, task); });
  handlers.add<SyncDomain>(
      daily, [this](auto& context, const auto& task) { return work_.sync(context, task); });
  handlers.add<SyncDomains>(daily,
                            [this](auto& context, const auto&) { return life_.syncAll(context); });
  handlers.add<KeepDomains>(daily,
                            [this](auto& context, const auto&) { return life_.keep(context); });
}

// Staff may take a parked job up again in the console: the domain goes along.
void DomainsModule::addInterventions(jobs::Interventions& interventions) {
  interventions.onRetry(
      FulfilTerm::kKind, [this](db::Transaction& tx, const Actor& actor, const jobs::Job& job) {
        const auto task = fromJson<FulfilTerm>(job.payload);
        auto domain = domains_.lock(tx, Scope::ofTenant(job.scope.tenant), task.domain);
        const auto term = domain_term_repository::find(tx, task.term);
        if (!domain || !term) throw NotFound{};
        if (!term->isOpen() || term->state == TermState::Unpaid)
          throw DomainStateForbids{*domain, "try again with"};
        domain->work = workFor(term->action);
        desk_.save(tx, *domain);
        desk_.step(tx, actor, *domain, std::string{wordOf(domain->work)});
      });
  interventions.onPark(
      FulfilTerm::kKind, [this](db::Transaction& tx, const Actor& actor, const jobs::Job& job) {
        const auto task = fromJson<FulfilTerm>(job.payload);
        auto domain = domains_.lock(tx, Scope::ofTenant(job.scope.tenant), task.domain);
        const auto term = domain_term_repository::find(tx, task.term);
        if (!domain || !term || !term->isOpen() || domain->work != workFor(term->action)) return;
        desk_.attention(tx, actor, *domain, std::string{wordOf(term->action)},
                        "Its job was parked: " + job.lastError.value_or("no reason"));
      });
}

}  // namespace hostler
