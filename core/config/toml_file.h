#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace hostler {

struct TomlEntry {
  std::string key;    ///< with its sections: "limits.anonymous"
  std::string value;  ///< as text; a list's members joined by commas
  std::size_t line = 0;
};

/// Every value of a TOML file. Throws ConfigurationError with file, line and reason.
std::vector<TomlEntry> readTomlFile(const std::string& path);

}  // namespace hostler
