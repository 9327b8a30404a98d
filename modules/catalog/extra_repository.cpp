#include "modules/catalog/product_option.h"

namespace hostler::extra_repository {
namespace {

const std::string kOptions = "SELECT id, body FROM product_options WHERE tenant_id = ?";
const std::string kAddons = "SELECT id, body FROM product_addons WHERE tenant_id = ?";
constexpr auto kInsertOption =
    "INSERT INTO product_options (id, tenant_id, name, body, created_at, updated_at) VALUES (?, ?, "
    "?, ?, ?, ?)";
constexpr auto kSaveOption =
    "UPDATE product_options SET body = ?, updated_at = ? WHERE id = ? AND tenant_id = ?";
constexpr auto kRemoveOption = "DELETE FROM product_options WHERE id = ? AND tenant_id = ?";
constexpr auto kInsertAddon =
    "INSERT INTO product_addons (id, tenant_id, name, active, body, created_at, updated_at) VALUES "
    "(?, ?, ?, ?, ?, ?, ?)";
constexpr auto kSaveAddon =
    "UPDATE product_addons SET name = ?, active = ?, body = ?, updated_at = ? WHERE id = ? AND "
    "tenant_id = ?";
constexpr auto kRemoveAddon = "DELETE FROM product_addons WHERE id = ? AND tenant_id = ?";
// The ids stand in a list in JSON, each in quotes.
constexpr auto kSelectOffered =
    "SELECT 1 AS one FROM products WHERE tenant_id = ? AND deleted_at IS NULL AND extras LIKE ? "
    "LIMIT 1";

ProductOption optionOf(const db::Row& row) {
  return {row.id<ProductOption>("id"), fromJson<OptionBody>(Json::parse(row.text("body")))};
}

Addon addonOf(const db::Row& row) {
  return {row.id<Addon>("id"), fromJson<AddonBody>(Json::parse(row.text("body")))};
}

}  // namespace

std::vector<ProductOption> options(db::Reader& reader, Id<Tenant> tenant) {
  return reader.query(kOptions + " ORDER BY name", tenant).map(optionOf);
}

std::optional<ProductOption> option(db::Reader& reader, Id<Tenant> tenant, Id<ProductOption> id) {
  return reader.query(kOptions + " AND id = ?", tenant, id).first(optionOf);
}

bool insert(db::Transaction& tx, Id<Tenant> tenant, const ProductOption& option, Instant now) {
  return tx.tryInsert(kInsertOption, option.id, tenant, option.body.name, dump(toJson(option.body)),
                      now, now);
}

bool save(db::Transaction& tx, Id<Tenant> tenant, const ProductOption& option, Instant now) {
  return tx.execute(kSaveOption, dump(toJson(option.body)), now, option.id, tenant) == 1;
}

void remove(db::Transaction& tx, Id<Tenant> tenant, Id<ProductOption> id) {
  tx.execute(kRemoveOption, id, tenant);
}

std::vector<Addon> addons(db::Reader& reader, Id<Tenant> tenant) {
  return reader.query(kAddons + " ORDER BY name", tenant).map(addonOf);
}

std::optional<Addon> addon(db::Reader& reader, Id<Tenant> tenant, Id<Addon> id) {
  return reader.query(kAddons + " AND id = ?", tenant, id).first(addonOf);
}

bool insert(db::Transaction& tx, Id<Tenant> tenant, const Addon& addon, Instant now) {
  return tx.tryInsert(kInsertAddon, addon.id, tenant, addon.body.name, addon.body.active,
                      dump(toJson(addon.body)), now, now);
}

bool save(db::Transaction& tx, Id<Tenant> tenant, const Addon& addon, Instant now) {
  const auto body = dump(toJson(addon.body));
  const std::array<db::Param, 6> values{addon.body.name, addon.body.active, body, now, addon.id,
                                        tenant};
  return tx.tryChange(kSaveAddon, values);
}

void remove(db::Transaction& tx, Id<Tenant> tenant, Id<Addon> id) {
  tx.execute(kRemoveAddon, id, tenant);
}

bool isOffered(db::Reader& reader, Id<Tenant> tenant, const std::string& id) {
  return !reader.query(kSelectOffered, tenant, "%\"" + id + "\"%").empty();
}

ProductExtras heldBy(db::Reader& reader, Id<Tenant> tenant, const Product& product) {
  ProductExtras extras;
  for (const auto id : product.options) {
    if (auto found = option(reader, tenant, id)) extras.options.push_back(std::move(*found));
  }
  for (const auto id : product.addons) {
    if (auto found = addon(reader, tenant, id)) extras.addons.push_back(std::move(*found));
  }
  return extras;
}

ProductExtras offeredWith(db::Reader& reader, Id<Tenant> tenant, const Product& product) {
  auto extras = heldBy(reader, tenant, product);
  std::erase_if(extras.addons, [](const Addon& addon) { return !addon.body.active; });
  return extras;
}

}  // namespace hostler::extra_repository
