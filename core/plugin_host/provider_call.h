#pragma once

#include "core/json/json.h"
#include "core/time/clock.h"

#include <chrono>
#include <optional>
#include <string>

namespace hostler::plugin {

/// How one operation of a provider ended (hostler/abi.h). What it means is for the job that asked.
enum class Outcome {
  Succeeded = 1,   ///< it happened
  Pending,         ///< accepted; a webhook or a later locate settles it
  Retryable,       ///< nothing happened; the same key may be sent again
  Permanent,       ///< refused, and would be refused again
  NeedsAttention,  ///< a person must act
  Unknown          ///< may have happened: locate before anything else
};

/// The outcome's word, as it is stored and logged: "succeeded", "needs_attention".
std::string_view outcomeWord(Outcome outcome);

/// One attempt at one operation.
struct ProviderCall {
  std::string operation;       ///< "registrar/1.renew"
  Json request;                ///< secrets of the server or client in clear; never logged
  std::string idempotencyKey;  ///< same key, same effect, at most once
  /// The caller hears by then in any case; the plugin is told a little earlier.
  Monotonic deadline;
  /// What the provider may be down as, apart from the rest of the instance: a server's id. Empty:
  /// the instance.
  std::string target = {};
};

/// What came of it.
struct ProviderAnswer {
  Outcome outcome = Outcome::Unknown;
  /// Of Succeeded and Pending. It comes from outside: well-formed JSON, and nothing more is
  /// certain.
  Json reply = nullptr;
  /// Of the others: the provider's own, or one of ours that starts with "plugin_".
  std::string code = {};
  /// For staff eyes; known secrets are taken out.
  std::string message = {};
  std::optional<std::chrono::seconds> retryAfter = std::nullopt;

  static ProviderAnswer failed(Outcome outcome, std::string code, std::string message,
                               std::optional<std::chrono::milliseconds> retryAfter = std::nullopt);
};

}  // namespace hostler::plugin
