#pragma once

// The options and add-ons of a service over a change of plan. Pure.

#include "modules/catalog/product_option.h"
#include "modules/services/services.h"

#include <map>
#include <optional>
#include <vector>

namespace hostler::plan_extras {

/// What the service has after the change: what is asked for, and of what it has now all that
/// nothing was said about and the new plan offers too. What stays with the same plan and cycle
/// keeps its price. Adds to `errors` as chosen() does.
std::vector<Extra> after(const Service& service, const Product& product, Cycle cycle,
                         const ProductExtras& offered, const std::map<std::string, Json>& options,
                         const std::optional<std::vector<AddonChoice>>& addons,
                         FieldErrors& errors);

/// Those of `after` that are not in `before`, whole or with another value.
std::vector<Extra> added(const std::vector<Extra>& before, const std::vector<Extra>& after);
/// Whether every one of `before` is in `after` as it was.
bool keepsAll(const std::vector<Extra>& before, const std::vector<Extra>& after);
/// Whether something of this key was had before: then its setup is done.
bool wasHad(const std::vector<Extra>& before, const Extra& extra);

}  // namespace hostler::plan_extras
