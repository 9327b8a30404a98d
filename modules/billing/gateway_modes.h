#pragma once

#include "core/operations/provider.h"
#include "core/time/clock.h"

#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace hostler {

/// Whether what an account at a gateway moves counts here: real money in production, test money in
/// a sandbox (security rule P13). Where people and no gateway move the money there is no test money
/// either, so a sandbox takes such accounts as they are. An account is asked once for each revision
/// of its settings. Thread-safe.
class GatewayModes {
 public:
  GatewayModes(ProviderPort& providers, const Clock& clock, bool production)
      : providers_{providers}, clock_{clock}, production_{production} {}

  /// Nothing where it counts; else why nothing is to be started or booked there: NeedsAttention
  /// `other_mode`, or what the question came to. It may wait for the gateway, so it is not for the
  /// inside of a transaction.
  std::optional<ProviderAnswer> refusal(const std::string& gateway);
  /// Whether it is known not to count. `mayAsk`: as refusal does.
  bool isOther(const ProviderInstance& gateway, bool mayAsk);

  static constexpr const char* kOther = "other_mode";

 private:
  struct Known {
    std::int64_t revision = 0;
    std::optional<bool> live;
    ProviderAnswer failure;  ///< where that is not known
    Instant askedAt;
  };
  bool isLeftToPeople(const ProviderInstance& gateway) const;
  std::optional<Known> known(const ProviderInstance& gateway);
  Known ask(const ProviderInstance& gateway);

  ProviderPort& providers_;
  const Clock& clock_;
  bool production_;
  std::mutex mutex_;
  std::map<std::string, Known> known_;
};

}  // namespace hostler
