#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace hostler::plugin {

/// Why a file is no shared library for this machine, as far as that shows without opening it: not
/// ELF, of another machine, cut short. Nothing when it may be tried.
std::optional<std::string> libraryFault(const std::filesystem::path& file);

/// SHA-256 in lower-case hex. Throws std::runtime_error when the file cannot be read.
std::string sha256OfFile(const std::filesystem::path& file);
std::string sha256OfText(std::string_view text);

}  // namespace hostler::plugin
