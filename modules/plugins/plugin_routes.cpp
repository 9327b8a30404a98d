#include "modules/plugins/plugin_routes.h"

namespace hostler {

using http::Access;

namespace {

struct AddInstance {
  std::string plugin, name;
  static void describe(Shape<AddInstance>& shape) {
    shape.field("plugin", &AddInstance::plugin).length(1, 60);
    shape.field("name", &AddInstance::name).length(1, 60);
  }
};

std::string_view wordOfBreaker(plugin::Breaker::State state) {
  switch (state) {
    case plugin::Breaker::State::Closed:
      return "closed";
    case plugin::Breaker::State::Open:
      return "open";
    case plugin::Breaker::State::HalfOpen:
      return "half_open";
  }
  return "closed";
}

}  // namespace

Json PluginRoutes::viewOf(const plugin::Manifest& manifest,
                          const std::optional<PluginInstance>& instance) {
  const auto name = instance ? instance->name : manifest.name;
  Json view{{"name", name},
            {"plugin", manifest.name},
            {"kind", manifest.kind},
            {"title", manifest.title},
            {"version", manifest.version},
            {"description", manifest.description},
            {"capabilities", manifest.capabilities},
            {"hosts", manifest.hosts},
            {"enabled", instance && instance->enabled},
            {"settings_schema", manifest.settings.json()},
            {"server_settings_schema", manifest.serverSettings.json()},
            {"product_settings_schema", manifest.productSettings.json()}};
  if (instance)
    view["settings"] = database_.read(
        [&](db::Reader& reader) { return service_.shownSettings(reader, *instance); });
  for (const auto& host : desk_.status()) {
    if (host.instance == name)
      view["health"] = {{"breaker", wordOfBreaker(host.breaker)}, {"running_calls", host.running}};
  }
  return view;
}

Json PluginRoutes::list() {
  const auto contents = desk_.installed();
  const auto rows = database_.read([&](db::Reader& reader) { return instances_.all(reader); });
  Json data = Json::array(), unusable = Json::array();
  for (const auto& installed : contents.usable) {
    bool configured = false;
    for (const auto& row : rows) {
      if (row.plugin != installed.manifest.name) continue;
      data.push_back(viewOf(installed.manifest, row));
      configured = true;
    }
    if (!configured) data.push_back(viewOf(installed.manifest, std::nullopt));
  }
  for (const auto& broken : contents.unusable)
    unusable.push_back({{"folder", broken.folder}, {"reason", broken.reason}});
  return {{"data", data}, {"next_cursor", nullptr}, {"unusable", unusable}};
}

Json PluginRoutes::one(const std::string& name) {
  const auto row =
      database_.read([&](db::Reader& reader) { return instances_.find(reader, name); });
  const auto manifest = desk_.manifestOf(row ? row->plugin : name);
  if (!manifest) throw NotFound{};
  return viewOf(*manifest, row);
}

void PluginRoutes::mount(http::Router& router) {
  const auto manage = Access::platform(kManagePlugins);
  router.get<http::Nothing, Json>("/admin/plugins", manage, [this](const auto&) { return list(); })
      .named("adminListPlugins", "What is installed and configured")
      .tagged("Admin: plugins");
  router
      .get<http::Nothing, Json>(
          "/admin/plugins/{name}", manage,
          [this](const auto& request) { return one(request.pathText("name")); })
      .named("adminGetPlugin", "One plugin account")
      .tagged("Admin: plugins");
  router
      .post<AddInstance, Json>("/admin/plugins", manage,
                               [this](const auto& request) {
                                 service_.add(request.actor(), request.body().plugin,
                                              request.body().name);
                                 return one(request.body().name);
                               })
      .named("adminAddPluginAccount", "A further account of a plugin")
      .tagged("Admin: plugins")
      .creates();
  router
      .put<std::map<std::string, Json>, Json>(
          "/admin/plugins/{name}/settings", manage.withFreshFactor(),
          [this](const auto& request) {
            Json settings = Json::object();
            for (const auto& [name, value] : request.body()) settings[name] = value;
            service_.saveSettings(request.actor(), request.pathText("name"), settings);
            return one(request.pathText("name"));
          })
      .named("adminSavePluginSettings", "Replace its settings")
      .tagged("Admin: plugins");
  router
      .post<http::Nothing, Json>("/admin/plugins/{name}/enable", manage.withFreshFactor(),
                                 [this](const auto& request) {
                                   service_.setEnabled(request.actor(), request.pathText("name"),
                                                       true);
                                   return one(request.pathText("name"));
                                 })
      .named("adminEnablePlugin", "Enable it")
      .tagged("Admin: plugins");
  router
      .post<http::Nothing, Json>("/admin/plugins/{name}/disable", manage,
                                 [this](const auto& request) {
                                   service_.setEnabled(request.actor(), request.pathText("name"),
                                                       false);
                                   return one(request.pathText("name"));
                                 })
      .named("adminDisablePlugin", "Disable it")
      .tagged("Admin: plugins");
  router
      .post<http::Nothing, Json>("/admin/plugins/{name}/reload", manage,
                                 [this](const auto& request) {
                                   service_.reload(request.actor(), request.pathText("name"));
                                   return one(request.pathText("name"));
                                 })
      .named("adminReloadPlugin", "Restart it with what is installed now")
      .tagged("Admin: plugins");
  router
      .post<http::Nothing, Json>(
          "/admin/plugins/{name}/test", manage,
          [this](const auto& request) { return service_.test(request.pathText("name")); })
      .named("adminTestPlugin", "Ask the provider whether the settings work")
      .tagged("Admin: plugins")
      .slow();
}

}  // namespace hostler
