#include "modules/catalog/tld_routes.h"

#include "modules/catalog/product_routes.h"
#include "modules/catalog/tld_repository.h"

namespace hostler {

using http::Access;

namespace {

struct TldExists : DomainError {
  TldExists() : DomainError{"tld_exists", 409, "This TLD is in the table already."} {}
};

}  // namespace

void TldDesk::checkRegistrar(const std::string& name) {
  if (checks_.isRegistrar && !checks_.isRegistrar(name))
    throw ValidationError{"registrar", "not_a_registrar",
                          "must be a registrar plugin that is switched on"};
}

TldView TldDesk::add(const Actor& actor, const TldView& body) {
  const auto tld = body.made(parts_.ids.next<Tld>());
  checkRegistrar(tld.registrar);
  return parts_.database.transaction([&](db::Transaction& tx) {
    try {
      tld_repository::insert(tx, actor.scope.tenant, tld, parts_.clock.now());
    } catch (const db::UniqueViolation&) {
      throw TldExists{};
    }
    auto made = TldView::of(tld);
    parts_.audit.record(tx, actor, {"tld.added", tld.id.text(), nullptr, toJson(made)});
    return made;
  });
}

TldView TldDesk::change(const Actor& actor, Id<Tld> id, const TldPatch& patch) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    const auto before = tld_repository::lock(tx, actor.scope.tenant, id);
    if (!before) throw NotFound{};
    const auto after = patch.applied(*before);
    if (after.registrar != before->registrar) checkRegistrar(after.registrar);
    tld_repository::save(tx, actor.scope.tenant, after, parts_.clock.now());
    auto view = TldView::of(after);
    parts_.audit.record(tx, actor,
                        {"tld.changed", id.text(), toJson(TldView::of(*before)), toJson(view)});
    return view;
  });
}

void TldDesk::remove(const Actor& actor, Id<Tld> id) {
  parts_.database.transaction([&](db::Transaction& tx) {
    const auto before = tld_repository::lock(tx, actor.scope.tenant, id);
    if (!before) throw NotFound{};
    if (checks_.isInUse && checks_.isInUse(tx, actor.scope.tenant, before->name)) {
      throw DomainError{"tld_in_use", 409,
                        "Domains live under it; take it off sale with active: false instead."};
    }
    tld_repository::remove(tx, actor.scope.tenant, id);
    parts_.audit.record(tx, actor,
                        {"tld.removed", id.text(), toJson(TldView::of(*before)), nullptr});
  });
}

TldView TldDesk::get(Id<Tenant> tenant, Id<Tld> id) {
  const auto found = parts_.database.read(
      [&](db::Reader& reader) { return tld_repository::find(reader, tenant, id); });
  if (!found) throw NotFound{};
  return TldView::of(*found);
}

std::vector<TldView> TldDesk::all(Id<Tenant> tenant) {
  const auto tlds = parts_.database.read(
      [&](db::Reader& reader) { return tld_repository::all(reader, tenant, false); });
  std::vector<TldView> views;
  for (const auto& tld : tlds) views.push_back(TldView::of(tld));
  return views;
}

void TldDesk::mount(http::Router& router) {
  const auto manage = Access::staff(kManageProducts);
  router
      .get<http::Nothing, http::Page<TldView>>("/admin/tlds", manage,
                                               [this](const auto& request) {
                                                 http::Page<TldView> page;
                                                 page.data = all(request.scope().tenant);
                                                 return page;
                                               })
      .named("adminListTlds", "The table of TLDs and prices")
      .tagged("Admin: catalogue");
  router
      .post<TldView, TldView>(
          "/admin/tlds", manage,
          [this](const auto& request) { return add(request.actor(), request.body()); })
      .named("adminAddTld", "Sell domains under a TLD")
      .tagged("Admin: catalogue")
      .creates();
  router
      .get<http::Nothing, TldView>("/admin/tlds/{id}", manage,
                                   [this](const auto& request) {
                                     return get(request.scope().tenant, request.template id<Tld>());
                                   })
      .named("adminGetTld", "One TLD")
      .tagged("Admin: catalogue");
  router
      .patch<TldPatch, TldView>("/admin/tlds/{id}", manage,
                                [this](const auto& request) {
                                  return change(request.actor(), request.template id<Tld>(),
                                                request.body());
                                })
      .named("adminChangeTld", "Change how a TLD is sold from now on")
      .tagged("Admin: catalogue")
      .guardedBy<TldView>([this](const http::Context& context) {
        return get(context.tenant(), context.pathId<Tld>());
      });
  router
      .remove<http::Nothing, http::Nothing>(
          "/admin/tlds/{id}", manage,
          [this](const auto& request) { remove(request.actor(), request.template id<Tld>()); })
      .named("adminRemoveTld", "Take a TLD without domains out of the table")
      .tagged("Admin: catalogue");
}

}  // namespace hostler
