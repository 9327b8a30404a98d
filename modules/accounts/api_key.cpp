#include "modules/accounts/api_key.h"

#include "core/secrets/digest.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr std::size_t kRandomCharacters = 43;  // 32 bytes in base64url
constexpr std::size_t kHintCharacters = 8;

}  // namespace

bool ApiKey::countsAsFresh() const {
  return std::ranges::find(scopes, kFreshFactorScope) != scopes.end();
}

Secret newApiKey(Random& random) {
  return Secret{std::string{kApiKeyPrefix} + random.token(32)};
}

bool isApiKey(std::string_view text) {
  return text.starts_with(kApiKeyPrefix) &&
         text.size() == kApiKeyPrefix.size() + kRandomCharacters &&
         decodeBase64Url(text.substr(kApiKeyPrefix.size())).has_value();
}

std::string hintOf(const Secret& key) {
  return key.reveal().substr(0, kHintCharacters);
}

std::string hashOfApiKey(std::string_view key) {
  return hex(sha256(key));
}

}  // namespace hostler
