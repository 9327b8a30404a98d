#pragma once

#include "core/audit/audit_log.h"
#include "core/events/event_bus.h"
#include "core/jobs/handler.h"
#include "modules/services/server_health.h"

namespace hostler {

/// Looks at one server and writes down how it is.
struct CheckServer {
  static constexpr std::string_view kKind = "services.check_server";
  Id<Server> server;
  static void describe(Shape<CheckServer>& shape) { shape.field("server", &CheckServer::server); }
};

/// Looks after servers: each is asked every few minutes how it is. One that fails takes no new
/// accounts, and takes them again by itself once a check finds it well.
class ServerWatch {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    ServerRepository& servers;
    Operations& operations;
    events::Bus& bus;
    jobs::Queue& queue;
  };
  explicit ServerWatch(Parts parts) : parts_{parts} {}

  static constexpr std::chrono::minutes kEvery{5};

  /// Enqueues a check of each server whose last one is kEvery old; forgets old ones. To be called
  /// now and then, by any number of processes.
  void enqueueDue();
  jobs::Result check(jobs::Context& context, const CheckServer& task);
  /// Asks now, writes down what it finds, and tells it: {server, answers, code, message, accounts,
  /// max_accounts, capacity?, state, reasons, since, checked_at, history}. Throws NotFound.
  Json look(const Actor& actor, Id<Server> id);

 private:
  ServerLook ask(const Server& server, const Json& settings);
  ServerHealth record(db::Transaction& tx, const Actor& actor, const Server& server,
                      const ServerLook& look);

  Parts parts_;
};

}  // namespace hostler
