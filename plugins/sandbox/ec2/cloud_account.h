#pragma once

#include "core/json/json.h"

#include <map>
#include <string>
#include <vector>

namespace hostler::sandbox::ec2 {

/// Resources of one sort by id, each as EC2 shows it. Members that begin with '_' are the sandbox's
/// own and are never shown: `_lag`, how many questions it stays hidden from; `_becomes`, what it
/// turns into once it was shown `_polls` times.
using Items = std::map<std::string, Json>;

/// What a ClientToken stands for.
struct TokenUse {
  std::string request;  ///< all parameters: another request under the token is refused
  std::string id;
};

/// All that one key sees of one region. A value: copying it is how the sandbox pretends.
struct CloudAccount {
  std::string id, accessKeyId, secretKey, region;
  std::string number = "123456789012";
  bool disabled = false;
  int lag = 1;                      ///< questions that a new resource stays hidden from
  std::vector<std::string> denied;  ///< permissions that the key lacks: "ec2:RunInstances"
  Json asGiven;                     ///< as it was added: the plugin's server_settings

  Items instances, volumes, addresses, groups, keys, snapshots, rootTasks, modifications;
  std::map<std::string, TokenUse> tokens;

  /// The map that holds ids like this one; null where there is none.
  Items* itemsWith(const std::string& resourceId);
};

/// Ids as EC2 gives them: the prefix and 17 hexadecimal digits.
std::string newId(const std::string& prefix);

/// What every region has: networks, zones, images, sizes.
Json zonesOf(const std::string& region);
Json subnetsOf(const std::string& region);
Json imagesOf(const std::string& region);
Json instanceTypes();
constexpr const char* kVpc = "vpc-0a1b2c3d4e5f60718";

}  // namespace hostler::sandbox::ec2
