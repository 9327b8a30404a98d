#pragma once

#include <hostler/secret.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hostler::twilio {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// How Twilio signs a callback: base 64 of HMAC-SHA1 over the address, then each field's name and
/// value, sorted by name. https://www.twilio.com/docs/usage/webhooks/webhooks-security
std::string sign(const sdk::Secret& token, std::string_view url, Fields fields);

/// Whether `signature` is right, in constant time. The address counts with and without the port
/// that its scheme has anyway: proxies write it both ways. False for an empty token or signature.
bool isSigned(const sdk::Secret& token, const std::string& url, const Fields& fields,
              std::string_view signature);

}  // namespace hostler::twilio
