#include "signatures.h"

#include <hostler/signature.hpp>

namespace hostler::razorpay {

std::string sign(const sdk::Secret& secret, std::string_view message) {
  return sdk::hexOf(sdk::hmacSha256(secret.reveal(), message));
}

bool isSigned(const sdk::Secret& secret, std::string_view message, std::string_view signature) {
  return !secret.empty() && !signature.empty() &&
         sdk::equalInConstantTime(sign(secret, message), signature);
}

}  // namespace hostler::razorpay
