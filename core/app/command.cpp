#include "core/app/command.h"

#include "core/app/settings_table.h"

#include <Poco/Util/Option.h>
#include <Poco/Util/OptionException.h>
#include <Poco/Util/OptionProcessor.h>
#include <Poco/Util/OptionSet.h>

#include <unistd.h>

extern char** environ;

namespace hostler::app {

std::string Arguments::get(const std::string& option, const std::string& otherwise) const {
  const auto found = options_.find(option);
  return found == options_.end() ? otherwise : found->second;
}

const std::string& Arguments::word(std::size_t index, const std::string& meaning) const {
  if (index >= words_.size()) throw UsageError{"missing: " + meaning};
  return words_[index];
}

std::vector<Option> commonOptions() {
  return {{"config", "FILE", "settings in TOML"},
          {"data-dir", "DIR", "where everything that the engine writes lives"},
          {"database", "URL", "sqlite:PATH or mysql://user:password@host/name"},
          {"environment", "NAME", "production or sandbox"},
          {"json", "", "print one JSON document"},
          {"help", "", "show this"}};
}

Arguments parseArguments(const Command& command, const std::vector<std::string>& words) {
  Poco::Util::OptionSet set;
  const auto add = [&set](const Option& option) {
    Poco::Util::Option known{option.name, "", option.meaning};
    if (!option.value.empty()) known.argument(option.value, true);
    set.addOption(known);
  };
  for (const auto& option : commonOptions()) add(option);
  for (const auto& option : command.options) {
    if (!set.hasOption(option.name, true)) add(option);
  }
  Poco::Util::OptionProcessor processor{set};
  processor.setUnixStyle(true);
  std::map<std::string, std::string> options;
  std::vector<std::string> rest;
  try {
    for (std::size_t i = 0; i < words.size(); ++i) {
      std::string name, value;
      if (!processor.process(words[i], name, value)) {
        rest.push_back(words[i]);
        continue;
      }
      // Poco hands the value of `--name value` over with a later word.
      if (!name.empty()) options[name] = value;
    }
    processor.checkRequired();
  } catch (const Poco::Util::OptionException& error) {
    throw UsageError{error.displayText()};
  }
  return Arguments{std::move(options), std::move(rest)};
}

Settings loadSettings(const Arguments& arguments) {
  Settings::Sources sources;
  const std::pair<const char*, const char*> kFlags[] = {{"data-dir", "data_dir"},
                                                        {"database", "database"},
                                                        {"environment", "environment"},
                                                        {"listen", "listen"},
                                                        {"roles", "roles"}};
  for (const auto& [option, key] : kFlags) {
    if (arguments.has(option)) sources.flags[key] = arguments.get(option);
  }
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string text{*entry};
    const auto equals = text.find('=');
    if (equals != std::string::npos)
      sources.environment[text.substr(0, equals)] = text.substr(equals + 1);
  }
  sources.environment.erase("HOSTLER_PROGRAM");  // for the tests of this tree
  sources.environment.erase("HOSTLER_SOURCE");
  sources.environment.erase("HOSTLER_SPECS");
  sources.file = arguments.get("config");
  return Settings::load(engineSettings(), sources);
}

}  // namespace hostler::app
