#pragma once

#include "modules/compute/kinds.h"

#include <span>
#include <string_view>
#include <vector>

namespace hostler {

/// What can be done to a machine beside its life as a service.
struct MachineAction {
  std::string_view name;  ///< "reboot", as clients say it
  std::string_view verb;  ///< "machine.reboot"
  std::vector<KindMember> params = {};
  bool isDangerous = false;  ///< what is in it is lost, or it opens to somebody else
};

std::span<const MachineAction> machineActions();
const MachineAction* machineActionOf(std::string_view name);

}  // namespace hostler
