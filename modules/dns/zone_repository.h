#pragma once

#include "core/http/page.h"
#include "modules/dns/dns.h"
#include "modules/dns/zone_diff.h"

#include <optional>
#include <vector>

namespace hostler {

struct ZoneVersion;
template <>
inline constexpr std::string_view kIdPrefix<ZoneVersion> = "zov";

enum class VersionState { Publishing = 1, Published, Failed };
template <>
inline constexpr std::array kEnumNames<VersionState>{
    std::string_view{"publishing"}, std::string_view{"published"}, std::string_view{"failed"}};

/// One published version of a zone, or one that was meant to be.
struct ZoneVersion {
  Id<ZoneVersion> id;
  Id<DnsZone> zone;
  int serial = 0;
  VersionState state = VersionState::Publishing;
  RecordSets records;
  Json change;  ///< what the provider is told
  int added = 0, changed = 0, removed = 0;
  std::string note, author, error;
  Instant createdAt;
};

namespace zone_repository {

/// "acme.example" as "example.acme.": names below it begin with it.
std::string claimOf(const std::string& name);

/// False when the name is claimed already.
bool insert(db::Transaction& tx, const DnsZone& zone);
void save(db::Transaction& tx, const DnsZone& zone);
/// Whatever has become of it.
std::optional<DnsZone> find(db::Reader& reader, const Scope& scope, Id<DnsZone> id);
std::optional<DnsZone> lock(db::Transaction& tx, const Scope& scope, Id<DnsZone> id);
/// A living one.
std::optional<DnsZone> findByName(db::Reader& reader, const Scope& scope, const std::string& name);
std::vector<DnsZone> list(db::Reader& reader, const Scope& scope, const http::ListOrder& order,
                          int limit);
int count(db::Reader& reader, const Scope& scope);

/// A living zone of another account at this name, above it or below it. Locks what it looked for,
/// so that nobody makes one meanwhile.
bool isClaimedByOthers(db::Transaction& tx, Id<Account> account, const std::string& name);
/// The living zones at this name and below it, of all accounts.
std::vector<DnsZone> lockWithin(db::Transaction& tx, const std::string& name);
/// Frees its name at once, whatever is being done to it.
void evict(db::Transaction& tx, Id<DnsZone> zone);
/// Whether one that had this zone's name before it is still on its way out.
bool isOutgoing(db::Reader& reader, const DnsZone& zone);

void insertVersion(db::Transaction& tx, const ZoneVersion& version);
void settleVersion(db::Transaction& tx, Id<DnsZone> zone, int serial, VersionState state,
                   const std::string& error);
/// What the provider is told, where more was found there than the version knew of.
void amendVersion(db::Transaction& tx, const ZoneVersion& version);
std::optional<ZoneVersion> version(db::Reader& reader, Id<DnsZone> zone, int serial);
/// Newest first, below `before`, without records.
std::vector<ZoneVersion> versions(db::Reader& reader, Id<DnsZone> zone, int before, int limit);
/// The number that the next version gets.
int nextSerial(db::Reader& reader, Id<DnsZone> zone);
/// Removes the records of versions older than the newest `kept`.
void forgetVersions(db::Transaction& tx, Id<DnsZone> zone, int kept);

}  // namespace zone_repository
}  // namespace hostler
