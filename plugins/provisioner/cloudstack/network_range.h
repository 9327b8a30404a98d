#pragma once

#include <string>

namespace hostler::cloudstack {

/// A range of addresses as the cloud wants to hear of it.
struct NetworkRange {
  std::string gateway;  ///< the first address
  std::string netmask;
};
/// Of "10.20.0.0/20". Throws ProviderFailure (Permanent "bad_request") unless it is a range of
/// 8 to 2^24 IPv4 addresses that starts where ranges of its size start.
NetworkRange rangeOf(const std::string& cidr);

}  // namespace hostler::cloudstack
