#include "modules/catalog/extra_routes.h"

#include "modules/catalog/product_routes.h"

namespace hostler {

using http::Access;

namespace {

struct NameTaken : DomainError {
  NameTaken() : DomainError{"name_taken", 409, "Another one has this name."} {}
};

}  // namespace

OptionView OptionView::of(const ProductOption& option) {
  OptionView view;
  static_cast<OptionBody&>(view) = option.body;
  view.id = option.id;
  return view;
}

void OptionView::describe(Shape<OptionView>& shape) {
  shape.field("id", &OptionView::id);
  shape.include<OptionBody>();
}

AddonView AddonView::of(const Addon& addon) {
  AddonView view;
  static_cast<AddonBody&>(view) = addon.body;
  view.id = addon.id;
  return view;
}

void AddonView::describe(Shape<AddonView>& shape) {
  shape.field("id", &AddonView::id);
  shape.include<AddonBody>();
}

void ExtraRoutes::mount(http::Router& router) {
  mountOptions(router);
  mountAddons(router);
}

void ExtraRoutes::mountOptions(http::Router& router) {
  const auto manage = Access::staff(kManageProducts);
  router
      .get<http::Nothing, http::Page<OptionView>>(
          "/admin/options", manage,
          [this](const auto& request) {
            http::Page<OptionView> page;
            const auto tenant = request.scope().tenant;
            for (const auto& one : database_.readOne(
                     [&](db::Reader& reader) { return extra_repository::options(reader, tenant); }))
              page.data.push_back(OptionView::of(one));
            return page;
          })
      .named("adminListOptions", "All configurable options")
      .tagged("Admin: catalogue");
  router
      .get<http::Nothing, OptionView>(
          "/admin/options/{id}", manage,
          [this](const auto& request) {
            return OptionView::of(
                option(request.scope().tenant, request.template id<ProductOption>()));
          })
      .named("adminGetOption", "One configurable option")
      .tagged("Admin: catalogue");
  router
      .post<OptionBody, OptionView>(
          "/admin/options", manage,
          [this](const auto& request) { return add(request.actor(), request.body()); })
      .named("adminAddOption", "Add a configurable option")
      .tagged("Admin: catalogue")
      .creates();
  router
      .patch<Partial<OptionBody>, OptionView>(
          "/admin/options/{id}", manage,
          [this](const auto& request) {
            return change(request.actor(), request.template id<ProductOption>(), request.body());
          })
      .named("adminChangeOption", "Change a configurable option for new orders")
      .tagged("Admin: catalogue")
      .guardedBy<OptionView>([this](const http::Context& context) {
        return OptionView::of(option(context.tenant(), context.pathId<ProductOption>()));
      });
  router
      .remove<http::Nothing, http::Nothing>(
          "/admin/options/{id}", manage,
          [this](const auto& request) {
            remove(request.actor(), request.template id<ProductOption>(), "option.removed");
          })
      .named("adminRemoveOption", "Remove an option that no product is offered with")
      .tagged("Admin: catalogue");
}

void ExtraRoutes::mountAddons(http::Router& router) {
  const auto manage = Access::staff(kManageProducts);
  router
      .get<http::Nothing, http::Page<AddonView>>(
          "/admin/addons", manage,
          [this](const auto& request) {
            http::Page<AddonView> page;
            const auto tenant = request.scope().tenant;
            for (const auto& one : database_.readOne(
                     [&](db::Reader& reader) { return extra_repository::addons(reader, tenant); }))
              page.data.push_back(AddonView::of(one));
            return page;
          })
      .named("adminListAddons", "All add-ons")
      .tagged("Admin: catalogue");
  router
      .get<http::Nothing, AddonView>(
          "/admin/addons/{id}", manage,
          [this](const auto& request) {
            return AddonView::of(addon(request.scope().tenant, request.template id<Addon>()));
          })
      .named("adminGetAddon", "One add-on")
      .tagged("Admin: catalogue");
  router
      .post<AddonBody, AddonView>(
          "/admin/addons", manage,
          [this](const auto& request) { return add(request.actor(), request.body()); })
      .named("adminAddAddon", "Add an add-on")
      .tagged("Admin: catalogue")
      .creates();
  router
      .patch<Partial<AddonBody>, AddonView>(
          "/admin/addons/{id}", manage,
          [this](const auto& request) {
            return change(request.actor(), request.template id<Addon>(), request.body());
          })
      .named("adminChangeAddon", "Change an add-on for new orders")
      .tagged("Admin: catalogue")
      .guardedBy<AddonView>([this](const http::Context& context) {
        return AddonView::of(addon(context.tenant(), context.pathId<Addon>()));
      });
  router
      .remove<http::Nothing, http::Nothing>("/admin/addons/{id}", manage,
                                            [this](const auto& request) {
                                              remove(request.actor(), request.template id<Addon>(),
                                                     "addon.removed");
                                            })
      .named("adminRemoveAddon", "Remove an add-on that no product is offered with")
      .tagged("Admin: catalogue");
}

ProductOption ExtraRoutes::option(Id<Tenant> tenant, Id<ProductOption> id) {
  auto found = database_.readOne(
      [&](db::Reader& reader) { return extra_repository::option(reader, tenant, id); });
  if (!found) throw NotFound{};
  return std::move(*found);
}

Addon ExtraRoutes::addon(Id<Tenant> tenant, Id<Addon> id) {
  auto found = database_.readOne(
      [&](db::Reader& reader) { return extra_repository::addon(reader, tenant, id); });
  if (!found) throw NotFound{};
  return std::move(*found);
}

OptionView ExtraRoutes::add(const Actor& actor, const OptionBody& body) {
  body.mustFit();
  const ProductOption option{ids_.next<ProductOption>(), body};
  return database_.transaction([&](db::Transaction& tx) {
    if (!extra_repository::insert(tx, actor.scope.tenant, option, clock_.now())) throw NameTaken{};
    const auto view = OptionView::of(option);
    audit_.record(tx, actor, {"option.added", option.id.text(), nullptr, toJson(view)});
    return view;
  });
}

AddonView ExtraRoutes::add(const Actor& actor, const AddonBody& body) {
  body.mustFit();
  const Addon addon{ids_.next<Addon>(), body};
  return database_.transaction([&](db::Transaction& tx) {
    if (!extra_repository::insert(tx, actor.scope.tenant, addon, clock_.now())) throw NameTaken{};
    const auto view = AddonView::of(addon);
    audit_.record(tx, actor, {"addon.added", addon.id.text(), nullptr, toJson(view)});
    return view;
  });
}

OptionView ExtraRoutes::change(const Actor& actor, Id<ProductOption> id,
                               const Partial<OptionBody>& patch) {
  return database_.transaction([&](db::Transaction& tx) {
    auto option = extra_repository::option(tx, actor.scope.tenant, id);
    if (!option) throw NotFound{};
    const auto before = OptionView::of(*option);
    option->body = patch.appliedTo(option->body);
    if (option->body.name != before.name)
      throw ValidationError{"name", "fixed", "stays: carts and services name the option so"};
    option->body.mustFit();
    extra_repository::save(tx, actor.scope.tenant, *option, clock_.now());
    const auto view = OptionView::of(*option);
    audit_.record(tx, actor, {"option.changed", id.text(), toJson(before), toJson(view)});
    return view;
  });
}

AddonView ExtraRoutes::change(const Actor& actor, Id<Addon> id, const Partial<AddonBody>& patch) {
  return database_.transaction([&](db::Transaction& tx) {
    auto addon = extra_repository::addon(tx, actor.scope.tenant, id);
    if (!addon) throw NotFound{};
    const auto before = AddonView::of(*addon);
    addon->body = patch.appliedTo(addon->body);
    addon->body.mustFit();
    if (!extra_repository::save(tx, actor.scope.tenant, *addon, clock_.now())) throw NameTaken{};
    const auto view = AddonView::of(*addon);
    audit_.record(tx, actor, {"addon.changed", id.text(), toJson(before), toJson(view)});
    return view;
  });
}

template <class Entity>
void ExtraRoutes::remove(const Actor& actor, Id<Entity> id, const std::string& event) {
  database_.transaction([&](db::Transaction& tx) {
    const auto tenant = actor.scope.tenant;
    bool isThere = false;
    if constexpr (std::is_same_v<Entity, Addon>) {
      isThere = extra_repository::addon(tx, tenant, id).has_value();
    } else {
      isThere = extra_repository::option(tx, tenant, id).has_value();
    }
    if (!isThere) throw NotFound{};
    if (extra_repository::isOffered(tx, tenant, id.text()))
      throw DomainError{"in_use", 409, "Products are offered with it; take it off them first."};
    extra_repository::remove(tx, tenant, id);
    audit_.record(tx, actor, event, id.text());
  });
}

}  // namespace hostler
