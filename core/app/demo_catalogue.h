#pragma once

#include "core/json/json.h"

#include <vector>

namespace hostler::app {

/// The products of the demonstration in the API's form: what staff would send to POST
/// /api/products.
std::vector<Json> demoProducts();
/// The TLDs, as POST /api/admin/tlds takes them.
std::vector<Json> demoTlds();

}  // namespace hostler::app
