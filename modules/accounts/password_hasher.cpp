#include "modules/accounts/password_hasher.h"

#include "core/problem/problem.h"
#include "modules/accounts/imported_hash.h"

#include <sodium.h>

#include <array>
#include <stdexcept>

namespace hostler {
namespace {

bool isArgon(const std::string& hash) {
  return hash.starts_with("$argon2");
}

std::size_t bytesOf(const PasswordCost& cost) {
  return cost.memoryKiB * 1024;
}

std::string argon(const Secret& password, const PasswordCost& cost) {
  std::array<char, crypto_pwhash_STRBYTES> out{};
  const auto& text = password.reveal();
  if (crypto_pwhash_str_alg(out.data(), text.data(), text.size(), cost.passes, bytesOf(cost),
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::runtime_error{"there is no memory for a password hash"};
  }
  return out.data();
}

}  // namespace

// One caller's turn, from the moment it may begin.
class PasswordHasher::Turn {
 public:
  explicit Turn(PasswordHasher& hasher) : hasher_{hasher} {
    std::unique_lock lock{hasher_.mutex_};
    if (hasher_.running_ >= hasher_.limits_.atOnce) {
      if (hasher_.waiting_ >= hasher_.limits_.waiting) {
        throw DomainError{"busy",
                          503,
                          "Too many people are signing in at once; try again in a moment.",
                          {{"retry_after", 1}}};
      }
      ++hasher_.waiting_;
      hasher_.free_.wait(lock, [this] { return hasher_.running_ < hasher_.limits_.atOnce; });
      --hasher_.waiting_;
    }
    ++hasher_.running_;
  }
  ~Turn() {
    const std::lock_guard lock{hasher_.mutex_};
    --hasher_.running_;
    hasher_.free_.notify_one();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  PasswordHasher& hasher_;
};

PasswordHasher::PasswordHasher(PasswordCost cost, HashingLimits limits)
    : cost_{cost}, limits_{limits} {
  if (sodium_init() < 0) throw std::runtime_error{"libsodium cannot be used here"};
  if (cost.passes < crypto_pwhash_OPSLIMIT_MIN || bytesOf(cost) < crypto_pwhash_MEMLIMIT_MIN) {
    throw std::invalid_argument{"a password hash needs at least 8 KiB and one pass"};
  }
}

std::string PasswordHasher::hash(const Secret& password) {
  const Turn turn{*this};
  return argon(password, cost_);
}

PasswordHasher::Verdict PasswordHasher::verify(const Secret& password, const std::string& hash,
                                               const std::function<void()>& inTurn) {
  const Turn turn{*this};
  if (inTurn) inTurn();
  if (hash.empty()) {
    static_cast<void>(argon(password, cost_));
    return {};
  }
  if (!isArgon(hash)) {
    const bool right = fitsImportedHash(password, hash);
    return {right, right};
  }
  const auto& text = password.reveal();
  Verdict verdict;
  verdict.right = crypto_pwhash_str_verify(hash.c_str(), text.data(), text.size()) == 0;
  verdict.outdated = verdict.right && crypto_pwhash_str_needs_rehash(hash.c_str(), cost_.passes,
                                                                     bytesOf(cost_)) != 0;
  return verdict;
}

}  // namespace hostler
