#pragma once

#include <hostler/abi.h>

#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

namespace hostler::sdk {

/// How one operation ended. The engine decides what to do about it; a plugin only says which it
/// was.
enum class Outcome {
  Succeeded = HOSTLER_SUCCEEDED,  ///< it happened
  Pending = HOSTLER_PENDING,      ///< accepted; a webhook, `progress` or `locate` settles it
  Retryable = HOSTLER_RETRYABLE,  ///< nothing happened; the same key may be sent again
  Permanent = HOSTLER_PERMANENT,  ///< refused, and would be refused again
  NeedsAttention =
      HOSTLER_NEEDS_ATTENTION,  ///< a person must act: expired token, empty balance, KYC
  Unknown = HOSTLER_UNKNOWN,    ///< may have happened: locate before anything else
};

/// Why an operation did not succeed. `outcome` is never Succeeded and never Pending.
struct ProviderError {
  Outcome outcome = Outcome::Unknown;
  std::string
      code;  ///< the provider's own, or one of README.md's; for a support desk and for tests
  std::string message;  ///< fit for staff eyes; holds no secret
  std::optional<std::chrono::seconds> retryAfter;
};

inline ProviderError retryable(std::string code, std::string message,
                               std::optional<std::chrono::seconds> after = std::nullopt) {
  return {Outcome::Retryable, std::move(code), std::move(message), after};
}
inline ProviderError permanent(std::string code, std::string message) {
  return {Outcome::Permanent, std::move(code), std::move(message), std::nullopt};
}
inline ProviderError needsAttention(std::string code, std::string message) {
  return {Outcome::NeedsAttention, std::move(code), std::move(message), std::nullopt};
}
inline ProviderError unknown(std::string code, std::string message) {
  return {Outcome::Unknown, std::move(code), std::move(message), std::nullopt};
}
/// What every verb answers that a plugin does not implement.
inline ProviderError unsupported() {
  return permanent("unsupported", "this plugin does not offer that operation");
}

/// Thrown where an error must leave several calls at once; it crosses the border as the error it
/// holds. Anything else that a verb throws crosses as Unknown.
struct ProviderFailure : std::runtime_error {
  explicit ProviderFailure(ProviderError why)
      : std::runtime_error{why.code}, error{std::move(why)} {}
  ProviderError error;
};

/// An answer that was accepted but is not settled yet.
template <class T>
struct Pending {
  T value;
};
template <class T>
Pending(T) -> Pending<T>;

/// What a verb returns: a value (which may still be pending) or an error.
template <class T>
class [[nodiscard]] Reply {
 public:
  Reply(T value)
      : state_{std::in_place_index<0>, std::move(value)} {}  // NOLINT: implicit by design
  Reply(Pending<T> waiting)                                  // NOLINT
      : state_{std::in_place_index<0>, std::move(waiting.value)}, pending_{true} {}
  Reply(ProviderError error)  // NOLINT
      : state_{std::in_place_index<1>, std::move(error)} {}

  explicit operator bool() const { return state_.index() == 0; }
  bool isPending() const { return pending_; }
  Outcome outcome() const {
    if (!*this) return error().outcome;
    return pending_ ? Outcome::Pending : Outcome::Succeeded;
  }

  const T& value() const& { return std::get<0>(state_); }
  T& value() & { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }
  const ProviderError& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, ProviderError> state_;
  bool pending_ = false;
};

}  // namespace hostler::sdk
