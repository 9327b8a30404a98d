#pragma once

#include "core/shape/shape.h"
#include "modules/catalog/catalog.h"

#include <functional>
#include <string>
#include <vector>

namespace hostler {

/// Something that keeps a product from being delivered as it is set up now.
struct ProductProblem {
  std::string code;     ///< plugin_not_enabled, no_server or no_room
  std::string message;  ///< what to do about it, for staff
  /// Whether nobody can be sold it until then. Without this an order waits for staff.
  bool stopsSale = false;

  static void describe(Shape<ProductProblem>& shape);
};

/// Finds what is wrong with how a product would be made; nothing for one that staff make by hand.
/// Reads alone, and asks no provider.
using ProductReadiness =
    std::function<std::vector<ProductProblem>(db::Reader& reader, const Product& product)>;

}  // namespace hostler
