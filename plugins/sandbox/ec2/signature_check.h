#pragma once

#include "core/front/message.h"
#include "core/time/instant.h"

#include <optional>
#include <string>

namespace hostler::sandbox::ec2 {

/// What the header Authorization of Signature Version 4 says.
struct SignatureClaim {
  std::string keyId, date, region, service, signedHeaders, signature;
};
/// Nothing where the header is none of that sort.
std::optional<SignatureClaim> claimOf(const front::Request& request);

/// Computes the signature anew from the request as it came. Pure.
bool isSignedBy(const front::Request& request, const SignatureClaim& claim,
                const std::string& secretKey);

/// How many seconds lie between the request's own date and now; nothing where it has none.
std::optional<std::int64_t> ageOf(const front::Request& request, Instant now);

}  // namespace hostler::sandbox::ec2
