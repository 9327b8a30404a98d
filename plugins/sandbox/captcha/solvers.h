#pragma once

#include "core/json/json.h"
#include "core/time/instant.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::sandbox::captcha {

/// One site at a captcha provider: its two keys, and what everybody there gets.
struct Site {
  std::string id, siteKey, secret;
  bool isScored = false;         ///< answers a score, as reCAPTCHA v3 does
  std::int64_t score = 90;       ///< hundredths
  std::optional<bool> everyone;  ///< keys for tests: true takes any token, false none
  Json asGiven;
};

/// The site that POST /_accounts describes. Throws DomainError.
Site siteOf(const Json& given, std::string_view provider);

/// A token that somebody got for solving it.
struct Token {
  std::string token, siteKey, hostname, action;
  Instant at;
  bool isSpent = false;
};
/// Every token there is, and what was asked about each: {"site", "hostname", "action", "ok"}.
struct Tokens {
  std::vector<Token> all;
  std::vector<Json> asked;

  Token* find(std::string_view token);
};

}  // namespace hostler::sandbox::captcha
