#pragma once

// Zones that this engine serves for its clients, as other modules may ask for them.

#include "core/audit/actor.h"
#include "core/db/database.h"
#include "core/json/json.h"
#include "core/shape/shape.h"
#include "core/time/instant.h"
#include "modules/dns/record_set.h"
#include "modules/domains/domains.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

struct DnsZone;
template <>
inline constexpr std::string_view kIdPrefix<DnsZone> = "zon";

/// What is being done to a zone at its provider.
enum class ZoneState {
  Creating = 1,
  Active,
  Publishing,
  Signing,
  Removing,
  Removed,
  Attention  ///< what is there is not known, or a person has to act; `lastError` says why
};
template <>
inline constexpr std::array kEnumNames<ZoneState>{
    std::string_view{"creating"}, std::string_view{"active"},   std::string_view{"publishing"},
    std::string_view{"signing"},  std::string_view{"removing"}, std::string_view{"removed"},
    std::string_view{"attention"}};

/// Ending: the parent is asked to forget the keys; the zone stays signed until it has.
enum class Signing { Off = 1, On, Ending };
template <>
inline constexpr std::array kEnumNames<Signing>{std::string_view{"off"}, std::string_view{"on"},
                                                std::string_view{"ending"}};

/// A DS record (RFC 4034 section 5), which the parent of a signed zone must publish.
struct DelegationSigner {
  int keyTag = 0, algorithm = 0, digestType = 0;
  std::string digest;  ///< hex
  static void describe(Shape<DelegationSigner>& shape);
};
/// The public half of a key that a zone is signed with.
struct ZoneKey {
  std::string id, type, dnskey;
  bool active = false;
  static void describe(Shape<ZoneKey>& shape);
};

struct DnsZone {
  Id<DnsZone> id;
  Id<Tenant> tenant;
  Id<Account> account;
  std::string name;      ///< in A-labels
  std::string provider;  ///< the configured plugin that serves it
  std::string kind;      ///< "dns", or "registrar" for one that declares the same verbs
  ZoneState state = ZoneState::Creating;
  bool created = false;  ///< the provider has proved it
  std::string lastError;
  std::vector<std::string> nameservers;
  RecordSets records;  ///< as published, without the zone's own name servers
  int serial = 0;      ///< the version that is published, or being published
  Signing signing = Signing::Off;
  std::vector<DelegationSigner> signers;
  std::vector<ZoneKey> keys;
  std::optional<Instant> signingEndsAt;
  Instant createdAt, updatedAt;
  /// Its name was found to be somebody else's, or nobody's any more: it is on its way out, and
  /// whoever has the name may have it served.
  bool evicted = false;
};

/// Whose a name is, as domains and services of all shops tell.
using NameHolders = std::function<NameHolder(db::Reader&, Id<Account>, const std::string& name)>;

/// Makes zones for what other modules sell. Thread-safe.
class Zones {
 public:
  virtual ~Zones() = default;
  struct Wanted {
    Id<Account> account;
    std::string domain;
    std::string pattern;                        ///< the records to begin with; empty: none
    std::map<std::string, std::string> values;  ///< of the pattern's places: ip
    /// The registrar's plugin, where the domain is registered with it for this very account and its
    /// records are to stay there; empty: the tenant's name servers.
    std::string registrar = {};
  };
  /// Has the zone of a name made soon, by a job, where the account has none. Where it cannot be
  /// (somebody else's, a public suffix, no DNS server set up, the limit reached) that job fails and
  /// says so; nothing else is undone.
  virtual void want(db::Transaction& tx, const Actor& actor, const Wanted& wanted) = 0;
  /// The living zone of a name.
  virtual std::optional<DnsZone> find(db::Reader& reader, const Scope& scope,
                                      const std::string& domain) = 0;
};

// What zones announce.

struct ZoneFact {
  Id<DnsZone> zone;
  Id<Account> account;
  std::string name;
  static void describe(Shape<ZoneFact>& shape);
};
struct ZoneActivated : ZoneFact {
  static constexpr std::string_view kName = "dns.zone_active";
  static void describe(Shape<ZoneActivated>& shape) { shape.include<ZoneFact>(); }
};
struct ZonePublished : ZoneFact {
  static constexpr std::string_view kName = "dns.zone_published";
  int serial = 0;
  static void describe(Shape<ZonePublished>& shape);
};
/// Signed, or not any more: the parent's DS records have to follow.
struct ZoneSigned : ZoneFact {
  static constexpr std::string_view kName = "dns.zone_signed";
  bool on = true;
  std::vector<DelegationSigner> signers;
  static void describe(Shape<ZoneSigned>& shape);
};
struct ZoneRemoved : ZoneFact {
  static constexpr std::string_view kName = "dns.zone_removed";
  static void describe(Shape<ZoneRemoved>& shape) { shape.include<ZoneFact>(); }
};
/// Something about it needs a person.
struct ZoneNeedsAttention : ZoneFact {
  static constexpr std::string_view kName = "dns.zone_needs_attention";
  std::string reason;
  static void describe(Shape<ZoneNeedsAttention>& shape);
};

}  // namespace hostler
