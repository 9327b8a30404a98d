#include "modules/notifications/message_views.h"

namespace hostler {

MessageView MessageView::of(const Message& message, render::RenderedMessage rendered) {
  MessageView view;
  view.id = message.id;
  view.account = message.account;
  view.to = message.recipient;
  view.channel = message.channel;
  view.kind = message.templateName;
  view.language = message.language;
  view.subject = std::move(rendered.subject);
  view.text = std::move(rendered.text);
  view.html = std::move(rendered.html);
  view.state = message.status;
  view.attempts = message.attempts;
  view.answer = message.answer;
  view.messageId = message.reference;
  view.createdAt = message.createdAt;
  view.sentAt = message.sentAt;
  view.goodUntil = message.goodUntil;
  view.delivery = message.delivery;
  view.deliveredAt = message.deliveredAt;
  if (!message.carrier.empty()) view.carrier = message.carrier;
  if (!message.deliveryReason.empty()) view.deliveryReason = message.deliveryReason;
  return view;
}

void MessageView::describe(Shape<MessageView>& shape) {
  shape.field("id", &MessageView::id);
  shape.field("account", &MessageView::account);
  shape.field("to", &MessageView::to);
  shape.field("channel", &MessageView::channel);
  shape.field("kind", &MessageView::kind).describedAs("the template");
  shape.field("language", &MessageView::language);
  shape.field("subject", &MessageView::subject);
  shape.field("text", &MessageView::text);
  shape.field("html", &MessageView::html);
  shape.field("state", &MessageView::state);
  shape.field("attempts", &MessageView::attempts);
  shape.field("answer", &MessageView::answer).describedAs("what the server or provider said last");
  shape.field("message_id", &MessageView::messageId);
  shape.field("created_at", &MessageView::createdAt);
  shape.field("sent_at", &MessageView::sentAt).nullable();
  shape.field("good_until", &MessageView::goodUntil);
  shape.field("carrier", &MessageView::carrier).describedAs("the plugin that took it");
  shape.field("delivery", &MessageView::delivery).describedAs("what its carrier has reported");
  shape.field("delivery_reason", &MessageView::deliveryReason);
  shape.field("delivered_at", &MessageView::deliveredAt);
  shape.field("code", &MessageView::code).describedAs("a one-time code; in a sandbox alone");
  shape.field("link", &MessageView::link)
      .describedAs("a link that carries a token; in a sandbox alone");
}

void MessageQuery::describe(Shape<MessageQuery>& shape) {
  shape.include<http::ListQuery>();
  shape.field("to", &MessageQuery::to).length(1, 254);
  shape.field("kind", &MessageQuery::kind).length(1, 60);
  shape.field("channel", &MessageQuery::channel);
  shape.field("state", &MessageQuery::state);
  shape.field("delivery", &MessageQuery::delivery);
  shape.field("account", &MessageQuery::account);
}

}  // namespace hostler
