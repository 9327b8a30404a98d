#include "modules/console/settings_console.h"

#include "modules/resellers/brand.h"

namespace hostler {

using http::Access;

namespace {

inline constexpr http::Permission kManageSettings{"console:ManageSettings"};

}  // namespace

http::Kept<Json> SettingsConsole::brand(Id<Tenant> id) {
  const auto tenant = tenants_.shared(id);
  const std::lock_guard lock{mutex_};
  auto& kept = brands_[id];
  if (kept.of.lock() != tenant) kept = {tenant, http::KeptText::of(brandOf(*tenant))};
  return {kept.text};
}

void SettingsConsole::mount(http::Router& router) {
  router
      .get<http::Nothing, Json>(
          "/brand", Access::everyone(),
          [this](const auto& request) { return brand(request.scope().tenant); })
      .named("getBrand", "Whose shop this is, and what it has: domains, ways to pay, legal texts")
      .tagged("Brand")
      .fromMemory();
  router
      .get<http::Nothing, Json>("/admin/settings", Access::staff(kManageSettings),
                                [this](const auto& request) {
                                  const auto settings = tenants_.settings(request.scope().tenant);
                                  Json all = Json::object();
                                  for (const auto& name : TenantSettings::names())
                                    all[name] = settings.value(name);
                                  return all;
                                })
      .named("adminGetSettings", "The tenant's choices")
      .tagged("Admin: console");
  router
      .put<std::map<std::string, Json>, Json>(
          "/admin/settings", Access::staff(kManageSettings),
          [this](const auto& request) {
            const auto tenant = request.scope().tenant;
            const auto before = tenants_.settings(tenant);
            database_.transaction([&](db::Transaction& tx) {
              for (const auto& [name, value] : request.body()) {
                tenants_.change(tx, tenant, name, value);
                audit_.record(tx, request.actor(),
                              {"setting.changed", name, before.value(name), value});
              }
            });
            const auto after = tenants_.settings(tenant);
            Json all = Json::object();
            for (const auto& name : TenantSettings::names()) all[name] = after.value(name);
            return all;
          })
      .named("adminSaveSettings", "Change some of them")
      .tagged("Admin: console");
}

}  // namespace hostler
