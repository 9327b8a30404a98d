#pragma once

#include "core/db/transaction.h"
#include "core/time/clock.h"

#include <string>
#include <vector>

namespace hostler::silent_gateways {

/// How long a gateway may take to tell of a payment by an event, once it is known to be paid.
inline constexpr std::chrono::hours kPatience{1};
/// Payments that are older say nothing about how a gateway is now.
inline constexpr std::chrono::hours kLook{24 * 7};

/// The gateways whose webhooks do not arrive, by name: the last payment through them within `kLook`
/// is paid since `kPatience`, as a return or a question has shown, and since it was begun no event
/// came. Razorpay, for one, switches a webhook off by itself once its deliveries failed for a day.
std::vector<std::string> all(db::Reader& reader, Instant now);

}  // namespace hostler::silent_gateways
