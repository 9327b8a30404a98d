#pragma once

#include "settings.h"

#include <hostler/json.hpp>
#include <hostler/notifier_types.hpp>

#include <stdexcept>
#include <vector>

namespace hostler::sendgrid {

/// An event of another shape than SendGrid's; `what()` names the member.
struct MappingError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The body of POST /v3/mail/send. Nothing is tracked: a link with a token must not pass through a
/// third party.
sdk::Json toMail(const sdk::Message& message, const Settings& settings);

/// What a delivery of the event webhook says; events that say nothing of delivery are left out.
/// Throws MappingError.
std::vector<sdk::DeliveryReport> toReports(const sdk::Json& events);

}  // namespace hostler::sendgrid
