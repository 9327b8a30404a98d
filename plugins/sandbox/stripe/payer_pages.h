#pragma once

#include "core/front/message.h"
#include "plugins/sandbox/stripe/merchant.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hostler::sandbox::stripe {

/// /v3/, the script that stands in for Stripe.js: a Payment Element of two choices, which confirms
/// through the API as the real one does.
std::optional<front::Response> answerScript(const std::string& path);

/// /c/pay/:id, the page behind a checkout session. `callFor` makes the call of a merchant.
std::optional<front::Response> answerHostedPage(std::vector<Merchant>& merchants,
                                                const front::Request& request,
                                                const std::string& path,
                                                const std::function<ApiCall(Merchant&)>& callFor,
                                                std::vector<Webhook>& webhooks);

}  // namespace hostler::sandbox::stripe
