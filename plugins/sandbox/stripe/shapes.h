#pragma once

#include "core/json/json.h"

#include <string_view>

namespace hostler::sandbox::stripe {

/// A fresh object of a kind ("payment_intent", "checkout.session") with every member that Stripe
/// shows, still without an id.
Json shapeOf(std::string_view kind);

}  // namespace hostler::sandbox::stripe
