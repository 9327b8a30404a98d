#pragma once

#include "core/app/command.h"

#include <filesystem>
#include <string>
#include <vector>

namespace hostler::app {

// What authors of plugins do. None of it needs a database or settings.

/// `plugin new KIND NAME [--folder DIR]`
Exit newPlugin(const Arguments& arguments);
/// `plugin verify FILE`: whether the library, its plugin.json and its code agree.
Exit verifyPlugin(const Arguments& arguments);
/// `plugin test FILE [--subject FILE] [--sandbox URL] [--only PREFIX]`: all checks of its kind,
/// against a sandbox of its own unless one is named.
Exit tryPlugin(const Arguments& arguments);
/// `plugin dev FILE …`: verify and test, and again whenever the library is built anew. Ends when it
/// is interrupted.
Exit watchPlugin(const Arguments& arguments);

/// `plugin pack [FOLDER] [--out FILE]`: a plugin's folder as a package.
Exit packPlugin(const Arguments& arguments);
/// `plugin sign [FILE --key KEY] [--new-key KEY]`: makes a key, signs a package, or both.
Exit signPlugin(const Arguments& arguments);

/// What is wrong with a library and the plugin.json beside it, without running any of it.
std::vector<std::string> faultsAtRest(const std::filesystem::path& file);
/// The same and what `plugin verify` finds by loading it, in a process of its own: as nobody where
/// this one is root's, who must be able to read the file then.
std::vector<std::string> faultsFound(const std::filesystem::path& file);

/// Whether a word of `plugin test` names a file and not a configured plugin.
bool isPluginFile(const std::string& word);

}  // namespace hostler::app
