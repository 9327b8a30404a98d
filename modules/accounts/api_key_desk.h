#pragma once

#include "modules/accounts/api_key_repository.h"
#include "modules/accounts/desk_parts.h"

#include <set>

namespace hostler {

/// An account's keys for programs.
class ApiKeyDesk {
 public:
  static constexpr std::int64_t kMostKeys = 100;

  explicit ApiKeyDesk(DeskParts& parts) : parts_{parts} {}

  struct Wanted {
    std::string name;
    std::vector<std::string> scopes, addresses;
    std::optional<Instant> expiresAt;
  };
  struct Made {
    ApiKey key;
    Secret secret;
  };
  /// `actions` are all that scopes can be about. Throws ValidationError, DomainError 403 to a key,
  /// 409 for too many.
  Made create(const Actor& actor, const Wanted& wanted, const std::set<std::string>& actions);
  std::vector<ApiKey> list(const Scope& scope, const http::ListOrder& order, int limit);
  /// At once. Throws NotFound.
  void revoke(const Actor& actor, Id<ApiKey> id);

 private:
  DeskParts& parts_;
};

}  // namespace hostler
