#include "core/config/toml_file.h"

#include "core/config/settings.h"

#include <toml++/toml.h>

namespace hostler {
namespace {

std::string scalar(const toml::node& node, const std::string& key) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* number = node.as_integer()) return std::to_string(number->get());
  if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
  throw ConfigurationError{key +
                           " must be a text, a whole number, true or false, or a list of texts"};
}

void collect(const toml::table& table, const std::string& prefix, std::vector<TomlEntry>& entries) {
  for (const auto& [name, node] : table) {
    const std::string key =
        prefix.empty() ? std::string{name.str()} : prefix + "." + std::string{name.str()};
    if (const auto* section = node.as_table()) {
      collect(*section, key, entries);
      continue;
    }
    TomlEntry entry{key, {}, node.source().begin.line};
    if (const auto* list = node.as_array()) {
      for (const auto& member : *list)
        entry.value += (entry.value.empty() ? "" : ",") + scalar(member, key);
    } else {
      entry.value = scalar(node, key);
    }
    entries.push_back(std::move(entry));
  }
}

}  // namespace

std::vector<TomlEntry> readTomlFile(const std::string& path) {
  try {
    std::vector<TomlEntry> entries;
    collect(toml::parse_file(path), "", entries);
    return entries;
  } catch (const toml::parse_error& error) {
    throw ConfigurationError{path + ":" + std::to_string(error.source().begin.line) + ": " +
                             std::string{error.description()}};
  }
}

}  // namespace hostler
