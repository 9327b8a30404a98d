#include "modules/accounts/attempt_limit.h"

#include "core/http/client_address.h"
#include "core/problem/problem.h"

namespace hostler {
namespace {

std::string bucketOf(const Origin& origin) {
  return "auth:" + http::limitKey(origin.address);
}

DomainError tooMany(const http::RateLimits::Verdict& verdict) {
  return {"rate_limited",
          429,
          "Too many attempts from this address; try again later.",
          {{"retry_after", verdict.reset.count()}}};
}

}  // namespace

void AttemptLimit::check(const Origin& origin) {
  const auto verdict = limits_.look(bucketOf(origin), limits_.settings().auth);
  if (!verdict.allowed) throw tooMany(verdict);
}

void AttemptLimit::count(const Origin& origin) {
  const auto verdict = limits_.takeStrictly(bucketOf(origin), limits_.settings().auth);
  if (!verdict.allowed) throw tooMany(verdict);
}

std::int64_t AttemptLimit::counted(const Origin& origin) {
  const auto verdict = limits_.look(bucketOf(origin), limits_.settings().auth);
  return verdict.limit - verdict.remaining;
}

}  // namespace hostler
