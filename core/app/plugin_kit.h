#pragma once

#include "core/app/command.h"

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

/// Whether a word of `plugin test` names a file and not a configured plugin.
bool isPluginFile(const std::string& word);

}  // namespace hostler::app
