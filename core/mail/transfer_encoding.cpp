#include "core/mail/transfer_encoding.h"

#include <openssl/evp.h>

namespace hostler::mail {
namespace {

constexpr std::size_t kColumns = 76;
constexpr std::size_t kBytesPerLine = kColumns / 4 * 3;

// A text as mail has it: every line ends in CR LF, whatever it ended in before.
std::string canonical(std::string_view text) {
  std::string lines;
  lines.reserve(text.size() + text.size() / 32);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (text[i] == '\r' || text[i] == '\n') {
      lines += "\r\n";
    } else {
      lines += text[i];
    }
  }
  return lines;
}

}  // namespace

std::string base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');  // OpenSSL ends it with a NUL
  const auto* from = reinterpret_cast<const unsigned char*>(bytes.data());
  auto* to = reinterpret_cast<unsigned char*>(out.data());
  const int size = EVP_EncodeBlock(to, from, static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

std::string base64Lines(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() * 3 / 2);
  while (!bytes.empty()) {
    out += base64(bytes.substr(0, kBytesPerLine)) + "\r\n";
    bytes.remove_prefix(std::min(kBytesPerLine, bytes.size()));
  }
  return out;
}

std::string quotedPrintable(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  const auto lines = canonical(text);
  std::string out;
  std::size_t column = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const char c = lines[i];
    if (c == '\r') {
      out += "\r\n";
      column = 0;
      ++i;
      continue;
    }
    // Blanks at the end of a line get lost on the way, and a dot at its beginning ends the message
    // for a careless relay; both are written out.
    const bool lineEnds = i + 1 == lines.size() || lines[i + 1] == '\r';
    const bool blank = c == ' ' || c == '\t';
    const bool plain =
        (c > 0x20 && c < 0x7F && c != '=' && !(c == '.' && column == 0)) || (blank && !lineEnds);
    const std::size_t width = plain ? 1 : 3;
    if (column + width > kColumns - 1) {
      out += "=\r\n";
      column = 0;
    }
    if (plain) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out.append({'=', kHex[byte >> 4], kHex[byte & 15]});
    }
    column += width;
  }
  if (column > 0) out += "\r\n";
  return out;
}

EncodedBody encodedText(std::string_view text) {
  auto quoted = quotedPrintable(text);
  // Text in Devanagari triples in quoted-printable; base 64 adds a third.
  const auto lines = canonical(text);
  if (quoted.size() > lines.size() / 3 * 4 + lines.size() / 38 + 80) {
    return {"base64", base64Lines(lines)};
  }
  return {"quoted-printable", std::move(quoted)};
}

}  // namespace hostler::mail
