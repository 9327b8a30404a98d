#pragma once

#include <filesystem>
#include <optional>
#include <sys/stat.h>

namespace hostler::plugin {

/// A program's file as it lay there when this was made. An upgrade in the middle of an engine's
/// life puts another in its place, which may not understand the engine that still runs.
class ProgramFile {
 public:
  explicit ProgramFile(std::filesystem::path path);
  const std::filesystem::path& path() const { return path_; }
  /// Whether the same file lies there now. False where none ever did.
  bool isThere() const;

 private:
  std::filesystem::path path_;
  std::optional<struct stat> was_;
};

}  // namespace hostler::plugin
