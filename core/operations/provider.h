#pragma once

#include "core/json/json.h"
#include "core/plugin_host/provider_call.h"
#include "core/shape/words.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

using plugin::Outcome;
using plugin::ProviderAnswer;

template <>
inline constexpr std::array kEnumNames<Outcome>{
    std::string_view{"succeeded"},       std::string_view{"pending"},
    std::string_view{"retryable"},       std::string_view{"permanent"},
    std::string_view{"needs_attention"}, std::string_view{"unknown"}};

/// Whether the effect is there, or will be: `reply` holds what the provider said.
inline bool hasHappened(const ProviderAnswer& answer) {
  return answer.outcome == Outcome::Succeeded || answer.outcome == Outcome::Pending;
}

/// A configured account of a plugin.
struct ProviderInstance {
  std::string name;    ///< "razorpay", "razorpay_2"
  std::string plugin;  ///< "razorpay"
  std::string kind;    ///< "gateway"
  std::string title;   ///< for people
  bool enabled = false;
  std::vector<std::string> capabilities;
  std::vector<std::string>
      currencies;  ///< of a gateway, where its setting `currencies` limits them
  /// Of a gateway that has the setting `tenant`: the only seller whose clients are offered it, by
  /// outside id; empty: the platform.
  std::optional<std::string> tenant = {};
  std::int64_t revision = 0;  ///< of its settings: another one may be another account
  bool has(const std::string& verb) const {
    return std::find(capabilities.begin(), capabilities.end(), verb) != capabilities.end();
  }
};

/// One attempt at one operation of a configured plugin.
struct ProviderRequest {
  std::string instance;   ///< the configured name
  std::string operation;  ///< "gateway/1.checkout"
  Json body;              ///< secrets in clear; never logged
  std::string idempotencyKey = {};
  std::chrono::milliseconds timeout{30'000};
  std::string target = {};  ///< what may be down apart from the rest of the instance: a server's id
};

/// Calls configured plugins. Thread-safe; a call waits for its answer up to the time-out, in the
/// caller's thread.
class ProviderPort {
 public:
  virtual ~ProviderPort() = default;
  virtual ProviderAnswer call(const ProviderRequest& request) = 0;
  /// The configured accounts of plugins of a kind ("gateway").
  virtual std::vector<ProviderInstance> instances(const std::string& kind) = 0;
};

}  // namespace hostler
