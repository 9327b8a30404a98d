#pragma once

#include "core/backup/table.h"
#include "core/json/json.h"
#include "core/time/instant.h"

#include <map>
#include <string>
#include <vector>

namespace hostler::backup {

/// A step of the schema that the backed-up database had seen.
struct Step {
  int number = 0;
  std::string module, name, checksum;
};

/// What a backup says of itself before its first row.
struct Header {
  std::string program;  ///< hostler's version
  std::string engine;   ///< "sqlite" or "mysql"
  Instant madeAt;
  std::vector<Step> steps;
  std::string keyCheck;  ///< sealed under the installation's master key

  Json toJson() const;
  /// Throws BackupError for what toJson never makes.
  static Header of(std::string_view text);
};

struct Sum {
  std::int64_t rows = 0;
  std::string digest;
  friend bool operator==(const Sum&, const Sum&) = default;
};
/// By table.
using Sums = std::map<std::string, Sum>;

Json sumsToJson(const Sums& sums);
Sums sumsOf(std::string_view text);
std::int64_t rowsOf(const Sums& sums);

Json tableToJson(const Table& table);
/// Without its key, which a backup does not tell.
Table tableOf(std::string_view text);

/// Every table of a database, counted and summed.
Sums sumsIn(db::Database& database);

}  // namespace hostler::backup
