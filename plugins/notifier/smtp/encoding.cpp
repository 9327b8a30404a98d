#include "encoding.h"

#include <hostler/signature.hpp>

#include <algorithm>
#include <utility>

namespace hostler::smtp {
namespace {

constexpr std::size_t kColumns = 76, kBytesPerLine = kColumns / 4 * 3;

// Line ends of every kind as CR LF, and one at the end.
std::string canonical(std::string_view text) {
  std::string lines;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (text[i] == '\r' || text[i] == '\n') {
      lines += "\r\n";
    } else {
      lines += text[i];
    }
  }
  if (!lines.ends_with('\n')) lines += "\r\n";
  return lines;
}

std::string escaped(char c) {
  constexpr char kHex[] = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  return {'=', kHex[byte >> 4], kHex[byte & 15]};
}

// One line, soft-broken. A blank at its end gets lost on the way, and a dot at its beginning ends
// the message for a careless relay: both are written out.
std::string quotedLine(std::string_view line) {
  std::string out;
  std::size_t column = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool isBlank = c == ' ' || c == '\t';
    const bool isPlain = (c > 0x20 && c < 0x7F && c != '=' && !(c == '.' && column == 0)) ||
                         (isBlank && i + 1 < line.size());
    const auto part = isPlain ? std::string(1, c) : escaped(c);
    if (column + part.size() > kColumns - 1) {
      out += "=\r\n";
      column = 0;
      if (c == '.') {
        out += escaped(c);
        column = 3;
        continue;
      }
    }
    out += part;
    column += part.size();
  }
  return out;
}

std::string quotedPrintable(std::string_view lines) {
  std::string out;
  while (!lines.empty()) {
    const auto end = lines.find("\r\n");
    out += quotedLine(lines.substr(0, end)) + "\r\n";
    lines.remove_prefix(end + 2);
  }
  return out;
}

}  // namespace

std::string base64Lines(std::string_view bytes) {
  std::string out;
  while (!bytes.empty()) {
    out += sdk::base64Of(bytes.substr(0, kBytesPerLine)) + "\r\n";
    bytes.remove_prefix(std::min(kBytesPerLine, bytes.size()));
  }
  return out;
}

EncodedText encodedText(std::string_view text) {
  const auto lines = canonical(text);
  auto quoted = quotedPrintable(lines);
  // Text in Devanagari triples in quoted-printable; base 64 adds a third.
  if (quoted.size() > lines.size() / 3 * 4 + lines.size() / 38 + 80)
    return {"base64", base64Lines(lines)};
  return {"quoted-printable", std::move(quoted)};
}

}  // namespace hostler::smtp
