#pragma once

#include <filesystem>
#include <string>

namespace hostler::app {

/// Writes a file for a person to go on with, and its folders. Throws UsageError when there is one
/// already, or when it cannot be written.
void writeNewFile(const std::filesystem::path& file, const std::string& text);

}  // namespace hostler::app
