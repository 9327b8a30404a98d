#pragma once

#include "modules/services/services.h"

namespace hostler {

/// A change of plan that was made at its provider.
struct MadeChange {
  Id<Product> from, to;
  Instant at;
};

namespace plan_history {

/// Those of a service that were made at `from` or later, in the order of their time.
std::vector<MadeChange> since(db::Reader& reader, Id<Service> service, Instant from);

}  // namespace plan_history
}  // namespace hostler
