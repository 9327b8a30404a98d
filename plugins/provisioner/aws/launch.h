#pragma once

#include "form.h"

#include <hostler/secret.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace hostler::aws {

/// All that a new instance is to be.
struct Launch {
  std::string token;  ///< the same for the same request: EC2 then makes it once
  std::string image, size, zone, subnet, keyName, cpuCredits;
  std::vector<std::string> groups;
  std::string rootDevice, diskType;
  std::int64_t diskGb = 0;  ///< 0: as large as the image wants it
  bool publicAddress = true, monitoring = false;
  sdk::Secret userData;
  Tags instanceTags, volumeTags;
};

/// The fields of RunInstances. Pure.
Form toForm(const Launch& launch);

}  // namespace hostler::aws
