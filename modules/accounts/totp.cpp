#include "modules/accounts/totp.h"

#include "core/secrets/digest.h"

#include <liboath/oath.h>

#include <array>
#include <stdexcept>

namespace hostler {
namespace {

constexpr std::int64_t kStepSeconds = 30;
constexpr unsigned kDigits = 6;

std::string percentEncoded(const std::string& text) {
  constexpr std::string_view kPlain = "-._~";
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
        kPlain.find(c) != std::string_view::npos) {
      out.push_back(c);
    } else {
      out.push_back('%');
      out.push_back(kHex[byte >> 4U]);
      out.push_back(kHex[byte & 15U]);
    }
  }
  return out;
}

std::string codeOfStep(const Secret& secret, std::int64_t step) {
  std::array<char, kDigits + 1> code{};
  const auto& bytes = secret.reveal();
  if (oath_totp_generate(bytes.data(), bytes.size(), static_cast<time_t>(step * kStepSeconds),
                         kStepSeconds, 0, kDigits, code.data()) != OATH_OK) {
    throw std::runtime_error{"no one-time code can be computed"};
  }
  return code.data();
}

}  // namespace

std::optional<std::int64_t> totpStepOf(const Secret& secret, std::string_view code, Instant now) {
  const auto present = now.unixSeconds() / kStepSeconds;
  std::optional<std::int64_t> found;
  // All three are compared, so that the time says nothing.
  for (const auto step : {present, present - 1, present + 1}) {
    if (step >= 0 && equalInConstantTime(codeOfStep(secret, step), code) && !found) found = step;
  }
  return found;
}

std::string totpCodeAt(const Secret& secret, Instant moment) {
  return codeOfStep(secret, moment.unixSeconds() / kStepSeconds);
}

std::string totpSecretText(const Secret& secret) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  unsigned bits = 0;
  int held = 0;
  for (const char c : secret.reveal()) {
    bits = bits << 8U | static_cast<unsigned char>(c);
    for (held += 8; held >= 5; held -= 5)
      text.push_back(kAlphabet[bits >> static_cast<unsigned>(held - 5) & 31U]);
  }
  if (held > 0) text.push_back(kAlphabet[bits << static_cast<unsigned>(5 - held) & 31U]);
  return text;
}

Secret totpUrl(const Secret& secret, const std::string& issuer, const std::string& accountName) {
  return Secret{"otpauth://totp/" + percentEncoded(issuer) + ":" + percentEncoded(accountName) +
                "?secret=" + totpSecretText(secret) + "&issuer=" + percentEncoded(issuer) +
                "&algorithm=SHA1&digits=6&period=30"};
}

}  // namespace hostler
