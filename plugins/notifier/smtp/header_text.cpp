#include "header_text.h"

#include <hostler/http_client.hpp>
#include <hostler/signature.hpp>

#include <algorithm>

namespace hostler::smtp {
namespace {

// No line that holds an encoded word may be longer (RFC 2047 2); twelve characters of a word are
// "=?UTF-8?B?" and "?=".
constexpr std::size_t kColumns = 76, kAroundWord = 12, kLongestWord = 900;

bool isPlain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; }) &&
         text.find("=?") == std::string_view::npos;
}

bool isContinuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

// How much of `text` fits into a word of so many bytes, no character cut in two.
std::size_t fitting(std::string_view text, std::size_t bytes) {
  auto size = std::min(bytes, text.size());
  while (size < text.size() && size > 0 && isContinuation(text[size])) --size;
  const bool isNoText = size == 0 && bytes > 4;  // no character is so long
  return isNoText ? std::min(bytes, text.size()) : size;
}

// From this column on; each further word on a line of its own.
std::string encodedWords(std::string_view text, std::size_t column) {
  std::string words;
  while (!text.empty()) {
    const auto room = column + kAroundWord < kColumns ? kColumns - column - kAroundWord : 0;
    const auto size = fitting(text, room / 4 * 3);
    if (size > 0) words += "=?UTF-8?B?" + sdk::base64Of(text.substr(0, size)) + "?=";
    text.remove_prefix(size);
    if (!text.empty()) words += "\r\n ";
    column = 1;
  }
  return words;
}

bool hasLongWord(std::string_view text) {
  while (true) {
    const auto blank = text.find(' ');
    if (std::min(blank, text.size()) > kLongestWord) return true;
    if (blank == std::string_view::npos) return false;
    text.remove_prefix(blank + 1);
  }
}

// A line of nothing but blanks must not come of folding (RFC 5322 3.2.2).
std::string withSingleBlanks(std::string_view text) {
  std::string single{text};
  const auto rest =
      std::ranges::unique(single, [](char a, char b) { return a == ' ' && b == ' '; });
  single.erase(rest.begin(), rest.end());
  return single;
}

// Broken before blanks where a line would become too long (RFC 5322 2.2.3).
std::string folded(std::string_view text, std::size_t column) {
  std::string lines;
  while (!text.empty()) {
    const auto next = text.find(' ', 1);
    const auto piece = text.substr(0, next);
    if (column + piece.size() > kColumns && piece.front() == ' ') {
      lines += "\r\n";
      column = 0;
    }
    lines += piece;
    column += piece.size();
    text = next == std::string_view::npos ? std::string_view{} : text.substr(next);
  }
  return lines;
}

std::string inQuotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

}  // namespace

std::string textHeader(std::string_view name, std::string_view text) {
  const auto head = std::string{name} + ": ";
  if (isPlain(text) && !hasLongWord(text))
    return head + folded(withSingleBlanks(text), head.size()) + "\r\n";
  return head + encodedWords(text, head.size()) + "\r\n";
}

std::string addressHeader(std::string_view name, std::string_view address,
                          std::string_view displayName) {
  const auto head = std::string{name} + ": ";
  if (displayName.empty()) return head + std::string{address} + "\r\n";
  const bool isShort = head.size() + displayName.size() < kColumns - 2;
  const auto said = isPlain(displayName) && isShort ? inQuotes(displayName)
                                                    : encodedWords(displayName, head.size());
  return head + said + "\r\n <" + std::string{address} + ">\r\n";
}

std::string parameter(std::string_view name, std::string_view value) {
  if (isPlain(value)) return ";\r\n " + std::string{name} + "=" + inQuotes(value);
  return ";\r\n " + std::string{name} + "*=UTF-8''" + sdk::urlEncode(value);
}

}  // namespace hostler::smtp
