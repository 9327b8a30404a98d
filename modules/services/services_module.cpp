#include "modules/services/services_module.h"

#include "modules/billing/billing_events.h"

namespace hostler {

ServicesModule::ServicesModule(Parts parts)
    : database_{parts.database},
      services_{parts.vault},
      servers_{parts.vault},
      placement_{servers_, parts.random},
      desk_{{parts.clock, parts.ids, parts.random, parts.catalog, parts.tenants, parts.billing,
             parts.orders, services_, servers_, parts.audit, parts.bus, parts.queue}},
      work_{{parts.database, parts.clock, parts.random, parts.catalog, parts.accounts, services_,
             servers_, placement_, desk_, parts.operations}},
      actions_{{parts.database, parts.clock, parts.ids, parts.random, parts.catalog, parts.billing,
                parts.corrections, parts.credit, services_, servers_, desk_, work_, parts.tenants,
                parts.audit, parts.bus, parts.queue, parts.before}},
      interventions_{services_, desk_, actions_},
      renewals_{
          {parts.database, parts.clock, parts.tenants, parts.billing, services_, desk_, actions_}},
      prices_{{parts.database, parts.clock, parts.ids, parts.tenants, parts.catalog, services_,
               desk_, parts.audit, parts.bus, parts.queue}},
      serverDesk_{{parts.database, parts.clock, parts.ids, parts.catalog, services_, servers_,
                   parts.operations, parts.audit, std::move(parts.checkSettings)}},
      watch_{{parts.database, parts.clock, parts.ids, servers_, parts.operations, parts.bus,
              parts.queue}},
      import_{{parts.database, parts.clock, parts.ids, parts.catalog, parts.accounts, parts.tenants,
               services_, servers_, serverDesk_, desk_, parts.bus}},
      repair_{{parts.database, parts.clock, parts.catalog, services_, serverDesk_, desk_, work_,
               parts.queue, parts.audit}},
      backups_{
          {parts.database, parts.clock, services_, desk_, work_, parts.operations, parts.queue}},
      usage_{{parts.database, parts.clock, parts.tenants, services_, servers_, parts.operations,
              parts.bus, parts.queue}},
      routes_{parts.database, services_, servers_, actions_, usage_, parts.accounts},
      backupRoutes_{backups_},
      serverRoutes_{parts.database, servers_, serverDesk_},
      careRoutes_{serverDesk_, watch_, import_, repair_},
      groupRoutes_{parts.database, parts.clock, parts.ids, parts.audit},
      priceRoutes_{parts.database, services_, prices_} {
  declare(parts.bus);
  subscribe(parts.bus);
}

void ServicesModule::declare(events::Bus& bus) {
  bus.declare<ServiceActivated>("A service runs: the provider has proved it.");
  bus.declare<ServiceSuspended>("A service was suspended at its provider.");
  bus.declare<ServiceUnsuspended>("A suspension ended.");
  bus.declare<ServiceTerminated>("A service was removed at its provider.");
  bus.declare<ServiceChanged>("A service has another plan.");
  bus.declare<ServiceCancellationRequested>("A client asked for a service's end.");
  bus.declare<ServiceNeedsAttention>("Something at a provider needs a person.", {"reason"});
  bus.declare<ServiceImported>("An account that was made elsewhere is a service now.");
  bus.declare<ServiceUsageHigh>("A service uses nearly, or all, that it has.");
  bus.declare<ServicePriceAnnounced>("A service will cost something else from a day on.");
  bus.declare<ServerFailing>("A server is not well; it takes no new accounts.");
  bus.declare<ServerRecovered>("A server is well again.");
}

void ServicesModule::subscribe(events::Bus& bus) {
  bus.subscribe<OrderPlaced>(
      [this](db::Transaction& tx, const Actor& actor, const Scope&, const OrderPlaced& event) {
        desk_.orderPlaced(tx, actor, event.account, event.order);
      });
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
    const auto returned = desk_.invoicesPaid(tx, actor, invoices);
    actions_.changesPaid(tx, actor, invoices);
    for (const auto& [service, since] : returned)
      actions_.paidAfterSuspension(tx, actor, service, since);
  });
  bus.subscribe<InvoiceCancelled>(
      [this](db::Transaction& tx, const Actor& actor, const Scope&, const InvoiceCancelled& event) {
        desk_.invoiceCancelled(tx, actor, event.invoice);
        actions_.changeNotPaid(tx, event.invoice);
      });
  bus.subscribe<InvoiceReissued>(
      [](db::Transaction& tx, const Actor&, const Scope&, const InvoiceReissued& event) {
        tx.execute("UPDATE service_changes SET invoice_id = ? WHERE invoice_id = ?", event.after,
                   event.before);
      });
  bus.subscribe<ServiceTerminated>(
      [this](db::Transaction& tx, const Actor& actor, const Scope&,
             const ServiceTerminated& event) { actions_.ended(tx, actor, event.service); });
  bus.subscribe<PaymentDisputed>(
      [this](db::Transaction& tx, const Actor& actor, const Scope&, const PaymentDisputed& event) {
        desk_.paymentDisputed(tx, actor, event.invoices, event.won);
      });
}

void ServicesModule::mount(http::Router& router) {
  routes_.mount(router);
  serverRoutes_.mount(router);
  backupRoutes_.mount(router);
  careRoutes_.mount(router);
  groupRoutes_.mount(router);
  priceRoutes_.mount(router);
}

void ServicesModule::addHandlers(jobs::Handlers& handlers) {
  const jobs::HandlerOptions patient{.lane = "provisioning",
                                     .maxAttempts = ProviderWork::kMostAttempts,
                                     .firstPause = std::chrono::seconds{5},
                                     .longestPause = std::chrono::hours{1}};
  handlers.add<CreateService>(patient, [this](auto& context, const auto& task) {
    return work_.watched(context, task.service, ProvisioningState::Creating, "create",
                         [&] { return work_.create(context, task); });
  });
  handlers.add<SuspendService>(patient, [this](auto& context, const auto& task) {
    return work_.watched(context, task.service, ProvisioningState::Suspending, "suspend",
                         [&] { return work_.suspend(context, task); });
  });
  handlers.add<UnsuspendService>(patient, [this](auto& context, const auto& task) {
    return work_.watched(context, task.service, ProvisioningState::Unsuspending, "unsuspend",
                         [&] { return work_.unsuspend(context, task); });
  });
  handlers.add<TerminateService>(patient, [this](auto& context, const auto& task) {
    return work_.watched(context, task.service, ProvisioningState::Terminating, "terminate",
                         [&] { return work_.terminate(context, task); });
  });
  handlers.add<ChangeServicePassword>(patient, [this](auto& context, const auto& task) {
    return work_.changePassword(context, task);
  });
  handlers.add<ChangeServicePackage>(patient, [this](auto& context, const auto& task) {
    return work_.watched(context, task.service, ProvisioningState::Changing, "change",
                         [&] { return actions_.applyChange(context, task); });
  });
  handlers.add<RestoreService>(patient, [this](auto& context, const auto& task) {
    return work_.watched(context, task.service, ProvisioningState::Changing, "restore",
                         [&] { return backups_.restore(context, task); });
  });
  addServerHandlers(handlers);
}

void ServicesModule::addServerHandlers(jobs::Handlers& handlers) {
  const jobs::HandlerOptions usual{.lane = "provisioning",
                                   .maxAttempts = BackupWork::kMostAttempts,
                                   .firstPause = std::chrono::seconds{5},
                                   .longestPause = std::chrono::minutes{30}};
  handlers.add<BackUpService>(
      usual, [this](auto& context, const auto& task) { return backups_.backUp(context, task); });
  handlers.add<RepairService>(
      usual, [this](auto& context, const auto& task) { return repair_.repair(context, task); });
  handlers.add<AnnouncePrices>(
      usual, [this](auto& context, const auto& task) { return prices_.run(context, task); });
  // The next check comes anyhow.
  handlers.add<CheckServer>(
      {.lane = "provisioning", .maxAttempts = 3},
      [this](auto& context, const auto& task) { return watch_.check(context, task); });
  handlers.add<SampleUsage>(
      usual, [this](auto& context, const auto& task) { return usage_.sampleAll(context, task); });
  handlers.add<SampleServer>(
      {.lane = "provisioning", .maxAttempts = 5, .firstPause = std::chrono::minutes{5}},
      [this](auto& context, const auto& task) { return usage_.sample(context, task); });
}

void ServicesModule::addSchedules(Scheduler& scheduler) {
  scheduler.addSource([this] {
    const bool any =
        database_.readOne([&](db::Reader& reader) { return usage_.isAnythingToSample(reader); });
    if (!any) return std::vector<ScheduleEntry>{};
    ScheduleEntry sample{
        .name = "services.sample_usage",
        .scope = Scope::ofTenant(kPlatform),
        .when = CronExpression::parse("17 20 * * *"),  // the small hours of India
        .zone = TimeZone::named("UTC"),
        .jobKind = std::string{SampleUsage::kKind},
        .payload = [](const Tick& tick) { return toJson(SampleUsage{tick.due.unixMicros()}); },
        .lane = {}};
    return std::vector{std::move(sample)};
  });
}

}  // namespace hostler
