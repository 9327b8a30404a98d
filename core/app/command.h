#pragma once

#include "core/config/settings.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace hostler::app {

/// What a command ends with, as the process's exit code.
enum class Exit { Done = 0, Failed = 1, BadUsage = 2, NothingToDo = 3 };

/// A command line that cannot be understood: printed with a hint, exit code 2.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// One option of a command: `--name VALUE`, or `--name` alone.
struct Option {
  std::string name;
  std::string value;  ///< what it is called in the help; empty: it takes none
  std::string meaning;
};

/// A parsed command line of one command.
class Arguments {
 public:
  Arguments(std::map<std::string, std::string> options, std::vector<std::string> words)
      : options_{std::move(options)}, words_{std::move(words)} {}

  bool has(const std::string& option) const { return options_.contains(option); }
  /// The option's value; `otherwise` when it was not given.
  std::string get(const std::string& option, const std::string& otherwise = {}) const;
  /// What stands beside options: "verify" in `ledger verify`.
  const std::vector<std::string>& words() const { return words_; }
  const std::string& word(std::size_t index, const std::string& meaning) const;
  bool json() const { return has("json"); }
  const std::map<std::string, std::string>& options() const { return options_; }

 private:
  std::map<std::string, std::string> options_;
  std::vector<std::string> words_;
};

/// A subcommand of `hostler`.
struct Command {
  std::string name;
  std::string words;  ///< "list|show|retry|discard [ID]"
  std::string summary;
  std::vector<Option> options;
  std::function<Exit(const Arguments&)> run;
  std::string details = {};  ///< what its own help says beside the summary
};

/// Options that every command takes.
std::vector<Option> commonOptions();
/// Reads the words after the command's name with Poco's option processor. Throws UsageError.
Arguments parseArguments(const Command& command, const std::vector<std::string>& words);
/// The settings of this process: flags, environment, file, defaults. Throws ConfigurationError.
Settings loadSettings(const Arguments& arguments);

}  // namespace hostler::app
