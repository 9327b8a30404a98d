#pragma once

#include "cloudstack_client.h"

#include <hostler/asked.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hostler::cloudstack {

enum class ActionState { None = 1, Running, Done, Failed };

/// The cloud's own record of what was done to machines: reboots and rebuilds leave no other trace.
class ActionLog {
 public:
  explicit ActionLog(const CloudstackClient& client) : client_{client} {}

  /// How far an action of this type ("VM.REBOOT") on a thing (of any of these ids) has come that
  /// was begun since then. Throws ProviderFailure, as reads fail.
  ActionState since(const sdk::Call& call, const Cloud& cloud, const std::vector<std::string>& ids,
                    const std::string& type, const sdk::Asked& asked) const;

 private:
  const CloudstackClient& client_;
};

/// The same of entries of listEvents. Pure.
ActionState actionIn(const std::vector<sdk::Json>& events, const std::vector<std::string>& ids,
                     std::int64_t since);

}  // namespace hostler::cloudstack
