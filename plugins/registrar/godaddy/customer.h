#pragma once

#include "godaddy_client.h"

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

namespace hostler::godaddy {

/// Who the account is to GoDaddy's second API, whose calls name a customer. Thread-safe.
class Customer {
 public:
  Customer(const Settings& settings, const GodaddyClient& client)
      : client_{client}, shopperId_{settings.shopperId}, known_{settings.customerId} {}

  /// Nothing where neither customer nor shopper is set, or GoDaddy does not tell: then the first
  /// API has to do.
  sdk::Reply<std::optional<std::string>> id(const sdk::Call& call) const;

 private:
  const GodaddyClient& client_;
  const std::string shopperId_;
  mutable std::mutex mutex_;
  mutable std::string known_;
};

/// How the last action of a kind ("RENEW") on a domain stands. One that failed and was begun before
/// `since` counts as none.
enum class ActionState { None = 1, UnderWay, Done, Failed };
struct ActionLook {
  ActionState state = ActionState::None;
  std::optional<std::int64_t> createdAt;
};
sdk::Reply<ActionLook> lookAtAction(const sdk::Call& call, const GodaddyClient& client,
                                    const std::string& customer, const std::string& domain,
                                    const std::string& type, std::int64_t since = 0);
sdk::Reply<ActionState> actionState(const sdk::Call& call, const GodaddyClient& client,
                                    const std::string& customer, const std::string& domain,
                                    const std::string& type, std::int64_t since = 0);

}  // namespace hostler::godaddy
