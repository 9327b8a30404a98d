// Whose a name is decides whether it may be served, and goes on deciding after that: what a
// stranger was quicker to claim, and what its owner has lost, is served no more.
#include "core/hostname/hostname.h"
#include "modules/dns/zone_desk.h"

namespace hostler {
namespace {

constexpr std::chrono::seconds kLookAgain{10};

struct ZoneTaken : DomainError {
  explicit ZoneTaken(const std::string& name)
      : DomainError{"zone_taken", 409,
                    name +
                        " is served for somebody else here already, or a name above or below it "
                        "is. Write to support if it is yours."} {}
};

}  // namespace

NameHolder ZoneDesk::holderOf(db::Reader& reader, Id<Account> account, const std::string& name) {
  return parts_.holders ? parts_.holders(reader, account, name) : NameHolder::Nobody;
}

void ZoneDesk::claim(db::Transaction& tx, const Actor& actor, Id<Account> account,
                     const std::string& name) {
  const auto holder = holderOf(tx, account, name);
  if (holder == NameHolder::Others) throw ZoneTaken{name};
  if (holder == NameHolder::Own) return nameGained(tx, actor, account, name);
  if (zone_repository::isClaimedByOthers(tx, account, name)) throw ZoneTaken{name};
}

void ZoneDesk::nameGained(db::Transaction& tx, const Actor& actor, Id<Account> account,
                          const std::string& domain) {
  const auto name = Hostname::parse(domain);
  if (!name) return;
  for (const auto& zone : zone_repository::lockWithin(tx, name->ascii())) {
    if (zone.account != account) evict(tx, actor, zone);
  }
}

void ZoneDesk::nameLost(db::Transaction& tx, const Actor& actor, Id<Account> account,
                        const std::string& domain, bool movedAway) {
  const auto name = Hostname::parse(domain);
  if (!name) return;
  for (const auto& zone : zone_repository::lockWithin(tx, name->ascii())) {
    const bool stays = movedAway && !isRegistrar(zone.kind);
    if (zone.account == account && !stays) evict(tx, actor, zone);
  }
}

// Its name is free at once; what is at the provider goes when nothing else is done to it.
void ZoneDesk::evict(db::Transaction& tx, const Actor& actor, const DnsZone& zone) {
  zone_repository::evict(tx, zone.id);
  parts_.audit.record(tx, actor,
                      Change{"dns.zone_evicted", zone.id.text(), {{"name", zone.name}}, nullptr});
  enqueue(tx, zone, EvictDnsZone{zone.id});
}

jobs::Result ZoneDesk::leave(jobs::Context& context, const EvictDnsZone& task) {
  return context.transaction([&](db::Transaction& tx) {
    auto zone = zone_repository::lock(tx, Scope::ofTenant(context.scope().tenant), task.zone);
    const bool isGoing =
        !zone || zone->state == ZoneState::Removed || zone->state == ZoneState::Removing;
    if (isGoing) return jobs::Result::done();
    if (zone->state != ZoneState::Active && zone->state != ZoneState::Attention)
      return jobs::Result::wait(kLookAgain, "the zone is being changed");
    beginRemoval(tx, context.actor(), *zone);
    return jobs::Result::done();
  });
}

}  // namespace hostler
