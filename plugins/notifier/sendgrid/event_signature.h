#pragma once

#include <string_view>

namespace hostler::sendgrid {

/// Whether `signature` (base 64 of an ECDSA signature over SHA-256) was made over timestamp and
/// body with the private half of `publicKey` (base 64 of its DER form, with or without PEM lines).
/// False for anything that cannot be read.
/// https://www.twilio.com/docs/sendgrid/for-developers/tracking-events
bool isSigned(std::string_view publicKey, std::string_view timestamp, std::string_view body,
              std::string_view signature);

}  // namespace hostler::sendgrid
