#include "modules/notifications/notification_sender.h"

#include "core/problem/problem.h"
#include "core/secrets/digest.h"
#include "modules/notifications/account_notices.h"
#include "modules/notifications/wording.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace hostler {
namespace {

constexpr std::size_t kLongestKey = 120, kLongestRecipient = 254;

std::string_view libraryChannel(MessageChannel channel) {
  return channel == MessageChannel::Email ? "mail" : "sms";
}

// Somebody waits in front of a screen for a code; a renewal run makes thousands of the others at
// once.
jobs::Priority priorityOf(const Message& message, const MessageSecrets& secrets) {
  constexpr std::array<std::string_view, 5> kBulk{"renewal_invoice", "invoice_reminder",
                                                  "invoice_overdue_1", "invoice_overdue_2",
                                                  "invoice_overdue_3"};
  if (secrets.code || secrets.link) return jobs::Priority::Urgent;
  return std::ranges::find(kBulk, message.templateName) == kBulk.end() ? jobs::Priority::Normal
                                                                       : jobs::Priority::Bulk;
}

// The right side of a Message-ID: the host of the shop's address.
std::string hostOf(std::string_view url) {
  if (const auto scheme = url.find("://"); scheme != std::string_view::npos)
    url.remove_prefix(scheme + 3);
  const auto host = url.substr(0, url.find_first_of("/:?#"));
  const bool fits = !host.empty() && std::ranges::all_of(host, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.';
  });
  return fits ? std::string{host.substr(0, 150)} : "hostler.invalid";
}

Json jsonOf(const MessageSecrets& secrets) {
  Json json = Json::object();
  if (secrets.code) json["code"] = secrets.code->reveal();
  if (secrets.link) json["link"] = secrets.link->reveal();
  return json;
}

}  // namespace

bool NotificationSender::canSend(Id<Tenant> tenant, MessageChannel channel) {
  const bool byItself =
      channel == MessageChannel::Email ? parts_.mail.canSend() : parts_.sms.canSend();
  return byItself || parts_.carriers.hasPlugin(tenant, channel);
}

void NotificationSender::send(db::Transaction& tx, const Scope& scope,
                              const OutgoingMessage& outgoing) {
  auto notice = shippedNotice(outgoing, parts_.tenants.get(scope.tenant), parts_.clock.now());
  Message message;
  message.tenant = scope.tenant;
  message.account = scope.account;
  message.channel = outgoing.channel;
  message.templateName = std::move(notice.templateName);
  message.language = outgoing.language;
  message.recipient = outgoing.recipient;
  message.key = outgoing.key;
  // There is one beginning: whoever announces it, the account is greeted once.
  if (message.templateName == "welcome" && scope.account) message.key = scope.account->text();
  message.model = std::move(notice.model);
  message.goodUntil = notice.goodUntil;
  const bool toNobody = message.recipient.empty();
  const auto taken = take(tx, std::move(message), {outgoing.code, outgoing.link});
  // It was to take its time alone, so that who waits for an answer cannot tell that there was
  // nobody to write to; its job finds nothing.
  if (toNobody && taken) message_repository::remove(tx, taken->id);
}

void NotificationSender::checkTemplate(const Message& message) const {
  if (parts_.templates.has(libraryChannel(message.channel), message.templateName)) return;
  throw std::logic_error{"there is no template called " + message.templateName};
}

message_repository::Sealed NotificationSender::prepare(Message message,
                                                       const MessageSecrets& secrets) {
  checkTemplate(message);
  message.id = parts_.ids.next<Message>();
  message.reference =
      message.id.text() + "@" + hostOf(parts_.tenants.get(message.tenant).publicUrl);
  message.createdAt = parts_.clock.now();
  message.status = MessageStatus::Queued;
  message.attempts = 0;
  message.answer.clear();
  message.language = wording::cutTo(message.language, 20);
  // An address that is longer than any can be is refused when it is to be sent, as every malformed
  // one is.
  message.recipient = wording::cutTo(message.recipient, kLongestRecipient);
  if (message.key.size() > kLongestKey) message.key = hex(sha256(message.key));
  std::optional<db::Blob> sealed;
  message.carriesSecret = message.hasSecrets = secrets.code || secrets.link;
  if (message.carriesSecret) {
    sealed = parts_.vault.seal(message_repository::kSecrets, message.id.value(),
                               Secret{dump(jsonOf(secrets))});
  }
  return {std::move(message), std::move(sealed)};
}

void NotificationSender::enqueue(db::Transaction& tx, const Message& message,
                                 const MessageSecrets& secrets) {
  jobs::Enqueue how;
  how.priority = priorityOf(message, secrets);
  if (message.channel == MessageChannel::Sms) how.lane = "sms";
  parts_.jobs.enqueue(tx, message.scope(), SendMessage{message.id}, how);
}

std::optional<Message> NotificationSender::take(db::Transaction& tx, Message wanted,
                                                const MessageSecrets& secrets) {
  const std::vector prepared{prepare(std::move(wanted), secrets)};
  if (!message_repository::insertAll(tx, prepared).empty()) return std::nullopt;
  enqueue(tx, prepared.front().message, secrets);
  return prepared.front().message;
}

void NotificationSender::takeAll(db::Transaction& tx, std::vector<Message> wanted) {
  std::vector<message_repository::Sealed> prepared;
  prepared.reserve(wanted.size());
  for (auto& message : wanted) prepared.push_back(prepare(std::move(message), {}));
  const auto known = message_repository::insertAll(tx, prepared);
  for (std::size_t i = 0; i < prepared.size(); ++i) {
    if (std::ranges::find(known, i) == known.end()) enqueue(tx, prepared[i].message, {});
  }
}

MessageSecrets NotificationSender::secretsOf(db::Reader& reader, const Message& message) {
  if (!message.hasSecrets) return {};
  const auto sealed = message_repository::secretsOf(reader, message.id);
  if (!sealed) return {};
  const auto clear = parts_.vault.open(message_repository::kSecrets, message.id.value(), *sealed);
  const auto json = Json::parse(clear.reveal());
  MessageSecrets secrets;
  if (json.contains("code")) secrets.code = Secret{json["code"].get<std::string>()};
  if (json.contains("link")) secrets.link = Secret{json["link"].get<std::string>()};
  return secrets;
}

Message NotificationSender::sendAgain(db::Transaction& tx, const Message& message) {
  if (message.status == MessageStatus::Queued) {
    throw DomainError{"message_still_queued",
                      409,
                      "This message is still on its way; it is tried again by itself.",
                      {{"message", message.id.text()}}};
  }
  if (message.model.is_null()) {
    throw DomainError{"message_not_kept",
                      409,
                      "What this message said is not kept any more, so it cannot be sent again.",
                      {{"message", message.id.text()}}};
  }
  const bool isOver = message.goodUntil && *message.goodUntil <= parts_.clock.now();
  if (isOver || message.carriesSecret != message.hasSecrets) {
    throw DomainError{"message_expired",
                      409,
                      "The code or link in this message no longer works; ask for a new one.",
                      {{"message", message.id.text()}}};
  }
  auto again = message;
  again.shown = nullptr;
  again.sentAt.reset();
  again.carrier.clear();
  again.carrierId.clear();
  again.delivery.reset();
  again.deliveryReason.clear();
  again.deliveredAt.reset();
  again.key = "again:" + message.id.text() + ":" + std::to_string(parts_.clock.now().unixMicros());
  auto made = take(tx, std::move(again), secretsOf(tx, message));
  if (!made) throw std::logic_error{"a message was sent again twice at once"};
  return std::move(*made);
}

}  // namespace hostler
