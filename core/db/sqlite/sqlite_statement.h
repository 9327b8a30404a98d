#pragma once

#include "core/db/rows.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>

struct sqlite3;
struct sqlite3_stmt;

namespace hostler::db {

/// One prepared statement on one session. Each run leaves it reset, with nothing bound.
class SqliteStatement {
 public:
  /// Throws what throwSqlite throws; StatementError for more than one statement in the text.
  SqliteStatement(sqlite3* session, const std::string& sql);

  Rows query(std::span<const Param> params);
  /// Rows changed.
  std::int64_t change(std::span<const Param> params);
  /// Runs a statement without values, whose answer is of no interest (BEGIN, COMMIT). Gives
  /// SQLite's code.
  int control();

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  void bind(std::span<const Param> params);
  void refreshColumns();

  sqlite3* session_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  Rows::Columns columns_;
  int preparations_ = -1;
};

}  // namespace hostler::db
