#pragma once

#include "plugins/sandbox/request_view.h"

#include <optional>
#include <string>

namespace hostler::sandbox::twilio {

/// An error document: Twilio's own number, the HTTP status and the sentence.
struct Refusal {
  int status = 400;
  int code = 0;
  std::string message;
};

/// Why the real API would not take this form for an account whose number is `ownNumber`; nothing
/// when it would. The numbers +1500555000x fail as Twilio's own test numbers do.
std::optional<Refusal> messageFault(const Params& form, const std::string& ownNumber);

}  // namespace hostler::sandbox::twilio
