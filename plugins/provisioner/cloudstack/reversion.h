#pragma once

#include "course.h"

#include <hostler/snapshots.hpp>

#include <string>
#include <vector>

namespace hostler::cloudstack {

/// What puts a machine back to a snapshot, and how the cloud's log tells of it.
struct Reversion {
  Step step;
  std::string event;
  std::vector<std::string> ids;  ///< of what the log may name
};
Reversion reversionTo(const sdk::Snapshot& snapshot);

}  // namespace hostler::cloudstack
