#pragma once

#include "modules/compute/compute_desk.h"
#include "modules/compute/compute_tasks.h"
#include "modules/compute/machines.h"

namespace hostler {

/// Machines that stop by themselves: at a time, or after they had nothing to do for so long.
class AutoShutdown {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    ServiceRepository& services;
    ServiceDesk& serviceDesk;
    ComputeRepository& compute;
    ComputeDesk& desk;
    Machines& machines;
    jobs::Queue& queue;
  };
  explicit AutoShutdown(Parts parts) : parts_{parts} {}

  /// Exactly one of the two. Throws NotFound, ValidationError, 409 `service_state`.
  void set(const Actor& actor, Id<Service> machine, std::optional<Instant> at,
           std::optional<int> idleMinutes);
  void drop(const Actor& actor, Id<Service> machine);
  jobs::Result run(jobs::Context& context, const ShutMachineDown& task);

 private:
  bool wasIdle(const Service& machine, std::chrono::minutes time);
  void enqueue(db::Transaction& tx, const Service& machine, std::int64_t revision, Instant at);

  Parts parts_;
};

}  // namespace hostler
