#include "core/db/sqlite/sqlite_statement.h"

#include "core/db/dialect.h"
#include "core/db/sqlite/sqlite_errors.h"

#include <sqlite3.h>

namespace hostler::db {
namespace {

// Values are borrowed for the run, so nothing stays bound after it.
struct Reset {
  sqlite3_stmt* statement;
  ~Reset() {
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
  }
};

struct Bind {
  sqlite3_stmt* statement;
  int place;

  int operator()(std::monostate) const { return sqlite3_bind_null(statement, place); }
  int operator()(std::int64_t number) const { return sqlite3_bind_int64(statement, place, number); }
  int operator()(std::string_view text) const {
    // A null pointer would bind NULL, and an empty view may hold one.
    return sqlite3_bind_text64(statement, place, text.data() != nullptr ? text.data() : "",
                               text.size(), SQLITE_STATIC, SQLITE_UTF8);
  }
  int operator()(const std::string& text) const { return (*this)(std::string_view{text}); }
  int operator()(const Blob* blob) const {
    return sqlite3_bind_blob64(statement, place, blob->bytes.data(), blob->bytes.size(),
                               SQLITE_STATIC);
  }
};

Cell cellAt(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL:
      return std::monostate{};
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, column)};
    case SQLITE_TEXT: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
    }
    case SQLITE_BLOB: {
      const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
      const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
      return Blob{size == 0 ? std::string{} : std::string(bytes, size)};
    }
    default:
      throw ColumnError{std::string{"column "} + sqlite3_column_name(statement, column) +
                        " holds a floating-point number"};
  }
}

}  // namespace

void SqliteStatement::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

SqliteStatement::SqliteStatement(sqlite3* session, const std::string& sql) : session_{session} {
  sqlite3_stmt* statement = nullptr;
  const char* rest = nullptr;
  const auto code = sqlite3_prepare_v3(session, sql.c_str(), static_cast<int>(sql.size()),
                                       SQLITE_PREPARE_PERSISTENT, &statement, &rest);
  statement_.reset(statement);
  if (code != SQLITE_OK) throwSqlite(session, code);
  const std::string_view behind{rest};
  if (behind.find_first_not_of(" \t\r\n;") != std::string_view::npos) {
    throw StatementError{"one text holds more than one statement"};
  }
}

void SqliteStatement::bind(std::span<const Param> params) {
  const auto wanted = sqlite3_bind_parameter_count(statement_.get());
  if (static_cast<int>(params.size()) != wanted) {
    throw StatementError{"the statement has " + std::to_string(wanted) +
                         " places for values, and " + std::to_string(params.size()) +
                         " were given"};
  }
  int place = 0;
  for (const auto& param : params) {
    const auto code = std::visit(Bind{statement_.get(), ++place}, param.value());
    if (code != SQLITE_OK) throwSqlite(session_, code);
  }
}

// SQLite prepares a statement again by itself when the schema has changed, and its columns may
// have.
void SqliteStatement::refreshColumns() {
  const auto preparations = sqlite3_stmt_status(statement_.get(), SQLITE_STMTSTATUS_REPREPARE, 0);
  if (columns_ && preparations == preparations_) return;
  std::vector<std::string> names;
  for (int i = 0; i < sqlite3_column_count(statement_.get()); ++i) {
    names.emplace_back(sqlite3_column_name(statement_.get(), i));
  }
  columns_ = std::make_shared<const std::vector<std::string>>(std::move(names));
  preparations_ = preparations;
}

Rows SqliteStatement::query(std::span<const Param> params) {
  auto* statement = statement_.get();
  if (sqlite3_column_count(statement) == 0)
    throw StatementError{"a query was asked that answers no rows"};
  const Reset reset{statement};
  bind(params);
  std::vector<Cell> cells;
  auto code = sqlite3_step(statement);
  refreshColumns();
  const auto width = static_cast<int>(columns_->size());
  for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
    for (int i = 0; i < width; ++i) cells.push_back(cellAt(statement, i));
  }
  if (code != SQLITE_DONE) throwSqlite(session_, code);
  return Rows{columns_, std::move(cells)};
}

std::int64_t SqliteStatement::change(std::span<const Param> params) {
  auto* statement = statement_.get();
  // ALTER TABLE ADD COLUMN with a CHECK has columns: those of the checks that it runs by itself.
  const bool alters = sqlite3_strnicmp(sqlite3_sql(statement), "ALTER", 5) == 0;
  if (sqlite3_column_count(statement) != 0 && !alters) {
    throw StatementError{"rows were asked for and would be lost"};
  }
  const Reset reset{statement};
  bind(params);
  const auto before = sqlite3_total_changes64(session_);
  auto code = sqlite3_step(statement);
  while (code == SQLITE_ROW) code = sqlite3_step(statement);
  if (code != SQLITE_DONE) throwSqlite(session_, code);
  // A statement that is no INSERT, UPDATE or DELETE leaves the count of the last one in place.
  return sqlite3_total_changes64(session_) == before ? 0 : sqlite3_changes64(session_);
}

int SqliteStatement::control() {
  sqlite3_step(statement_.get());
  return sqlite3_reset(statement_.get());
}

}  // namespace hostler::db
