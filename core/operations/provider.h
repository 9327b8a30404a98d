#pragma once

#include "core/json/json.h"
#include "core/shape/words.h"

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// What became of a call to a provider, in the words of the plugin border (plugins/sdk/include/hostler/abi.h).
enum class Outcome { Succeeded = 1, Pending, Retryable, Permanent, NeedsAttention, Unknown };
template <>
inline constexpr std::array kEnumNames<Outcome>{std::string_view{"succeeded"}, std::string_view{"pending"},
                                                std::string_view{"retryable"}, std::string_view{"permanent"},
                                                std::string_view{"needs_attention"}, std::string_view{"unknown"}};

/// A provider's answer. `reply` is untrusted input: read it with a Shape.
struct ProviderAnswer {
  Outcome outcome = Outcome::Unknown;
  Json reply = nullptr;   ///< of Succeeded and Pending
  std::string code;       ///< of the others: the provider's own, for its support desk
  std::string message;    ///< fit for staff eyes; holds no secret
  std::optional<std::chrono::seconds> retryAfter;

  bool happened() const { return outcome == Outcome::Succeeded || outcome == Outcome::Pending; }
};

/// A configured account of a plugin.
struct ProviderInstance {
  std::string name;    ///< "razorpay", "razorpay_2"
  std::string plugin;  ///< "razorpay"
  std::string kind;    ///< "gateway"
  std::string title;   ///< for people
  bool enabled = false;
  std::vector<std::string> capabilities;
  std::vector<std::string> currencies;  ///< of a gateway, where its manifest limits them
};

/// Calls configured plugins. Thread-safe; a call waits for its answer up to the time-out, in the caller's thread.
class ProviderPort {
 public:
  virtual ~ProviderPort() = default;
  /// `instance` is the configured name ("razorpay_2"), `operation` the verb ("gateway/1.checkout").
  virtual ProviderAnswer call(const std::string& instance, const std::string& operation, const Json& request,
                              const std::string& idempotencyKey, std::chrono::milliseconds timeout) = 0;
  /// The configured accounts of plugins of a kind ("gateway").
  virtual std::vector<ProviderInstance> instances(const std::string& kind) = 0;
};

}  // namespace hostler
