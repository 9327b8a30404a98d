#pragma once

#include "callback_signature.h"
#include "settings.h"

#include <hostler/http_client.hpp>
#include <hostler/json.hpp>
#include <hostler/notifier_types.hpp>

#include <optional>
#include <stdexcept>
#include <string>

namespace hostler::twilio {

/// An answer or a callback of another shape than Twilio's; `what()` names the member.
struct MappingError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The form of POST …/Messages.json. The callback's address carries our reference back to us.
Fields toForm(const sdk::Message& message, const Settings& settings);

/// Whether a text is one of Twilio's ids: two letters and 32 hex digits.
bool isSid(std::string_view text, std::string_view prefix);

/// A Message resource as a report; nothing while it is under way. Throws MappingError.
std::optional<sdk::DeliveryReport> toReport(const sdk::Json& message);
/// The same from a status callback's form and the address that it came to.
std::optional<sdk::DeliveryReport> toReport(const Fields& callback, const std::string& url);

/// An error document's own number and text ({"code", "message", "more_info", "status"}); nothing
/// where the answer is not Twilio's.
struct OwnError {
  std::int64_t code = 0;
  std::string message;
};
std::optional<OwnError> errorIn(const std::string& body);
/// What a request came to that Twilio refused. https://www.twilio.com/docs/api/errors
sdk::ProviderError errorOf(const sdk::HttpResponse& response, sdk::Effect effect);

}  // namespace hostler::twilio
