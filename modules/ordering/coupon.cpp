#include "modules/ordering/coupon.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr std::string_view kColumns =
    "id, code, percent, amount, currency, cycles, renewal_only, products, product_cycles, "
    "client_groups, new_clients_only, max_uses, per_client, "
    "uses, valid_from, valid_to, active";
const std::string kSelectByCode =
    "SELECT " + std::string{kColumns} + " FROM coupons WHERE tenant_id = ? AND code = ?";
const std::string kSelectOne =
    "SELECT " + std::string{kColumns} + " FROM coupons WHERE tenant_id = ? AND id = ?";
const std::string kLock = kSelectOne + " {for_update}";
const std::string kSelectList =
    "SELECT " + std::string{kColumns} +
    " FROM coupons WHERE tenant_id = ? AND id < ? ORDER BY id DESC LIMIT ?";
const std::string kInsert =
    "INSERT INTO coupons (" + std::string{kColumns} +
    ", tenant_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr auto kSave = R"sql(
  UPDATE coupons SET code = ?, percent = ?, amount = ?, currency = ?, cycles = ?, renewal_only = ?, products = ?,
         product_cycles = ?, client_groups = ?, new_clients_only = ?, max_uses = ?, per_client = ?, valid_from = ?, valid_to = ?, active = ?
   WHERE tenant_id = ? AND id = ?)sql";
constexpr auto kDeactivate = "UPDATE coupons SET active = 0 WHERE tenant_id = ? AND id = ?";
constexpr auto kUse =
    "UPDATE coupons SET uses = uses + 1 WHERE id = ? AND active = 1 AND (max_uses IS NULL OR uses "
    "< max_uses)";
constexpr auto kUnuse = "UPDATE coupons SET uses = uses - 1 WHERE id = ? AND uses > 0";
constexpr auto kCountOfClient =
    "SELECT COALESCE(MAX(nth), 0) AS nth FROM coupon_redemptions WHERE coupon_id = ? AND "
    "account_id = ?";
constexpr auto kCountUses =
    "SELECT COUNT(*) AS used FROM coupon_redemptions WHERE coupon_id = ? AND account_id = ?";
constexpr auto kSelectOrder =
    "SELECT id FROM orders WHERE tenant_id = ? AND account_id = ? AND status <> 'cancelled' AND id "
    "<> ? LIMIT 1";
constexpr auto kSelectPaid = R"sql(
  SELECT i.id FROM invoices i JOIN invoice_states s ON s.invoice_id = i.id
   WHERE i.tenant_id = ? AND i.account_id = ? AND s.status IN ('paid', 'partially_paid', 'refunded') LIMIT 1)sql";
constexpr auto kInsertRedemption =
    "INSERT INTO coupon_redemptions (coupon_id, account_id, nth, order_id) VALUES (?, ?, ?, ?)";
constexpr auto kSelectRedemptions =
    "SELECT coupon_id, account_id, nth FROM coupon_redemptions WHERE order_id = ?";
constexpr auto kDeleteRedemption =
    "DELETE FROM coupon_redemptions WHERE coupon_id = ? AND account_id = ? AND nth = ? AND "
    "order_id = ?";

Coupon couponOf(const db::Row& row) {
  Coupon coupon;
  coupon.id = row.id<Coupon>("id");
  coupon.code = row.text("code");
  coupon.percent = row.get<std::optional<Decimal>>("percent");
  if (!row.isNull("amount")) coupon.amount = row.money("amount", "currency");
  coupon.cycles = row.get<std::optional<int>>("cycles");
  coupon.renewalOnly = row.flag("renewal_only");
  coupon.products = fromJson<std::vector<Id<Product>>>(Json::parse(row.text("products")));
  coupon.productCycles = fromJson<std::vector<Cycle>>(Json::parse(row.text("product_cycles")));
  coupon.clientGroups = Json::parse(row.text("client_groups")).get<std::vector<std::string>>();
  coupon.newClientsOnly = row.flag("new_clients_only");
  coupon.maxUses = row.get<std::optional<int>>("max_uses");
  coupon.perClient = row.get<std::optional<int>>("per_client");
  coupon.uses = row.get<int>("uses");
  coupon.validFrom = row.get<std::optional<Date>>("valid_from");
  coupon.validTo = row.get<std::optional<Date>>("valid_to");
  coupon.active = row.flag("active");
  return coupon;
}

std::pair<std::optional<std::int64_t>, std::optional<Currency>> amountOf(const Coupon& coupon) {
  if (!coupon.amount) return {};
  return {coupon.amount->minor(), coupon.amount->currency()};
}

}  // namespace

bool Coupon::isValidOn(Date day) const {
  return active && (!validFrom || *validFrom <= day) && (!validTo || day <= *validTo) &&
         (!maxUses || uses < *maxUses);
}

bool Coupon::appliesTo(Id<Product> product, Cycle cycle, Currency currency) const {
  if (amount && amount->currency() != currency) return false;
  const bool right = products.empty() || std::ranges::find(products, product) != products.end();
  return right &&
         (productCycles.empty() || std::ranges::find(productCycles, cycle) != productCycles.end());
}

std::optional<RecurringDiscount> Coupon::afterFirst() const {
  const auto left = cycles && !renewalOnly ? std::optional{*cycles - 1} : cycles;
  if (left && *left <= 0) return std::nullopt;
  return RecurringDiscount{percent, amount, left};
}

std::vector<Money> discountsOf(const Coupon& coupon, const std::vector<DiscountableLine>& lines) {
  std::vector<Money> discounts;
  for (const auto& line : lines) discounts.push_back(Money::zero(line.price.currency()));
  if (coupon.renewalOnly) return discounts;
  if (coupon.percent) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].applies)
        discounts[i] =
            Money::min(lines[i].price, lines[i].price.percent(*coupon.percent, Rounding::HalfUp));
    }
    return discounts;
  }
  if (!coupon.amount) return discounts;
  auto left = *coupon.amount;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].applies || lines[i].price.currency() != left.currency()) continue;
    discounts[i] = Money::min(left, lines[i].price);
    left = left.minus(discounts[i]);
  }
  return discounts;
}

CouponNotValid::CouponNotValid(const std::string& reason)
    : DomainError{"coupon_not_valid", 422, reason} {}

namespace coupon_repository {

std::optional<Coupon> findByCode(db::Reader& reader, Id<Tenant> tenant, const std::string& code) {
  return reader.query(kSelectByCode, tenant, code).first(couponOf);
}

std::optional<Coupon> find(db::Reader& reader, Id<Tenant> tenant, Id<Coupon> id) {
  return reader.query(kSelectOne, tenant, id).first(couponOf);
}

std::optional<Coupon> lock(db::Transaction& tx, Id<Tenant> tenant, Id<Coupon> id) {
  return tx.query(kLock, tenant, id).first(couponOf);
}

std::vector<Coupon> list(db::Reader& reader, Id<Tenant> tenant, Id<Coupon> before, int limit) {
  return reader.query(kSelectList, tenant, before, limit).map(couponOf);
}

void insert(db::Transaction& tx, Id<Tenant> tenant, const Coupon& coupon, Instant now) {
  const auto [amount, currency] = amountOf(coupon);
  tx.execute(kInsert, coupon.id, coupon.code, coupon.percent, amount, currency, coupon.cycles,
             coupon.renewalOnly, dump(toJson(coupon.products)), dump(toJson(coupon.productCycles)),
             dump(Json(coupon.clientGroups)), coupon.newClientsOnly, coupon.maxUses,
             coupon.perClient, coupon.uses, coupon.validFrom, coupon.validTo, coupon.active, tenant,
             now);
}

void save(db::Transaction& tx, Id<Tenant> tenant, const Coupon& coupon) {
  const auto [amount, currency] = amountOf(coupon);
  tx.execute(kSave, coupon.code, coupon.percent, amount, currency, coupon.cycles,
             coupon.renewalOnly, dump(toJson(coupon.products)), dump(toJson(coupon.productCycles)),
             dump(Json(coupon.clientGroups)), coupon.newClientsOnly, coupon.maxUses,
             coupon.perClient, coupon.validFrom, coupon.validTo, coupon.active, tenant, coupon.id);
}

bool deactivate(db::Transaction& tx, Id<Tenant> tenant, Id<Coupon> id) {
  return tx.execute(kDeactivate, tenant, id) == 1;
}

bool isNew(db::Reader& reader, Id<Tenant> tenant, Id<Account> account, Id<Order> but) {
  return reader.query(kSelectOrder, tenant, account, but).empty() &&
         reader.query(kSelectPaid, tenant, account).empty();
}

void redeem(db::Transaction& tx, Id<Tenant> tenant, const Coupon& coupon, Id<Account> account,
            Id<Order> order) {
  // The update locks the coupon's row, so redemptions of one coupon come one after another.
  if (tx.execute(kUse, coupon.id) != 1) throw CouponNotValid{"This coupon has been used up."};
  const auto used = tx.query(kCountUses, coupon.id, account).only().integer("used");
  if (coupon.perClient && used >= *coupon.perClient)
    throw CouponNotValid{"You have used this coupon already."};
  if (coupon.newClientsOnly && !isNew(tx, tenant, account, order))
    throw CouponNotValid{"This coupon is for new clients, and you have bought something already."};
  const auto nth = tx.query(kCountOfClient, coupon.id, account).only().integer("nth") + 1;
  tx.execute(kInsertRedemption, coupon.id, account, nth, order);
}

void giveBack(db::Transaction& tx, Id<Order> order) {
  for (const auto& row : tx.query(kSelectRedemptions, order)) {
    const auto coupon = row.id<Coupon>("coupon_id");
    if (tx.execute(kDeleteRedemption, coupon, row.integer("account_id"), row.integer("nth"),
                   order) == 1)
      tx.execute(kUnuse, coupon);
  }
}

}  // namespace coupon_repository
}  // namespace hostler
