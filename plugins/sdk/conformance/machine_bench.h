#pragma once

#include "provisioner_bench.h"

#include <string>
#include <vector>

namespace hostler::conformance {

// Steps that checks of machines share. What differs from provider to provider stands in the
// subject's `machines`: README.md.

/// A machine of kMachineOwner's that can be used.
sdk::Json makeMachine(Bench& bench, const std::string& name);
/// Its entry in the book, by its id; null where it is gone.
sdk::Json machineEntry(Bench& bench, const sdk::Json& machine);

/// "{now}" and "{machine}" in a request: the time, and how requests name the machine.
sdk::Json filled(sdk::Json params, const sdk::Json& machine);
/// "{machine}" in what the book is to show: the machine's id.
sdk::Json filledPattern(sdk::Json pattern, const sdk::Json& machine);
/// How often something was done, by the subject's pointer into an entry.
int countAt(const sdk::Json& entry, const std::string& pointer);

/// What the subject says of one kind of resource ("volumes"), or of an action ("volumes.attach",
/// "machine.stop"). Fails the check where it says nothing of what the plugin offers.
sdk::Json resourceSubject(Bench& bench, const std::string& name);
sdk::Json actionSubject(Bench& bench, const std::string& verb);
/// An operation or a list of them.
std::vector<std::string> operationsIn(const sdk::Json& subject, const char* member);

/// One resource that is there: what create answered, and the machine that it was made for (or
/// null).
struct MadeResource {
  sdk::Json resource, machine;
};
sdk::Json createResourceRequest(Bench& bench, const std::string& name, const sdk::Json& machine);
MadeResource makeResource(Bench& bench, const std::string& name);
/// A request about it, by its owner.
sdk::Json onResource(Bench& bench, const sdk::Json& resource,
                     const std::string& owner = kMachineOwner);
sdk::Json booked(Bench& bench, const sdk::Json& resourceSubject);
/// Its entry in the book; null where it is gone.
sdk::Json resourceEntry(Bench& bench, const sdk::Json& subject, const sdk::Json& resource);

}  // namespace hostler::conformance
