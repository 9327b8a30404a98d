#pragma once

#include "core/shape/shape.h"
#include "modules/services/service_repository.h"

#include <optional>

namespace hostler {

/// What staff say of an account that they have made themselves. Nothing: have the provider make it.
struct ByHand {
  std::optional<Json> credentials;

  /// Throws ValidationError for a name or a password that no provider could have given: the name
  /// stands in for the provider's from then on.
  std::optional<ServiceCredentials> made() const;
  static void describe(Shape<ByHand>& shape);
};

}  // namespace hostler
