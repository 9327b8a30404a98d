#include "modules/console/settings_console.h"

#include "core/audit/fresh_factor.h"
#include "modules/resellers/brand.h"
#include "modules/resellers/colour_contrast.h"
#include "modules/resellers/held_settings.h"
#include "modules/resellers/setting_book.h"

#include <algorithm>

namespace hostler {

using http::Access;

namespace {

inline constexpr http::Permission kManageSettings{"console:ManageSettings"};

constexpr auto kSelectOwn = "SELECT name, changed_at FROM tenant_settings WHERE tenant_id = ?";

std::map<std::string, Instant> changedAt(db::Reader& reader, Id<Tenant> tenant) {
  std::map<std::string, Instant> all;
  for (const auto& row : reader.query(kSelectOwn, tenant))
    all.emplace(row.text("name"), row.instant("changed_at"));
  return all;
}

bool isOfProformas(const std::pair<const std::string, Json>& change) {
  return change.first == "invoice.proforma" || change.first.ends_with("series");
}

// Null for what is changed elsewhere, too.
const TenantSetting* choiceOf(const std::string& name) {
  const auto* setting = findTenantSetting(name);
  return setting == nullptr || setting->isApart ? nullptr : setting;
}

void mustBeReadable(const std::string& name, const Json& value) {
  const auto ground = groundOf(name);
  if (!ground || value == "") return;
  if (const auto nearest = readableInstead(value.get<std::string>(), *ground)) {
    throw ValidationError{name, "low_contrast",
                          "is too light: words cannot be read in it on a light ground. Take " +
                              *nearest + ", its nearest shade, or a darker colour"};
  }
}

// Their numbers would be missing in the series that the law wants whole.
void mustNumberProformasApart(db::Transaction& tx, Id<Tenant> tenant) {
  const auto settings = heldSettings(tx, tenant);
  if (!settings.flag("invoice.proforma")) return;
  if (const auto other = seriesOfProformasToo(settings)) {
    throw ValidationError{
        "invoice.proforma_series", "taken",
        "must differ from " + *other + ": the numbers of proforma invoices would be missing there"};
  }
}

SettingView viewOf(const TenantSetting& setting, const TenantSettings& settings,
                   const std::map<std::string, Instant>& changed) {
  SettingView view;
  view.name = setting.name;
  view.value = settings.value(setting.name);
  view.byDefault = setting.shipped;
  view.source = "default";
  view.meaning = setting.meaning;
  if (const auto own = changed.find(setting.name); own != changed.end()) {
    view.source = "tenant";
    view.changedAt = own->second;
  }
  return view;
}

SettingView viewOf(const Settings::Explained& one) {
  const bool isDefault = one.source == "default";
  return {one.key,
          one.value,
          one.defaultText,
          isDefault ? "default" : "configuration",
          isDefault ? one.meaning : one.meaning + " (from " + one.source + ")",
          true,
          std::nullopt};
}

}  // namespace

void SettingView::describe(Shape<SettingView>& shape) {
  shape.field("name", &SettingView::name);
  shape.field("value", &SettingView::value);
  shape.field("default", &SettingView::byDefault);
  shape.field("source", &SettingView::source)
      .oneOf({"default", "tenant", "configuration"})
      .describedAs("configuration: the engine's flags, environment or file");
  shape.field("meaning", &SettingView::meaning);
  shape.field("read_only", &SettingView::readOnly)
      .describedAs(
          "one of the engine itself, which whoever runs it sets; for the platform's staff");
  shape.field("changed_at", &SettingView::changedAt);
}

http::Page<SettingView> SettingsConsole::explained(const Actor& actor) {
  const auto tenant = actor.scope.tenant;
  const auto settings = tenants_.settings(tenant);
  const auto changed =
      database_.readOne([&](db::Reader& reader) { return changedAt(reader, tenant); });
  http::Page<SettingView> page;
  for (const auto& setting : tenantSettings()) {
    if (!setting.isApart) page.data.push_back(viewOf(setting, settings, changed));
  }
  if (actor.isPlatformStaff() && configuration_) {
    for (const auto& one : configuration_()) page.data.push_back(viewOf(one));
  }
  return page;
}

SettingView SettingsConsole::one(Id<Tenant> tenant, const std::string& name) {
  const auto* setting = choiceOf(name);
  if (setting == nullptr) throw NotFound{};
  const auto changed =
      database_.readOne([&](db::Reader& reader) { return changedAt(reader, tenant); });
  return viewOf(*setting, tenants_.settings(tenant), changed);
}

Json SettingsConsole::all(Id<Tenant> tenant) {
  const auto settings = tenants_.settings(tenant);
  Json all = Json::object();
  for (const auto& setting : tenantSettings()) {
    if (!setting.isApart) all[setting.name] = settings.value(setting.name);
  }
  return all;
}

void SettingsConsole::change(const Actor& actor, const std::map<std::string, Json>& changes) {
  const auto tenant = actor.scope.tenant;
  database_.transaction([&](db::Transaction& tx) {
    // Not as they were a moment ago: what another changed meanwhile is not to be undone unseen.
    const auto before = heldSettings(tx, tenant);
    for (const auto& [name, value] : changes) {
      const auto* setting = choiceOf(name);
      if (setting == nullptr) throw ValidationError{name, "unknown_field", "is not a setting"};
      const auto& wanted = value.is_null() ? setting->shipped : value;
      if (setting->isGuarded && wanted != before.value(name)) mustHaveFreshFactor(actor);
      tenants_.change(tx, tenant, name, value);
      mustBeReadable(name, wanted);
      audit_.record(tx, actor, {"setting.changed", name, before.value(name), value});
    }
    if (std::ranges::any_of(changes, isOfProformas)) mustNumberProformasApart(tx, tenant);
    if (judge_) judge_(tx, tenant, heldSettings(tx, tenant), changes);
  });
}

http::Kept<Json> SettingsConsole::brand(Id<Tenant> id) {
  const auto tenant = tenants_.shared(id);
  const std::lock_guard lock{mutex_};
  auto& kept = brands_[id];
  if (kept.of.lock() != tenant)
    kept = {tenant, http::KeptText::of(brandOf(*tenant, tenants_.settings(id)))};
  return {kept.text};
}

void SettingsConsole::mount(http::Router& router) {
  router
      .get<http::Nothing, Json>(
          "/brand", Access::everyone(),
          [this](const auto& request) { return brand(request.scope().tenant); })
      .named("getBrand", "Whose shop this is, and what it has: products, domains, ways to pay, legal texts")
      .tagged("Brand")
      .fromMemory();
  router
      .get<http::Nothing, Json>("/admin/settings", Access::staff(kManageSettings),
                                [this](const auto& request) { return all(request.scope().tenant); })
      .named("adminGetSettings", "The tenant's choices")
      .tagged("Admin: console");
  router
      .put<std::map<std::string, Json>, Json>("/admin/settings", Access::staff(kManageSettings),
                                              [this](const auto& request) {
                                                change(request.actor(), request.body());
                                                return all(request.scope().tenant);
                                              })
      .named("adminSaveSettings",
             "Change some of them; null goes back to what is shipped. Where money is sent and what "
             "mails say asks for a fresh factor")
      .tagged("Admin: console");
  mountExplained(router);
}

void SettingsConsole::mountExplained(http::Router& router) {
  router
      .get<http::Nothing, http::Page<SettingView>>(
          "/admin/settings/explained", Access::staff(kManageSettings),
          [this](const auto& request) { return explained(request.actor()); })
      .named("adminExplainSettings", "Every setting: its default, where it comes from, its meaning")
      .tagged("Admin: console");
  router
      .get<http::Nothing, SettingView>("/admin/settings/{name}", Access::staff(kManageSettings),
                                       [this](const auto& request) {
                                         return one(request.scope().tenant,
                                                    request.pathText("name"));
                                       })
      .named("adminGetSetting", "One of the tenant's choices")
      .tagged("Admin: console");
  router
      .remove<http::Nothing, SettingView>("/admin/settings/{name}", Access::staff(kManageSettings),
                                          [this](const auto& request) {
                                            const auto name = request.pathText("name");
                                            if (choiceOf(name) == nullptr) throw NotFound{};
                                            change(request.actor(), {{name, nullptr}});
                                            return one(request.scope().tenant, name);
                                          })
      .named("adminResetSetting", "Go back to what is shipped")
      .tagged("Admin: console");
}

}  // namespace hostler
