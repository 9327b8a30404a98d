#pragma once

#include "plugins/sandbox/stripe/merchant.h"

namespace hostler::sandbox::stripe {

/// POST /_pay: the payer's deed, or the bank's, on what `payment_intent` names: a payment intent, a
/// setup intent or a checkout session of this merchant. Nothing where it is none of its. Throws
/// DomainError.
std::optional<Json> play(ApiCall& call, const Json& request);

}  // namespace hostler::sandbox::stripe
