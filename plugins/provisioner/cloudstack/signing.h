#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hostler::cloudstack {

/// Names and values of a request, in any order.
using Params = std::vector<std::pair<std::string, std::string>>;

/// What is signed: the parameters by name as they are sent (byte by byte, as the management server
/// sorts them), values encoded, all in small letters. The parameter `signature` is left out.
std::string stringToSign(Params params);
/// base64 of HMAC-SHA1 over it.
std::string signatureOf(std::string_view secretKey, const Params& params);

/// "2026-01-02T03:04:05+0000", as `expires` is written.
std::string expiryText(std::int64_t unixSeconds);

/// The parameters with key, expiry and signature: what is sent as a form.
Params signedParams(Params params, const std::string& apiKey, const std::string& secretKey,
                    std::int64_t expiresAt);

}  // namespace hostler::cloudstack
