#include "modules/domains/domain_repository.h"

#include "core/base/fitted.h"
#include "core/hostname/hostname.h"

#include <algorithm>

namespace hostler {
namespace {

const std::string kColumns =
    "id, tenant_id, account_id, name, unicode_name, live_name, tld, registrar, status, work, "
    "last_error, registrar_state, expires_at, auto_renew, privacy, transfer_lock, dnssec, "
    "nameservers, signers, contacts, link_kind, link_to, noticed_days, noticed_expiry, misses, "
    "synced_at, "
    "activated_at, ended_at, created_at, updated_at";
const std::string kSelect = "SELECT " + kColumns + " FROM domains WHERE ";
const std::string kInsert = "INSERT INTO domains (" + kColumns +
                            ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                            "?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr auto kSave = R"sql(
  UPDATE domains SET live_name = ?, registrar = ?, status = ?, work = ?, last_error = ?, registrar_state = ?, expires_at = ?,
         auto_renew = ?, privacy = ?, transfer_lock = ?, dnssec = ?, nameservers = ?, signers = ?, contacts = ?, link_kind = ?,
         link_to = ?, noticed_days = ?, noticed_expiry = ?, misses = ?, synced_at = ?, activated_at = ?, ended_at = ?,
         updated_at = ?
   WHERE id = ?)sql";
const std::string kHeld = "tenant_id = ? AND status IN ('active', 'expired', 'redemption')";
constexpr auto kSelectAuthCode =
    "SELECT auth_code FROM domains WHERE id = ? AND auth_code IS NOT NULL";
constexpr auto kSetAuthCode = "UPDATE domains SET auth_code = ? WHERE id = ?";
constexpr auto kTldInUse =
    "SELECT 1 AS one FROM domains WHERE tenant_id = ? AND tld = ? AND live_name IS NOT NULL LIMIT "
    "1";
constexpr auto kWish = R"sql(
  INSERT INTO domain_wishes (domain_id, verb, revision, contacts) VALUES (?, ?, 1, ?)
  {upsert(domain_id, verb)} revision = domain_wishes.revision + 1, contacts = {new(contacts)})sql";
constexpr auto kWished =
    "SELECT revision FROM domain_wishes WHERE domain_id = ? AND verb = ? {for_update}";
constexpr auto kWishedContacts =
    "SELECT contacts FROM domain_wishes WHERE domain_id = ? AND verb = ?";
constexpr auto kForgetContacts =
    "UPDATE domain_wishes SET contacts = NULL WHERE domain_id = ? AND verb = ?";
// Of all shops: what waits for its payment or for another registrar proves nothing yet.
constexpr auto kHolders =
    "SELECT account_id FROM domains WHERE live_name = ? AND status IN ('active', 'expired', "
    "'redemption')";
constexpr auto kHeldBelow =
    "SELECT 1 AS one FROM domains WHERE live_name LIKE ? AND account_id <> ? AND status IN "
    "('active', 'expired', 'redemption') LIMIT 1";
constexpr auto kInsertStep =
    "INSERT INTO domain_steps (id, domain_id, tenant_id, kind, detail, actor, happened_at) VALUES "
    "(?, ?, ?, ?, ?, ?, ?)";
constexpr auto kSelectSteps =
    "SELECT id, kind, detail, actor, happened_at FROM domain_steps WHERE domain_id = ?";

std::optional<std::string> liveName(const Domain& domain) {
  return domain.isLive() ? std::optional{domain.name} : std::nullopt;
}
std::optional<DomainLinkKind> linkKind(const Domain& domain) {
  return domain.link ? std::optional{domain.link->kind} : std::nullopt;
}
std::optional<std::string> linkTo(const Domain& domain) {
  return domain.link ? std::optional{domain.link->to} : std::nullopt;
}

std::optional<std::string> signersOf(const Domain& domain) {
  return domain.signers.is_null() ? std::nullopt : std::optional{dump(domain.signers)};
}

Domain domainOf(const db::Row& row) {
  Domain domain;
  domain.id = row.id<Domain>("id");
  domain.tenant = row.id<Tenant>("tenant_id");
  domain.account = row.id<Account>("account_id");
  domain.name = row.text("name");
  domain.unicode = row.text("unicode_name");
  domain.tld = row.text("tld");
  domain.registrar = row.text("registrar");
  domain.status = row.get<DomainStatus>("status");
  domain.work = row.get<DomainWork>("work");
  domain.lastError = row.text("last_error");
  domain.registrarState = row.text("registrar_state");
  domain.expiresAt = row.get<std::optional<Instant>>("expires_at");
  domain.autoRenew = row.flag("auto_renew");
  domain.privacy = row.flag("privacy");
  domain.transferLock = row.flag("transfer_lock");
  domain.dnssec = row.flag("dnssec");
  domain.nameservers = Json::parse(row.text("nameservers")).get<std::vector<std::string>>();
  if (!row.isNull("signers")) domain.signers = Json::parse(row.text("signers"));
  domain.contacts = Json::parse(row.text("contacts"));
  if (!row.isNull("link_kind"))
    domain.link = DomainLink{row.get<DomainLinkKind>("link_kind"), row.text("link_to")};
  domain.noticedDays = row.get<std::optional<int>>("noticed_days");
  domain.noticedExpiry = row.get<std::optional<Instant>>("noticed_expiry");
  domain.misses = row.get<int>("misses");
  domain.syncedAt = row.instant("synced_at");
  domain.activatedAt = row.get<std::optional<Instant>>("activated_at");
  domain.endedAt = row.get<std::optional<Instant>>("ended_at");
  domain.createdAt = row.instant("created_at");
  domain.updatedAt = row.instant("updated_at");
  return domain;
}

std::optional<Domain> within(const Scope& scope, std::optional<Domain> domain) {
  if (!domain || domain->tenant != scope.tenant) return std::nullopt;
  if (scope.account && *scope.account != domain->account) return std::nullopt;
  return domain;
}

}  // namespace

const SealedColumn DomainRepository::kAuthCode{"domains", "id", "auth_code"};

void DomainRepository::insert(db::Transaction& tx, const Domain& domain) {
  tx.execute(kInsert, domain.id, domain.tenant, domain.account, domain.name, domain.unicode,
             liveName(domain), domain.tld, domain.registrar, domain.status, domain.work,
             fitted(domain.lastError, 600), fitted(domain.registrarState, 120), domain.expiresAt,
             domain.autoRenew, domain.privacy, domain.transferLock, domain.dnssec,
             dump(Json(domain.nameservers)), signersOf(domain), dump(domain.contacts),
             linkKind(domain), linkTo(domain), domain.noticedDays, domain.noticedExpiry,
             domain.misses, domain.syncedAt, domain.activatedAt, domain.endedAt, domain.createdAt,
             domain.updatedAt);
}

void DomainRepository::save(db::Transaction& tx, const Domain& domain) {
  tx.execute(kSave, liveName(domain), domain.registrar, domain.status, domain.work,
             fitted(domain.lastError, 600), fitted(domain.registrarState, 120), domain.expiresAt,
             domain.autoRenew, domain.privacy, domain.transferLock, domain.dnssec,
             dump(Json(domain.nameservers)), signersOf(domain), dump(domain.contacts),
             linkKind(domain), linkTo(domain), domain.noticedDays, domain.noticedExpiry,
             domain.misses, domain.syncedAt, domain.activatedAt, domain.endedAt, domain.updatedAt,
             domain.id);
}

std::optional<Domain> DomainRepository::find(db::Reader& reader, const Scope& scope,
                                             Id<Domain> id) {
  return within(scope, reader.query(kSelect + "id = ?", id).first(domainOf));
}

std::optional<Domain> DomainRepository::lock(db::Transaction& tx, const Scope& scope,
                                             Id<Domain> id) {
  return within(scope, tx.query(kSelect + "id = ? {for_update}", id).first(domainOf));
}

std::optional<Domain> DomainRepository::findLive(db::Reader& reader, Id<Tenant> tenant,
                                                 const std::string& name) {
  return reader.query(kSelect + "tenant_id = ? AND live_name = ?", tenant, name).first(domainOf);
}

bool DomainRepository::isTldInUse(db::Reader& reader, Id<Tenant> tenant, const std::string& tld) {
  return !reader.query(kTldInUse, tenant, tld).empty();
}

NameHolder DomainRepository::holderOf(db::Reader& reader, Id<Account> account,
                                      const std::string& name) {
  auto holder = NameHolder::Nobody;
  for (const auto& one : withParents(name)) {
    for (const auto id : reader.query(kHolders, one).map([](const db::Row& row) {
           return row.id<Account>("account_id");
         })) {
      if (id != account) return NameHolder::Others;
      holder = NameHolder::Own;
    }
    if (holder == NameHolder::Own) break;
  }
  return reader.query(kHeldBelow, "%." + name, account).empty() ? holder : NameHolder::Others;
}

namespace {

struct Question {
  std::string sql;
  std::vector<db::Param> params;

  void also(const char* condition, const auto& value) {
    if (!value) return;
    sql += condition;
    params.emplace_back(*value);
  }
};

Question questionOf(const Scope& scope, const DomainRepository::Filter& filter) {
  Question question{kSelect + "tenant_id = ?", {scope.tenant}};
  question.also(" AND account_id = ?", scope.account);
  question.also(" AND status = ?", filter.status);
  question.also(" AND work = ?", filter.work);
  question.also(" AND name = ?", filter.name);
  question.also(" AND expires_at >= ?", filter.expiresFrom);
  question.also(" AND expires_at < ?", filter.expiresBefore);
  return question;
}

}  // namespace

std::vector<Domain> DomainRepository::list(db::Reader& reader, const Scope& scope,
                                           const Filter& filter, const http::ListOrder& order,
                                           int limit) {
  auto [sql, params] = questionOf(scope, filter);
  params.emplace_back(order.after);
  params.emplace_back(limit);
  return reader.run(sql + order.sql("id"), params).map(domainOf);
}

std::vector<Domain> DomainRepository::list(db::Reader& reader, const Scope& scope,
                                           const Filter& filter, const ByExpiry& order, int limit) {
  auto [sql, params] = questionOf(scope, filter);
  sql += " AND expires_at IS NOT NULL";
  if (order.after) {
    sql += order.descending ? " AND (expires_at < ? OR (expires_at = ? AND id < ?))"
                            : " AND (expires_at > ? OR (expires_at = ? AND id > ?))";
    params.emplace_back(order.after->value);
    params.emplace_back(order.after->value);
    params.emplace_back(order.after->id);
  }
  sql += order.descending ? " ORDER BY expires_at DESC, id DESC LIMIT ?"
                          : " ORDER BY expires_at, id LIMIT ?";
  params.emplace_back(limit);
  return reader.run(sql, params).map(domainOf);
}

std::vector<Domain> DomainRepository::expiringBefore(db::Reader& reader, Id<Tenant> tenant,
                                                     Instant before, const Place& after,
                                                     int limit) {
  return reader
      .query(kSelect + kHeld +
                 " AND expires_at < ? AND (expires_at > ? OR (expires_at = ? AND id > ?)) ORDER BY "
                 "expires_at, id LIMIT ?",
             tenant, before, after.expiresAt, after.expiresAt, after.id, limit)
      .map(domainOf);
}

std::vector<Domain> DomainRepository::syncedBefore(db::Reader& reader, Id<Tenant> tenant,
                                                   Instant before, int limit) {
  return reader
      .query(kSelect + kHeld + " AND synced_at < ? ORDER BY synced_at LIMIT ?", tenant, before,
             limit)
      .map(domainOf);
}

std::optional<Secret> DomainRepository::authCode(db::Reader& reader, Id<Domain> id) {
  return reader.query(kSelectAuthCode, id).first([&](const db::Row& row) {
    return vault_.open(kAuthCode, id.value(), row.get<db::Blob>("auth_code"));
  });
}

void DomainRepository::setAuthCode(db::Transaction& tx, Id<Domain> id,
                                   const std::optional<Secret>& code) {
  std::optional<db::Blob> sealed;
  if (code) sealed = vault_.seal(kAuthCode, id.value(), *code);
  tx.execute(kSetAuthCode, sealed, id);
}

std::int64_t DomainRepository::wish(db::Transaction& tx, Id<Domain> id, const std::string& verb,
                                    const Json& contacts) {
  tx.execute(kWish, id, verb, contacts.is_null() ? std::nullopt : std::optional{dump(contacts)});
  return wished(tx, id, verb);
}

Json DomainRepository::wishedContacts(db::Reader& reader, Id<Domain> id, const std::string& verb) {
  const auto kept = reader.query(kWishedContacts, id, verb).first([](const db::Row& row) {
    return row.get<std::optional<std::string>>("contacts");
  });
  return kept && *kept ? Json::parse(**kept) : Json();
}

void DomainRepository::forgetContacts(db::Transaction& tx, Id<Domain> id, const std::string& verb) {
  tx.execute(kForgetContacts, id, verb);
}

std::int64_t DomainRepository::wished(db::Transaction& tx, Id<Domain> id, const std::string& verb) {
  return tx.query(kWished, id, verb)
      .first([](const db::Row& row) { return row.integer("revision"); })
      .value_or(0);
}

void DomainRepository::addStep(db::Transaction& tx, const Domain& domain, const DomainStep& step) {
  tx.execute(kInsertStep, step.id, domain.id, domain.tenant, step.kind, fitted(step.detail, 600),
             fitted(step.actor, 120), step.at);
}

std::vector<DomainStep> DomainRepository::steps(db::Reader& reader, Id<Domain> id) {
  auto steps = reader.query(kSelectSteps, id).map([](const db::Row& row) {
    return DomainStep{row.id<DomainStep>("id"), row.text("kind"), row.text("detail"),
                      row.text("actor"), row.instant("happened_at")};
  });
  std::ranges::sort(steps, {}, &DomainStep::id);
  return steps;
}

}  // namespace hostler
