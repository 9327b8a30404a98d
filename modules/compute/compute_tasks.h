#pragma once

#include "modules/compute/compute.h"

namespace hostler {

// Tasks of the queue.

/// Does one action at the provider.
struct RunCloudAction {
  static constexpr std::string_view kKind = "compute.act";
  Id<CloudAction> action;
  static void describe(Shape<RunCloudAction>& shape) {
    shape.field("action", &RunCloudAction::action);
  }
};

/// Removes what a machine that has ended leaves behind.
struct EndBelongings {
  static constexpr std::string_view kKind = "compute.end_belongings";
  Id<Service> service;
  static void describe(Shape<EndBelongings>& shape) {
    shape.field("service", &EndBelongings::service);
  }
};

/// Stops a machine whose client wants that, where that is still so.
struct ShutMachineDown {
  static constexpr std::string_view kKind = "compute.shut_down";
  Id<Service> service;
  std::int64_t revision = 0;
  static void describe(Shape<ShutMachineDown>& shape) {
    shape.field("service", &ShutMachineDown::service);
    shape.field("revision", &ShutMachineDown::revision);
  }
};

}  // namespace hostler
