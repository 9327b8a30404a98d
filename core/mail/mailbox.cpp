#include "core/mail/mailbox.h"

#include "core/mail/header_text.h"

#include <idn2.h>

#include <memory>

namespace hostler::mail {
namespace {

constexpr std::size_t kLongestAddress = 254;  // RFC 5321 4.5.3.1.3, without the angle brackets
constexpr std::size_t kLongestLocalPart = 64;
constexpr std::string_view kSigns = "!#$%&'*+-/=?^_`{|}~.";

bool isDotAtom(std::string_view text) {
  if (text.empty() || text.size() > kLongestLocalPart) return false;
  if (text.front() == '.' || text.back() == '.') return false;
  if (text.find("..") != std::string_view::npos) return false;
  return std::ranges::all_of(text, [](char c) {
    const bool letterOrDigit =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return letterOrDigit || kSigns.find(c) != std::string_view::npos;
  });
}

bool isHostLabel(std::string_view label) {
  if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-')
    return false;
  return std::ranges::all_of(
      label, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

// At least two labels, the last of which is no number: that would be an IPv4 address that someone
// forgot to bracket.
bool isHostName(std::string_view name) {
  if (name.size() > 253 || name.find('.') == std::string_view::npos) return false;
  const auto last = name.substr(name.rfind('.') + 1);
  if (last.find_first_not_of("0123456789") == std::string_view::npos) return false;
  while (true) {
    const auto dot = name.find('.');
    if (!isHostLabel(name.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    name.remove_prefix(dot + 1);
  }
}

// The domain as A-labels in lower case; nothing when IDNA does not allow it. libidn2 lets ASCII
// through that no host name has, so the outcome is looked at again. Its flag for that
// (USE_STD3_ASCII_RULES) drops such characters without a word, and makes a@b@example.in a mail to
// bexample.in.
std::optional<std::string> asciiDomain(std::string_view domain) {
  const std::string name{domain};
  if (name.find('\0') != std::string::npos) return std::nullopt;
  char* found = nullptr;
  const int flags = IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL;
  if (idn2_to_ascii_8z(name.c_str(), &found, flags) != IDN2_OK) return std::nullopt;
  const std::unique_ptr<char, decltype(&idn2_free)> owned{found, idn2_free};
  std::string ascii{found};
  return isHostName(ascii) ? std::optional{std::move(ascii)} : std::nullopt;
}

}  // namespace

std::optional<Mailbox> Mailbox::parse(std::string_view address, std::string_view name) {
  const auto at = address.find('@');
  if (at == std::string_view::npos || !isDotAtom(address.substr(0, at))) return std::nullopt;
  const auto domain = asciiDomain(address.substr(at + 1));
  if (!domain) return std::nullopt;
  auto whole = std::string{address.substr(0, at)} + "@" + *domain;
  if (whole.size() > kLongestAddress) return std::nullopt;
  return Mailbox{std::move(whole), withoutControls(name)};
}

}  // namespace hostler::mail
