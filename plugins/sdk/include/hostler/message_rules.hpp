#pragma once

// What a message must keep whichever provider takes it, so that every notifier refuses the same.

#include <hostler/notifier_types.hpp>
#include <hostler/outcome.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace hostler::sdk {

/// LOCAL@DOMAIN in ASCII: a dot-atom before the @ (RFC 5322 3.4.1), a host name of two labels or
/// more after it. Neither a second address nor a line end fits in.
bool isMailAddress(std::string_view text);
/// "+919812345678" (ITU-T E.164: up to 15 digits, the first not zero).
bool isPhoneNumber(std::string_view text);

/// Why a message is not sent on this channel: Permanent "wrong_channel" or "bad_request", naming
/// the member. Checks what does not depend on the provider: reference, addresses, header names and
/// line ends, attachments, that there is something to say.
std::optional<ProviderError> messageFault(const Message& message, std::string_view channel);

}  // namespace hostler::sdk
