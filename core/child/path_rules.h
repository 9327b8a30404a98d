#pragma once

#include "core/child/command.h"
#include "core/child/descriptor.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace hostler::child {

/// What every confined program may read, as far as it is there: the system's libraries, fonts,
/// certificates, time zones and resolver files. No home, no configuration, no data of the engine.
std::vector<std::filesystem::path> systemPaths();

/// What a child may do below /proc/self. It adds this rule itself, for only it knows which process
/// that is; of other processes nothing shows, not even their command lines.
std::uint64_t rightsOverSelf();

/// A Landlock rule set for the kernel: what may be read, written and executed. The parent makes it
/// and the child only steps behind it. Empty where the kernel has no Landlock. Throws
/// std::system_error.
Descriptor makePathRules(const Command& command);

}  // namespace hostler::child
