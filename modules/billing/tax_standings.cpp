#include "modules/billing/tax_standings.h"

#include "core/db/id_lists.h"

#include <array>

namespace hostler {
namespace {

constexpr std::chrono::hours kDay{24};

constexpr auto kSelect = R"sql(
  SELECT account_id, sez, tax_id, standing, answer, checked_at, check_at, failed_checks, last_failure
    FROM tax_standings WHERE tenant_id = ? AND account_id IN ({ids}))sql";
constexpr auto kLock = R"sql(
  SELECT account_id, sez, tax_id, standing, answer, checked_at, check_at, failed_checks, last_failure
    FROM tax_standings WHERE tenant_id = ? AND account_id = ? {for_update})sql";
constexpr auto kInsert = R"sql(
  INSERT INTO tax_standings (account_id, tenant_id, sez, tax_id, standing, answer, checked_at, check_at, failed_checks,
                             last_failure, updated_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kUpdate = R"sql(
  UPDATE tax_standings SET sez = ?, tax_id = ?, standing = ?, answer = ?, checked_at = ?, check_at = ?,
         failed_checks = ?, last_failure = ?, updated_at = ?
   WHERE account_id = ? AND tenant_id = ?)sql";
constexpr auto kSelectTenants =
    "SELECT DISTINCT tenant_id FROM tax_standings WHERE standing = 'valid'";
// Not what a silent register is asked again in its own pauses.
const std::string kAstray = R"sql( WHERE tenant_id = ? AND standing = 'valid' AND tax_id IS NOT NULL
   AND checked_at IS NOT NULL AND failed_checks = 0)sql";
const std::string kAstrayFromDay =
    kAstray + " AND (check_at IS NULL OR (check_at > ? AND check_at <> checked_at + ?))";
const std::string kAstrayFromNever = kAstray + " AND check_at > ?";
constexpr auto kSelectDue =
    "SELECT tenant_id, account_id FROM tax_standings WHERE check_at <= ? ORDER BY check_at LIMIT ?";

std::int64_t microsIn(std::int64_t days) {
  return std::chrono::duration_cast<std::chrono::microseconds>(kDay * days).count();
}

TaxStanding standingOf(const db::Row& row) {
  TaxStanding standing;
  standing.account = row.id<Account>("account_id");
  standing.sez = row.flag("sez");
  standing.taxId = row.get<std::optional<std::string>>("tax_id");
  standing.standing = row.get<TaxIdStanding>("standing");
  if (!row.isNull("answer")) standing.answer = Json::parse(row.text("answer"));
  standing.checkedAt = row.get<std::optional<Instant>>("checked_at");
  standing.checkAt = row.get<std::optional<Instant>>("check_at");
  standing.failedChecks = row.get<int>("failed_checks");
  standing.lastFailure = row.get<std::optional<std::string>>("last_failure").value_or("");
  return standing;
}

TaxStanding noneOf(Id<Account> account) {
  TaxStanding none;
  none.account = account;
  return none;
}

}  // namespace

std::optional<VatNumber> TaxStanding::numberIn(std::string_view country) const {
  if (!taxId || taxId->size() < 3) return std::nullopt;
  VatNumber number{taxId->substr(0, 2), taxId->substr(2)};
  return number.country() == country ? std::optional{std::move(number)} : std::nullopt;
}

bool TaxStanding::name(const std::optional<VatNumber>& number, Instant now) {
  const auto wanted = number ? std::optional{number->text()} : std::nullopt;
  if (wanted == taxId && standing != TaxIdStanding::Invalid) return false;
  taxId = wanted;
  standing = wanted ? TaxIdStanding::Pending : TaxIdStanding::Unchecked;
  answer = nullptr;
  checkedAt.reset();
  askAfter(now);
  if (!wanted) checkAt.reset();
  return true;
}

void TaxStanding::askAfter(Instant now) {
  checkAt = now;
  failedChecks = 0;
  lastFailure.clear();
}

void TaxStanding::answered(bool valid, Json why, Instant now, std::int64_t recheckDays) {
  standing = valid ? TaxIdStanding::Valid : TaxIdStanding::Invalid;
  answer = std::move(why);
  checkedAt = now;
  checkAt.reset();
  if (valid && recheckDays > 0) checkAt = now.plus(kDay * recheckDays);
  failedChecks = 0;
  lastFailure.clear();
}

namespace tax_standings {

std::map<Id<Account>, TaxStanding> of(db::Reader& reader, Id<Tenant> tenant,
                                      const std::vector<Id<Account>>& accounts) {
  std::map<Id<Account>, TaxStanding> found;
  const std::array<db::Param, 1> before{tenant};
  for (const auto& rows : db::askByIds(reader, kSelect, db::numbersOf(accounts), before)) {
    for (const auto& row : rows) {
      auto standing = standingOf(row);
      found.insert_or_assign(standing.account, std::move(standing));
    }
  }
  return found;
}

TaxStanding one(db::Reader& reader, Id<Tenant> tenant, Id<Account> account) {
  auto found = of(reader, tenant, {account});
  return found.empty() ? noneOf(account) : std::move(found.begin()->second);
}

TaxStanding lock(db::Transaction& tx, Id<Tenant> tenant, Id<Account> account) {
  return tx.query(kLock, tenant, account).first(standingOf).value_or(noneOf(account));
}

void save(db::Transaction& tx, Id<Tenant> tenant, const TaxStanding& standing, Instant now) {
  const auto answer =
      standing.answer.is_null() ? std::nullopt : std::optional{dump(standing.answer)};
  const auto failure =
      standing.lastFailure.empty() ? std::nullopt : std::optional{standing.lastFailure};
  const auto update = [&] {
    return tx.execute(kUpdate, standing.sez, standing.taxId, standing.standing, answer,
                      standing.checkedAt, standing.checkAt, standing.failedChecks, failure, now,
                      standing.account, tenant) == 1;
  };
  if (update()) return;
  if (tx.tryInsert(kInsert, standing.account, tenant, standing.sez, standing.taxId,
                   standing.standing, answer, standing.checkedAt, standing.checkAt,
                   standing.failedChecks, failure, now))
    return;
  update();
}

std::vector<std::pair<Id<Tenant>, Id<Account>>> due(db::Reader& reader, Instant by, int limit) {
  return reader.query(kSelectDue, by, limit).map([](const db::Row& row) {
    return std::pair{row.id<Tenant>("tenant_id"), row.id<Account>("account_id")};
  });
}

std::vector<Id<Tenant>> tenantsWithValid(db::Reader& reader) {
  return reader.query(kSelectTenants).map([](const db::Row& row) {
    return row.id<Tenant>("tenant_id");
  });
}

bool isAnyAstray(db::Reader& reader, Id<Tenant> tenant, std::int64_t recheckDays, Instant after) {
  static const std::string kOfDays =
      "SELECT 1 AS one FROM tax_standings" + kAstrayFromDay + " LIMIT 1";
  static const std::string kOfNone =
      "SELECT 1 AS one FROM tax_standings" + kAstrayFromNever + " LIMIT 1";
  if (recheckDays > 0) return !reader.query(kOfDays, tenant, after, microsIn(recheckDays)).empty();
  return !reader.query(kOfNone, tenant, after).empty();
}

void align(db::Transaction& tx, Id<Tenant> tenant, std::int64_t recheckDays, Instant after) {
  static const std::string kToDay =
      "UPDATE tax_standings SET check_at = checked_at + ?" + kAstrayFromDay;
  static const std::string kToNever = "UPDATE tax_standings SET check_at = NULL" + kAstrayFromNever;
  if (recheckDays > 0) {
    tx.execute(kToDay, microsIn(recheckDays), tenant, after, microsIn(recheckDays));
  } else {
    tx.execute(kToNever, tenant, after);
  }
}

Json onDocument(const TaxStanding& standing) {
  auto check = standing.answer.is_object() ? standing.answer : Json::object();
  check["standing"] = wordOf(standing.standing);
  if (standing.checkedAt) check["checked_at"] = standing.checkedAt->text();
  return {{"tax_id", standing.taxId.value_or("")}, {"tax_id_check", std::move(check)}};
}

}  // namespace tax_standings
}  // namespace hostler
