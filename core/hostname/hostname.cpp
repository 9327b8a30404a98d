#include "core/hostname/hostname.h"

#include <idn2.h>

#include <algorithm>
#include <memory>

namespace hostler {
namespace {

using Owned = std::unique_ptr<char, void (*)(void*)>;

bool isLabel(std::string_view label) {
  const auto inner = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
         std::ranges::all_of(label, inner);
}

bool isAsciiName(std::string_view name) {
  if (name.empty() || name.size() > 253) return false;
  std::size_t labels = 0;
  std::string_view last;
  while (true) {
    const auto dot = name.find('.');
    last = name.substr(0, dot);
    if (!isLabel(last)) return false;
    ++labels;
    if (dot == std::string_view::npos) break;
    name.remove_prefix(dot + 1);
  }
  return labels >= 2 && !std::ranges::all_of(last, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<Hostname> Hostname::parse(std::string_view text) {
  // Longer than any name in any form; and the library reads up to a NUL.
  if (text.empty() || text.size() > 1000 || text.find('\0') != std::string_view::npos)
    return std::nullopt;
  char* ascii = nullptr;
  const std::string input{text};
  // Never IDN2_USE_STD3_ASCII_RULES: it drops characters without a word. isAsciiName judges
  // instead.
  constexpr int kFlags = IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL;
  if (idn2_to_ascii_8z(input.c_str(), &ascii, kFlags) != IDN2_OK) return std::nullopt;
  const Owned owned{ascii, idn2_free};
  const std::string name{ascii};
  if (!isAsciiName(name)) return std::nullopt;
  char* unicode = nullptr;
  if (idn2_to_unicode_8z8z(ascii, &unicode, 0) != IDN2_OK) return std::nullopt;
  const Owned readable{unicode, idn2_free};
  return Hostname{name, unicode};
}

std::vector<std::string> withParents(const std::string& ascii) {
  std::vector<std::string> names;
  std::string_view rest{ascii};
  while (rest.find('.') != std::string_view::npos) {
    names.emplace_back(rest);
    rest.remove_prefix(rest.find('.') + 1);
  }
  return names;
}

}  // namespace hostler
