#include "core/db/sql_text.h"

#include <cctype>

namespace hostler::db {
namespace {

bool isSpace(char c) {
  return std::isspace(static_cast<unsigned char>(c)) != 0;
}
bool isWordPart(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}
bool isComment(std::string_view sql, std::size_t at) {
  return sql.substr(at).starts_with("--") || sql.substr(at).starts_with("/*");
}

// Where white space and comments from `at` on end.
std::size_t endOfBlank(std::string_view sql, std::size_t at) {
  while (at < sql.size()) {
    if (isSpace(sql[at])) {
      ++at;
    } else if (isComment(sql, at)) {
      at = endOfVerbatim(sql, at);
    } else {
      break;
    }
  }
  return at;
}

std::size_t endOfGroup(std::string_view sql, std::size_t at) {
  int depth = 0;
  while (at < sql.size()) {
    if (const auto end = endOfVerbatim(sql, at); end != at) {
      at = end;
      continue;
    }
    if (sql[at] == '(') ++depth;
    if (sql[at] == ')') --depth;
    ++at;
    if (depth == 0) break;
  }
  return at;
}

}  // namespace

std::size_t endOfVerbatim(std::string_view sql, std::size_t at) {
  const auto upTo = [&](std::string_view end, std::size_t from) {
    const auto found = sql.find(end, from);
    return found == std::string_view::npos ? sql.size() : found + end.size();
  };
  const auto rest = sql.substr(at);
  if (rest.starts_with("--")) return upTo("\n", at);
  if (rest.starts_with("/*")) return upTo("*/", at + 2);
  const char quote = sql[at];
  if (quote != '\'' && quote != '"' && quote != '`') return at;
  for (auto end = at + 1; end < sql.size(); ++end) {
    if (sql[end] != quote) continue;
    if (end + 1 < sql.size() && sql[end + 1] == quote) {
      ++end;  // doubled, it stands for itself
    } else {
      return end + 1;
    }
  }
  return sql.size();
}

std::string_view firstWord(std::string_view sql) {
  auto at = endOfBlank(sql, 0);
  while (at < sql.size() && sql[at] == '(') at = endOfBlank(sql, at + 1);
  auto end = at;
  while (end < sql.size() && isWordPart(sql[end])) ++end;
  return sql.substr(at, end - at);
}

bool isWord(std::string_view word, std::string_view upperCase) {
  if (word.size() != upperCase.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (std::toupper(static_cast<unsigned char>(word[i])) != upperCase[i]) return false;
  }
  return true;
}

std::string_view trimmed(std::string_view sql) {
  sql.remove_prefix(endOfBlank(sql, 0));
  std::size_t lastEnd = 0;
  for (auto at = std::size_t{0}; at < sql.size(); at = endOfBlank(sql, at)) {
    const auto end = endOfVerbatim(sql, at);
    at = end == at ? at + 1 : end;
    lastEnd = at;
  }
  return sql.substr(0, lastEnd);
}

std::vector<std::string_view> splitAtCommas(std::string_view sql) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0, at = 0;
  while (at < sql.size()) {
    if (const auto end = endOfVerbatim(sql, at); end != at) {
      at = end;
    } else if (sql[at] == '(') {
      at = endOfGroup(sql, at);
    } else if (sql[at] == ',') {
      parts.push_back(trimmed(sql.substr(begin, at - begin)));
      begin = ++at;
    } else {
      ++at;
    }
  }
  parts.push_back(trimmed(sql.substr(begin)));
  return parts;
}

std::vector<std::string_view> tokensOf(std::string_view sql) {
  std::vector<std::string_view> tokens;
  for (auto at = endOfBlank(sql, 0); at < sql.size();) {
    auto end = endOfVerbatim(sql, at);
    if (end == at && sql[at] == '(') end = endOfGroup(sql, at);
    while (end == at || (isWordPart(sql[at]) && end < sql.size() && isWordPart(sql[end]))) ++end;
    tokens.push_back(sql.substr(at, end - at));
    at = endOfBlank(sql, end);
  }
  return tokens;
}

}  // namespace hostler::db
