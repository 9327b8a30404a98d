#pragma once

#include "core/db/database.h"
#include "core/time/clock.h"

#include <optional>
#include <string>

namespace hostler::plugin_origins {

/// The hash that was recorded for an installed plugin (plugin::InstalledPlugin::origin); nothing
/// where none was.
std::optional<std::string> recorded(db::Reader& reader, const std::string& plugin);
void record(db::Transaction& tx, const std::string& plugin, const std::string& hash, Instant now);

}  // namespace hostler::plugin_origins
