#include "core/plugin_host/plugin_log.h"

namespace hostler::plugin {

void EnginePluginLog::said(const std::string& instance, const PluginLine& line) {
  const auto write = [&](auto&& at) {
    at("plugin.said",
       LogFields{{"plugin", instance}, {"said", line.event}, {"facts", line.fields}});
  };
  switch (line.level) {
    case PluginLine::Level::Debug:
      return write([this](auto name, auto facts) { log_.debug(name, facts); });
    case PluginLine::Level::Info:
      return write([this](auto name, auto facts) { log_.info(name, facts); });
    case PluginLine::Level::Warning:
      return write([this](auto name, auto facts) { log_.warning(name, facts); });
    case PluginLine::Level::Error:
      return write([this](auto name, auto facts) { log_.error(name, facts); });
  }
}

}  // namespace hostler::plugin
