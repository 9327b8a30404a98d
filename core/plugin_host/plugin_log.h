#pragma once

#include "core/json/json.h"
#include "core/telemetry/log.h"

#include <string>

namespace hostler::plugin {

/// What a plugin wrote to its log, with known secrets taken out.
struct PluginLine {
  enum class Level { Debug = 1, Info, Warning, Error };
  Level level = Level::Info;
  std::string event;
  Json fields;
};

/// Where plugins' lines go. Thread-safe.
class PluginLog {
 public:
  virtual ~PluginLog() = default;
  virtual void said(const std::string& instance, const PluginLine& line) = 0;
};

/// Into the engine's own log, under one name: what a plugin calls its events is its own affair.
class EnginePluginLog final : public PluginLog {
 public:
  void said(const std::string& instance, const PluginLine& line) override;

 private:
  Log log_{"core.plugin_host"};
};

}  // namespace hostler::plugin
