#pragma once

#include "core/json/json.h"

#include <string_view>
#include <vector>

namespace hostler::app {

/// A product of the demonstration, as its JSON in the API's form: what staff would send to POST
/// /api/products.
const std::vector<std::string_view>& demoProducts();
/// The TLDs, as POST /api/admin/tlds takes them.
std::vector<Json> demoTlds();

}  // namespace hostler::app
