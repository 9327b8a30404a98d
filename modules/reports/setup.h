#pragma once

#include "core/db/database.h"
#include "core/shape/shape.h"
#include "modules/entities/entities.h"

namespace hostler {

/// How far a shop has come, read from what exists: what its set-up asks for beside plugins.
struct SetupView {
  bool taxes = false;     ///< a rate of tax
  bool servers = false;   ///< a server, or an account at a cloud
  bool products = false;  ///< a product on sale that has a price
  bool orders = false;    ///< an order that is done
  static void describe(Shape<SetupView>& shape);
};

SetupView setupOf(db::Reader& reader, Id<Tenant> tenant);

}  // namespace hostler
