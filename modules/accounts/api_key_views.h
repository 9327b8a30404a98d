#pragma once

#include "core/shape/shape.h"
#include "modules/accounts/api_key.h"

namespace hostler {

struct NewApiKeyBody {
  std::string name;
  std::vector<std::string> scopes;
  std::vector<std::string> addresses;
  std::optional<Instant> expiresAt;
  static void describe(Shape<NewApiKeyBody>& shape) {
    shape.field("name", &NewApiKeyBody::name).length(1, 80);
    shape.field("scopes", &NewApiKeyBody::scopes)
        .count(1, 50)
        .describedAs(
            "actions or patterns of them: read, billing:*, *; with fresh-factor, which no pattern "
            "covers, it may also do what asks for a fresh factor");
    shape.field("ip_allow", &NewApiKeyBody::addresses)
        .count(0, 50)
        .describedAs(
            "addresses and networks; none: from anywhere. Required with the scope fresh-factor, "
            "and then none wider than /8 (IPv6: /16)");
    shape.field("expires_at", &NewApiKeyBody::expiresAt);
  }
};

struct ApiKeyView {
  Id<ApiKey> id;
  std::string name, hint;
  std::vector<std::string> scopes, addresses;
  std::optional<Instant> expiresAt, usedAt, revokedAt;
  Instant createdAt;
  std::optional<std::string> secret;  ///< once, when it is made

  static ApiKeyView of(const ApiKey& key) {
    return {key.id,        key.name,   key.hint,      key.scopes,    key.addresses,
            key.expiresAt, key.usedAt, key.revokedAt, key.createdAt, std::nullopt};
  }
  static void describe(Shape<ApiKeyView>& shape) {
    shape.field("id", &ApiKeyView::id);
    shape.field("name", &ApiKeyView::name);
    shape.field("hint", &ApiKeyView::hint).describedAs("its first characters");
    shape.field("scopes", &ApiKeyView::scopes);
    shape.field("ip_allow", &ApiKeyView::addresses);
    shape.field("expires_at", &ApiKeyView::expiresAt).nullable();
    shape.field("used_at", &ApiKeyView::usedAt).nullable();
    shape.field("revoked_at", &ApiKeyView::revokedAt).nullable();
    shape.field("created_at", &ApiKeyView::createdAt);
    shape.field("secret", &ApiKeyView::secret).describedAs("the key itself, shown once");
  }
};

}  // namespace hostler
