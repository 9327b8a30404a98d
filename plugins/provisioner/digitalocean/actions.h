#pragma once

#include "digitalocean_client.h"
#include "mapping.h"

#include <hostler/asked.hpp>

#include <optional>
#include <string>

namespace hostler::digitalocean {

/// What is wanted of a droplet, a volume or an address.
struct WantedAction {
  std::string thing;                     ///< its path: "/v2/droplets/3164444"
  sdk::Json body;                        ///< with `type`
  std::optional<sdk::Asked> since = {};  ///< one that was begun since then is this one
};

/// Begins what the provider calls actions, and looks first whether it is under way already: the
/// provider itself knows no key. An action that was refused or whose number leads nowhere is looked
/// for in the thing's own list, newest first.
class Actions {
 public:
  explicit Actions(const DigitalOceanClient& client) : client_{client} {}

  /// The action, running or done. Retryable "busy" while another runs; Permanent "action_failed"
  /// when it ended so.
  sdk::Reply<Action> begin(const sdk::Call& call, const CloudAccount& cloud,
                           const WantedAction& wanted) const;
  /// Whether one of this type is under way. Asked before looking for what it makes: what ends
  /// between the two is seen then.
  sdk::Reply<bool> isUnderWay(const sdk::Call& call, const CloudAccount& cloud,
                              const std::string& thing, const std::string& type) const;
  /// Nothing where the provider does not know it.
  sdk::Reply<std::optional<Action>> byId(const sdk::Call& call, const CloudAccount& cloud,
                                         const std::string& id) const;
  /// Newest first; `theirNow`: the provider's clock, where it tells.
  sdk::Reply<std::vector<Action>> of(const sdk::Call& call, const CloudAccount& cloud,
                                     const std::string& thing,
                                     std::optional<std::int64_t>* theirNow = nullptr) const;

 private:
  sdk::Reply<Action> sent(const sdk::Call& call, const CloudAccount& cloud,
                          const WantedAction& wanted, const std::vector<Action>& before) const;

  const DigitalOceanClient& client_;
};

}  // namespace hostler::digitalocean
