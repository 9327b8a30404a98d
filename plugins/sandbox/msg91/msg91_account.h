#pragma once

#include "core/json/json.h"
#include "plugins/sandbox/provider.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace hostler::sandbox::msg91 {

/// An error document.
struct Refusal {
  std::string message, code;
};

/// One account, the texts that it registered and the messages that were taken. A value: copying it
/// is how the sandbox pretends.
struct Account {
  std::string id, authKey, webhookUrl, webhookToken;
  bool disabled = false;
  std::int64_t credits = 5'000;
  std::map<std::string, std::string> texts;  ///< template id to the text as registered
  Json asGiven;
  std::vector<Json> messages;

  /// Takes one message, or throws Refusal. The reply is the request's id.
  std::string take(const std::string& templateId, const Json& recipient);
  /// The report of a message, as webhook v2 sends it: a form with one field `data`.
  Webhook reportOf(const Json& message) const;
};

/// The account that POST /_accounts describes. Throws DomainError.
Account accountOf(const Json& given);

}  // namespace hostler::sandbox::msg91
