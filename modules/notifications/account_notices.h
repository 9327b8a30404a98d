#pragma once

#include "modules/accounts/message_sender.h"
#include "modules/resellers/resellers.h"

namespace hostler {

/// A message in the words of templates/mail and templates/sms.
struct ShippedNotice {
  std::string templateName;
  Json model;
  std::optional<Instant> goodUntil;
};

/// What accounts ask to be sent ("accounts.reset_password"), as the template that says it, with the
/// model that this template has. A message that names a template itself is left as it is. Codes and
/// links go with their minutes: they are not worth sending afterwards. Throws std::logic_error for
/// a notice of accounts that nobody has a template for.
ShippedNotice shippedNotice(const OutgoingMessage& message, const Tenant& tenant, Instant now);

}  // namespace hostler
