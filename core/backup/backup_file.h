#pragma once

#include "core/backup/contents.h"
#include "core/secrets/secret.h"

#include <filesystem>
#include <functional>
#include <string_view>

namespace hostler::backup {

/// What is told while a backup is read, in its order.
struct BackupReader {
  std::function<void(const Header& header)> header = {};
  std::function<void(const Table& table)> table = {};
  /// Of the table told last; see row_text.h.
  std::function<void(std::string_view row)> row = {};
};

struct Contents {
  Header header;
  Sums sums;
};

/// Reads a backup from its beginning to its end. Returns only when it is whole: every part
/// authentic, nothing missing or behind it, every table with the rows and the digest that its end
/// tells. What was told before an exception must not be believed to be all. Throws BackupError.
Contents readBackup(const std::filesystem::path& file, const Secret& passphrase,
                    const BackupReader& reader = {});

}  // namespace hostler::backup
