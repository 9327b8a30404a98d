#include "modules/ordering/cart_repository.h"

#include "core/json/json.h"

namespace hostler::cart_repository {
namespace {

const std::string kSelect =
    "SELECT id, tenant_id, account_id, currency, coupon_code, shown_total FROM carts WHERE ";
constexpr auto kSelectItems =
    "SELECT id, product_id, cycle, quantity, domain, hostname, extras FROM cart_items WHERE "
    "cart_id = ? "
    "ORDER BY id";
const std::string kLockItems = std::string{kSelectItems} + " {for_update}";
constexpr auto kInsert = R"sql(
  INSERT INTO carts (id, tenant_id, account_id, token_hash, currency, coupon_code, shown_total, created_at, updated_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kInsertItem = R"sql(
  INSERT INTO cart_items (id, cart_id, product_id, cycle, quantity, domain, hostname, extras, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kUpdateItem =
    "UPDATE cart_items SET cycle = ?, quantity = ?, domain = ?, hostname = ?, extras = ? WHERE id "
    "= ? AND "
    "cart_id = ?";
constexpr auto kRemoveItem = "DELETE FROM cart_items WHERE id = ? AND cart_id = ?";
constexpr auto kClear = "DELETE FROM cart_items WHERE cart_id = ?";
constexpr auto kSave =
    "UPDATE carts SET currency = ?, coupon_code = ?, shown_total = ?, updated_at = ? WHERE id = ?";
constexpr auto kClaim =
    "UPDATE carts SET account_id = ?, token_hash = NULL, updated_at = ? WHERE id = ?";
constexpr auto kMoveItems = "UPDATE cart_items SET cart_id = ? WHERE cart_id = ?";
constexpr auto kDelete = "DELETE FROM carts WHERE id = ?";

std::optional<std::string> textOf(const ExtraChoices& choices) {
  if (choices.empty()) return std::nullopt;
  return dump(toJson(choices));
}

ExtraChoices choicesOf(const std::optional<std::string>& text) {
  return text ? fromJson<ExtraChoices>(Json::parse(*text)) : ExtraChoices{};
}

constexpr auto kSelectDomains =
    "SELECT id, name, action, years, privacy, extra, auth_code FROM cart_domains WHERE cart_id = ? "
    "ORDER BY id";
const std::string kLockDomains = std::string{kSelectDomains} + " {for_update}";
constexpr auto kInsertDomain = R"sql(
  INSERT INTO cart_domains (id, cart_id, name, action, years, privacy, extra, auth_code, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kUpdateDomain =
    "UPDATE cart_domains SET years = ?, privacy = ?, extra = ?, auth_code = ? WHERE id = ? AND "
    "cart_id = ?";
constexpr auto kRemoveDomain = "DELETE FROM cart_domains WHERE id = ? AND cart_id = ?";
constexpr auto kClearDomains = "DELETE FROM cart_domains WHERE cart_id = ?";
constexpr auto kMoveDomains = "UPDATE cart_domains SET cart_id = ? WHERE cart_id = ?";

DomainWish wishOf(const db::Row& row) {
  DomainWish wish;
  wish.id = row.id<CartItem>("id");
  wish.name = row.text("name");
  wish.action = row.get<DomainAction>("action");
  wish.years = row.get<int>("years");
  wish.privacy = row.flag("privacy");
  wish.extra = Json::parse(row.text("extra")).get<std::map<std::string, std::string>>();
  wish.authCode = row.get<std::optional<db::Blob>>("auth_code");
  return wish;
}

// `locking`: the cart was locked, so its items are read as they are now, whatever the transaction
// has read before.
std::optional<Cart> read(db::Reader& reader, const db::Rows& rows, bool locking = false) {
  if (rows.empty()) return std::nullopt;
  const auto row = rows[0];
  Cart cart;
  cart.id = row.id<Cart>("id");
  cart.tenant = row.id<Tenant>("tenant_id");
  cart.account = row.get<std::optional<Id<Account>>>("account_id");
  cart.currency = row.currency("currency");
  cart.coupon = row.get<std::optional<std::string>>("coupon_code");
  if (!row.isNull("shown_total")) cart.shownTotal = row.money("shown_total", cart.currency);
  cart.items =
      reader.query(locking ? kLockItems : kSelectItems, cart.id).map([](const db::Row& item) {
        return CartItem{item.id<CartItem>("id"),
                        item.id<Product>("product_id"),
                        item.get<Cycle>("cycle"),
                        item.get<int>("quantity"),
                        item.get<std::optional<std::string>>("domain"),
                        item.get<std::optional<std::string>>("hostname"),
                        choicesOf(item.get<std::optional<std::string>>("extras"))};
      });
  cart.domains = reader.query(locking ? kLockDomains : kSelectDomains, cart.id).map(wishOf);
  return cart;
}

}  // namespace

std::optional<Cart> findByAccount(db::Reader& reader, Id<Tenant> tenant, Id<Account> account) {
  return read(reader, reader.query(kSelect + "tenant_id = ? AND account_id = ?", tenant, account));
}

std::optional<Cart> findByToken(db::Reader& reader, Id<Tenant> tenant,
                                const std::string& tokenHash) {
  return read(reader,
              reader.query(kSelect + "token_hash = ? AND tenant_id = ?", tokenHash, tenant));
}

std::optional<Cart> lock(db::Transaction& tx, Id<Cart> id) {
  return read(tx, tx.query(kSelect + "id = ? {for_update}", id), true);
}

void insert(db::Transaction& tx, const Cart& cart, const std::optional<std::string>& tokenHash,
            Instant now) {
  tx.execute(kInsert, cart.id, cart.tenant, cart.account, tokenHash, cart.currency, cart.coupon,
             nullptr, now, now);
}

void insertItem(db::Transaction& tx, Id<Cart> cart, const CartItem& item, Instant now) {
  tx.execute(kInsertItem, item.id, cart, item.product, item.cycle, item.quantity, item.domain,
             item.hostname, textOf(item.choices), now);
}

bool updateItem(db::Transaction& tx, Id<Cart> cart, const CartItem& item) {
  return tx.execute(kUpdateItem, item.cycle, item.quantity, item.domain, item.hostname,
                    textOf(item.choices), item.id, cart) == 1;
}

void insertDomain(db::Transaction& tx, Id<Cart> cart, const DomainWish& wish, Instant now) {
  tx.execute(kInsertDomain, wish.id, cart, wish.name, wish.action, wish.years, wish.privacy,
             dump(Json(wish.extra)), wish.authCode, now);
}

bool updateDomain(db::Transaction& tx, Id<Cart> cart, const DomainWish& wish) {
  return tx.execute(kUpdateDomain, wish.years, wish.privacy, dump(Json(wish.extra)), wish.authCode,
                    wish.id, cart) == 1;
}

bool removeItem(db::Transaction& tx, Id<Cart> cart, Id<CartItem> item) {
  return tx.execute(kRemoveItem, item, cart) == 1 || tx.execute(kRemoveDomain, item, cart) == 1;
}

void clear(db::Transaction& tx, Id<Cart> cart) {
  tx.execute(kClear, cart);
  tx.execute(kClearDomains, cart);
}

void save(db::Transaction& tx, const Cart& cart, Instant now) {
  const auto shown = cart.shownTotal ? std::optional{cart.shownTotal->minor()} : std::nullopt;
  tx.execute(kSave, cart.currency, cart.coupon, shown, now, cart.id);
}

void claim(db::Transaction& tx, Id<Cart> cart, Id<Account> account, Instant now) {
  tx.execute(kClaim, account, now, cart);
}

void merge(db::Transaction& tx, Id<Cart> from, Id<Cart> to) {
  tx.execute(kMoveItems, to, from);
  tx.execute(kMoveDomains, to, from);
  tx.execute(kDelete, from);
}

}  // namespace hostler::cart_repository
