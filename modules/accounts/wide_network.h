#pragma once

#include <string>

namespace hostler {

/// Whether a network holds so much of the internet that to come from it says nothing of the caller:
/// wider than /8 of IPv4, however it is written ("::ffff:0:0/96" is all of it), or than /16 of
/// IPv6. An address is no such. `text` must be one that http::ClientAddress reads. Thread-safe.
bool isWideNetwork(const std::string& text);

}  // namespace hostler
