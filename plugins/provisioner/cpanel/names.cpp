#include "names.h"

#include <hostler/signature.hpp>

#include <algorithm>

namespace hostler::cpanel {
namespace {

constexpr std::size_t kCandidates = 8;
// With database prefixes on, the first eight characters must be unique on a server: so no name is
// longer.
constexpr std::size_t kPrefix = 4, kSuffix = 4;
// No vowels: a suffix never spells a word.
constexpr std::string_view kSuffixLetters = "0123456789bcdfghjkmnpqrstvwxz";

constexpr bool isLower(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

std::string prefixOf(std::string_view domain) {
  std::string letters;
  for (const char c : domain.substr(0, domain.find('.'))) {
    if (isLower(c) || (isDigit(c) && !letters.empty())) letters += c;
  }
  while (letters.starts_with("test")) letters.erase(0, 4);
  letters.erase(letters.begin(), std::ranges::find_if(letters, isLower));
  return letters.empty() ? "site" : letters.substr(0, kPrefix);
}

std::string suffixOf(std::string_view reference, std::size_t attempt) {
  const auto digest = sdk::sha256(std::string{reference} + "#" + std::to_string(attempt));
  std::string suffix;
  for (std::size_t i = 0; i < kSuffix; ++i) {
    suffix += kSuffixLetters[static_cast<unsigned char>(digest[i]) % kSuffixLetters.size()];
  }
  return suffix;
}

bool isLabel(std::string_view label) {
  return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
         std::ranges::all_of(label, [](char c) { return isLower(c) || isDigit(c) || c == '-'; });
}

}  // namespace

bool isUserName(std::string_view text) {
  return !text.empty() && text.size() <= 16 && isLower(text.front()) &&
         std::ranges::all_of(text, [](char c) { return isLower(c) || isDigit(c); });
}

bool isNewUserName(std::string_view text) {
  return isUserName(text) && !text.starts_with("test") && !text.ends_with("assword");
}

bool isDomainName(std::string_view text) {
  if (text.size() > 253 || text.find('.') == std::string_view::npos) return false;
  while (true) {
    const auto dot = text.find('.');
    if (!isLabel(text.substr(0, dot))) return false;
    // The last label of a domain is never a number: that would be an address.
    if (dot == std::string_view::npos) return !std::ranges::all_of(text, isDigit);
    text.remove_prefix(dot + 1);
  }
}

bool isHostName(std::string_view text) {
  const bool address = std::ranges::count(text, '.') == 3 && text.size() <= 15 &&
                       std::ranges::all_of(text, [](char c) { return isDigit(c) || c == '.'; });
  return address || isDomainName(text);
}

bool isPackageName(std::string_view text) {
  const auto isPlain = [](char c) {
    return isLower(c) || isDigit(c) || (c >= 'A' && c <= 'Z') || c == '_';
  };
  return !text.empty() && text.size() <= 64 && isPlain(text.front()) &&
         std::ranges::all_of(
             text, [&](char c) { return isPlain(c) || c == '.' || c == ' ' || c == '-'; });
}

bool isEmail(std::string_view text) {
  const auto at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() && text.size() <= 254 &&
         text.front() != '-' && text.find('@', at + 1) == std::string_view::npos &&
         text.find_first_of(" \t\r\n,;<>()\"'`$|&\\") == std::string_view::npos &&
         std::ranges::all_of(text, [](char c) { return c > ' ' && c != 0x7f; });
}

bool isPassword(std::string_view text) {
  return text.size() >= 8 && text.size() <= 128 && std::ranges::all_of(text, [](char c) {
           return static_cast<unsigned char>(c) >= ' ' && c != 0x7f;
         });
}

std::vector<std::string> userNameCandidates(std::string_view reference, std::string_view domain) {
  const auto prefix = prefixOf(domain);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kCandidates; ++i) names.push_back(prefix + suffixOf(reference, i));
  return names;
}

std::string oneLine(std::string_view text) {
  std::string line{text.substr(0, 200)};
  std::ranges::replace_if(
      line, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; }, ' ');
  return line;
}

}  // namespace hostler::cpanel
