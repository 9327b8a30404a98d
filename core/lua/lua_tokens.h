#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hostler::lua {

/// One word of a script: what stands between white space and comments (Lua 5.4 reference manual,
/// 3.1).
struct Token {
  enum class Kind { Name = 1, Keyword, Text, Number, Sign };
  Kind kind = Kind::Sign;
  std::string text;  ///< as written; of a text nothing
  int line = 0;      ///< where it begins, from 1
};

/// The words of a script, in order. For scripts that compile: of others it answers something, and
/// ends.
std::vector<Token> tokensOf(std::string_view source);

}  // namespace hostler::lua
