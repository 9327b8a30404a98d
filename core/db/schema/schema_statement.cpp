#include "core/db/schema/schema_statement.h"

#include "core/db/dialect.h"
#include "core/db/migration.h"
#include "core/db/schema/column.h"
#include "core/db/sql_text.h"

#include <algorithm>
#include <initializer_list>

namespace hostler::db {
namespace {

using Tokens = std::vector<std::string_view>;

bool beginsWith(const Tokens& tokens, std::initializer_list<std::string_view> words) {
  return tokens.size() >= words.size() &&
         std::equal(words.begin(), words.end(), tokens.begin(),
                    [](auto word, auto token) { return isWord(token, word); });
}

std::string joined(const Tokens& tokens, std::size_t from, std::size_t to) {
  std::string text;
  for (auto i = from; i < to; ++i) text.append(text.empty() ? "" : " ").append(tokens[i]);
  return text;
}

void demandOneStatement(std::string_view sql) {
  const auto tokens = tokensOf(sql);
  if (tokens.empty()) throw SchemaError{"the step holds no statement"};
  if (std::find(tokens.begin(), tokens.end(), ";") != tokens.end()) {
    throw SchemaError{"a step is one statement: MySQL commits each by itself"};
  }
}

std::string createTable(Dialect dialect, std::string_view collation, const Tokens& tokens) {
  const auto body = tokens.back();
  if (!body.starts_with('(')) throw SchemaError{"a CREATE TABLE ends with its columns in brackets"};
  std::string items;
  for (const auto item : splitAtCommas(body.substr(1, body.size() - 2))) {
    items += items.empty() ? "\n  " : ",\n  ";
    items += isTableConstraint(item) ? std::string{item} : columnInDialect(dialect, item);
  }
  const auto head = joined(tokens, 0, tokens.size() - 1) + " (" + items + "\n)";
  if (dialect == Dialect::Sqlite) return head + " STRICT";
  return head + " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=" + std::string{collation};
}

std::string addColumn(Dialect dialect, const Tokens& tokens) {
  const bool saysColumn = isWord(tokens[4], "COLUMN");
  const std::size_t column = saysColumn ? 5 : 4;
  return joined(tokens, 0, column) + " " +
         columnInDialect(dialect, joined(tokens, column, tokens.size()));
}

// MySQL's index belongs to its table, SQLite's to the schema: DROP INDEX name ON table.
std::string dropIndex(Dialect dialect, const Tokens& tokens) {
  if (tokens.size() != 5 || !isWord(tokens[3], "ON"))
    throw SchemaError{"it reads DROP INDEX name ON table"};
  return joined(tokens, 0, dialect == Dialect::Sqlite ? 3 : 5);
}

std::string appendOnlyTrigger(Dialect dialect, const std::string& table, const std::string& verb) {
  const auto says = "'" + table + " is append-only: " + verb + " is refused'";
  std::string lower;
  for (const char c : verb) lower.push_back(static_cast<char>(c - 'A' + 'a'));
  const auto head = "CREATE TRIGGER " + table + "_no_" + lower + " BEFORE " + verb + " ON " + table;
  if (dialect == Dialect::Sqlite) return head + " BEGIN SELECT RAISE(ABORT, " + says + "); END";
  return head + " FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = " + says;
}

std::vector<std::string> appendOnly(Dialect dialect, const Tokens& tokens) {
  const bool isName =
      tokens.size() == 3 && std::all_of(tokens[2].begin(), tokens[2].end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
      });
  if (!isName) throw SchemaError{"it reads APPEND ONLY table"};
  const std::string table{tokens[2]};
  return {appendOnlyTrigger(dialect, table, "UPDATE"), appendOnlyTrigger(dialect, table, "DELETE")};
}

std::string_view withoutSemicolon(std::string_view sql) {
  sql = trimmed(sql);
  while (sql.ends_with(';')) sql = trimmed(sql.substr(0, sql.size() - 1));
  return sql;
}

}  // namespace

SchemaStatement schemaStatement(Dialect dialect, std::string_view collation, std::string_view sql) {
  sql = withoutSemicolon(sql);
  demandOneStatement(sql);
  const auto tokens = tokensOf(sql);
  if (beginsWith(tokens, {"APPEND", "ONLY"})) return {appendOnly(dialect, tokens)};
  if (beginsWith(tokens, {"CREATE", "TABLE"})) return {{createTable(dialect, collation, tokens)}};
  if (beginsWith(tokens, {"ALTER", "TABLE"}) && tokens.size() > 5 && isWord(tokens[3], "ADD")) {
    return {{addColumn(dialect, tokens)}};
  }
  if (beginsWith(tokens, {"DROP", "INDEX"})) return {{dropIndex(dialect, tokens)}};
  const bool changesRows = beginsWith(tokens, {"INSERT"}) || beginsWith(tokens, {"UPDATE"}) ||
                           beginsWith(tokens, {"DELETE"});
  return {{inDialect(dialect, sql)}, changesRows};
}

// MySQL's numbers. SQLite undoes a schema change with its transaction, so it never meets its own
// half-done work.
bool saysAlreadyDone(int code, std::string_view statement) {
  const auto tokens = tokensOf(statement);
  const auto says = [&](std::string_view word) {
    return std::any_of(tokens.begin(), tokens.end(),
                       [&](auto token) { return isWord(token, word); });
  };
  switch (code) {
    case 1050:  // the table exists
    case 1060:  // duplicate column
    case 1061:  // duplicate index
    case 1359:
      return says("CREATE") || says("ADD");  // the trigger exists
    case 1051:                               // no such table
    case 1091:                               // can't drop: no such column or index
    case 1360:
      return says("DROP");  // no such trigger
    case 1054:              // no such column
    case 1146:
      return says("RENAME");  // no such table
    default:
      return false;
  }
}

}  // namespace hostler::db
