#pragma once

#include <string_view>
#include <vector>

namespace hostler::app {

/// A product of the demonstration, as its JSON in the API's form: what staff would send to POST
/// /api/products.
const std::vector<std::string_view>& demoProducts();

}  // namespace hostler::app
