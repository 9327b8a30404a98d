#pragma once

#include <cstddef>

namespace hostler::app {

/// Lets this process open as many files as the system allows it (RLIMIT_NOFILE, the soft limit up
/// to the hard one): each connection is one.
void raiseOpenFiles();

/// How many connections may be had at once, of `wanted`: the rest of what may be open is kept for
/// databases, logs and plugins. Says so in the log when it is fewer.
std::size_t affordableConnections(std::size_t wanted);

}  // namespace hostler::app
