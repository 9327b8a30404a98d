#pragma once

#include <cstddef>
#include <string_view>

namespace hostler::sdk {

/// A host or domain name as it may be sent to a provider: A-labels in lower case, at least two of
/// them, not an address (RFC 1123, 2.1). Nothing in it means anything to a shell, a header or a
/// path.
constexpr bool isDomainName(std::string_view text) {
  if (text.size() > 253 || text.find('.') == std::string_view::npos) return false;
  bool lastHasLetter = false;
  while (true) {
    const auto label = text.substr(0, text.find('.'));
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-')
      return false;
    lastHasLetter = false;
    for (const char c : label) {
      const bool letter = c >= 'a' && c <= 'z';
      if (!letter && !(c >= '0' && c <= '9') && c != '-') return false;
      lastHasLetter = lastHasLetter || letter;
    }
    if (label.size() == text.size()) return lastHasLetter;
    text.remove_prefix(label.size() + 1);
  }
}

/// An id of ours as it stands in requests ("svc_0c7k2m9qz4f1h"): lower-case letters and digits in
/// words that single underscores join, 40 characters at most. So it goes into any provider's names
/// and tags, where need be with another joint.
constexpr bool isReference(std::string_view text) {
  if (text.empty() || text.size() > 40 || text.front() == '_' || text.back() == '_') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!word && (c != '_' || text[i - 1] == '_')) return false;
  }
  return true;
}

/// An id that a provider gave and that comes back in requests (an account's): letters and digits,
/// and between them `.`, `_` and `-`, 128 characters at most. So it is no option, no other path and
/// no second command, wherever it is put. A plugin whose provider has others checks its own form.
constexpr bool isAccountId(std::string_view text) {
  const auto isWord = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  if (text.empty() || text.size() > 128 || !isWord(text.front()) || !isWord(text.back()))
    return false;
  for (const char c : text) {
    if (!isWord(c) && c != '.' && c != '_' && c != '-') return false;
  }
  return true;
}

}  // namespace hostler::sdk
