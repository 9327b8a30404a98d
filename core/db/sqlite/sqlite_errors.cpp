#include "core/db/sqlite/sqlite_errors.h"

#include "core/db/errors.h"

#include <sqlite3.h>

#include <memory>
#include <string_view>
#include <vector>

namespace hostler::db {
namespace {

constexpr int primary(int code) {
  return code & 0xff;
}

std::string said(sqlite3* session, int code) {
  return "SQLite error " + std::to_string(code) + ": " +
         (session != nullptr ? sqlite3_errmsg(session) : sqlite3_errstr(code));
}

using Statement = std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)>;

// Rows of texts, for the two pragmas below. An error here only costs the name.
std::vector<std::vector<std::string>> rowsOf(sqlite3* session, const char* sql,
                                             const std::string& argument) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(session, sql, -1, &raw, nullptr) != SQLITE_OK) return {};
  const Statement statement{raw, sqlite3_finalize};
  sqlite3_bind_text(raw, 1, argument.c_str(), static_cast<int>(argument.size()), SQLITE_STATIC);
  std::vector<std::vector<std::string>> rows;
  while (sqlite3_step(raw) == SQLITE_ROW) {
    auto& row = rows.emplace_back();
    for (int i = 0; i < sqlite3_column_count(raw); ++i) {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(raw, i));
      row.emplace_back(text != nullptr ? text : "");
    }
  }
  return rows;
}

std::string listOf(sqlite3* session, const std::string& table, const std::string& index) {
  std::string list;
  for (const auto& row :
       rowsOf(session, "SELECT name FROM pragma_index_info(?) ORDER BY seqno", index)) {
    if (!list.empty()) list += ", ";
    list += table + "." + row[0];
  }
  return list;
}

// "UNIQUE constraint failed: invoices.tenant_id, invoices.number" or "…: index 'ux_expression'".
std::string indexNamedBy(sqlite3* session, const std::string& message) {
  constexpr std::string_view before = "UNIQUE constraint failed: ";
  const auto at = message.find(before);
  if (at == std::string::npos) return {};
  const auto columns = message.substr(at + before.size());
  if (columns.starts_with("index '")) return columns.substr(7, columns.size() - 8);
  const auto table = columns.substr(0, columns.find('.'));
  for (const auto& row :
       rowsOf(session, "SELECT name, origin FROM pragma_index_list(?) WHERE \"unique\"", table)) {
    if (listOf(session, table, row[0]) != columns) continue;
    if (row[1] == "pk") return "PRIMARY";
    if (row[1] == "c") return row[0];
    return columns.substr(table.size() + 1, columns.find(',') - table.size() - 1);
  }
  return "PRIMARY";  // a whole-number key is the table itself and in no list
}

}  // namespace

bool spoilsSession(int code) {
  switch (primary(code)) {
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_PROTOCOL:
      return true;
    default:
      return false;
  }
}

void throwSqlite(sqlite3* session, int code, SqliteStep step) {
  const auto text = said(session, code);
  switch (primary(code)) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Conflict{text, code};
    case SQLITE_FULL:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PROTOCOL:
      throw Unavailable{text, code};
    case SQLITE_IOERR:
      if (step == SqliteStep::Commit &&
          (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC)) {
        throw CommitUnknown{text, code};
      }
      throw Unavailable{text, code};
    default:
      break;
  }
  if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
      code == SQLITE_CONSTRAINT_ROWID) {
    throw UniqueViolation{text, code, indexNamedBy(session, text)};
  }
  throw DatabaseError{text, code};
}

}  // namespace hostler::db
