#pragma once

// The SDK's requests as Stripe's forms. Pure but for the day on which a mandate starts.

#include "stripe_client.h"

#include <hostler/gateway_requests.hpp>

namespace hostler::stripe {

/// Why a checkout cannot be asked for; nothing where it can.
std::optional<sdk::ProviderError> faultOf(const sdk::StartCheckout& request);

/// POST /payment_intents of a checkout, `amount` as Stripe counts it.
Form intentForm(const sdk::StartCheckout& request, std::int64_t amount);
/// POST /setup_intents, for a mandate without a first payment.
Form setupForm(const sdk::StartCheckout& request);
/// POST /payment_intents that charges a saved method at once.
Form chargeForm(const sdk::ChargeMethod& request, std::int64_t amount);
/// POST /checkout/sessions; `expiresAt` where Stripe can keep to it.
Form sessionForm(const sdk::CreatePaymentLink& request, std::int64_t amount,
                 std::optional<std::int64_t> expiresAt);

/// At most so many bytes, without half a character at the end.
std::string cut(const std::string& text, std::size_t most);

}  // namespace hostler::stripe
