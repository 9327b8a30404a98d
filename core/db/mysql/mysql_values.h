#pragma once

#include "core/db/value.h"

#include <istream>
#include <memory>
#include <span>
#include <vector>

namespace sql {
class PreparedStatement;
class ResultSet;
}  // namespace sql

namespace hostler::db {

/// Binds values to a statement. Bytes are read when the statement runs, so this must live as long.
class MysqlBinding {
 public:
  MysqlBinding(sql::PreparedStatement& statement, std::span<const Param> params);
  ~MysqlBinding();

 private:
  struct Bind;
  std::vector<std::unique_ptr<std::istream>> streams_;
};

/// What a column of an answer is made of.
enum class MysqlKind { Number = 1, WholeDecimal, Text, Bytes, Floating };

/// The kinds of an answer's columns. Asked anew for each answer, since a schema change may alter
/// them under a prepared statement.
std::vector<MysqlKind> kindsOf(const sql::ResultSet& answer);

/// The value in a column, counted from 1, of the answer's current row. Throws ColumnError for what
/// is no number of 63 bits, text or bytes.
Cell mysqlCell(const sql::ResultSet& answer, unsigned column, MysqlKind kind);

}  // namespace hostler::db
