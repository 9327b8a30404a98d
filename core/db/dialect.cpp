#include "core/db/dialect.h"

#include "core/db/database.h"
#include "core/db/sql_text.h"

#include <array>
#include <optional>

namespace hostler::db {
namespace {

struct Mark {
  std::string_view name;
  bool hasArgument;
  std::string_view sqlite, mysql;  // `@` stands for the argument
};

// SQLite's writer is alone, so its locks are none. MySQL's ON DUPLICATE KEY takes any unique index,
// so a table that is upserted has one unique index only.
constexpr std::array kMarks{
    Mark{"for_update", false, "", "FOR UPDATE"},
    Mark{"skip_locked", false, "", "FOR UPDATE SKIP LOCKED"},
    Mark{"upsert", true, "ON CONFLICT (@) DO UPDATE SET", "ON DUPLICATE KEY UPDATE"},
    Mark{"new", true, "excluded.@", "VALUES(@)"},
    Mark{"is", false, "IS", "<=>"},
    Mark{"div", false, "/", "DIV"},
};

std::string filledIn(const Mark& mark, Dialect dialect, std::string_view argument) {
  std::string words{dialect == Dialect::Sqlite ? mark.sqlite : mark.mysql};
  if (const auto at = words.find('@'); at != std::string::npos) words.replace(at, 1, argument);
  return words;
}

std::string expanded(Dialect dialect, std::string_view body) {
  auto name = body;
  std::optional<std::string_view> argument;
  if (const auto open = body.find('('); open != std::string_view::npos && body.ends_with(')')) {
    name = body.substr(0, open);
    argument = body.substr(open + 1, body.size() - open - 2);
  }
  for (const auto& mark : kMarks) {
    if (mark.name == name && mark.hasArgument == argument.has_value()) {
      return filledIn(mark, dialect, argument.value_or(""));
    }
  }
  throw StatementError{"no dialect mark is called {" + std::string{body} + "}"};
}

}  // namespace

std::string inDialect(Dialect dialect, std::string_view sql) {
  if (isWord(firstWord(sql), "TRUNCATE")) {
    throw StatementError{"TRUNCATE passes by the triggers of append-only tables: use DELETE"};
  }
  std::string words;
  words.reserve(sql.size() + 32);
  std::size_t at = 0;
  while (at < sql.size()) {
    if (const auto end = endOfVerbatim(sql, at); end != at) {
      words.append(sql.substr(at, end - at));
      at = end;
    } else if (sql[at] == '{') {
      const auto close = sql.find('}', at);
      if (close == std::string_view::npos) throw StatementError{"a dialect mark is not closed"};
      words.append(expanded(dialect, sql.substr(at + 1, close - at - 1)));
      at = close + 1;
    } else {
      words.push_back(sql[at++]);
    }
  }
  return words;
}

bool onlyReads(std::string_view sql) {
  const auto word = firstWord(sql);
  for (const auto* reading : {"SELECT", "WITH", "SHOW", "EXPLAIN", "PRAGMA", "VALUES"}) {
    if (isWord(word, reading)) return true;
  }
  return false;
}

bool locksRows(std::string_view sql) {
  return sql.find("{for_update}") != std::string_view::npos ||
         sql.find("{skip_locked}") != std::string_view::npos;
}

}  // namespace hostler::db
