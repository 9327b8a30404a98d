#include "modules/catalog/product_repository.h"

#include "core/json/json.h"
#include "core/shape/shape.h"

namespace hostler::product_repository {
namespace {

constexpr std::string_view kSelectList = R"sql(
  SELECT p.*, g.name AS group_name FROM products p LEFT JOIN product_groups g ON g.id = p.group_id
   WHERE p.tenant_id = ? AND p.deleted_at IS NULL)sql";
constexpr std::string_view kOnSale = " AND p.active = 1 AND p.visible = 1";
constexpr std::string_view kOfType = " AND p.type = ?";
constexpr auto kSelectOne = R"sql(
  SELECT p.*, g.name AS group_name FROM products p LEFT JOIN product_groups g ON g.id = p.group_id
   WHERE p.tenant_id = ? AND p.id = ?)sql";
constexpr auto kSelectBySlug = R"sql(
  SELECT p.*, g.name AS group_name FROM products p LEFT JOIN product_groups g ON g.id = p.group_id
   WHERE p.tenant_id = ? AND p.slug = ?)sql";
constexpr auto kSelectPrices =
    "SELECT currency, cycle, price, setup_fee FROM product_prices WHERE product_id = ?";
constexpr auto kTypesOnSale = R"sql(
  SELECT DISTINCT tenant_id, type FROM products
   WHERE active = 1 AND visible = 1 AND deleted_at IS NULL)sql";
constexpr auto kInsert = R"sql(
  INSERT INTO products (group_id, type, name, slug, description, features, tax_class, active, visible, stock,
                        max_quantity, provisioning, proration, grace_days, trial_days, prorata_day, prorata_next_from,
                        extras, invoice_days_before, notice_days, terminate_days, updated_at, tenant_id, id, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kUpdate = R"sql(
  UPDATE products SET group_id = ?, type = ?, name = ?, slug = ?, description = ?, features = ?, tax_class = ?,
         active = ?, visible = ?, stock = ?, max_quantity = ?, provisioning = ?, proration = ?, grace_days = ?,
         trial_days = ?, prorata_day = ?, prorata_next_from = ?, extras = ?, invoice_days_before = ?,
         notice_days = ?, terminate_days = ?, updated_at = ?
   WHERE tenant_id = ? AND id = ? AND deleted_at IS NULL)sql";
constexpr auto kMarkDeleted =
    "UPDATE products SET deleted_at = ?, active = 0, visible = 0 WHERE tenant_id = ? AND id = ? "
    "AND deleted_at IS NULL";
constexpr auto kDeletePrices = "DELETE FROM product_prices WHERE product_id = ?";
constexpr auto kInsertPrice =
    "INSERT INTO product_prices (product_id, currency, cycle, price, setup_fee) VALUES (?, ?, ?, "
    "?, ?)";
constexpr std::size_t kSlugLength = 80;
constexpr auto kSelectGroup = "SELECT id FROM product_groups WHERE tenant_id = ? AND slug = ?";
constexpr auto kSelectGroupNamed =
    "SELECT id FROM product_groups WHERE tenant_id = ? AND name = ? ORDER BY position, id";
constexpr auto kInsertGroup =
    "INSERT INTO product_groups (id, tenant_id, name, slug, position) VALUES (?, ?, ?, ?, 0)";

Product productOf(const db::Row& row) {
  Product product;
  product.id = row.id<Product>("id");
  product.group = row.get<std::optional<Id<ProductGroup>>>("group_id");
  product.groupName = row.get<std::optional<std::string>>("group_name").value_or("");
  product.type = row.get<ProductType>("type");
  product.name = row.text("name");
  product.slug = row.text("slug");
  product.description = row.text("description");
  product.features = Json::parse(row.text("features")).get<std::vector<std::string>>();
  product.taxClass = row.text("tax_class");
  product.active = row.flag("active") && row.isNull("deleted_at");
  product.visible = row.flag("visible");
  product.stock = row.get<std::optional<std::int64_t>>("stock");
  product.maxQuantity = row.get<int>("max_quantity");
  const auto provisioning = Json::parse(row.text("provisioning"));
  if (!provisioning.is_null()) {
    Provisioning how{provisioning.at("plugin"), std::nullopt, provisioning.at("settings")};
    if (provisioning.contains("server_group")) how.serverGroup = provisioning["server_group"];
    product.provisioning = std::move(how);
  }
  product.proration = row.get<Proration>("proration");
  product.graceDays = row.get<std::optional<int>>("grace_days");
  product.invoiceDaysBefore = row.get<std::optional<int>>("invoice_days_before");
  if (const auto days = row.get<std::optional<std::string>>("notice_days"))
    product.noticeDays = Json::parse(*days).get<std::vector<int>>();
  product.terminateDays = row.get<std::optional<int>>("terminate_days");
  product.trialDays = row.get<int>("trial_days");
  product.prorataDay = row.get<std::optional<int>>("prorata_day");
  product.prorataNextFrom = row.get<std::optional<int>>("prorata_next_from");
  if (const auto extras = row.get<std::optional<std::string>>("extras")) {
    const auto lists = Json::parse(*extras);
    product.options = fromJson<std::vector<Id<ProductOption>>>(lists.at("options"));
    product.addons = fromJson<std::vector<Id<Addon>>>(lists.at("addons"));
  }
  return product;
}

std::optional<std::string> extrasText(const Product& product) {
  if (product.options.empty() && product.addons.empty()) return std::nullopt;
  return dump({{"options", toJson(product.options)}, {"addons", toJson(product.addons)}});
}

std::optional<std::string> noticesText(const Product& product) {
  if (!product.noticeDays) return std::nullopt;
  return dump(Json(*product.noticeDays));
}

Product withPrices(db::Reader& reader, Product product) {
  for (const auto& row : reader.query(kSelectPrices, product.id)) {
    const auto currency = row.currency("currency");
    product.prices.push_back(
        {row.get<Cycle>("cycle"), row.money("price", currency), row.money("setup_fee", currency)});
  }
  std::ranges::sort(product.prices, [](const Price& a, const Price& b) {
    return std::pair{a.price.currency().code(), a.cycle} <
           std::pair{b.price.currency().code(), b.cycle};
  });
  return product;
}

std::string provisioningText(const Product& product) {
  if (!product.provisioning) return "null";
  Json json{{"plugin", product.provisioning->plugin}, {"settings", product.provisioning->settings}};
  if (product.provisioning->serverGroup) json["server_group"] = *product.provisioning->serverGroup;
  return dump(json);
}

}  // namespace

std::vector<Product> list(db::Reader& reader, Id<Tenant> tenant, const Filter& filter,
                          const http::ListOrder& order, int limit) {
  std::string sql{kSelectList};
  std::vector<db::Param> params{tenant};
  if (filter.onSaleOnly) sql += kOnSale;
  if (filter.type) {
    sql += kOfType;
    params.emplace_back(*filter.type);
  }
  params.emplace_back(order.after);
  params.emplace_back(limit);
  std::vector<Product> products;
  for (const auto& row : reader.run(sql + order.sql("p.id"), params))
    products.push_back(withPrices(reader, productOf(row)));
  return products;
}

std::optional<Product> find(db::Reader& reader, Id<Tenant> tenant, Id<Product> id) {
  auto product = reader.query(kSelectOne, tenant, id).first(productOf);
  return product ? std::optional{withPrices(reader, std::move(*product))} : std::nullopt;
}

std::optional<Product> findBySlug(db::Reader& reader, Id<Tenant> tenant, const std::string& slug) {
  auto product = reader.query(kSelectBySlug, tenant, slug).first(productOf);
  return product ? std::optional{withPrices(reader, std::move(*product))} : std::nullopt;
}

void insert(db::Transaction& tx, Id<Tenant> tenant, const Product& product, Instant now) {
  tx.execute(kInsert, product.group, product.type, product.name, product.slug, product.description,
             dump(Json(product.features)), product.taxClass, product.active, product.visible,
             product.stock, product.maxQuantity, provisioningText(product), product.proration,
             product.graceDays, product.trialDays, product.prorataDay, product.prorataNextFrom,
             extrasText(product), product.invoiceDaysBefore, noticesText(product),
             product.terminateDays, now, tenant, product.id, now);
}

bool update(db::Transaction& tx, Id<Tenant> tenant, const Product& product, Instant now) {
  return tx.execute(kUpdate, product.group, product.type, product.name, product.slug,
                    product.description, dump(Json(product.features)), product.taxClass,
                    product.active, product.visible, product.stock, product.maxQuantity,
                    provisioningText(product), product.proration, product.graceDays,
                    product.trialDays, product.prorataDay, product.prorataNextFrom,
                    extrasText(product), product.invoiceDaysBefore, noticesText(product),
                    product.terminateDays, now, tenant, product.id) == 1;
}

bool markDeleted(db::Transaction& tx, Id<Tenant> tenant, Id<Product> id, Instant now) {
  return tx.execute(kMarkDeleted, now, tenant, id) == 1;
}

void replacePrices(db::Transaction& tx, const Product& product) {
  tx.execute(kDeletePrices, product.id);
  for (const auto& price : product.prices) {
    tx.execute(kInsertPrice, product.id, price.price.currency(), price.cycle, price.price.minor(),
               price.setupFee.minor());
  }
}

std::string groupSlugOf(const std::string& name) {
  std::string slug;
  for (const char c : name)
    slug.push_back(std::isalnum(static_cast<unsigned char>(c)) != 0
                       ? static_cast<char>(std::tolower(static_cast<unsigned char>(c)))
                       : '-');
  return slug.substr(0, kSlugLength);
}

Id<ProductGroup> groupNamed(db::Transaction& tx, Id<Tenant> tenant, const std::string& name,
                            Id<ProductGroup> fresh) {
  const auto slug = groupSlugOf(name);
  const auto idOf = [](const db::Row& row) { return row.id<ProductGroup>("id"); };
  // A shelf that was renamed goes on being known by its slug.
  if (const auto named = tx.query(kSelectGroupNamed, tenant, name).first(idOf)) return *named;
  const auto find = [&] { return tx.query(kSelectGroup, tenant, slug).first(idOf); };
  if (const auto found = find()) return *found;
  if (tx.tryInsert(kInsertGroup, fresh, tenant, name, slug)) return fresh;
  return find().value();
}

std::vector<std::pair<Id<Tenant>, ProductType>> typesOnSale(db::Reader& reader) {
  return reader.query(kTypesOnSale).map([](const db::Row& row) {
    return std::pair{row.id<Tenant>("tenant_id"), row.get<ProductType>("type")};
  });
}

}  // namespace hostler::product_repository
