#pragma once

#include "core/child/nursery.h"
#include "core/plugin_host/plugin_registry.h"
#include "modules/plugins/plugin_origins.h"
#include "modules/plugins/plugins_module.h"
#include "tests/support/test_engine.h"

namespace hostler::testing {

/// Where the build puts the plugins that are shipped.
inline std::filesystem::path shippedPlugins() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path() / "plugins";
}

inline EngineOptions withPlugins() {
  EngineOptions options;
  const auto steps = pluginsMigrations();
  options.migrations.assign(steps.begin(), steps.end());
  return options;
}

/// The plugins' module over a folder of plugins; nothing is called, so nothing is started.
struct PluginShop {
  PluginShop(TestEngine& on, const std::filesystem::path& folder, bool production)
      : engine{on},
        registry{plugin::PluginFolder{folder, trust(production, folder)},
                 {},
                 nursery,
                 engine.clock(),
                 log},
        plugins{{engine.database(), engine.clock(), engine.ids(), engine.vault(), engine.audit(),
                 registry, production}} {}

  plugin::Trust trust(bool production, const std::filesystem::path& folder) {
    plugin::Trust made;
    made.production = production;
    made.allowUnsigned = !production;
    made.ofTheProgram = {folder};  // these tests run as whoever
    made.recordedHash = [this](const std::string& name) {
      return engine.database().read(
          [&](db::Reader& reader) { return plugin_origins::recorded(reader, name); });
    };
    return made;
  }

  TestEngine& engine;
  child::Nursery nursery;
  plugin::EnginePluginLog log;
  plugin::PluginRegistry registry;
  PluginsModule plugins;
};

}  // namespace hostler::testing
