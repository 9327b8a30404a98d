#pragma once

#include <cstdint>
#include <string>

namespace hostler::bench {

/// A port of this machine that was free a moment ago, for programs that cannot be asked for theirs.
std::uint16_t freePort();

/// Comes back once somebody listens there; throws after ten seconds, with the program's name.
void awaitPort(std::uint16_t port, const std::string& program);

}  // namespace hostler::bench
