#include "core/lua/lua_tokens.h"

#include <set>

namespace hostler::lua {
namespace {

// Letters, digits and all that is beyond ASCII are told apart without a locale.
bool isDigit(char c) {
  return c >= '0' && c <= '9';
}
bool isNameStart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool isInName(char c) {
  return isNameStart(c) || isDigit(c);
}

bool isKeyword(const std::string& word) {
  static const std::set<std::string> kKeywords{
      "and",      "break",  "do",   "else", "elseif", "end",  "false", "for",
      "function", "goto",   "if",   "in",   "local",  "nil",  "not",   "or",
      "repeat",   "return", "then", "true", "until",  "while"};
  return kKeywords.contains(word);
}

class Reader {
 public:
  explicit Reader(std::string_view source) : source_{source} {}

  std::vector<Token> all() {
    // A first line that begins with # is a shell's.
    if (!source_.empty() && source_[0] == '#') skipLine();
    while (at_ < source_.size()) next();
    return std::move(tokens_);
  }

 private:
  char here(std::size_t ahead = 0) const {
    return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0';
  }
  void step(std::size_t count = 1) {
    for (; count > 0 && at_ < source_.size(); --count, ++at_) {
      if (source_[at_] == '\n') ++line_;
    }
  }
  void skipLine() {
    while (at_ < source_.size() && here() != '\n') step();
  }
  void add(Token::Kind kind, std::string text, int line) {
    tokens_.push_back({kind, std::move(text), line});
  }

  // The number of = in a long bracket that opens here, or -1.
  int longBracket() const {
    if (here() != '[') return -1;
    std::size_t signs = 0;
    while (here(1 + signs) == '=') ++signs;
    return here(1 + signs) == '[' ? static_cast<int>(signs) : -1;
  }
  void skipLong(int signs) {
    const auto close = "]" + std::string(static_cast<std::size_t>(signs), '=') + "]";
    const auto end = source_.find(close, at_);
    step(end == std::string_view::npos ? source_.size() - at_ : end + close.size() - at_);
  }
  void skipQuoted() {
    const char quote = here();
    step();
    while (at_ < source_.size() && here() != quote) step(here() == '\\' ? 2 : 1);
    step();
  }

  void next() {
    const char c = here();
    const int line = line_;
    if (c == '-' && here(1) == '-') {
      step(2);
      const int signs = longBracket();
      if (signs >= 0) {
        skipLong(signs);
      } else {
        skipLine();
      }
    } else if (isNameStart(c)) {
      const auto from = at_;
      while (isInName(here())) step();
      std::string word{source_.substr(from, at_ - from)};
      const auto kind = isKeyword(word) ? Token::Kind::Keyword : Token::Kind::Name;
      add(kind, std::move(word), line);
    } else if (isDigit(c) || (c == '.' && isDigit(here(1)))) {
      readNumber(line);
    } else if (c == '"' || c == '\'') {
      skipQuoted();
      add(Token::Kind::Text, "", line);
    } else if (const int signs = longBracket(); signs >= 0) {
      skipLong(signs);
      add(Token::Kind::Text, "", line);
    } else {
      readSign(line);
    }
  }

  void readNumber(int line) {
    const auto from = at_;
    while (isInName(here()) || here() == '.') {
      const char c = here();
      const bool isExponent = c == 'e' || c == 'E' || c == 'p' || c == 'P';
      step();
      if (isExponent && (here() == '+' || here() == '-')) step();
    }
    add(Token::Kind::Number, std::string{source_.substr(from, at_ - from)}, line);
  }

  void readSign(int line) {
    for (const std::string_view sign :
         {"...", "..", "::", "==", "~=", "<=", ">=", "//", "<<", ">>"}) {
      if (source_.substr(at_).starts_with(sign)) {
        step(sign.size());
        return add(Token::Kind::Sign, std::string{sign}, line);
      }
    }
    const char c = here();
    step();
    const bool isSpace = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
    if (!isSpace) add(Token::Kind::Sign, std::string(1, c), line);
  }

  std::string_view source_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokensOf(std::string_view source) {
  return Reader{source}.all();
}

}  // namespace hostler::lua
