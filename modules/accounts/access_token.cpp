#include "modules/accounts/access_token.h"

#include "core/secrets/digest.h"

#include <Poco/JSON/Object.h>
#include <Poco/JWT/Signer.h>
#include <Poco/JWT/Token.h>

#include <algorithm>
#include <array>
#include <string>

namespace hostler {
namespace {

constexpr const char* kIssuer = "hostler";
constexpr const char* kAudience = "hostler-api";
constexpr const char* kUse = "access";
constexpr std::size_t kMostBytes = 1'000;

std::string textOf(const Poco::JSON::Object& payload, const char* name) {
  const auto value = payload.get(name);
  return value.isString() ? value.extract<std::string>() : std::string{};
}

std::optional<std::int64_t> secondsOf(const Poco::JSON::Object& payload, const char* name) {
  const auto value = payload.get(name);
  if (!value.isInteger() || value.isBoolean()) return std::nullopt;
  return value.convert<std::int64_t>();
}

// Three parts of base64url, each spelled as our own encoder spells it: a last letter that was
// changed in bits that nobody decodes makes another token.
bool isCanonical(std::string_view token) {
  if (token.size() > kMostBytes || std::ranges::count(token, '.') != 2) return false;
  while (!token.empty()) {
    const auto end = std::min(token.find('.'), token.size());
    const auto bytes = decodeBase64Url(token.substr(0, end));
    if (!bytes || bytes->empty() || base64Url(*bytes) != token.substr(0, end)) return false;
    token.remove_prefix(std::min(end + 1, token.size()));
  }
  return true;
}

// The header that issue() writes, and the only one that is taken: so `alg`, `kid`, `jku` and the
// like never matter.
std::string_view ownHeader() {
  static const std::string header = base64Url(R"({"alg":"HS256","typ":"JWT"})");
  return header;
}

}  // namespace

Secret AccessTokens::issue(const AccessClaims& claims) const {
  const auto now = clock_.now();
  Poco::JWT::Token token;
  token.setType("JWT");
  token.setIssuer(kIssuer);
  token.setAudience(kAudience);
  token.setSubject(claims.user.text());
  token.payload().set("use", std::string{kUse});
  token.payload().set("sid", claims.session.text());
  token.payload().set("iat", now.unixSeconds());
  token.payload().set("exp", now.plus(kAccessTokenLife).unixSeconds());
  return Secret{Poco::JWT::Signer{key_.reveal()}.sign(token, Poco::JWT::Signer::ALGO_HS256)};
}

std::optional<AccessClaims> AccessTokens::read(std::string_view text) const {
  if (!isCanonical(text) || text.substr(0, text.find('.')) != ownHeader()) return std::nullopt;
  try {
    Poco::JWT::Token token;
    const Poco::JWT::Signer signer{key_.reveal()};  // allows HS256 alone
    if (!signer.tryVerify(std::string{text}, token)) return std::nullopt;
    const auto& payload = token.payload();
    if (textOf(payload, "iss") != kIssuer || textOf(payload, "aud") != kAudience ||
        textOf(payload, "use") != kUse)
      return std::nullopt;
    const auto now = clock_.now().unixSeconds();
    const auto issued = secondsOf(payload, "iat"), expires = secondsOf(payload, "exp");
    if (!issued || !expires || *expires <= now || *issued > now) return std::nullopt;
    const auto user = Id<User>::parse(textOf(payload, "sub"));
    const auto session = Id<Session>::parse(textOf(payload, "sid"));
    if (!user || !session) return std::nullopt;
    return AccessClaims{*user, *session};
  } catch (const Poco::Exception&) {
    return std::nullopt;  // not JSON, or not what we write
  }
}

}  // namespace hostler
