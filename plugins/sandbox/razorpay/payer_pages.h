#pragma once

#include "core/front/message.h"
#include "plugins/sandbox/razorpay/merchant.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler::sandbox::razorpay {

/// What a payer's browser sees, and sends, without any key: /v1/checkout.js, which stands in for
/// the gateway's own script and offers to pay, to fail or to close; what its buttons do; and the
/// pages behind payment links. Nothing for other paths.
std::optional<front::Response> answerPayer(std::vector<Merchant>& merchants,
                                           const front::Request& request, const std::string& path,
                                           std::int64_t now, std::vector<Webhook>& webhooks);

}  // namespace hostler::sandbox::razorpay
