#include "core/http/slow_calls.h"

namespace hostler::http {
namespace {

constexpr int kRetryAfterSeconds = 2;

}  // namespace

SlowCalls::Place::Place(SlowCalls& calls, std::string caller)
    : calls_{calls}, caller_{std::move(caller)} {
  const std::lock_guard lock{calls_.mutex_};
  const auto own = calls_.callers_.find(caller_);
  const bool tooMany = own != calls_.callers_.end() && own->second >= calls_.perCaller_;
  if (tooMany || calls_.running_ >= calls_.atOnce_) {
    throw DomainError{"busy",
                      503,
                      "Too many calls of this kind are under way; try again in a moment.",
                      {{"retry_after", kRetryAfterSeconds}}};
  }
  ++calls_.callers_[caller_];
  ++calls_.running_;
}

SlowCalls::Place::~Place() {
  const std::lock_guard lock{calls_.mutex_};
  --calls_.running_;
  const auto own = calls_.callers_.find(caller_);
  if (own != calls_.callers_.end() && --own->second == 0) calls_.callers_.erase(own);
}

}  // namespace hostler::http
