#pragma once

// What a provider has, beside what we believe. Pure.

#include "modules/services/provider_work.h"

#include <map>
#include <string>
#include <vector>

namespace hostler {

/// One of our services, as it should be at its provider.
struct BelievedAccount {
  Service service;
  std::string package;  ///< empty: the product does not say
};

/// {missing: [{service, account, …}], unknown: [{account, domain, …}], differing: [{service,
/// account, suspended_here?, …}], agreeing: how many}. `ours` holds live services alone.
Json driftBetween(const std::vector<BelievedAccount>& ours,
                  const std::map<std::string, ProviderAccount>& theirs);

/// The package that a product's settings name, in the words of the panels that have packages.
std::string packageOf(const Json& productSettings);
/// Whether a package is the one that was ordered; a reseller's carry its name in front.
bool isPackage(const std::string& shown, const std::string& ordered);

}  // namespace hostler
