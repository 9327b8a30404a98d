#include "core/db/schema/column.h"

#include "core/db/migration.h"
#include "core/db/sql_text.h"

#include <algorithm>
#include <array>

namespace hostler::db {
namespace {

struct Type {
  std::string_view word, sqlite;
  bool hasLength;
  bool mayHaveDefault;      // MySQL gives TEXT and BLOB none
  std::string_view demand;  // on SQLite; @ is the column, # the length
};
constexpr std::array kTypes{
    Type{"BIGINT", "INTEGER", false, true, ""},
    Type{"INTEGER", "INTEGER", false, true, "@ BETWEEN -2147483648 AND 2147483647"},
    Type{"SMALLINT", "INTEGER", false, true, "@ BETWEEN -32768 AND 32767"},
    Type{"VARCHAR", "TEXT", true, true, "length(@) <= #"},
    Type{"TEXT", "TEXT", false, false, "length(CAST(@ AS BLOB)) <= 65535"},
    Type{"MEDIUMTEXT", "TEXT", false, false, "length(CAST(@ AS BLOB)) <= 16777215"},
    Type{"BLOB", "BLOB", false, false, "length(@) <= 65535"},
    Type{"MEDIUMBLOB", "BLOB", false, false, "length(@) <= 16777215"},
    Type{"DATE", "TEXT", false, true, "@ IS NULL OR @ IS date(@, '+0 days')"},
};

// Each would mean one thing on one engine and another, or nothing, on the other.
constexpr std::array<std::string_view, 11> kRefusedWords{
    "AUTO_INCREMENT", "AUTOINCREMENT", "REFERENCES", "COLLATE", "CHARACTER", "CHARSET",
    "GENERATED",      "COMMENT",       "UNSIGNED",   "ON",      "ZEROFILL"};

bool isOneOf(std::string_view token, auto words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return isWord(token, word); });
}

std::string replaced(std::string_view pattern, char mark, std::string_view by) {
  std::string text;
  for (const char c : pattern) c == mark ? text.append(by) : text.append(1, c);
  return text;
}

bool isLength(std::string_view token) {
  return token.size() > 2 && token.front() == '(' && token.back() == ')' &&
         std::all_of(token.begin() + 1, token.end() - 1,
                     [](char c) { return c >= '0' && c <= '9'; });
}

[[noreturn]] void refuse(std::string_view column, const std::string& why) {
  throw SchemaError{"column " + std::string{column} + ": " + why};
}

const Type& typeNamed(std::string_view column, std::string_view word) {
  for (const auto& type : kTypes) {
    if (isWord(word, type.word)) return type;
  }
  refuse(column, "the type " + std::string{word} + " is not one that both engines keep alike");
}

struct Column {
  std::string_view name;
  const Type& type;
  std::string_view length;
  std::vector<std::string_view> rest;

  bool says(std::string_view word) const {
    return std::any_of(rest.begin(), rest.end(), [&](auto token) { return isWord(token, word); });
  }
};

Column parsed(std::string_view text) {
  auto tokens = tokensOf(text);
  if (tokens.size() < 2) throw SchemaError{"no column: " + std::string{text}};
  Column column{tokens[0], typeNamed(tokens[0], tokens[1]), {}, {}};
  std::size_t next = 2;
  if (column.type.hasLength) {
    if (tokens.size() < 3 || !isLength(tokens[2])) refuse(column.name, "VARCHAR says its length");
    column.length = tokens[2].substr(1, tokens[2].size() - 2);
    ++next;
  }
  column.rest.assign(tokens.begin() + static_cast<std::ptrdiff_t>(next), tokens.end());
  for (const auto token : column.rest) {
    if (isOneOf(token, kRefusedWords))
      refuse(column.name, std::string{token} + " differs between the engines");
  }
  if (!column.type.mayHaveDefault && column.says("DEFAULT")) {
    refuse(column.name, "MySQL gives no DEFAULT to " + std::string{column.type.word});
  }
  return column;
}

}  // namespace

std::string columnInDialect(Dialect dialect, std::string_view text) {
  const auto column = parsed(text);
  if (dialect == Dialect::Mysql) return std::string{text};
  std::string words = std::string{column.name} + " " + std::string{column.type.sqlite};
  for (const auto token : column.rest) words.append(" ").append(token);
  if (column.says("PRIMARY") && !column.says("NULL")) words += " NOT NULL";
  if (!column.type.demand.empty()) {
    words += " CHECK (" +
             replaced(replaced(column.type.demand, '#', column.length), '@', column.name) + ")";
  }
  return words;
}

bool isTableConstraint(std::string_view item) {
  const auto tokens = tokensOf(item);
  const auto first = tokens.empty() ? std::string_view{} : tokens[0];
  for (const auto* refused : {"FOREIGN", "KEY", "INDEX", "FULLTEXT", "SPATIAL"}) {
    if (isWord(first, refused)) {
      throw SchemaError{std::string{first} +
                        " in a CREATE TABLE means something on one engine only"};
    }
  }
  if (isWord(first, "CONSTRAINT") && std::any_of(tokens.begin(), tokens.end(), [](auto token) {
        return isWord(token, "FOREIGN") || isWord(token, "REFERENCES");
      })) {
    throw SchemaError{"foreign keys are kept on one engine only"};
  }
  return isWord(first, "PRIMARY") || isWord(first, "UNIQUE") || isWord(first, "CHECK") ||
         isWord(first, "CONSTRAINT");
}

}  // namespace hostler::db
