#pragma once

#include "core/events/event_bus.h"
#include "core/jobs/workers.h"
#include "core/nodes/engine_clock.h"
#include "core/schedule/scheduler.h"

#include <functional>
#include <mutex>

namespace hostler {

/// Moves the clock of a sandbox: every rule and job that falls due on the way runs, in order.
class TestClock {
 public:
  TestClock(db::Database& database, EngineClock& clock, Scheduler& scheduler, events::Bus& bus,
            std::function<jobs::Workers*()> workers)
      : database_{database},
        clock_{clock},
        scheduler_{scheduler},
        bus_{bus},
        workers_{std::move(workers)} {}

  /// Returns whether all is settled; false when the patience ended first. Throws ValidationError
  /// for a time before now.
  bool moveTo(Instant to);

 private:
  bool settle();
  std::optional<Instant> nextDue();

  db::Database& database_;
  EngineClock& clock_;
  Scheduler& scheduler_;
  events::Bus& bus_;
  std::function<jobs::Workers*()> workers_;
  std::mutex moving_;
};

/// "P30D", "PT12H", "P1Y2M10DT2H30M" (ISO 8601) from a moment on, in calendar steps. Nothing for
/// other texts.
std::optional<Instant> afterDuration(Instant from, std::string_view duration);

}  // namespace hostler
