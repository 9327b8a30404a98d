#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::app {

/// A file of plugins/sdk/scaffold as it is built into the program. There each kind has a folder,
/// and what all kinds share lies in "common".
struct ScaffoldFile {
  std::string_view path, text;
};
std::span<const ScaffoldFile> scaffoldFiles();

/// The kinds of plugins that can be begun: "registrar", "provisioner" …
std::vector<std::string> scaffoldKinds();

/// Writes a plugin that builds, with a test, into `folder`/`name`; answers that folder. Throws
/// UsageError for a kind or a name that cannot be, and where something is there already.
std::filesystem::path writeScaffold(const std::string& kind, const std::string& name,
                                    const std::filesystem::path& folder);

}  // namespace hostler::app
