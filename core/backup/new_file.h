#pragma once

#include "core/backup/bytes.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace hostler::backup {

/// A file that is there whole or not at all: written under another name beside, with mode 0600,
/// and renamed once everything is on the disk. What was not kept goes with the object; a process
/// that is killed may leave the other name behind ("FILE.partial.x7Gk2a"), never FILE.
class NewFile final : public ByteSink {
 public:
  /// Throws BackupError when there is a file of that name and `replace` is false, or when none can
  /// be made there.
  NewFile(std::filesystem::path path, bool replace);
  ~NewFile() override;
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  void write(std::string_view bytes) override;
  /// Syncs, renames, syncs the folder. Throws BackupError when another made the file meanwhile.
  void finish() override;
  std::uint64_t size() const { return size_; }

 private:
  std::filesystem::path path_;
  bool replace_;
  std::string partial_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
};

/// Syncs a folder, so that what was renamed in it stays renamed after a power cut.
void syncFolder(const std::filesystem::path& folder);

/// A file that is there, read from its beginning.
class OldFile final : public ByteSource {
 public:
  /// Throws BackupError.
  explicit OldFile(const std::filesystem::path& path);
  ~OldFile() override;
  OldFile(const OldFile&) = delete;
  OldFile& operator=(const OldFile&) = delete;

  std::size_t read(char* to, std::size_t size) override;

 private:
  std::string name_;
  int descriptor_;
};

}  // namespace hostler::backup
