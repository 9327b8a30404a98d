#pragma once

#include "core/db/database.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::backup {

/// What a column holds, whatever the engine calls it.
enum class Kind { Number = 1, Text, Bytes };

struct Column {
  std::string name;
  Kind kind = Kind::Number;
};

/// A table as the database itself describes it.
struct Table {
  std::string name;
  std::vector<Column> columns;   ///< in the order in which they were made
  std::vector<std::size_t> key;  ///< columns of the primary key, by index
  bool mayBeLong = false;        ///< a single value may take megabytes

  /// `"id", "name"`, to stand in a statement.
  std::string columnList() const;
};

/// Every table of the schema but those that tell of this one database and not of what is in it:
/// which steps it has seen, and its mode. By name. Throws BackupError for one without a primary
/// key.
std::vector<Table> tablesOf(db::Reader& reader, db::Dialect dialect);
/// The names of all tables, those included.
std::vector<std::string> tableNames(db::Reader& reader, db::Dialect dialect);

/// Every row in the order of the primary key, as one text (see row_text.h), which is the same on
/// both engines. Reads a few megabytes at a time.
void forEachRow(db::Reader& reader, const Table& table,
                const std::function<void(std::string_view row)>& use);

/// What a table held: as many rows, and a BLAKE2b digest over all of them in order.
class TableSum {
 public:
  TableSum();
  ~TableSum();
  void add(std::string_view row);
  std::int64_t rows() const { return rows_; }
  /// Hexadecimal. Ends the sum.
  std::string digest();

 private:
  struct State;
  std::int64_t rows_ = 0;
  std::unique_ptr<State> state_;
};

}  // namespace hostler::backup
