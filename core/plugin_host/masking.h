#pragma once

#include "core/json/json.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::plugin {

/// Takes known secrets out of text that foreign code wrote: as they are, as they stand in JSON and
/// as they stand in a URL. Thread-safe once made.
class Masking {
 public:
  Masking() = default;
  explicit Masking(const std::vector<std::string>& secrets);

  std::string mask(std::string_view text) const;
  /// Every text in a value, names of members too.
  Json maskAll(const Json& value) const;
  bool empty() const { return texts_.empty(); }

 private:
  std::vector<std::string> texts_;  // the longest first, so that none hides part of another
};

/// The secrets of a settings document: the texts at `paths` (SettingsSchema::secretFields()).
std::vector<std::string> secretsAt(const Json& settings, const std::set<std::string>& paths);

/// The secrets that travel inside a call: the texts of every member, at whatever depth, that is
/// named like one of `names`.
std::vector<std::string> secretsNamed(const Json& request, const std::set<std::string>& names);

}  // namespace hostler::plugin
