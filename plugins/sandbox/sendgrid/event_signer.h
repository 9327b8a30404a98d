#pragma once

#include <string>
#include <string_view>

namespace hostler::sandbox::sendgrid {

/// The public half of the key that this sandbox signs events with: base 64 of its DER form.
std::string_view eventPublicKey();
/// Base 64 of an ECDSA signature with SHA-256.
std::string signedEvent(std::string_view message);

}  // namespace hostler::sandbox::sendgrid
