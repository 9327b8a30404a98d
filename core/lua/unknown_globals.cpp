#include "core/lua/unknown_globals.h"

#include "core/lua/lua_tokens.h"
#include "core/lua/nearest_name.h"

#include <algorithm>
#include <set>

namespace hostler::lua {
namespace {

using Tokens = std::vector<Token>;

bool is(const Tokens& tokens, std::size_t at, std::string_view text) {
  return at < tokens.size() && tokens[at].kind != Token::Kind::Text && tokens[at].text == text;
}

bool isName(const Tokens& tokens, std::size_t at) {
  return at < tokens.size() && tokens[at].kind == Token::Kind::Name;
}

// Whether the innermost thing that is open at each token is a table constructor.
std::vector<bool> inTables(const Tokens& tokens) {
  static const std::set<std::string, std::less<>> kOpen{"function", "do", "if", "repeat",
                                                        "{",        "(",  "["};
  static const std::set<std::string, std::less<>> kClose{"end", "until", "}", ")", "]"};
  std::vector<bool> inside;
  std::vector<std::string> open;
  for (const auto& token : tokens) {
    const bool counts = token.kind != Token::Kind::Text;
    if (counts && kClose.contains(token.text) && !open.empty()) open.pop_back();
    inside.push_back(!open.empty() && open.back() == "{");
    if (counts && kOpen.contains(token.text)) open.push_back(token.text);
  }
  return inside;
}

// The names of a list that begins at a token: "a, b <const>, c", parameters likewise.
void addList(const Tokens& tokens, std::size_t at, std::set<std::string>& names) {
  while (isName(tokens, at)) {
    names.insert(tokens[at].text);
    ++at;
    if (is(tokens, at, "<")) at += 3;
    if (!is(tokens, at, ",")) return;
    ++at;
  }
}

// The names of a list that ends before a token, where it is an assignment's: "a, b" of "a, b = 1".
void addAssigned(const Tokens& tokens, std::size_t end, std::set<std::string>& names) {
  for (std::size_t at = end; at > 0 && isName(tokens, at - 1);) {
    const auto name = at - 1;
    const bool isMember = name > 0 && (is(tokens, name - 1, ".") || is(tokens, name - 1, ":"));
    if (!isMember) names.insert(tokens[name].text);
    if (name == 0 || !is(tokens, name - 1, ",")) return;
    at = name - 1;
  }
}

std::set<std::string> namesOfItsOwn(const Tokens& tokens, const std::vector<bool>& inTable) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (is(tokens, i, "local")) {
      addList(tokens, i + (is(tokens, i + 1, "function") ? 2 : 1), names);
    } else if (is(tokens, i, "for")) {
      addList(tokens, i + 1, names);
    } else if (is(tokens, i, "function")) {
      std::size_t at = i + 1;
      if (isName(tokens, at) && !is(tokens, at + 1, ".") && !is(tokens, at + 1, ":"))
        names.insert(tokens[at].text);
      bool isMethod = false;
      while (at < tokens.size() && !is(tokens, at, "(")) {
        isMethod = isMethod || is(tokens, at, ":");
        ++at;
      }
      if (isMethod) names.insert("self");
      addList(tokens, at + 1, names);
    } else if (is(tokens, i, "=") && !inTable[i]) {
      addAssigned(tokens, i, names);
    }
  }
  return names;
}

// Whether a name stands for a value here, and is not a member's, a label's or an attribute's.
bool isUsed(const Tokens& tokens, const std::vector<bool>& inTable, std::size_t at) {
  if (at > 0) {
    for (const auto* before : {".", ":", "::", "goto"}) {
      if (is(tokens, at - 1, before)) return false;
    }
    const bool isAttribute = is(tokens, at - 1, "<") && is(tokens, at + 1, ">") &&
                             (tokens[at].text == "const" || tokens[at].text == "close");
    if (isAttribute) return false;
  }
  return !(inTable[at] && is(tokens, at + 1, "="));
}

}  // namespace

const std::vector<std::string>& knownGlobals() {
  static const std::vector<std::string> kKnown{
      "_ENV",   "_G",       "_VERSION", "amend",  "assert", "error",  "getmetatable", "hostler",
      "ipairs", "math",     "next",     "on",     "pairs",  "pcall",  "print",        "rawequal",
      "rawget", "rawlen",   "rawset",   "refuse", "rule",   "select", "setmetatable", "string",
      "table",  "tonumber", "tostring", "type",   "utf8",   "xpcall"};
  return kKnown;
}

std::vector<UnknownGlobal> unknownGlobals(std::string_view source) {
  const auto tokens = tokensOf(source);
  const auto inTable = inTables(tokens);
  auto known = namesOfItsOwn(tokens, inTable);
  known.insert(knownGlobals().begin(), knownGlobals().end());
  const std::vector<std::string> names{known.begin(), known.end()};
  std::vector<UnknownGlobal> unknown;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!isName(tokens, i) || !isUsed(tokens, inTable, i)) continue;
    if (!known.insert(tokens[i].text).second) continue;  // each once
    unknown.push_back({tokens[i].text, tokens[i].line, didYouMean(tokens[i].text, names)});
  }
  return unknown;
}

}  // namespace hostler::lua
