#pragma once

#include "labels.h"

#include <hostler/json.hpp>
#include <hostler/provisioner_types.hpp>

#include <map>
#include <string>
#include <vector>

namespace hostler::cloudstack {

/// A network card of a machine.
struct Nic {
  std::string id, network, ip, ip6;
  bool isDefault = false;
};

/// A virtual machine as the cloud shows it now.
struct VirtualMachine {
  std::string name, state, iso;
  bool hasPendingJob = false, passwordEnabled = false;
  std::map<std::string, std::string> tags;
  std::vector<Nic> nics;
  std::vector<std::string> securityGroups;
  sdk::Account account;

  const std::string& id() const { return account.id; }
  std::string reference() const { return account.machine->reference; }
  std::string owner() const { return account.machine->owner; }
  bool isRunning() const { return state == "Running"; }
  bool isStopped() const { return state == "Stopped"; }
  /// Its deployment failed; it can only be removed.
  bool isFailed() const { return state == "Error"; }
  /// Nothing brings it back from here but an administrator.
  bool isGone() const { return state == "Destroyed" || state == "Expunged" || isExpunging(); }
  bool isExpunging() const { return state == "Expunging"; }
  bool isMarkedSuspended() const { return tags.contains(std::string{kSuspendedTag}); }
  bool isMarkedForRestart() const { return tags.contains(std::string{kRestartTag}); }
  bool isBeingMade() const;
  bool isIn(const std::string& network) const;
  const Nic* defaultNic() const;
};

VirtualMachine toVirtualMachine(const sdk::Json& vm);
/// Adds what listVolumes knows of a machine: its disks.
void addVolumes(VirtualMachine& vm, const std::vector<sdk::Json>& volumes);

}  // namespace hostler::cloudstack
