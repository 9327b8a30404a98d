#include "modules/dns/dns_module.h"

namespace hostler {

DnsModule::DnsModule(Parts parts)
    : parts_{std::move(parts)},
      homes_{parts_.providers, parts_.tenants},
      desk_{{parts_.database, parts_.clock, parts_.ids, parts_.tenants, homes_, parts_.audit,
             parts_.bus, parts_.queue, parts_.holders}},
      work_{{parts_.database, parts_.clock, parts_.operations, parts_.bus, parts_.queue}},
      routes_{parts_.database, desk_, parts_.domain},
      patterns_{parts_.database, parts_.clock, parts_.audit} {
  declare(parts_.bus);
  subscribe(parts_.bus);
}

void DnsModule::subscribe(events::Bus& bus) {
  bus.subscribe<ServiceActivated>(
      [this](db::Transaction& tx, const Actor& actor, const Scope&, const ServiceActivated& event) {
        serviceActivated(tx, actor, event);
      });
  // One that is moved in may be served rightly by somebody else: its holder says so if not, by
  // adding a zone.
  bus.subscribe<DomainRegistered>(
      [this](db::Transaction& tx, const Actor& actor, const Scope&, const DomainRegistered& event) {
        desk_.nameGained(tx, actor, event.account, event.name);
      });
  bus.subscribe<DomainLost>(
      [this](db::Transaction& tx, const Actor& actor, const Scope&, const DomainLost& event) {
        desk_.nameLost(tx, actor, event.account, event.name,
                       event.status == DomainStatus::TransferredAway);
      });
}

void DnsModule::declare(events::Bus& bus) {
  bus.declare<ZoneActivated>("A zone is served: the provider has proved it.");
  bus.declare<ZonePublished>("A version of a zone's records was published.");
  bus.declare<ZoneSigned>("A zone was signed, or is signed no more.");
  bus.declare<ZoneRemoved>("A zone is served no more.");
  bus.declare<ZoneNeedsAttention>("Something about a zone needs a person.", {"reason"});
}

void DnsModule::addHandlers(jobs::Handlers& handlers) {
  work_.addHandlers(handlers);
  handlers.add<WantDnsZone>({.lane = "dns"}, [this](auto& context, const auto& task) {
    return desk_.serve(context, task);
  });
  handlers.add<EvictDnsZone>({.lane = "dns"}, [this](auto& context, const auto& task) {
    return desk_.leave(context, task);
  });
}

void DnsModule::mount(http::Router& router) {
  routes_.mount(router);
  patterns_.mount(router);
}

// A hosting service's domain is served by itself, where the tenant wants that.
void DnsModule::serviceActivated(db::Transaction& tx, const Actor& actor,
                                 const ServiceActivated& event) {
  const auto tenant = actor.scope.tenant;
  const auto settings = parts_.tenants.settings(tenant);
  if (!parts_.service || !settings.flag("dns.zone_for_hosting")) return;
  const auto service = parts_.service(tx, tenant, event.service);
  if (!service || !service->domain) return;
  Zones::Wanted wanted{event.account, *service->domain, settings.text("dns.hosting_template"), {}};
  for (const auto* fact : {"ip", "ipv6"}) {
    if (const auto found = service->facts.find(fact);
        found != service->facts.end() && found->is_string())
      wanted.values[fact] = *found;
  }
  desk_.want(tx, actor, wanted);
}

}  // namespace hostler
