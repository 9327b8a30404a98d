#include "core/app/product.h"

#include "core/app/api_tags.h"
#include "core/app/commands.h"
#include "core/app/csp_reports.h"
#include "core/app/part_settings.h"
#include "core/app/run_parts.h"
#include "core/http/openapi.h"
#include "core/nodes/engine_mode.h"
#include "modules/billing/document_series.h"
#include "modules/billing/issue_rates.h"
#include "modules/billing/silent_gateways.h"
#include "modules/notifications/message_repository.h"

namespace hostler::app {
namespace {

constexpr std::chrono::seconds kMailsPatience{60};

std::vector<ServerTrial> trialsOf(const std::vector<ServerDesk::Trial>& servers) {
  std::vector<ServerTrial> trials;
  for (const auto& one : servers)
    trials.push_back({one.id.text(), one.name, one.works, one.code, one.message});
  return trials;
}

}  // namespace

Product::Product(Foundation& base)
    : base_{base},
      tenants{*base.database, base.clock},
      sites{tenants},
      people{*base.database},
      limits{*base.database, base.clock, limitSettings(base.settings)},
      idempotency{*base.database, base.clock, base.ids, base.vault},
      streams{*base.database},
      registry{{std::vector{folderOf(base.settings, "plugins.folder", "plugins"),
                            dataFolder(base.settings) / "plugins"},
                trustOf(base.settings, *base.database)},
               pluginHostSettings(base.settings),
               nursery,
               base.clock,
               pluginLog},
      plugins{{*base.database, base.clock, base.ids, base.vault, base.audit, registry,
               base.production,
               [this](const std::string& instance) {
                 return trialsOf(services.servers().testAll(instance));
               }}},
      operations{*base.database, base.clock, base.ids, base.vault, plugins.desk()},
      scheduler{*base.database, base.clock, base.queue},
      library{templatesOf(base.settings)},
      pdf{pdfSettings(base.settings), nursery},
      pdfs{dataFolder(base.settings) / "pdf",
           [this](const std::string& html) { return makePdf(html, std::chrono::seconds{0}); }},
      patientPdfs{dataFolder(base.settings) / "pdf",
                  [this](const std::string& html) { return makePdf(html, kMailsPatience); }},
      images{imageSettings(base.settings), nursery},
      files{{*base.database, base.clock, base.ids, base.audit}, &images},
      billing{{*base.database, base.clock, base.ids, base.vault, tenants, people, base.audit,
               base.bus, base.queue, operations, plugins.desk(), limits, files.files(),
               [this](Id<Tenant> tenant, const std::string& name, const std::string& locale,
                      const Json& model) { return fill(tenant, name, locale, model); },
               [this](const std::string& html) { return pdfs.of(html); },
               [this](const std::string& topic) { signals.signal(topic); }, base.production,
               &before}},
      money{billing.credit()},
      mailedDocuments{*base.database,
                      billing.billing(),
                      billing.corrections(),
                      people,
                      tenants,
                      [this](Id<Tenant> tenant, const std::string& name, const std::string& locale,
                             const Json& model) { return fill(tenant, name, locale, model); },
                      [this](const std::string& html) { return patientPdfs.of(html); }},
      invoicePdf{mailedDocuments},
      notifications{{*base.database,
                     base.clock,
                     base.ids,
                     base.vault,
                     base.audit,
                     base.queue,
                     base.bus,
                     tenants,
                     people,
                     billing.billing(),
                     library,
                     notificationSettings(base.settings),
                     &invoicePdf,
                     &plugins.desk(),
                     [this](db::Reader& reader, Id<Tenant> tenant, Id<Service> id) {
                       return services.services().find(reader, Scope::ofTenant(tenant), id);
                     },
                     {},
                     &limits,
                     [this](db::Reader& reader, Id<Tenant> tenant, Id<Domain> id) {
                       return domains.domains().find(reader, Scope::ofTenant(tenant), id);
                     }}},
      captcha{plugins.desk(), tenants, base.clock},
      authorities{base.clock},
      accounts{{*base.database, base.clock, base.random, base.ids, base.vault, base.audit, base.bus,
                base.queue, tenants, limits, notifications.sender(), money, captcha, authorities},
               accountsSettings(base.settings)},
      catalog{*base.database, base.clock, base.ids, base.audit,
              [this](const Json& provisioning, FieldErrors& errors) {
                return plugins.service().checkProvisioning(provisioning, errors);
              }},
      ordering{{*base.database, base.clock, base.ids, base.random, tenants, people,
                catalog.catalog(), billing.billing(), billing.corrections(), billing.payments(),
                base.audit, base.bus,
                [this](const std::string& event, const Actor& actor, const Json& facts) {
                  before.ask(event, actor.scope.tenant, facts);
                }}},
      services{{*base.database, base.clock, base.ids, base.random, base.vault, tenants, people,
                catalog.catalog(), billing.billing(), billing.corrections(), billing.credit(),
                ordering.orders(), operations, base.audit, base.bus, base.queue, before,
                [this](const std::string& plugin, const Json& settings) {
                  return plugins.service().checkServerSettings(plugin, settings);
                }}},
      support{{*base.database, base.clock, base.ids, base.audit, base.bus, limits, tenants, people,
               notifications.sender(), files.files(),
               [this](db::Reader& reader, const Scope& scope, Id<Service> id) {
                 return services.services().find(reader, scope, id).has_value();
               },
               [this](Id<Tenant> tenant, const Origin& origin,
                      const std::optional<std::string>& token) {
                 accounts.checkCaptcha(tenant, CaptchaUse::Contact, origin, token);
               }}},
      content{{*base.database, base.clock, base.ids, base.audit, limits}},
      reports{
          {*base.database, base.clock, tenants, people},
          base.audit,
          [this](db::Reader& reader, Id<Tenant> tenant, Instant now,
                 std::vector<AttentionView>& attention) {
            const auto tickets = ticket_repository::counts(reader, tenant, now);
            if (tickets.late > 0)
              attention.push_back({"late_tickets", tickets.late, {}, "/support?late=true"});
            if (tickets.waiting > 0)
              attention.push_back(
                  {"waiting_tickets", tickets.waiting, {}, "/support?closed=false"});
            const auto currencies = issue_rates::missing(
                reader, tenants.get(tenant), tenants.settings(tenant), tenants.today(tenant));
            if (!currencies.empty())
              attention.push_back({"missing_exchange_rates", std::ssize(currencies), {}, "/taxes"});
            const auto unsent = message_repository::failedSince(
                reader, tenant, now.minus(std::chrono::hours{24 * 7}));
            if (unsent > 0)
              attention.push_back({"failed_messages", unsent, {}, "/messages?state=failed"});
            if (tenant != kPlatform) return;  // the gateways are the platform's
            const auto silent = silent_gateways::all(reader, now);
            if (!silent.empty())
              attention.push_back(
                  {"silent_gateways", std::ssize(silent), {}, "/plugins?kind=gateway"});
          },
          [this](db::Reader& reader, Id<Tenant> tenant, const DayRange& range, int most,
                 std::vector<CalendarEntry>& entries) {
            addRenewals(domains.forecast(), tenants, reader, tenant, range, most, entries);
          }},
      webhooks{{*base.database, base.clock, base.ids, base.random, base.vault, base.audit, base.bus,
                base.queue,
                [this](db::Reader& reader, Id<Tenant> tenant, Id<User> user) {
                  return accounts.standingOf(reader, tenant, user);
                }}},
      personalData{{*base.database, base.clock, base.audit, files.files()}},
      retention{*base.database, base.clock},
      compute{{*base.database, base.clock, base.ids, base.vault, catalog.catalog(), services,
               operations, base.audit, base.bus, base.queue, &ordering.carts(),
               std::chrono::days{base.settings.integer("compute.backups_kept_days")},
               static_cast<int>(base.settings.integer("compute.most_per_account")),
               std::chrono::days{base.settings.integer("compute.data_kept_days")}}},
      dns{{*base.database, base.clock, base.ids, tenants, plugins.desk(), operations, base.audit,
           base.bus, base.queue,
           [this](db::Reader& reader, Id<Tenant> tenant, Id<Service> id) {
             return services.services().find(reader, Scope::ofTenant(tenant), id);
           },
           [this](db::Reader& reader, Id<Account> account, const std::string& name) {
             return holderOf(domains.domains(), services.services(), reader, account, name);
           },
           [this](db::Reader& reader, const Scope& scope, const std::string& id) {
             return nameOfDomain(domains.domains(), reader, scope, id);
           }}},
      domains{{*base.database, base.clock, base.ids, base.vault, tenants, people, billing.billing(),
               billing.corrections(), ordering.orders(), operations, plugins.desk(), base.audit,
               base.bus, base.queue,
               [this](db::Reader& reader, const Scope& scope, DomainLinkKind kind,
                      const std::string& to) {
                 return isLinkable(services.services(), compute.desk(), reader, scope, kind, to);
               },
               [this](db::Reader& reader, const Scope& scope, const std::string& name) {
                 return zoneOf(dns.zones(), reader, scope, name);
               }}},
      usage{{*base.database, base.clock, base.ids, tenants, catalog.catalog(), billing.billing(),
             services.services(), services.actions(), base.audit, base.bus, people}},
      reminders{notifications},
      automation{{*base.database,
                  base.clock,
                  base.ids,
                  tenants,
                  people,
                  catalog.catalog(),
                  billing.billing(),
                  ordering.service(),
                  services.services(),
                  services.desk(),
                  services.renewals(),
                  reminders,
                  notifications.sender(),
                  base.audit,
                  base.bus,
                  base.queue,
                  nursery,
                  {},
                  services.actions(),
                  billing.corrections(),
                  billing.payments(),
                  support.tickets(),
                  [this](db::Reader& reader, const Scope& scope, int most) {
                    return upcomingRenewals(domains.forecast(), reader, scope, most);
                  },
                  {domainsPart(domains.life()), collectionsPart(billing.collections())}}},
      console{
          {*base.database, base.clock, base.queue, base.handlers, scheduler, base.bus, streams,
           operations, tenants, base.audit, [this] { return workers; }, [this] { return system(); },
           &interventions, &accounts.doorkeeper(), [&base] { return explained(base.settings); },
           [this](db::Transaction& tx, Id<Tenant> tenant, const TenantSettings& settings,
                  const std::map<std::string, Json>& changes) {
             document_series::mustStandApart(tx, tenant, tenants.today(tenant), settings, changes);
           }}},
      company{{*base.database, tenants, base.audit, files.files()}} {
  tenants.show([this](const std::vector<Id<Tenant>>& shops) {
    return facesOf(*base_.database, plugins.desk(), content.legalTexts(), shops);
  });
  before.connect(automation.beforeHooks());
  const ProductReadiness ready = [this](db::Reader& reader, const auto& product) {
    return services.servers().problemsOf(reader, plugins.desk().instances("provisioner"), product);
  };
  catalog.products().setReadiness(ready);
  ordering.judgeReadiness(ready);
  ordering.sellDomains(domains.seller());
  catalog.tlds().setChecks(domains.tldChecks());
  mount();
  addHandlers();
  files.addSchedules(scheduler);
  retention.addSchedules(scheduler);
  billing.addSchedules(scheduler);
  services.addSchedules(scheduler);
  usage.addSchedules(scheduler);
  automation.addSchedules(scheduler);
  domains.addSchedules(scheduler);
  for (const auto& [event, declared] : base_.bus.declared()) {
    for (const auto& member : declared.forStaff) streams.hideFromClients(event, member);
  }
  base_.bus.onCommitted(
      [this](const std::vector<events::Record>& records) { streams.committed(records); });
}

void Product::mount() {
  accounts.addRoutes(router);
  catalog.mount(router);
  ordering.mount(router);
  files.mount(router);
  billing.mount(router);
  services.mount(router);
  support.mount(router);
  content.mount(router);
  reports.mount(router);
  webhooks.mount(router);
  personalData.mount(router);
  compute.mount(router);
  dns.mount(router);
  domains.mount(router);
  usage.mount(router);
  plugins.mount(router);
  notifications.addRoutes(router);
  automation.addRoutes(router);
  console.mount(router);
  company.mount(router);
  mountCspReports(router);
  router
      .raw(http::Method::Get, "/openapi.json", http::Access::everyone(),
           [this, text = std::make_shared<const std::string>()](http::Context&) mutable {
             if (text->empty())
               text = std::make_shared<const std::string>(
                   dump(http::openApiDocument(router, std::string{kVersion}, apiTags())));
             http::Answer answer;
             answer.raw.emplace();
             answer.raw->headers = {{"Content-Type", "application/json"}};
             answer.raw->body = text;
             return answer;
           })
      .named("getOpenApi", "This document")
      .tagged("Meta");
}

void Product::addHandlers() {
  files.addHandlers(base_.handlers);
  retention.addHandlers(base_.handlers);
  billing.addHandlers(base_.handlers);
  services.addHandlers(base_.handlers);
  compute.addHandlers(base_.handlers);
  dns.addHandlers(base_.handlers);
  domains.addHandlers(base_.handlers);
  usage.addHandlers(base_.handlers);
  notifications.addHandlers(base_.handlers);
  webhooks.addHandlers(base_.handlers);
  automation.addHandlers(base_.handlers);
  billing.addInterventions(interventions);
  services.addInterventions(interventions);
  compute.addInterventions(interventions);
  dns.addInterventions(interventions);
  domains.addInterventions(interventions);
}

std::string Product::fill(Id<Tenant> tenant, const std::string& name, const std::string& locale,
                          const Json& model) {
  return notifications.document(tenant, name, locale, model);
}

// Each asking waits for a renderer for as long as a person would; who has patience asks again.
std::string Product::makePdf(const std::string& html, std::chrono::seconds patience) {
  const auto until = base_.clock.monotonic() + patience;
  for (;;) {
    auto made = pdf.render(html);
    if (made) return std::move(made.value());
    const bool busy = made.error().cause == render::PdfError::Cause::Busy;
    if (!busy || base_.clock.monotonic() >= until) throw std::runtime_error{made.error().reason};
  }
}

Json Product::system() {
  Json plugins_ = Json::array();
  for (const auto& status : plugins.desk().status()) {
    plugins_.push_back({{"instance", status.instance},
                        {"plugin", status.plugin},
                        {"version", status.version},
                        {"running", status.running}});
  }
  const auto pool = base_.database->pool();
  Json system{{"version", kVersion},
              {"mode", wordOf(base_.database->read(engineMode))},
              {"environment", base_.production ? "production" : "sandbox"},
              {"database", base_.database->dialect() == db::Dialect::Sqlite ? "sqlite" : "mysql"},
              {"connections", {{"open", pool.open}, {"used", pool.used}}},
              {"now", toJson(base_.clock.now())},
              {"node", base_.nodes.node()},
              {"nodes", base_.nodes.living().size()},
              {"plugins", plugins_}};
  if (workers != nullptr) {
    const auto counters = workers->counters();
    system["jobs"] = {{"done", counters.done},
                      {"retried", counters.retried},
                      {"parked", counters.parked},
                      {"running", counters.running}};
  }
  return system;
}

}  // namespace hostler::app
