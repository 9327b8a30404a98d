#pragma once

#include "core/base/id.h"
#include "core/json/json.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace hostler {

struct Tenant;

/// What a shop has for strangers to see, so that its pages lead nowhere that there is nothing.
struct ShopFace {
  struct Named {
    std::string key, title;
  };
  bool sellsDomains = false;
  std::vector<std::string> productTypes;  ///< of what is on sale: "hosting", "vps"
  std::vector<Named> gateways;            ///< by name: the ways to pay
  std::vector<Named> legal;               ///< by slug: terms, privacy and the like, in their order
};
/// The faces of all shops that have one, read anew each time.
using ShopFaces = std::function<std::map<Id<Tenant>, ShopFace>(const std::vector<Id<Tenant>>&)>;

}  // namespace hostler
