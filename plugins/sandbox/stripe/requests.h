#pragma once

// Who asks, in which version, and whether the same was asked before.

#include "plugins/sandbox/stripe/merchant.h"

#include <mutex>
#include <set>

namespace hostler::sandbox::stripe {

/// The key of a request: "Bearer sk_…", "Basic" with it as the user name, or what Stripe.js puts
/// into the form. Empty where there is none.
std::string apiKeyOf(const front::Request& request);

/// Its form or query. Throws Refusal.
Json paramsOf(const front::Request& request);
/// Throws Refusal where another version than the one that is played is asked for.
void checkVersion(const front::Request& request);
/// What a page may do with a publishable key and its intent's client secret. Throws Refusal.
void checkPage(ApiCall& call);

/// The Idempotency-Key of a POST; empty for all else. Throws Refusal where it is too long.
std::string idempotencyKeyOf(const front::Request& request);
/// What the key did before; null where it is new. Throws Refusal where it did something else.
const FirstAnswer* repeated(const Merchant& merchant, const std::string& key,
                            const std::string& request);

/// Keys of requests that are at work: of two at once the second is refused. Thread-safe.
class KeysAtWork {
 public:
  /// The time in which a request with this key is answered; false where another is at work. An
  /// empty key is never in the way.
  class Turn {
   public:
    Turn(KeysAtWork& keys, std::string key);
    ~Turn();
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    explicit operator bool() const { return isFree_; }

   private:
    KeysAtWork& keys_;
    const std::string key_;
    const bool isFree_;
  };

 private:
  bool begin(const std::string& key);

  std::mutex mutex_;
  std::set<std::string> keys_;
};

}  // namespace hostler::sandbox::stripe
