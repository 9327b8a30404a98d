#include "modules/compute/machine_actions.h"

#include <algorithm>

namespace hostler {
namespace {

using Type = KindMember::Type;

const std::vector<MachineAction>& table() {
  static const std::vector<MachineAction> actions{
      {"start", "machine.start"},
      {"stop", "machine.stop", {{"force", "force", Type::Flag}}},
      {"reboot", "machine.reboot", {{"force", "force", Type::Flag}}},
      {"rebuild", "machine.rebuild", {{"image", "image"}}, true},
      {"reset_password", "machine.reset_password", {}, true},
      {"snapshot", "snapshots.create", {{"name", "name", Type::Title}}},
      {"restore_snapshot", "snapshots.restore", {{"snapshot_id", "id", Type::Text, true}}, true}};
  return actions;
}

}  // namespace

std::span<const MachineAction> machineActions() {
  return table();
}

const MachineAction* machineActionOf(std::string_view name) {
  const auto found = std::ranges::find(table(), name, &MachineAction::name);
  return found == table().end() ? nullptr : &*found;
}

}  // namespace hostler
