#pragma once

#include "core/audit/audit_log.h"
#include "core/events/event_bus.h"
#include "core/hostname/hostname.h"
#include "core/jobs/handler.h"
#include "core/nodes/id_mint.h"
#include "modules/dns/zone_file.h"
#include "modules/dns/zone_homes.h"
#include "modules/dns/zone_patterns.h"
#include "modules/dns/zone_repository.h"
#include "modules/dns/zone_tasks.h"

#include <functional>

namespace hostler {

/// What a change comes to: told before it is published, and again when it is.
struct ZonePlan {
  DnsZone zone;
  int serial = 0;  ///< the version that it starts from; of the new one once it is being published
  ZoneDiff diff;
  std::vector<ZoneFile::Skipped> skipped;
  std::string digest;  ///< of all that; the same digest is the same change
  std::optional<Id<jobs::Job>> job;
};

/// How a change is asked for.
struct ZoneEdit {
  std::optional<int> serial;  ///< the version that the writer has seen; 412 when it is another
  std::optional<std::string> plan;  ///< the digest that a preview answered; 412 when it is another
  bool preview = false;
  std::string note;
};

/// What people do with zones. Nothing is called outside: effects are jobs (see ZoneWork).
/// Thread-safe.
class ZoneDesk final : public Zones {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Tenants& tenants;
    ZoneHomes& homes;
    AuditLog& audit;
    events::Bus& bus;
    jobs::Queue& queue;
    NameHolders holders = {};  ///< empty: nobody's name is known
  };
  explicit ZoneDesk(Parts parts) : parts_{std::move(parts)} {}

  struct NewZone {
    Id<Account> account;
    std::string name;
    std::string pattern;
    std::map<std::string, std::string> values;
    std::string registrar = {};  ///< see Zones::Wanted
  };
  /// Zones that strangers have at the name or below it go when the account holds the domain.
  /// Throws ValidationError (no name, a public suffix), 409 `zone_taken`, `zone_exists`,
  /// `too_many_zones` and `no_dns_server`.
  DnsZone add(const Actor& actor, const NewZone& wanted);
  void want(db::Transaction& tx, const Actor& actor, const Wanted& wanted) override;
  /// Makes what `want` has asked for.
  jobs::Result serve(jobs::Context& context, const WantDnsZone& task);
  std::optional<DnsZone> find(db::Reader& reader, const Scope& scope,
                              const std::string& domain) override;
  /// By its name, in Unicode or A-labels, or its id.
  std::optional<DnsZone> named(db::Reader& reader, const Scope& scope,
                               const std::string& reference);
  /// The same; throws NotFound.
  DnsZone get(db::Reader& reader, const Scope& scope, const std::string& reference);

  /// The records that are wanted, from those that are there.
  struct Wish {
    RecordSets records;
    std::vector<ZoneFile::Skipped> skipped;
  };
  using Wishing =
      std::function<Wish(db::Reader&, const DnsZone&, const RecordRules&, FieldErrors&)>;
  /// Plans a change and, unless it is a preview, begins to publish exactly it. Throws 412
  /// `zone_changed` and `plan_changed`, 409 `zone_busy` and `zone_not_ready`, and ValidationError
  /// with what `wish` and checkTogether find.
  ZonePlan change(const Actor& actor, const std::string& reference, const ZoneEdit& edit,
                  const Wishing& wish);

  /// Throws 409 `dnssec_not_offered`, `zone_busy`. Of a zone that is about to be unsigned it calls
  /// that off.
  DnsZone sign(const Actor& actor, const std::string& reference);
  /// Begins to wait until the parent has forgotten the DS records, whose removal the caller
  /// confirms; then the zone is not signed any more.
  DnsZone unsign(const Actor& actor, const std::string& reference);
  /// Throws 409 `zone_signed` and `zone_busy`.
  std::optional<Id<jobs::Job>> remove(const Actor& actor, const std::string& reference);

  /// A domain became an account's: zones of all others at it and below it go.
  void nameGained(db::Transaction& tx, const Actor& actor, Id<Account> account,
                  const std::string& domain);
  /// A domain is an account's no more: so are its zones there. `movedAway`: it may still be the
  /// client's, at another registrar, and only what is served by the one that it has left goes.
  void nameLost(db::Transaction& tx, const Actor& actor, Id<Account> account,
                const std::string& domain, bool movedAway);
  jobs::Result leave(jobs::Context& context, const EvictDnsZone& task);

  RecordRules rulesOf(const DnsZone& zone);

 private:
  struct Prepared {
    Hostname name;
    ProviderInstance home;
    RecordSets records;
  };
  Prepared prepare(db::Reader& reader, const Actor& actor, const NewZone& wanted,
                   const std::optional<ProviderInstance>& home);
  DnsZone addAt(db::Transaction& tx, const Actor& actor, const NewZone& wanted,
                const std::optional<ProviderInstance>& home);
  std::optional<DnsZone> insert(db::Transaction& tx, const Actor& actor, const NewZone& wanted,
                                const Prepared& prepared);
  DnsZone locked(db::Transaction& tx, const Actor& actor, const std::string& reference);
  ZoneVersion versionOf(db::Transaction& tx, const Actor& actor, const DnsZone& zone,
                        const RecordSets& records, const ZoneDiff& diff, const std::string& note);
  void begin(db::Transaction& tx, const Actor& actor, ZonePlan& plan, const RecordSets& wanted,
             const std::string& note);
  void save(db::Transaction& tx, DnsZone& zone, ZoneState state);
  NameHolder holderOf(db::Reader& reader, Id<Account> account, const std::string& name);
  void claim(db::Transaction& tx, const Actor& actor, Id<Account> account, const std::string& name);
  void evict(db::Transaction& tx, const Actor& actor, const DnsZone& zone);
  std::optional<Id<jobs::Job>> beginRemoval(db::Transaction& tx, const Actor& actor, DnsZone& zone);
  template <class Task>
  std::optional<Id<jobs::Job>> enqueue(db::Transaction& tx, const DnsZone& zone, const Task& task,
                                       jobs::Enqueue how = {}) {
    return parts_.queue.enqueue(tx, Scope::ofAccount(zone.tenant, zone.account), task,
                                std::move(how));
  }

  Parts parts_;
  Log log_{"modules.dns"};
};

}  // namespace hostler
