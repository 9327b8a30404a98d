#include "core/config/settings.h"

#include "core/config/toml_file.h"

#include <Poco/AutoPtr.h>
#include <Poco/Util/LayeredConfiguration.h>
#include <Poco/Util/MapConfiguration.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <sstream>

namespace hostler {
namespace {

using Poco::Util::LayeredConfiguration;
using Poco::Util::MapConfiguration;

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substitute = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({substitute, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

std::string nearest(const std::string& name, const std::vector<std::string>& known) {
  const auto best = std::ranges::min_element(
      known, {}, [&](const std::string& one) { return distance(name, one); });
  return best == known.end() ? "" : "; did you mean " + *best + "?";
}

std::string contentOf(const std::string& path, const std::string& variable) {
  std::ifstream file{path};
  if (!file) throw ConfigurationError{variable + ": the file " + path + " cannot be read"};
  std::ostringstream text;
  text << file.rdbuf();
  std::string content = text.str();
  while (content.ends_with('\n') || content.ends_with('\r')) content.pop_back();
  return content;
}

// The settings that the environment gives, by key; refuses HOSTLER_* names that no setting has.
std::map<std::string, std::string> fromEnvironment(
    const std::vector<SettingDeclaration>& declarations,
    const std::map<std::string, std::string>& environment) {
  std::map<std::string, std::string> values;
  std::vector<std::string> known;
  for (const auto& declaration : declarations) {
    const auto name = environmentName(declaration.key);
    known.push_back(name);
    if (const auto found = environment.find(name); found != environment.end())
      values[declaration.key] = found->second;
    if (!declaration.secret) continue;
    known.push_back(name + "_FILE");
    if (const auto found = environment.find(name + "_FILE"); found != environment.end()) {
      values[declaration.key] = contentOf(found->second, name + "_FILE");
    }
  }
  for (const auto& [name, value] : environment) {
    if (name.starts_with("HOSTLER_") && std::ranges::find(known, name) == known.end()) {
      throw ConfigurationError{"the environment variable " + name + " is no setting" +
                               nearest(name, known)};
    }
  }
  return values;
}

Poco::AutoPtr<MapConfiguration> layerOf(const std::map<std::string, std::string>& values) {
  Poco::AutoPtr<MapConfiguration> layer{new MapConfiguration};
  for (const auto& [key, value] : values) layer->setString(key, value);
  return layer;
}

}  // namespace

namespace setting {

std::function<void(const std::string&)> oneOf(std::vector<std::string> values) {
  return [values = std::move(values)](const std::string& value) {
    if (std::ranges::find(values, value) != values.end()) return;
    std::string list;
    for (const auto& one : values) list += (list.empty() ? "" : ", ") + one;
    throw std::invalid_argument{"must be one of: " + list};
  };
}

std::function<void(const std::string&)> integer(std::int64_t least, std::int64_t most) {
  return [least, most](const std::string& value) {
    std::int64_t number = 0;
    const auto* end = value.data() + value.size();
    const auto [at, error] = std::from_chars(value.data(), end, number);
    if (error == std::errc{} && at == end && number >= least && number <= most) return;
    throw std::invalid_argument{"must be a whole number from " + std::to_string(least) + " to " +
                                std::to_string(most)};
  };
}

std::function<void(const std::string&)> boolean() {
  return oneOf({"true", "false"});
}

}  // namespace setting

std::string environmentName(std::string_view key) {
  std::string name = "HOSTLER_";
  for (const char c : key)
    name.push_back(c == '.' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
  return name;
}

Settings Settings::load(std::vector<SettingDeclaration> declarations, const Sources& sources) {
  std::vector<std::string> keys;
  std::map<std::string, std::string> defaults;
  for (const auto& declaration : declarations) {
    keys.push_back(declaration.key);
    defaults[declaration.key] = declaration.defaultText;
  }
  std::map<std::string, std::string> file;
  if (!sources.file.empty()) {
    for (const auto& entry : readTomlFile(sources.file)) {
      if (std::ranges::find(keys, entry.key) == keys.end()) {
        throw ConfigurationError{sources.file + ":" + std::to_string(entry.line) + ": " +
                                 entry.key + " is no setting" + nearest(entry.key, keys)};
      }
      file[entry.key] = entry.value;
    }
  }
  const auto environment = fromEnvironment(declarations, sources.environment);
  const std::vector<std::pair<std::string, const std::map<std::string, std::string>*>> layers{
      {"flag", &sources.flags},
      {"environment", &environment},
      {sources.file, &file},
      {"default", &defaults}};

  Poco::AutoPtr<LayeredConfiguration> layered{new LayeredConfiguration};
  int priority = 0;
  for (const auto& [name, values] : layers) layered->add(layerOf(*values), priority++);

  Settings settings;
  for (const auto& declaration : declarations) {
    Value value;
    value.text = layered->getRawString(declaration.key);
    for (const auto& [name, values] : layers) {
      if (!values->contains(declaration.key)) continue;
      value.source = name == "environment" ? environmentName(declaration.key) : name;
      break;
    }
    try {
      // Nothing at all may be the default; who sets a thing to nothing is told if that is no value.
      if (declaration.check && (!value.text.empty() || value.source != "default"))
        declaration.check(value.text);
    } catch (const std::exception& error) {
      throw ConfigurationError{declaration.key + " (from " + value.source + ") " + error.what() +
                               (declaration.secret ? "" : "; it is '" + value.text + "'")};
    }
    settings.values_.emplace(declaration.key, std::move(value));
  }
  settings.declarations_ = std::move(declarations);
  return settings;
}

const Settings::Value& Settings::find(std::string_view key) const {
  const auto found = values_.find(key);
  if (found == values_.end())
    throw std::logic_error{"no setting was declared as " + std::string{key}};
  return found->second;
}

const std::string& Settings::text(std::string_view key) const {
  return find(key).text;
}
std::int64_t Settings::integer(std::string_view key) const {
  return std::stoll(find(key).text);
}
bool Settings::flag(std::string_view key) const {
  return find(key).text == "true";
}
Secret Settings::secret(std::string_view key) const {
  return Secret{find(key).text};
}

std::vector<std::string> Settings::list(std::string_view key) const {
  std::vector<std::string> all;
  std::istringstream in{find(key).text};
  for (std::string one; std::getline(in, one, ',');) {
    const auto first = one.find_first_not_of(' '), last = one.find_last_not_of(' ');
    if (first != std::string::npos) all.push_back(one.substr(first, last - first + 1));
  }
  return all;
}

std::vector<Settings::Explained> Settings::explain() const {
  std::vector<Explained> all;
  for (const auto& declaration : declarations_) {
    const auto& value = find(declaration.key);
    const bool hidden = declaration.secret && !value.text.empty();
    all.push_back({declaration.key, hidden ? "***" : value.text, value.source, declaration.meaning,
                   declaration.defaultText});
  }
  return all;
}

}  // namespace hostler
