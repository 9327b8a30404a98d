#include "core/app/program.h"

#include "core/app/commands.h"
#include "core/app/production.h"
#include "core/db/errors.h"
#include "core/lua/script_host.h"
#include "core/plugin_host/plugin_host_child.h"
#include "core/problem/problem.h"
#include "core/render/wkhtmltox_host.h"

#include <iostream>

namespace hostler::app {
namespace {

std::vector<Command> allCommands() {
  return {serveCommand(),  migrateCommand(), seedCommand(),   userCommand(),    billingCommand(),
          ledgerCommand(), auditCommand(),   jobsCommand(),   pluginCommand(),  hookCommand(),
          ruleCommand(),   secretsCommand(), configCommand(), sandboxCommand(), openapiCommand(),
          backupCommand(), restoreCommand()};
}

void printCommands(const std::vector<Command>& commands, std::ostream& out) {
  out << "hostler: hosting automation\n\nusage: hostler COMMAND [OPTIONS]\n\n";
  for (const auto& command : commands) {
    const auto usage = command.name + (command.words.empty() ? "" : " " + command.words);
    out << "  " << usage << '\n' << "      " << command.summary << '\n';
  }
  out << "\nhostler COMMAND --help tells a command's options.\n";
}

void printHelp(const Command& command, std::ostream& out) {
  out << "usage: hostler " << command.name << (command.words.empty() ? "" : " " + command.words)
      << " [OPTIONS]\n\n"
      << command.summary << "\n\n";
  if (!command.details.empty()) std::cout << command.details << "\n\n";
  auto options = command.options;
  for (auto& option : commonOptions()) options.push_back(std::move(option));
  for (const auto& option : options) {
    out << "  --" << option.name << (option.value.empty() ? "" : " " + option.value) << "\n      "
        << option.meaning << '\n';
  }
}

// The children that the engine starts of its own program. Before anything else: they shall have
// nothing of it.
std::optional<int> runAsChild(int argumentCount, char** arguments) {
  if (argumentCount < 2) return std::nullopt;
  const std::string_view name{arguments[1]};
  if (name == "plugin-host") return plugin::runPluginHost(argumentCount - 2, arguments + 2);
  if (name == "script-host") return lua::runScriptHost();
  if (name == "pdf-host") return render::servePdfLibrary(argumentCount, arguments);
  return std::nullopt;
}

Exit runCommand(const Command& command, const std::vector<std::string>& words) {
  try {
    const auto arguments = parseArguments(command, words);
    if (arguments.has("help")) {
      printHelp(command, std::cout);
      return Exit::Done;
    }
    return command.run(arguments);
  } catch (const UsageError& error) {
    std::cerr << "hostler " << command.name << ": " << error.what() << "\nhostler " << command.name
              << " --help tells how it is used.\n";
    return Exit::BadUsage;
  } catch (const ConfigurationError& error) {
    std::cerr << "hostler: " << error.what() << '\n';
    return Exit::BadUsage;
  } catch (const ValidationError& error) {
    for (const auto& one : error.errors())
      std::cerr << "hostler: " << one.field << ": " << one.message << '\n';
    return Exit::Failed;
  } catch (const std::exception& error) {
    std::cerr << "hostler: " << error.what() << '\n';
    return Exit::Failed;
  }
}

}  // namespace

int runProgram(int argumentCount, char** arguments) {
  if (const auto code = runAsChild(argumentCount, arguments)) return *code;
  forgoCoreDumps();
  const auto commands = allCommands();
  const std::vector<std::string> words{arguments + 1, arguments + argumentCount};
  if (words.empty() || words.front() == "--help" || words.front() == "help") {
    printCommands(commands, words.empty() ? std::cerr : std::cout);
    return static_cast<int>(words.empty() ? Exit::BadUsage : Exit::Done);
  }
  if (words.front() == "--version") {
    std::cout << "hostler " << kVersion << '\n';
    return 0;
  }
  const auto found = std::ranges::find(commands, words.front(), &Command::name);
  if (found == commands.end()) {
    std::cerr << "hostler: there is no command " << words.front() << "\n\n";
    printCommands(commands, std::cerr);
    return static_cast<int>(Exit::BadUsage);
  }
  return static_cast<int>(runCommand(*found, {words.begin() + 1, words.end()}));
}

}  // namespace hostler::app
