#pragma once

// The engine's own settings: every one is declared with what it means, and is looked for in the
// flags, then in HOSTLER_* environment variables, then in the TOML file, then in its default. A
// name that nobody declared is an error that names the nearest one, so a typo never passes
// silently.

#include "core/secrets/secret.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace hostler {

/// A setting that is wrong: the text names the key, where it was set, and what it may be.
struct ConfigurationError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct SettingDeclaration {
  std::string key;          ///< "limits.anonymous", or without a section: "listen"
  std::string defaultText;  ///< empty: none
  std::string meaning;      ///< one sentence
  bool secret = false;      ///< never printed; may be given as HOSTLER_…_FILE
  /// Throws std::exception with what the value may be.
  std::function<void(const std::string& value)> check = {};
};

/// Ready-made checks.
namespace setting {
std::function<void(const std::string&)> oneOf(std::vector<std::string> values);
std::function<void(const std::string&)> integer(std::int64_t least, std::int64_t most);
std::function<void(const std::string&)> boolean();
}  // namespace setting

class Settings {
 public:
  struct Sources {
    std::map<std::string, std::string> flags;        ///< by key
    std::map<std::string, std::string> environment;  ///< by variable, all of the process's
    std::string file;                                ///< empty: no TOML file
  };
  /// Reads and checks everything. Throws ConfigurationError for the first thing that is wrong.
  static Settings load(std::vector<SettingDeclaration> declarations, const Sources& sources);

  /// The value of a declared key; an undeclared one is a defect and throws std::logic_error.
  const std::string& text(std::string_view key) const;
  std::int64_t integer(std::string_view key) const;
  bool flag(std::string_view key) const;
  Secret secret(std::string_view key) const;
  /// A list, separated by commas.
  std::vector<std::string> list(std::string_view key) const;

  struct Explained {
    std::string key, value, source, meaning, defaultText;
  };
  /// Every setting with where its value comes from; secrets are masked.
  std::vector<Explained> explain() const;

 private:
  struct Value {
    std::string text;
    std::string source;
  };
  const Value& find(std::string_view key) const;

  std::vector<SettingDeclaration> declarations_;
  std::map<std::string, Value, std::less<>> values_;
};

/// "limits.anonymous" as an environment variable: HOSTLER_LIMITS_ANONYMOUS.
std::string environmentName(std::string_view key);

}  // namespace hostler
