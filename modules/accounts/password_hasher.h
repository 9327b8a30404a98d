#pragma once

// Passwords are kept as Argon2id by libsodium. A hash costs memory and time on purpose, so only a
// few are made at once and only a few callers wait: the rest of the engine goes on answering while
// many people sign in.

#include "core/secrets/secret.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>

namespace hostler {

/// What one Argon2id hash costs: kept inside each hash, so that it can be raised at any time.
struct PasswordCost {
  std::size_t memoryKiB = 64 * 1024;
  unsigned passes = 2;
};

struct HashingLimits {
  int atOnce = 2;
  int waiting = 16;  ///< callers that may wait for their turn; beyond: DomainError 503 `busy`
};

class PasswordHasher {
 public:
  PasswordHasher(PasswordCost cost, HashingLimits limits);

  /// A new hash under today's cost. May wait; never call it inside a transaction.
  std::string hash(const Secret& password);

  struct Verdict {
    bool right = false;
    bool outdated = false;  ///< right, and should be hashed anew: imported, or of another cost
  };
  /// Compares. An empty hash is never right and costs the same time, so that nobody can tell a user
  /// who does not exist. `inTurn` runs once it is this caller's turn; what it throws comes out of
  /// here.
  Verdict verify(const Secret& password, const std::string& hash,
                 const std::function<void()>& inTurn = {});

 private:
  class Turn;

  PasswordCost cost_;
  HashingLimits limits_;
  std::mutex mutex_;
  std::condition_variable free_;
  int running_ = 0, waiting_ = 0;
};

}  // namespace hostler
