#pragma once

#include <filesystem>
#include <optional>
#include <string_view>
#include <sys/stat.h>

namespace hostler::plugin {

/// A program's file as it lay there when this was made, if it carries the mark of this build. An
/// upgrade in the middle of an engine's life puts another in its place, and one that is carried out
/// by halves leaves an old one beside the engine: neither need understand it. Thread-safe.
class ProgramFile {
 public:
  /// Reads the file once, to look for `mark` in it.
  ProgramFile(std::filesystem::path path, std::string_view mark);
  const std::filesystem::path& path() const { return path_; }
  /// Whether that file lies there now. False where none ever did, or one without the mark.
  bool isThere() const;

 private:
  std::filesystem::path path_;
  /// Looked up before it was read: what is put in its place meanwhile is not taken for it.
  std::optional<struct stat> was_;
};

}  // namespace hostler::plugin
