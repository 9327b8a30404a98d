#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hostler::lua {

/// A name that a script uses and that nothing gives a value: it would be nil when it runs.
struct UnknownGlobal {
  std::string name;
  int line = 0;
  std::string suggestion;  ///< "; did you mean "refuse"?", or empty
};

/// The names in a script that compiles that are neither its own (local, parameter, or assigned
/// anywhere in it) nor among those that scripts find here (vm/sandbox.h), each with the line of its
/// first use. Where a local of that name ends is not looked at: what is reported is unknown, and
/// not everything that is unknown is reported.
std::vector<UnknownGlobal> unknownGlobals(std::string_view source);

/// The names that every script finds, in order.
const std::vector<std::string>& knownGlobals();

}  // namespace hostler::lua
