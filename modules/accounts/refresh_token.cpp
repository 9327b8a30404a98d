#include "modules/accounts/refresh_token.h"

#include "core/secrets/digest.h"

namespace hostler {
namespace {

constexpr std::size_t kFamilyBytes = 18, kCurrentBytes = 32;
constexpr std::size_t kFamilyCharacters = 24, kCurrentCharacters = 43;

bool isToken(std::string_view text, std::size_t characters) {
  return text.size() == characters && decodeBase64Url(text).has_value();
}

}  // namespace

RefreshToken RefreshToken::fresh(Random& random, Id<Session> session) {
  return {session, Secret{random.token(kFamilyBytes)}, Secret{random.token(kCurrentBytes)}};
}

RefreshToken RefreshToken::next(Random& random) const {
  return {session, family, Secret{random.token(kCurrentBytes)}};
}

Secret RefreshToken::text() const {
  return Secret{session.text() + "." + family.reveal() + "." + current.reveal()};
}

std::optional<RefreshToken> RefreshToken::parse(std::string_view text) {
  const auto first = text.find('.');
  if (first == std::string_view::npos) return std::nullopt;
  const auto second = text.find('.', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto session = Id<Session>::parse(text.substr(0, first));
  const auto family = text.substr(first + 1, second - first - 1), current = text.substr(second + 1);
  if (!session || !isToken(family, kFamilyCharacters) || !isToken(current, kCurrentCharacters))
    return std::nullopt;
  return RefreshToken{*session, Secret{std::string{family}}, Secret{std::string{current}}};
}

std::string RefreshToken::familyHash() const {
  return hex(sha256(family.reveal()));
}
std::string RefreshToken::currentHash() const {
  return hex(sha256(current.reveal()));
}

}  // namespace hostler
