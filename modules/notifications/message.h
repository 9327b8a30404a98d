#pragma once

#include "core/json/json.h"
#include "core/time/instant.h"
#include "modules/accounts/message_sender.h"
#include "modules/entities/entities.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// Queued until it is known what became of it. Skipped: what it told of was no longer so when it
/// was to be sent.
enum class MessageStatus { Queued = 1, Sent, Failed, Expired, Skipped };
template <>
inline constexpr std::array kEnumNames<MessageStatus>{
    std::string_view{"queued"}, std::string_view{"sent"}, std::string_view{"failed"},
    std::string_view{"expired"}, std::string_view{"skipped"}};

/// What its carrier has reported of a message that it took; later ones are worse and stay.
enum class DeliveryState { Sent = 1, Delivered, Failed, Bounced, Complained };
template <>
inline constexpr std::array kEnumNames<DeliveryState>{
    std::string_view{"sent"}, std::string_view{"delivered"}, std::string_view{"failed"},
    std::string_view{"bounced"}, std::string_view{"complained"}};

/// One message to one person, as it is kept.
struct Message {
  Id<Message> id;
  Id<Tenant> tenant;
  std::optional<Id<Account>> account;
  MessageChannel channel = MessageChannel::Email;
  std::string templateName;  ///< as in templates/mail and templates/sms: "invoice_overdue_1"
  std::string language = "en";
  std::string recipient;
  std::string key;  ///< see OutgoingMessage::key
  Json model =
      Json::object();  ///< without brand, invoices and secrets, which are added when it is shown
  std::vector<Id<Invoice>> invoices;  ///< what it is about: shown as they are when it is sent
  /// Of one that was handed over, or may have been: all that it showed but secrets, the brand and
  /// invoices included. Null: it was not, or before this was kept.
  Json shown = nullptr;
  bool carriesSecret = false;  ///< it has, or had, a code or a link with a token
  bool hasSecrets = false;     ///< which is still kept with it
  MessageStatus status = MessageStatus::Queued;
  int attempts = 0;
  std::string answer;     ///< what the server or provider said last, in one line
  std::string reference;  ///< the Message-ID, without angle brackets
  Instant createdAt;
  std::optional<Instant> sentAt, goodUntil;
  std::string carrier, carrierId;  ///< the plugin that took it, or may have
  std::optional<DeliveryState> delivery;
  std::string deliveryReason;
  std::optional<Instant> deliveredAt;

  Scope scope() const { return {tenant, account}; }
};

/// What is shown once and kept sealed.
struct MessageSecrets {
  std::optional<Secret> code, link;
};

}  // namespace hostler
