#include "modules/dns/zone_repository.h"

#include "core/base/fitted.h"

namespace hostler::zone_repository {
namespace {

const std::string kColumns =
    "id, tenant_id, account_id, name, claim, provider, kind, state, created, last_error, "
    "nameservers, records, serial, signing, signing_facts, signing_ends_at, created_at, "
    "updated_at, "
    "evicted";
const std::string kSelect = "SELECT " + kColumns + " FROM dns_zones WHERE ";
const std::string kInsert = "INSERT INTO dns_zones (" + kColumns +
                            ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr auto kSave = R"sql(
  UPDATE dns_zones SET claim = ?, state = ?, created = ?, last_error = ?, nameservers = ?, records = ?,
         serial = ?, signing = ?, signing_facts = ?, signing_ends_at = ?, updated_at = ?
   WHERE id = ?)sql";
constexpr auto kSelectClaims =
    "SELECT account_id FROM dns_zones WHERE claim = ? AND account_id <> ? {for_update}";
// '/' comes right after '.', so this is every name below.
constexpr auto kSelectBelow =
    "SELECT account_id FROM dns_zones WHERE claim > ? AND claim < ? AND account_id <> ? LIMIT 1 "
    "{for_update}";
constexpr auto kEvict = "UPDATE dns_zones SET evicted = 1, claim = NULL WHERE id = ?";
constexpr auto kBeforeIt =
    "SELECT 1 AS one FROM dns_zones WHERE name = ? AND evicted = 1 AND state <> 'removed' AND id "
    "< ? LIMIT 1";
constexpr auto kInsertVersion = R"sql(
  INSERT INTO dns_zone_versions (id, zone_id, serial, state, records, changes, added, changed, removed, note, author,
                                 error, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kSettleVersion =
    "UPDATE dns_zone_versions SET state = ?, error = ? WHERE zone_id = ? AND serial = ?";
constexpr auto kAmendVersion =
    "UPDATE dns_zone_versions SET records = ?, changes = ? WHERE zone_id = ? AND serial = ?";
constexpr auto kSelectVersion = "SELECT * FROM dns_zone_versions WHERE zone_id = ? AND serial = ?";
constexpr auto kSelectVersions = R"sql(
  SELECT id, zone_id, serial, state, '[]' AS records, 'null' AS changes, added, changed, removed, note, author, error,
         created_at
    FROM dns_zone_versions WHERE zone_id = ? AND serial < ? ORDER BY serial DESC LIMIT ?)sql";
constexpr auto kSelectNewest = "SELECT MAX(serial) AS n FROM dns_zone_versions WHERE zone_id = ?";
constexpr auto kForget = "DELETE FROM dns_zone_versions WHERE zone_id = ? AND serial <= ?";

Json signingFacts(const DnsZone& zone) {
  return {{"signers", toJson(zone.signers)}, {"keys", toJson(zone.keys)}};
}

DnsZone zoneOf(const db::Row& row) {
  DnsZone zone;
  zone.id = row.id<DnsZone>("id");
  zone.tenant = row.id<Tenant>("tenant_id");
  zone.account = row.id<Account>("account_id");
  zone.name = row.text("name");
  zone.provider = row.text("provider");
  zone.kind = row.text("kind");
  zone.state = row.get<ZoneState>("state");
  zone.created = row.flag("created");
  zone.lastError = row.text("last_error");
  zone.nameservers = Json::parse(row.text("nameservers")).get<std::vector<std::string>>();
  zone.records = recordsOf(Json::parse(row.text("records")));
  zone.serial = row.get<int>("serial");
  zone.signing = row.get<Signing>("signing");
  const auto facts = Json::parse(row.text("signing_facts"));
  zone.signers = fromJson<std::vector<DelegationSigner>>(facts.at("signers"));
  zone.keys = fromJson<std::vector<ZoneKey>>(facts.at("keys"));
  zone.signingEndsAt = row.get<std::optional<Instant>>("signing_ends_at");
  zone.createdAt = row.instant("created_at");
  zone.updatedAt = row.instant("updated_at");
  zone.evicted = row.flag("evicted");
  return zone;
}

ZoneVersion versionOf(const db::Row& row) {
  ZoneVersion version;
  version.id = row.id<ZoneVersion>("id");
  version.zone = row.id<DnsZone>("zone_id");
  version.serial = row.get<int>("serial");
  version.state = row.get<VersionState>("state");
  version.records = recordsOf(Json::parse(row.text("records")));
  version.change = Json::parse(row.text("changes"));
  version.added = row.get<int>("added");
  version.changed = row.get<int>("changed");
  version.removed = row.get<int>("removed");
  version.note = row.text("note");
  version.author = row.text("author");
  version.error = row.text("error");
  version.createdAt = row.instant("created_at");
  return version;
}

std::optional<std::string> claimFor(const DnsZone& zone) {
  const bool isFree = zone.evicted || zone.state == ZoneState::Removed;
  return isFree ? std::nullopt : std::optional{claimOf(zone.name)};
}

// " AND account_id = ?" where the scope is one client's.
std::optional<DnsZone> one(db::Reader& reader, const Scope& scope, const std::string& where,
                           const db::Param& what, const std::string& tail = {}) {
  std::vector<db::Param> params{what, scope.tenant};
  auto sql = kSelect + where + " AND tenant_id = ?";
  if (scope.account) {
    sql += " AND account_id = ?";
    params.emplace_back(*scope.account);
  }
  return reader.run(sql + tail, params).first(zoneOf);
}

}  // namespace

std::string claimOf(const std::string& name) {
  std::string claim;
  std::size_t end = name.size();
  while (true) {
    const auto dot = end == 0 ? std::string::npos : name.rfind('.', end - 1);
    const auto begin = dot == std::string::npos ? 0 : dot + 1;
    claim += name.substr(begin, end - begin) + ".";
    if (dot == std::string::npos) return claim;
    end = dot;
  }
}

bool insert(db::Transaction& tx, const DnsZone& zone) {
  return tx.tryInsert(
      kInsert, zone.id, zone.tenant, zone.account, zone.name, claimFor(zone), zone.provider,
      zone.kind, zone.state, zone.created, fitted(zone.lastError, 600),
      dump(Json(zone.nameservers)), dump(recordJson(zone.records)), zone.serial, zone.signing,
      dump(signingFacts(zone)), zone.signingEndsAt, zone.createdAt, zone.updatedAt, zone.evicted);
}

void save(db::Transaction& tx, const DnsZone& zone) {
  tx.execute(kSave, claimFor(zone), zone.state, zone.created, fitted(zone.lastError, 600),
             dump(Json(zone.nameservers)), dump(recordJson(zone.records)), zone.serial,
             zone.signing, dump(signingFacts(zone)), zone.signingEndsAt, zone.updatedAt, zone.id);
}

std::optional<DnsZone> find(db::Reader& reader, const Scope& scope, Id<DnsZone> id) {
  return one(reader, scope, "id = ?", id);
}
std::optional<DnsZone> lock(db::Transaction& tx, const Scope& scope, Id<DnsZone> id) {
  return one(tx, scope, "id = ?", id, " {for_update}");
}
std::optional<DnsZone> findByName(db::Reader& reader, const Scope& scope, const std::string& name) {
  const auto claim = claimOf(name);
  return one(reader, scope, "claim = ?", claim);
}

std::vector<DnsZone> list(db::Reader& reader, const Scope& scope, const http::ListOrder& order,
                          int limit) {
  auto sql = kSelect + "tenant_id = ? AND claim IS NOT NULL";
  std::vector<db::Param> params{scope.tenant};
  if (scope.account) {
    sql += " AND account_id = ?";
    params.emplace_back(*scope.account);
  }
  params.emplace_back(order.after);
  params.emplace_back(limit);
  return reader.run(sql + order.sql("id"), params).map(zoneOf);
}

int count(db::Reader& reader, const Scope& scope) {
  return reader
      .query(
          "SELECT COUNT(*) AS n FROM dns_zones WHERE tenant_id = ? AND account_id = ? AND claim IS "
          "NOT NULL",
          scope.tenant, scope.account)
      .only()
      .get<int>("n");
}

bool isClaimedByOthers(db::Transaction& tx, Id<Account> account, const std::string& name) {
  const auto own = claimOf(name);
  for (auto dot = own.find('.'); dot != std::string::npos; dot = own.find('.', dot + 1)) {
    if (!tx.query(kSelectClaims, own.substr(0, dot + 1), account).empty()) return true;
  }
  auto end = own;
  end.back() = '/';
  return !tx.query(kSelectBelow, own, end, account).empty();
}

std::vector<DnsZone> lockWithin(db::Transaction& tx, const std::string& name) {
  const auto own = claimOf(name);
  auto end = own;
  end.back() = '/';
  return tx.query(kSelect + "claim >= ? AND claim < ? ORDER BY id {for_update}", own, end)
      .map(zoneOf);
}

void evict(db::Transaction& tx, Id<DnsZone> zone) {
  tx.execute(kEvict, zone);
}

bool isOutgoing(db::Reader& reader, const DnsZone& zone) {
  return !reader.query(kBeforeIt, zone.name, zone.id).empty();
}

void insertVersion(db::Transaction& tx, const ZoneVersion& version) {
  tx.execute(kInsertVersion, version.id, version.zone, version.serial, version.state,
             dump(recordJson(version.records)), dump(version.change), version.added,
             version.changed, version.removed, fitted(version.note, 200),
             fitted(version.author, 120), fitted(version.error, 600), version.createdAt);
}

void settleVersion(db::Transaction& tx, Id<DnsZone> zone, int serial, VersionState state,
                   const std::string& error) {
  tx.execute(kSettleVersion, state, fitted(error, 600), zone, serial);
}

void amendVersion(db::Transaction& tx, const ZoneVersion& version) {
  tx.execute(kAmendVersion, dump(recordJson(version.records)), dump(version.change), version.zone,
             version.serial);
}

std::optional<ZoneVersion> version(db::Reader& reader, Id<DnsZone> zone, int serial) {
  return reader.query(kSelectVersion, zone, serial).first(versionOf);
}

std::vector<ZoneVersion> versions(db::Reader& reader, Id<DnsZone> zone, int before, int limit) {
  return reader.query(kSelectVersions, zone, before, limit).map(versionOf);
}

int nextSerial(db::Reader& reader, Id<DnsZone> zone) {
  return reader.query(kSelectNewest, zone).only().get<std::optional<int>>("n").value_or(0) + 1;
}

void forgetVersions(db::Transaction& tx, Id<DnsZone> zone, int kept) {
  tx.execute(kForget, zone, nextSerial(tx, zone) - 1 - kept);
}

}  // namespace hostler::zone_repository
