#pragma once

#include "core/http/page.h"
#include "core/render/template_library.h"
#include "modules/notifications/message.h"

namespace hostler {

/// A message as staff see it.
struct MessageView {
  Id<Message> id;
  std::optional<Id<Account>> account;
  std::string to;
  MessageChannel channel = MessageChannel::Email;
  std::string kind, language;
  std::string subject, text, html;  ///< codes and links with a token are covered, save in a sandbox
  MessageStatus state = MessageStatus::Queued;
  int attempts = 0;
  std::string answer, messageId;
  Instant createdAt;
  std::optional<Instant> sentAt, goodUntil;
  std::optional<DeliveryState> delivery;
  std::optional<std::string> carrier, deliveryReason;
  std::optional<Instant> deliveredAt;
  std::optional<std::string> code, link;  ///< in a sandbox alone

  static MessageView of(const Message& message, render::RenderedMessage rendered);
  static void describe(Shape<MessageView>& shape);
};

struct MessageQuery : http::ListQuery {
  std::optional<std::string> to, kind;
  std::optional<MessageChannel> channel;
  std::optional<MessageStatus> state;
  std::optional<DeliveryState> delivery;
  std::optional<Id<Account>> account;
  static void describe(Shape<MessageQuery>& shape);
};

}  // namespace hostler
