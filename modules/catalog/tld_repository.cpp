#include "modules/catalog/tld_repository.h"

#include "core/db/id_lists.h"
#include "core/json/json.h"

#include <algorithm>
#include <map>

namespace hostler::tld_repository {
namespace {

const std::string kSelect =
    "SELECT id, name, registrar, active, position, min_years, max_years, grace_days, "
    "redemption_days, tax_class, requirements, highest_cost, highest_cost_currency FROM tlds WHERE "
    "tenant_id = ?";
constexpr auto kInsert = R"sql(
  INSERT INTO tlds (name, registrar, active, position, min_years, max_years, grace_days, redemption_days, tax_class,
                    requirements, highest_cost, highest_cost_currency, updated_at, tenant_id, id, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kUpdate = R"sql(
  UPDATE tlds SET name = ?, registrar = ?, active = ?, position = ?, min_years = ?, max_years = ?, grace_days = ?,
         redemption_days = ?, tax_class = ?, requirements = ?, highest_cost = ?, highest_cost_currency = ?, updated_at = ?
   WHERE tenant_id = ? AND id = ?)sql";
constexpr auto kSelectPrices =
    "SELECT tld_id, currency, years, register_price, transfer_price, renew_price FROM tld_prices "
    "WHERE tld_id IN ({ids})";
constexpr auto kSelectFees =
    "SELECT tld_id, currency, grace_fee, restore_fee FROM tld_fees WHERE tld_id IN ({ids})";
constexpr auto kInsertPrice =
    "INSERT INTO tld_prices (tld_id, currency, years, register_price, transfer_price, renew_price) "
    "VALUES (?, ?, ?, ?, ?, ?)";
constexpr auto kInsertFee =
    "INSERT INTO tld_fees (tld_id, currency, grace_fee, restore_fee) VALUES (?, ?, ?, ?)";
constexpr auto kDeletePrices = "DELETE FROM tld_prices WHERE tld_id = ?";
constexpr auto kDeleteFees = "DELETE FROM tld_fees WHERE tld_id = ?";
constexpr auto kDelete = "DELETE FROM tlds WHERE tenant_id = ? AND id = ?";

std::optional<Money> moneyIn(const db::Row& row, std::string_view column, Currency currency) {
  if (row.isNull(column)) return std::nullopt;
  return row.money(column, currency);
}

std::optional<std::int64_t> minorOf(const std::optional<Money>& money) {
  return money ? std::optional{money->minor()} : std::nullopt;
}

Tld tldOf(const db::Row& row) {
  Tld tld;
  tld.id = row.id<Tld>("id");
  tld.name = row.text("name");
  tld.registrar = row.text("registrar");
  tld.active = row.flag("active");
  tld.position = row.get<int>("position");
  tld.minYears = row.get<int>("min_years");
  tld.maxYears = row.get<int>("max_years");
  tld.graceDays = row.get<int>("grace_days");
  tld.redemptionDays = row.get<int>("redemption_days");
  tld.taxClass = row.text("tax_class");
  tld.requirements = Json::parse(row.text("requirements")).get<std::vector<std::string>>();
  if (!row.isNull("highest_cost"))
    tld.highestCost = row.money("highest_cost", row.currency("highest_cost_currency"));
  return tld;
}

std::vector<Tld> withPrices(db::Reader& reader, std::vector<Tld> tlds) {
  std::map<Id<Tld>, Tld*> byId;
  std::vector<Id<Tld>> ids;
  for (auto& tld : tlds) {
    byId[tld.id] = &tld;
    ids.push_back(tld.id);
  }
  if (ids.empty()) return tlds;
  for (const auto& rows : db::askByIds(reader, kSelectPrices, db::numbersOf(ids))) {
    for (const auto& row : rows) {
      const auto currency = row.currency("currency");
      byId.at(row.id<Tld>("tld_id"))
          ->prices.push_back(
              {currency, row.get<int>("years"), moneyIn(row, "register_price", currency),
               moneyIn(row, "transfer_price", currency), moneyIn(row, "renew_price", currency)});
    }
  }
  for (const auto& rows : db::askByIds(reader, kSelectFees, db::numbersOf(ids))) {
    for (const auto& row : rows) {
      const auto currency = row.currency("currency");
      byId.at(row.id<Tld>("tld_id"))
          ->fees.push_back(
              {row.money("grace_fee", currency), moneyIn(row, "restore_fee", currency)});
    }
  }
  for (auto& tld : tlds) {
    std::ranges::sort(tld.prices, [](const TldPrice& a, const TldPrice& b) {
      return std::pair{a.currency.code(), a.years} < std::pair{b.currency.code(), b.years};
    });
    std::ranges::sort(tld.fees, {},
                      [](const TldFees& fees) { return fees.grace.currency().code(); });
  }
  return tlds;
}

std::optional<Tld> onlyOne(db::Reader& reader, const db::Rows& rows) {
  auto found = withPrices(reader, rows.map(tldOf));
  return found.empty() ? std::nullopt : std::optional{std::move(found.front())};
}

std::optional<std::string> costCurrency(const Tld& tld) {
  if (!tld.highestCost) return std::nullopt;
  return std::string{tld.highestCost->currency().code()};
}

void insertPrices(db::Transaction& tx, const Tld& tld) {
  for (const auto& price : tld.prices) {
    tx.execute(kInsertPrice, tld.id, price.currency, price.years, minorOf(price.registration),
               minorOf(price.transfer), minorOf(price.renewal));
  }
  for (const auto& fees : tld.fees)
    tx.execute(kInsertFee, tld.id, fees.grace.currency(), fees.grace.minor(),
               minorOf(fees.restore));
}

void removePrices(db::Transaction& tx, Id<Tld> id) {
  tx.execute(kDeletePrices, id);
  tx.execute(kDeleteFees, id);
}

}  // namespace

std::vector<Tld> all(db::Reader& reader, Id<Tenant> tenant, bool forSale) {
  auto tlds = reader.query(kSelect + (forSale ? " AND active = 1" : ""), tenant).map(tldOf);
  std::ranges::sort(tlds, [](const Tld& a, const Tld& b) {
    return std::pair{a.position, std::string_view{a.name}} <
           std::pair{b.position, std::string_view{b.name}};
  });
  return withPrices(reader, std::move(tlds));
}

std::optional<Tld> find(db::Reader& reader, Id<Tenant> tenant, Id<Tld> id) {
  return onlyOne(reader, reader.query(kSelect + " AND id = ?", tenant, id));
}

std::optional<Tld> findByName(db::Reader& reader, Id<Tenant> tenant, const std::string& name) {
  return onlyOne(reader, reader.query(kSelect + " AND name = ?", tenant, name));
}

std::optional<Tld> lock(db::Transaction& tx, Id<Tenant> tenant, Id<Tld> id) {
  return onlyOne(tx, tx.query(kSelect + " AND id = ? {for_update}", tenant, id));
}

void insert(db::Transaction& tx, Id<Tenant> tenant, const Tld& tld, Instant now) {
  tx.execute(kInsert, tld.name, tld.registrar, tld.active, tld.position, tld.minYears, tld.maxYears,
             tld.graceDays, tld.redemptionDays, tld.taxClass, dump(Json(tld.requirements)),
             minorOf(tld.highestCost), costCurrency(tld), now, tenant, tld.id, now);
  insertPrices(tx, tld);
}

void save(db::Transaction& tx, Id<Tenant> tenant, const Tld& tld, Instant now) {
  tx.execute(kUpdate, tld.name, tld.registrar, tld.active, tld.position, tld.minYears, tld.maxYears,
             tld.graceDays, tld.redemptionDays, tld.taxClass, dump(Json(tld.requirements)),
             minorOf(tld.highestCost), costCurrency(tld), now, tenant, tld.id);
  removePrices(tx, tld.id);
  insertPrices(tx, tld);
}

void remove(db::Transaction& tx, Id<Tenant> tenant, Id<Tld> id) {
  removePrices(tx, id);
  tx.execute(kDelete, tenant, id);
}

std::vector<Id<Tenant>> sellers(db::Reader& reader) {
  return reader.query("SELECT DISTINCT tenant_id FROM tlds WHERE active = 1")
      .map([](const db::Row& row) { return row.id<Tenant>("tenant_id"); });
}

}  // namespace hostler::tld_repository
