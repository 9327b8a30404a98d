#pragma once

#include "core/json/json.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace hostler {

/// Facts of a log line: ids and numbers, never names, addresses, cards, tokens or bodies.
using LogFields = std::initializer_list<std::pair<std::string_view, Json>>;

/// Writes one JSON line per event: a constant name and facts. Thread-safe; cheap to copy and to
/// make.
class Log {
 public:
  /// `part` is the folder that speaks: "core.jobs", "modules.billing".
  explicit Log(std::string part) : part_{std::move(part)} {}

  void debug(std::string_view event, LogFields fields = {}) const;
  void info(std::string_view event, LogFields fields = {}) const;
  void warning(std::string_view event, LogFields fields = {}) const;
  void error(std::string_view event, LogFields fields = {}) const;

  const std::string& part() const { return part_; }

 private:
  std::string part_;
};

/// Which events are written, and where. Called once by main, before the first line.
struct LogSettings {
  std::string level = "information";  ///< debug, information, warning, error
  std::string file;                   ///< empty: standard error
};
void startLogging(const LogSettings& settings);

}  // namespace hostler
