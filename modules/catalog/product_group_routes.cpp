#include "modules/catalog/product_group_routes.h"

#include "modules/catalog/product_repository.h"
#include "modules/catalog/product_routes.h"

namespace hostler {

using http::Access;

namespace {

constexpr std::string_view kSelect = R"sql(
  SELECT g.id, g.name, g.slug, g.position,
         (SELECT COUNT(*) FROM products p WHERE p.group_id = g.id AND p.deleted_at IS NULL) AS products
    FROM product_groups g WHERE g.tenant_id = ?)sql";
constexpr auto kInsert =
    "INSERT INTO product_groups (id, tenant_id, name, slug, position) VALUES (?, ?, ?, ?, ?)";
constexpr auto kUpdate =
    "UPDATE product_groups SET name = ?, slug = ?, position = ? WHERE id = ? AND tenant_id = ?";
constexpr auto kTakeDown =
    "UPDATE products SET group_id = NULL WHERE group_id = ? AND tenant_id = ?";
constexpr auto kDelete = "DELETE FROM product_groups WHERE id = ? AND tenant_id = ?";

ProductGroupView groupOf(const db::Row& row) {
  return {row.id<ProductGroup>("id"), row.text("name"), row.text("slug"), row.get<int>("position"),
          row.integer("products")};
}

std::optional<ProductGroupView> find(db::Reader& reader, Id<Tenant> tenant, Id<ProductGroup> id) {
  return reader.query(std::string{kSelect} + " AND g.id = ?", tenant, id).first(groupOf);
}

struct SlugTaken : DomainError {
  SlugTaken() : DomainError{"slug_taken", 409, "Another group has this slug."} {}
};

Constraints& likeASlug(Constraints& constraints) {
  return constraints.length(1, 80).pattern("[a-z0-9]+(-+[a-z0-9]+)*",
                                           "must be small letters, digits and dashes");
}

}  // namespace

void ProductGroupView::describe(Shape<ProductGroupView>& shape) {
  shape.field("id", &ProductGroupView::id);
  shape.field("name", &ProductGroupView::name).length(1, 120);
  likeASlug(shape.field("slug", &ProductGroupView::slug));
  shape.field("position", &ProductGroupView::position).range(0, 1'000'000).withDefault();
  shape.field("products", &ProductGroupView::products);
}

void ProductGroupPatch::describe(Shape<ProductGroupPatch>& shape) {
  shape.field("name", &ProductGroupPatch::name).length(1, 120);
  likeASlug(shape.field("slug", &ProductGroupPatch::slug));
  shape.field("position", &ProductGroupPatch::position).range(0, 1'000'000);
}

void ProductGroupRoutes::mount(http::Router& router) {
  const auto manage = Access::staff(kManageProducts);
  router
      .get<http::Nothing, http::Page<ProductGroupView>>(
          "/admin/product-groups", manage,
          [this](const auto& request) {
            http::Page<ProductGroupView> page;
            page.data = database_.read([&](db::Reader& reader) {
              return reader
                  .query(std::string{kSelect} + " ORDER BY g.position, g.id",
                         request.scope().tenant)
                  .map(groupOf);
            });
            return page;
          })
      .named("adminListProductGroups", "The shelves of the catalogue")
      .tagged("Admin: catalogue");
  router
      .get<http::Nothing, ProductGroupView>("/admin/product-groups/{id}", manage,
                                            [this](const auto& request) {
                                              return one(request.scope().tenant,
                                                         request.template id<ProductGroup>());
                                            })
      .named("adminGetProductGroup", "One shelf")
      .tagged("Admin: catalogue");
  router
      .post<ProductGroupView, ProductGroupView>(
          "/admin/product-groups", manage,
          [this](const auto& request) { return create(request.actor(), request.body()); })
      .named("adminAddProductGroup", "Add a shelf")
      .tagged("Admin: catalogue")
      .creates();
  router
      .patch<ProductGroupPatch, ProductGroupView>(
          "/admin/product-groups/{id}", manage,
          [this](const auto& request) {
            return change(request.actor(), request.template id<ProductGroup>(), request.body());
          })
      .named("adminChangeProductGroup", "Change a shelf")
      .tagged("Admin: catalogue")
      .guardedBy<ProductGroupView>([this](const http::Context& context) {
        return one(context.tenant(), context.pathId<ProductGroup>());
      });
  router
      .remove<http::Nothing, http::Nothing>("/admin/product-groups/{id}", manage,
                                            [this](const auto& request) {
                                              remove(request.actor(),
                                                     request.template id<ProductGroup>());
                                            })
      .named("adminRemoveProductGroup", "Remove an empty shelf")
      .tagged("Admin: catalogue");
}

ProductGroupView ProductGroupRoutes::one(Id<Tenant> tenant, Id<ProductGroup> id) {
  auto group = database_.read([&](db::Reader& reader) { return find(reader, tenant, id); });
  if (!group) throw NotFound{};
  return std::move(*group);
}

ProductGroupView ProductGroupRoutes::create(const Actor& actor, const ProductGroupView& body) {
  if (body.id || body.products)
    throw ValidationError{body.id ? "id" : "products", "unknown_field", "is decided by the engine"};
  const auto id = ids_.next<ProductGroup>();
  const auto slug = body.slug.value_or(product_repository::groupSlugOf(body.name));
  return database_.transaction([&](db::Transaction& tx) {
    try {
      tx.execute(kInsert, id, actor.scope.tenant, body.name, slug, body.position);
    } catch (const db::UniqueViolation&) {
      throw SlugTaken{};
    }
    auto made = find(tx, actor.scope.tenant, id).value();
    audit_.record(tx, actor, {"product_group.added", id.text(), nullptr, toJson(made)});
    return made;
  });
}

ProductGroupView ProductGroupRoutes::change(const Actor& actor, Id<ProductGroup> id,
                                            const ProductGroupPatch& patch) {
  return database_.transaction([&](db::Transaction& tx) {
    const auto before = find(tx, actor.scope.tenant, id);
    if (!before) throw NotFound{};
    try {
      tx.execute(kUpdate, patch.name.value_or(before->name),
                 patch.slug ? *patch.slug : before->slug.value(),
                 patch.position.value_or(before->position), id, actor.scope.tenant);
    } catch (const db::UniqueViolation&) {
      throw SlugTaken{};
    }
    auto after = find(tx, actor.scope.tenant, id).value();
    audit_.record(tx, actor, {"product_group.changed", id.text(), toJson(*before), toJson(after)});
    return after;
  });
}

void ProductGroupRoutes::remove(const Actor& actor, Id<ProductGroup> id) {
  database_.transaction([&](db::Transaction& tx) {
    const auto before = find(tx, actor.scope.tenant, id);
    if (!before) throw NotFound{};
    if (before->products.value() > 0)
      throw DomainError{"group_in_use", 409, "Products stand on this shelf; move them first."};
    tx.execute(kTakeDown, id, actor.scope.tenant);  // what is deleted stands nowhere
    tx.execute(kDelete, id, actor.scope.tenant);
    audit_.record(tx, actor, {"product_group.removed", id.text(), toJson(*before), nullptr});
  });
}

}  // namespace hostler
