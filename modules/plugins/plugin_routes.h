#pragma once

#include "core/http/router.h"
#include "modules/plugins/plugin_service.h"

namespace hostler {

inline constexpr http::Permission kManagePlugins{"plugins:ManagePlugins"};

class PluginRoutes {
 public:
  PluginRoutes(db::Database& database, PluginInstances& instances, PluginDesk& desk,
               PluginService& service)
      : database_{database}, instances_{instances}, desk_{desk}, service_{service} {}
  void mount(http::Router& router);

 private:
  Json list();
  Json one(const std::string& name);
  Json viewOf(const plugin::Manifest& manifest, const std::optional<PluginInstance>& instance);

  db::Database& database_;
  PluginInstances& instances_;
  PluginDesk& desk_;
  PluginService& service_;
};

}  // namespace hostler
