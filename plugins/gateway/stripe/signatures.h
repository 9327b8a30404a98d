#pragma once

#include "settings.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hostler::stripe {

/// How far a delivery's time may be from ours, either way, in seconds: Stripe's own libraries allow
/// as much of the past.
constexpr std::int64_t kTolerance = 300;

/// Lower-case hex HMAC-SHA256 over "time.body", by the endpoint's whole secret, "whsec_" included.
std::string sign(const sdk::Secret& secret, std::string_view time, std::string_view body);

/// Whether the header "t=…,v1=…" is right for the raw `body` at the time `now`. While a secret is
/// rolled there are several v1, of which any may match; other schemes never count. In constant time
/// for each of them. False for an empty secret.
bool isSigned(const sdk::Secret& secret, std::string_view body, std::string_view header,
              std::int64_t now);

}  // namespace hostler::stripe
