#pragma once

#include "core/audit/actor.h"
#include "core/http/rate_limits.h"

namespace hostler {

/// The `auth` limit of api.md: failed sign-ins and codes, and every forgot, reset and resend, by
/// address. Exact over all processes. Never call it inside a transaction: a rollback would forget
/// the attempt.
class AttemptLimit {
 public:
  explicit AttemptLimit(http::RateLimits& limits) : limits_{limits} {}

  /// Throws DomainError 429 when the address has none left; counts nothing.
  void check(const Origin& origin);
  /// Counts one; throws DomainError 429 when that was one too many.
  void count(const Origin& origin);
  /// How many of this address have been counted in the present window.
  std::int64_t counted(const Origin& origin);

 private:
  http::RateLimits& limits_;
};

}  // namespace hostler
