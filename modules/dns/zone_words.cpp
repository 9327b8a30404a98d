#include "modules/dns/zone_words.h"

namespace hostler {
namespace {

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}
bool isBlank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

class Taker {
 public:
  explicit Taker(std::string_view text) : text_{text} {}

  std::vector<ZoneLine> all() {
    while (at_ < text_.size()) line();
    return std::move(lines_);
  }

 private:
  char now() const { return text_[at_]; }
  bool more() const { return at_ < text_.size(); }
  void fail(const char* why) {
    if (current_.fault.empty()) current_.fault = why;
  }

  // From the beginning of a line to the end of what it begins.
  void line() {
    current_ = {};
    current_.number = number_;
    current_.hasOwner = !isBlank(now());
    int depth = 0;
    while (more()) {
      const char c = now();
      if (c == '\n') {
        ++at_;
        ++number_;
        if (depth == 0) break;
      } else if (isBlank(c)) {
        ++at_;
      } else if (c == ';') {
        while (more() && now() != '\n') ++at_;
      } else if (c == '(') {
        ++at_;
        if (++depth > 1) fail("parentheses within parentheses");
      } else if (c == ')') {
        ++at_;
        if (--depth < 0) {
          fail("a parenthesis closes that was never opened");
          depth = 0;
        }
      } else if (c == '"') {
        quoted();
      } else {
        plain();
      }
    }
    if (depth > 0) fail("a parenthesis is never closed");
    if (!current_.words.empty() || !current_.fault.empty()) lines_.push_back(std::move(current_));
  }

  void plain() {
    ZoneLine::Word word;
    while (more() && !isBlank(now()) && now() != '\n' && now() != ';' && now() != '(' &&
           now() != ')' && now() != '"') {
      if (now() == '\\') fail("a backslash outside quotes");
      word.text += now();
      ++at_;
    }
    current_.words.push_back(std::move(word));
  }

  void quoted() {
    ZoneLine::Word word;
    word.isQuoted = true;
    ++at_;
    while (more() && now() != '"') {
      if (now() == '\n') {
        fail("a quote is not closed on its line");
        current_.words.push_back(std::move(word));
        return;
      }
      if (now() == '\\') {
        escaped(word.text);
      } else {
        word.text += now();
        ++at_;
      }
    }
    if (!more()) fail("a quote is never closed");
    if (more()) ++at_;
    current_.words.push_back(std::move(word));
  }

  void escaped(std::string& into) {
    ++at_;
    if (!more() || now() == '\n') return fail("a backslash at the end of a line");
    const bool isCode = at_ + 2 < text_.size() && isDigit(text_[at_]) && isDigit(text_[at_ + 1]) &&
                        isDigit(text_[at_ + 2]);
    if (!isCode) {
      into += now();
      ++at_;
      return;
    }
    const int code =
        (text_[at_] - '0') * 100 + (text_[at_ + 1] - '0') * 10 + (text_[at_ + 2] - '0');
    if (code > 255) fail("an escape above 255");
    into += static_cast<char>(code & 0xFF);
    at_ += 3;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int number_ = 1;
  ZoneLine current_;
  std::vector<ZoneLine> lines_;
};

}  // namespace

std::vector<ZoneLine> zoneLines(std::string_view text) {
  return Taker{text}.all();
}

}  // namespace hostler
