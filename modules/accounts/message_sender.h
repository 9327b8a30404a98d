#pragma once

// How this module tells people something. It never sends by itself: what it has to say is handed
// over inside the transaction of the change, so that a code and the mail that carries it exist
// together or not at all.

#include "core/base/scope.h"
#include "core/db/database.h"
#include "core/json/json.h"
#include "core/secrets/secret.h"
#include "core/shape/words.h"
#include "core/time/instant.h"

#include <array>
#include <optional>
#include <string>

namespace hostler {

enum class MessageChannel { Email = 1, Sms };
template <>
inline constexpr std::array kEnumNames<MessageChannel>{std::string_view{"email"},
                                                       std::string_view{"sms"}};

/// One message to one person.
struct OutgoingMessage {
  std::string templateName;  ///< "accounts.reset_password"
  MessageChannel channel = MessageChannel::Email;
  std::string recipient;  ///< one e-mail address, or a phone in E.164; empty: see stranger.h
  std::string language = "en";
  Json model = Json::object();  ///< what the template shows; holds nothing secret
  std::optional<Secret> code;   ///< shown as `code`; kept sealed by whoever stores the message
  std::optional<Secret> link;   ///< shown as `link`; likewise
  /// With template and recipient it names the message: a second one with the same key is the same
  /// message.
  std::string key;
  std::optional<Instant> goodUntil;  ///< not worth sending after this
};

class MessageSender {
 public:
  virtual ~MessageSender() = default;
  /// Whether a tenant has a way to send on this channel.
  virtual bool canSend(Id<Tenant> tenant, MessageChannel channel) = 0;
  /// Takes the message as part of `tx`. `scope` is whose it is: the account, where it concerns one.
  virtual void send(db::Transaction& tx, const Scope& scope, const OutgoingMessage& message) = 0;
};

}  // namespace hostler
