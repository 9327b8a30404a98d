#pragma once

#include "core/app/command.h"

#include <string_view>

namespace hostler::app {

inline constexpr std::string_view kVersion = "0.1.0";

// One function for each subcommand, in a file of its own.

Command serveCommand();
Command migrateCommand();
Command seedCommand();
Command userCommand();
Command billingCommand();
Command ledgerCommand();
Command auditCommand();
Command jobsCommand();
Command pluginCommand();
Command hookCommand();
Command ruleCommand();
Command secretsCommand();
Command configCommand();
Command sandboxCommand();
Command openapiCommand();
Command backupCommand();
Command restoreCommand();

/// The log of a command: only what went wrong, unless the settings say otherwise.
void startCommandLog(const Settings& settings);

}  // namespace hostler::app
