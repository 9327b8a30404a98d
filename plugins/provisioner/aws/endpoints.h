#pragma once

#include "settings.h"

#include <string>

namespace hostler::aws {

enum class Service { Ec2 = 1, CloudWatch, Sts };

/// Where a service of a region is reached, and how its requests are signed.
struct Endpoint {
  std::string url;   ///< ends with a slash
  std::string host;  ///< as the header has it: with the port, unless it is the usual one
  std::string path;
  std::string signingName;  ///< the service's name in a signature
  std::string version;      ///< of the API
};

/// Amazon's own endpoints, or the one address that stands in for them all.
Endpoint endpointOf(const Cloud& cloud, Service service);

}  // namespace hostler::aws
