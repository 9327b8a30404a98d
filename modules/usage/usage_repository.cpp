#include "modules/usage/usage_repository.h"

#include "core/db/id_lists.h"
#include "core/json/json.h"

namespace hostler::usage_repository {
namespace {

constexpr std::string_view kMeterColumns = R"sql(
  id, product_id, name, valid_from, title, unit, metering, whole_units, included, prices, active)sql";
constexpr auto kInsertMeter = R"sql(
  INSERT INTO usage_meters (id, tenant_id, product_id, name, valid_from, title, unit, metering, whole_units,
                            included, prices, active)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kRemoveMeter = "DELETE FROM usage_meters WHERE id = ? AND tenant_id = ?";

constexpr auto kInsertReport = R"sql(
  INSERT INTO usage_reports (id, tenant_id, service_id, meter, report_key, quantity, happened_at, recorded_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kFindReport = R"sql(
  SELECT happened_at, quantity FROM usage_reports
   WHERE service_id = ? AND meter = ? AND report_key = ? {for_update})sql";
constexpr auto kReports = R"sql(
  SELECT happened_at, quantity FROM usage_reports
   WHERE service_id = ? AND meter = ? AND happened_at >= ? AND happened_at < ? ORDER BY happened_at, id)sql";
constexpr auto kTotals = R"sql(
  SELECT COALESCE(SUM(quantity), 0) AS added, COALESCE(MAX(quantity), 0) AS largest,
         COALESCE(SUM(quantity + CASE WHEN quantity % 1000000 = 0 THEN 0 ELSE 1000000 - quantity % 1000000 END), 0)
           AS added_whole
    FROM usage_reports
   WHERE service_id = ? AND meter = ? AND happened_at >= ? AND happened_at < ?)sql";
constexpr auto kLastReport = R"sql(
  SELECT happened_at, quantity FROM usage_reports
   WHERE service_id = ? AND meter = ? AND happened_at < ? ORDER BY happened_at DESC LIMIT 1)sql";

constexpr auto kUnsettled = R"sql(
  SELECT DISTINCT s.account_id FROM services s
   WHERE s.tenant_id = ? AND s.activated_at < ? AND (s.ended_at IS NULL OR s.ended_at > ?)
     AND (EXISTS (SELECT 1 FROM usage_meters m WHERE m.product_id = s.product_id AND m.valid_from <= ?)
          OR EXISTS (SELECT 1 FROM service_changes c JOIN usage_meters m ON m.product_id = c.from_product_id
                      WHERE c.service_id = s.id AND c.state = 'done' AND c.updated_at > ? AND m.valid_from <= ?))
     AND NOT EXISTS (SELECT 1 FROM usage_statements t WHERE t.service_id = s.id AND t.month = ?))sql";
constexpr auto kLate = R"sql(
  SELECT DISTINCT s.account_id FROM usage_reports r JOIN services s ON s.id = r.service_id
   WHERE r.tenant_id = ? AND r.recorded_at >= ? AND r.happened_at < ?)sql";
constexpr auto kMetered = R"sql(
  SELECT s.id FROM services s
   WHERE s.tenant_id = ? AND s.account_id = ? AND s.activated_at < ? AND (s.ended_at IS NULL OR s.ended_at > ?)
     AND (EXISTS (SELECT 1 FROM usage_meters m WHERE m.product_id = s.product_id)
          OR EXISTS (SELECT 1 FROM service_changes c JOIN usage_meters m ON m.product_id = c.from_product_id
                      WHERE c.service_id = s.id AND c.state = 'done' AND c.updated_at > ?)))sql";

constexpr auto kStatements = R"sql(
  SELECT id, tenant_id, account_id, service_id, meter, month, revision, quantity, billable, currency, amount, total,
         invoice_id, created_at
    FROM usage_statements WHERE service_id = ? AND month >= ? AND month < ? ORDER BY meter, month, revision)sql";
constexpr auto kInsertStatement = R"sql(
  INSERT INTO usage_statements (id, tenant_id, account_id, service_id, meter, month, revision, quantity, billable,
                                currency, amount, total, invoice_id, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";

constexpr auto kMarked = R"sql(
  SELECT 1 AS n FROM usage_marks
   WHERE account_id = ? AND service_id = ? AND meter = ? AND month = ? AND percent = ? {for_update})sql";
constexpr auto kIsMarked = R"sql(
  SELECT 1 AS n FROM usage_marks
   WHERE account_id = ? AND service_id = ? AND meter = ? AND month = ? AND percent = ?)sql";
constexpr auto kMark =
    "INSERT INTO usage_marks (account_id, service_id, meter, month, percent) VALUES (?, ?, ?, ?, "
    "?)";

constexpr auto kBudget = "SELECT currency, amount, stop FROM usage_budgets WHERE account_id = ?";
constexpr auto kRemoveBudget = "DELETE FROM usage_budgets WHERE account_id = ?";
constexpr auto kInsertBudget =
    "INSERT INTO usage_budgets (account_id, tenant_id, currency, amount, stop) VALUES (?, ?, ?, ?, "
    "?)";
constexpr auto kBudgets = "SELECT account_id FROM usage_budgets WHERE tenant_id = ?";

Json jsonOf(const std::vector<UsagePrice>& prices) {
  Json all = Json::array();
  for (const auto& price : prices) {
    Json tiers = Json::array();
    for (const auto& [upTo, unitPrice] : price.tiers) {
      Json tier = Json::object();
      tier["unit_price"] = unitPrice.text();
      if (upTo) tier["up_to"] = upTo->text();
      tiers.push_back(std::move(tier));
    }
    Json one = Json::object();
    one["currency"] = price.currency.code();
    one["tiers"] = std::move(tiers);
    if (price.cap) one["cap"] = price.cap->minor();
    all.push_back(std::move(one));
  }
  return all;
}

std::vector<UsagePrice> pricesOf(const std::string& text) {
  std::vector<UsagePrice> prices;
  const auto all = parseStrict(text);
  for (const auto& one : all) {
    UsagePrice price{Currency::of(one.at("currency").get<std::string>()), {}, std::nullopt};
    for (const auto& tier : one.at("tiers")) {
      UsageTier made{std::nullopt, Decimal::of(tier.at("unit_price").get<std::string>())};
      if (tier.contains("up_to")) made.upTo = Decimal::of(tier.at("up_to").get<std::string>());
      price.tiers.push_back(made);
    }
    if (one.contains("cap"))
      price.cap = Money::ofMinor(one.at("cap").get<std::int64_t>(), price.currency);
    prices.push_back(std::move(price));
  }
  return prices;
}

MeterVersion versionFrom(const db::Row& row) {
  UsageMeter meter;
  meter.id = row.id<UsageMeter>("id");
  meter.product = row.id<Product>("product_id");
  meter.name = row.text("name");
  meter.title = row.text("title");
  meter.unit = row.text("unit");
  meter.metering = row.get<Metering>("metering");
  meter.wholeUnits = row.flag("whole_units");
  meter.included = Quantity::ofMicro(row.integer("included"));
  meter.prices = pricesOf(row.text("prices"));
  meter.active = row.flag("active");
  return {std::move(meter), row.get<int>("valid_from")};
}

UsageReport reportFrom(const db::Row& row) {
  return {row.instant("happened_at"), Quantity::ofMicro(row.integer("quantity"))};
}

UsageStatement statementFrom(const db::Row& row) {
  UsageStatement statement;
  statement.id = row.id<UsageStatement>("id");
  statement.tenant = row.id<Tenant>("tenant_id");
  statement.account = row.id<Account>("account_id");
  statement.service = row.id<Service>("service_id");
  statement.meter = row.text("meter");
  statement.month = row.get<int>("month");
  statement.revision = row.get<int>("revision");
  statement.quantity = Quantity::ofMicro(row.integer("quantity"));
  statement.billable = Quantity::ofMicro(row.integer("billable"));
  statement.amount = row.money("amount", "currency");
  statement.total = row.money("total", "currency");
  statement.invoice = row.get<std::optional<Id<Invoice>>>("invoice_id");
  statement.createdAt = row.instant("created_at");
  return statement;
}

}  // namespace

std::map<Id<Product>, MetersByName> metersOf(db::Reader& reader, Id<Tenant> tenant,
                                             const std::vector<Id<Product>>& products,
                                             UsageMonth month) {
  static const std::string select =
      "SELECT" + std::string{kMeterColumns} +
      " FROM usage_meters WHERE tenant_id = ? AND valid_from <= ? AND product_id IN ({ids}) "
      "ORDER BY product_id, name, valid_from";
  std::map<Id<Product>, MetersByName> meters;
  if (products.empty()) return meters;
  const std::array<db::Param, 2> before{tenant, month.number()};
  for (const auto& rows : db::askByIds(reader, select, db::numbersOf(products), before)) {
    for (const auto& row : rows) {
      auto version = versionFrom(row);
      meters[version.meter.product].insert_or_assign(version.meter.name, version.meter);
    }
  }
  for (auto& [product, byName] : meters)
    std::erase_if(byName, [](const auto& each) { return !each.second.active; });
  return meters;
}

std::vector<MeterVersion> versionsOf(db::Reader& reader, Id<Tenant> tenant, Id<Product> product) {
  return reader
      .query("SELECT" + std::string{kMeterColumns} +
                 " FROM usage_meters WHERE product_id = ? AND tenant_id = ? ORDER BY name, "
                 "valid_from",
             product, tenant)
      .map(versionFrom);
}

void insert(db::Transaction& tx, Id<Tenant> tenant, const UsageMeter& meter, UsageMonth from) {
  tx.execute(kInsertMeter, meter.id, tenant, meter.product, meter.name, from.number(), meter.title,
             meter.unit, meter.metering, meter.wholeUnits, meter.included.micro(),
             dump(jsonOf(meter.prices)), meter.active);
}

void remove(db::Transaction& tx, Id<Tenant> tenant, Id<UsageMeter> meter) {
  tx.execute(kRemoveMeter, meter, tenant);
}

bool insert(db::Transaction& tx, std::int64_t id, const KeptReport& kept) {
  try {
    tx.execute(kInsertReport, id, kept.tenant, kept.service, kept.meter, kept.key,
               kept.report.quantity.micro(), kept.report.at, kept.recordedAt);
    return true;
  } catch (const db::UniqueViolation&) {
    return false;
  }
}

std::optional<UsageReport> find(db::Reader& reader, Id<Service> service, const std::string& meter,
                                const std::string& key) {
  return reader.query(kFindReport, service, meter, key).first(reportFrom);
}

std::vector<UsageReport> reportsOf(db::Reader& reader, Id<Service> service,
                                   const std::string& meter, TimeSpan span, bool carry) {
  std::vector<UsageReport> reports;
  if (carry) {
    if (auto last = reader.query(kLastReport, service, meter, span.start).first(reportFrom))
      reports.push_back(*last);
  }
  const auto rows = reader.query(kReports, service, meter, span.start, span.end);
  for (const auto& row : rows) reports.push_back(reportFrom(row));
  return reports;
}

Totals totalsOf(db::Reader& reader, Id<Service> service, const std::string& meter, TimeSpan span) {
  const auto row = reader.query(kTotals, service, meter, span.start, span.end).only();
  return {Quantity::ofMicro(row.integer("added")), Quantity::ofMicro(row.integer("largest")),
          Quantity::ofMicro(row.integer("added_whole"))};
}

std::set<Id<Account>> unsettledAccounts(db::Reader& reader, Id<Tenant> tenant, UsageMonth month,
                                        TimeSpan span) {
  std::set<Id<Account>> accounts;
  const auto rows = reader.query(kUnsettled, tenant, span.end, span.start, month.number(),
                                 span.start, month.number(), month.number());
  for (const auto& row : rows) accounts.insert(row.id<Account>("account_id"));
  return accounts;
}

std::set<Id<Account>> lateAccounts(db::Reader& reader, Id<Tenant> tenant, Instant before,
                                   Instant recordedSince) {
  std::set<Id<Account>> accounts;
  const auto rows = reader.query(kLate, tenant, recordedSince, before);
  for (const auto& row : rows) accounts.insert(row.id<Account>("account_id"));
  return accounts;
}

std::vector<Id<Service>> meteredServices(db::Reader& reader, const Scope& scope, TimeSpan span) {
  return reader.query(kMetered, scope.tenant, scope.account, span.end, span.start, span.start)
      .map([](const db::Row& row) { return row.id<Service>("id"); });
}

std::vector<UsageStatement> statementsOf(db::Reader& reader, Id<Service> service, UsageMonth from,
                                         UsageMonth until) {
  std::vector<UsageStatement> last;
  const auto rows = reader.query(kStatements, service, from.number(), until.number());
  for (const auto& row : rows) {
    auto statement = statementFrom(row);
    const bool again = !last.empty() && last.back().meter == statement.meter &&
                       last.back().month == statement.month;
    if (again)
      last.back() = std::move(statement);
    else
      last.push_back(std::move(statement));
  }
  return last;
}

void insert(db::Transaction& tx, const UsageStatement& one) {
  tx.execute(kInsertStatement, one.id, one.tenant, one.account, one.service, one.meter, one.month,
             one.revision, one.quantity.micro(), one.billable.micro(), one.amount.currency(),
             one.amount.minor(), one.total.minor(), one.invoice, one.createdAt);
}

bool mark(db::Transaction& tx, Id<Account> account, std::optional<Id<Service>> service,
          const std::string& meter, UsageMonth month, int percent) {
  const auto subject = service ? service->value() : 0;
  if (!tx.query(kMarked, account, subject, meter, month.number(), percent).empty()) return false;
  try {
    tx.execute(kMark, account, subject, meter, month.number(), percent);
    return true;
  } catch (const db::UniqueViolation&) {
    return false;
  }
}

bool isMarked(db::Reader& reader, Id<Account> account, UsageMonth month, int percent) {
  return !reader.query(kIsMarked, account, 0, "", month.number(), percent).empty();
}

std::optional<Budget> budgetOf(db::Reader& reader, Id<Account> account) {
  return reader.query(kBudget, account).first([](const db::Row& row) {
    return Budget{row.money("amount", "currency"), row.flag("stop")};
  });
}

void saveBudget(db::Transaction& tx, Id<Tenant> tenant, Id<Account> account,
                const std::optional<Budget>& budget) {
  tx.execute(kRemoveBudget, account);
  if (budget)
    tx.execute(kInsertBudget, account, tenant, budget->amount.currency(), budget->amount.minor(),
               budget->stop);
}

std::vector<Id<Account>> accountsWithBudget(db::Reader& reader, Id<Tenant> tenant) {
  return reader.query(kBudgets, tenant).map([](const db::Row& row) {
    return row.id<Account>("account_id");
  });
}

}  // namespace hostler::usage_repository
