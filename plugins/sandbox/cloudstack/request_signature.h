#pragma once

#include "core/time/instant.h"
#include "plugins/sandbox/request_view.h"

#include <string>

namespace hostler::sandbox::cloudstack {

/// What a management server computes over a request: base64 of HMAC-SHA1.
std::string signatureFor(const Params& params, const std::string& secretKey);

/// Whether the signature is right and the request has not expired. Without signatureversion=3 the
/// expiry means nothing.
bool isSigned(const Params& params, const std::string& secretKey, Instant now);

/// The value of a parameter whose name may be written in any letters ("apiKey").
std::string anyCase(const Params& params, std::string_view lowerCaseName);

}  // namespace hostler::sandbox::cloudstack
