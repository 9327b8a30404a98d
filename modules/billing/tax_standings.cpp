#include "modules/billing/tax_standings.h"

#include "core/db/id_lists.h"

#include <algorithm>

namespace hostler::tax_standings {
namespace {

constexpr auto kSelect = R"sql(
  SELECT account_id, sez, tax_id, standing, answer, checked_at FROM tax_standings
   WHERE tenant_id = ? AND account_id IN ({ids}))sql";
constexpr auto kInsert = R"sql(
  INSERT INTO tax_standings (account_id, tenant_id, sez, tax_id, standing, answer, checked_at, updated_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kUpdate = R"sql(
  UPDATE tax_standings SET sez = ?, tax_id = ?, standing = ?, answer = ?, checked_at = ?, updated_at = ?
   WHERE account_id = ? AND tenant_id = ?)sql";

}  // namespace

std::map<Id<Account>, TaxStanding> of(db::Reader& reader, Id<Tenant> tenant,
                                      const std::vector<Id<Account>>& accounts) {
  std::map<Id<Account>, TaxStanding> found;
  const std::array<db::Param, 1> before{tenant};
  for (const auto& rows : db::askByIds(reader, kSelect, db::numbersOf(accounts), before)) {
    for (const auto& row : rows) {
      TaxStanding standing;
      standing.account = row.id<Account>("account_id");
      standing.sez = row.flag("sez");
      standing.taxId = row.get<std::optional<std::string>>("tax_id");
      standing.standing = row.get<TaxIdStanding>("standing");
      if (!row.isNull("answer")) standing.answer = Json::parse(row.text("answer"));
      standing.checkedAt = row.get<std::optional<Instant>>("checked_at");
      found.insert_or_assign(standing.account, std::move(standing));
    }
  }
  return found;
}

TaxStanding one(db::Reader& reader, Id<Tenant> tenant, Id<Account> account) {
  auto found = of(reader, tenant, {account});
  if (!found.empty()) return std::move(found.begin()->second);
  TaxStanding none;
  none.account = account;
  return none;
}

void save(db::Transaction& tx, Id<Tenant> tenant, const TaxStanding& standing, Instant now) {
  const auto answer =
      standing.answer.is_null() ? std::nullopt : std::optional{dump(standing.answer)};
  const auto update = [&] {
    return tx.execute(kUpdate, standing.sez, standing.taxId, standing.standing, answer,
                      standing.checkedAt, now, standing.account, tenant) == 1;
  };
  if (update()) return;
  if (tx.tryInsert(kInsert, standing.account, tenant, standing.sez, standing.taxId,
                   standing.standing, answer, standing.checkedAt, now))
    return;
  update();
}

std::optional<std::string> vatNumber(std::string_view text) {
  std::string number;
  for (const char c : text) {
    if (c == ' ' || c == '.' || c == '-') continue;
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (!letter && !(c >= '0' && c <= '9')) return std::nullopt;
    number += letter ? static_cast<char>(c & ~0x20) : c;
  }
  if (number.size() < 4 || number.size() > 15) return std::nullopt;
  const auto country = number.substr(0, 2);
  const bool known = country == "EL" || country == "XI" || isInVatUnion(country);
  return known ? std::optional{number} : std::nullopt;
}

}  // namespace hostler::tax_standings
