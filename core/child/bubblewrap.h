#pragma once

#include "core/child/command.h"

#include <optional>

namespace hostler::child {

/// The same program inside bubblewrap: a read-only root of the system's own paths and the listed
/// ones, a /tmp and a process table of its own, no network where none is wanted, gone when the
/// engine goes. `filter` is the number under which the child finds the system-call filter. Nothing
/// where bubblewrap is not installed.
std::optional<Command> insideBubblewrap(const Command& command, int filter);

/// The lowest number that no handed descriptor uses, from 3 up.
int firstFreeNumber(const Command& command);

}  // namespace hostler::child
