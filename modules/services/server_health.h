#pragma once

#include "core/operations/operations.h"
#include "modules/services/server.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

enum class ServerState {
  Healthy = 1,
  Degraded,  ///< slow, loaded, or without an answer for the first time: it still takes accounts
  Failing    ///< takes no new accounts until a check finds it well again
};
template <>
inline constexpr std::array kEnumNames<ServerState>{
    std::string_view{"healthy"}, std::string_view{"degraded"}, std::string_view{"failing"}};

/// What one look at a server found.
struct ServerLook {
  ProviderAnswer connection;  ///< of test_connection
  std::chrono::milliseconds latency{0};
  Json capacity = nullptr;  ///< of capacity, where the plugin and the credentials tell it
};

struct HealthVerdict {
  ServerState state = ServerState::Healthy;
  std::vector<HealthReason> reasons;
};
/// What a look means. An answer that says no (bad credentials, a certificate that is not the
/// server's) is failing at once; no answer only the second time in a row. Pure.
HealthVerdict judge(const ServerLook& look, int failuresBefore);

struct ServerCheck {
  Id<ServerCheck> id;
  ServerState state = ServerState::Healthy;
  std::vector<HealthReason> reasons;
  int latencyMs = 0;
  Json capacity = nullptr;
  Instant at;
  static void describe(Shape<ServerCheck>& shape);
};

/// How a server is by its checks.
struct ServerHealth {
  ServerState state = ServerState::Healthy;
  std::vector<HealthReason> reasons;
  int failures = 0;  ///< in a row
  Instant since, checkedAt;
};

/// SQL of health: one function for each statement.
namespace server_health {

std::optional<ServerHealth> find(db::Reader& reader, Id<Server> server);
void save(db::Transaction& tx, Id<Server> server, const ServerHealth& health);
void add(db::Transaction& tx, Id<Server> server, const ServerCheck& check);
/// Newest first.
std::vector<ServerCheck> history(db::Reader& reader, Id<Server> server, int limit);
/// Forgets checks before `before`.
void prune(db::Transaction& tx, Instant before);
void forget(db::Transaction& tx, Id<Server> server);
/// Servers that were not checked since `before`.
struct Due {
  Id<Server> server;
  std::string plugin;
};
std::vector<Due> due(db::Reader& reader, Instant before);

}  // namespace server_health
}  // namespace hostler
