#pragma once

#include "core/events/event_bus.h"
#include "core/jobs/interventions.h"
#include "core/operations/operations.h"
#include "modules/dns/zone_repository.h"
#include "modules/dns/zone_tasks.h"

#include <functional>
#include <variant>

namespace hostler {

/// The jobs that bring zones about at their providers. One at a time works on a zone: its state
/// says which.
class ZoneWork {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    Operations& operations;
    events::Bus& bus;
    jobs::Queue& queue;
  };
  explicit ZoneWork(Parts parts) : parts_{parts} {}

  static constexpr int kMostAttempts = 30;

  void addHandlers(jobs::Handlers& handlers);
  /// A parked job leaves its zone to a person; taken up again, it is under way again.
  void addTo(jobs::Interventions& interventions);

 private:
  jobs::Result create(jobs::Context& context, const CreateDnsZone& task);
  jobs::Result adopt(jobs::Context& context, const DnsZone& zone);
  jobs::Result publish(jobs::Context& context, const PublishDnsZone& task);
  jobs::Result sign(jobs::Context& context, const SignDnsZone& task);
  jobs::Result remove(jobs::Context& context, const RemoveDnsZone& task);

  std::optional<DnsZone> load(jobs::Context& context, Id<DnsZone> id);
  OperationSpec specFor(const DnsZone& zone, const std::string& verb, const std::string& key);
  /// Sends it while the zone is in this state; nothing where it is not any more.
  std::optional<ProviderAnswer> send(jobs::Context& context, const DnsZone& zone, ZoneState state,
                                     const OperationSpec& spec);
  /// What comes of an answer that is no success.
  jobs::Result notDone(jobs::Context& context, const DnsZone& zone, const ProviderAnswer& answer);
  jobs::Result refusedChange(jobs::Context& context, const DnsZone& zone, int serial,
                             const ProviderAnswer& answer);
  /// Writes down what was proved, unless the zone is in another state by now, and ends the job.
  jobs::Result proven(jobs::Context& context, const DnsZone& zone, ZoneState state,
                      const std::function<void(db::Transaction&, DnsZone&)>& done);
  void created(db::Transaction& tx, jobs::Context& context, DnsZone& zone, const Json& reply);
  bool beginUnsigning(jobs::Context& context, DnsZone& zone);
  void save(db::Transaction& tx, DnsZone& zone, ZoneState state);
  template <class Fact>
  void announce(db::Transaction& tx, const Actor& actor, const DnsZone& zone, Fact fact) {
    fact.zone = zone.id;
    fact.account = zone.account;
    fact.name = zone.name;
    parts_.bus.publish(tx, actor, Scope::ofAccount(zone.tenant, zone.account), fact);
  }

  Parts parts_;
};

}  // namespace hostler
