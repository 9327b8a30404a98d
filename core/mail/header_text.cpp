#include "core/mail/header_text.h"

#include "core/mail/transfer_encoding.h"

#include <array>

namespace hostler::mail {
namespace {

constexpr std::size_t kLine = 76;
// 75 are allowed to an encoded word; "=?UTF-8?B?" and "?=" take 12, and base 64 comes in groups of
// four for three.
constexpr std::size_t kBytesPerWord = 45;

bool isContinuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

// The length of the UTF-8 sequence that `text` begins with; zero when it begins with none.
std::size_t sequenceLength(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t length = first < 0x80                    ? 1
                             : first >= 0xC2 && first < 0xE0 ? 2
                             : first >= 0xE0 && first < 0xF0 ? 3
                             : first >= 0xF0 && first < 0xF5 ? 4
                                                             : 0;
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if (!isContinuation(text[i])) return 0;
  }
  return length;
}

// C0, DEL, C1, and the two line ends that only Unicode has.
bool isControl(std::string_view sequence) {
  const auto first = static_cast<unsigned char>(sequence.front());
  if (sequence.size() == 1) return first < 0x20 || first == 0x7F;
  if (sequence.size() == 2) return first == 0xC2 && static_cast<unsigned char>(sequence[1]) < 0xA0;
  return sequence == "\xE2\x80\xA8" || sequence == "\xE2\x80\xA9";
}

bool isPlain(std::string_view text) {
  const bool ascii = std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
  return ascii && text.find("=?") == std::string_view::npos;
}

// Encoded words, each on its own line where there are several. A character is never cut in two (RFC
// 2047 5).
std::string encodedWords(std::string_view text) {
  std::string words;
  while (!text.empty()) {
    std::size_t size = 0;
    while (size < text.size()) {
      const auto next = sequenceLength(text.substr(size));
      if (size + next > kBytesPerWord) break;
      size += next;
    }
    words +=
        (words.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + base64(text.substr(0, size)) + "?=";
    text.remove_prefix(size);
  }
  return words;
}

// Breaks a line at its blanks; nothing when a piece is longer than a line may ever be.
std::optional<std::string> folded(std::string_view text, std::size_t column) {
  std::string lines;
  while (true) {
    const auto blank = text.find(' ', 1);
    const auto piece = text.substr(0, blank);
    if (piece.size() > 900) return std::nullopt;
    if (column + piece.size() > kLine && piece.starts_with(' ')) {
      lines += "\r\n";
      column = 0;
    }
    lines += piece;
    column += piece.size();
    if (blank == std::string_view::npos) return lines;
    text.remove_prefix(blank);
  }
}

std::string inQuotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string percentEncoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '.' || c == '-' || c == '_';
    if (plain) {
      out += c;
    } else {
      out.append({'%', kHex[byte >> 4], kHex[byte & 15]});
    }
  }
  return out;
}

}  // namespace

std::string withoutControls(std::string_view text) {
  std::string clean;
  bool gap = false;
  while (!text.empty()) {
    const auto size = sequenceLength(text);
    const auto sequence = size == 0 ? std::string_view{"?"} : text.substr(0, size);
    text.remove_prefix(std::max<std::size_t>(size, 1));
    if (isControl(sequence)) {
      gap = true;
      continue;
    }
    if (gap && !clean.empty() && sequence != " " && clean.back() != ' ') clean += ' ';
    gap = false;
    clean += sequence;
  }
  const auto first = clean.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return clean.substr(first, clean.find_last_not_of(' ') - first + 1);
}

std::string textHeader(std::string_view name, std::string_view text) {
  const auto clean = withoutControls(text);
  const auto head = std::string{name} + ": ";
  if (isPlain(clean)) {
    if (const auto lines = folded(clean, head.size())) return head + *lines + "\r\n";
  }
  return head + encodedWords(clean) + "\r\n";
}

std::string mailboxHeader(std::string_view name, const Mailbox& mailbox) {
  const auto head = std::string{name} + ": ";
  if (mailbox.name().empty()) return head + mailbox.address() + "\r\n";
  const bool fits = head.size() + mailbox.name().size() <= kLine;
  const auto said =
      isPlain(mailbox.name()) && fits ? inQuotes(mailbox.name()) : encodedWords(mailbox.name());
  return head + said + "\r\n <" + mailbox.address() + ">\r\n";
}

std::string parameter(std::string_view name, std::string_view value) {
  const auto clean = withoutControls(value);
  if (isPlain(clean)) return ";\r\n " + std::string{name} + "=" + inQuotes(clean);
  return ";\r\n " + std::string{name} + "*=UTF-8''" + percentEncoded(clean);
}

}  // namespace hostler::mail
