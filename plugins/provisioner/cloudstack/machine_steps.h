#pragma once

// What is due about a machine, by how it is now. Pure.

#include "course.h"
#include "virtual_machine.h"

#include <string>
#include <string_view>

namespace hostler::cloudstack {

/// Puts a tag on a thing of the cloud's ("UserVm", "PublicIpAddress"), or takes it off.
Step tagging(const std::string& type, const std::string& id, std::string_view key,
             const std::string& value);
Step untagging(const std::string& type, const std::string& id, std::string_view key);

Due dueToRun(const VirtualMachine& vm);
Due dueToStop(const VirtualMachine& vm, bool force);
/// The mark comes first: from then on no other verb starts it.
Due dueToSuspend(const VirtualMachine& vm, const std::string& reason);
/// The mark goes last: a machine that cannot be started stays suspended.
Due dueToUnsuspend(const VirtualMachine& vm);
/// A change that the cloud makes to stopped machines only: stop, change, start again. A machine
/// that was off stays off.
Due dueToChange(const VirtualMachine& vm, bool isChanged, const Step& change);
/// The first half of it: until the machine is stopped.
Due dueToBeStoppedFor(const VirtualMachine& vm);
/// The second half: until it runs again, if it is to.
Due dueToGoOn(const VirtualMachine& vm);

sdk::ProviderError isSuspended();

/// One line of at most 200 bytes, cut between letters: what fits into a tag.
std::string tagText(std::string text);

}  // namespace hostler::cloudstack
