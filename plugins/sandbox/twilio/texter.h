#pragma once

#include "core/json/json.h"
#include "plugins/sandbox/provider.h"
#include "plugins/sandbox/request_view.h"

#include <string>
#include <vector>

namespace hostler::sandbox::twilio {

/// One account and the messages that were taken. A value: copying it is how the sandbox pretends.
struct Texter {
  std::string id, sid, token, number, status = "active", balance = "42.1700";
  bool disabled = false;
  Json asGiven;
  std::vector<Json> messages;  ///< as the API shows them, with `status_callback` and `reference`
};

/// A message as the API shows it, without what only the book has.
Json shown(Json message);
/// The message that a form asks for, queued.
Json newMessage(const Texter& texter, const Params& form, const std::string& now);
/// The status callback of a message: signed with the account's token over address and fields.
Webhook callbackOf(const Texter& texter, const Json& message);

}  // namespace hostler::sandbox::twilio
