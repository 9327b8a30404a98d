#pragma once

#include "settings.h"

#include <string>
#include <string_view>

namespace hostler::razorpay {

/// Lower-case hex HMAC-SHA256, which is how Razorpay signs everything.
std::string sign(const sdk::Secret& secret, std::string_view message);

/// Whether `signature` is right for `message`, in constant time. False for an empty secret or
/// signature.
bool isSigned(const sdk::Secret& secret, std::string_view message, std::string_view signature);

}  // namespace hostler::razorpay
