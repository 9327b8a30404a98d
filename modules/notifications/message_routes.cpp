#include "modules/notifications/message_routes.h"

#include "modules/notifications/message_repository.h"

namespace hostler {

using http::Access;

namespace {

constexpr auto kCovered = "••••••";

}  // namespace

void MessageRoutes::mount(http::Router& router) {
  const auto read = Access::staff(kReadMessages);
  router
      .get<MessageQuery, http::Page<MessageView>>(
          "/admin/messages", read,
          [this](const auto& request) { return list(request.scope(), request.query()); })
      .named("adminListMessages", "Mails and SMS, newest first")
      .tagged("Admin: messages");
  router
      .get<http::Nothing, MessageView>("/admin/messages/{id}", read,
                                       [this](const auto& request) {
                                         return one(request.scope(),
                                                    request.template id<Message>());
                                       })
      .named("adminGetMessage", "One message")
      .tagged("Admin: messages");
  router
      .post<http::Nothing, MessageView>(
          "/admin/messages/{id}/resend", Access::staff(kResendMessages),
          [this](const auto& request) {
            return sendAgain(request.actor(), request.template id<Message>());
          })
      .named("adminResendMessage", "Send it once more, as a new message")
      .tagged("Admin: messages")
      .creates();
}

http::Page<MessageView> MessageRoutes::list(const Scope& scope, const MessageQuery& query) {
  const auto order = http::ListOrder::of(query);
  const message_repository::Filter filter{query.to,    query.kind,    query.channel,
                                          query.state, query.account, query.delivery};
  return parts_.database.read([&](db::Reader& reader) {
    auto messages = message_repository::list(reader, scope.tenant, filter, order, query.limit + 1);
    return http::Page<MessageView>::of(
        std::move(messages), query.limit,
        [&](const Message& message) { return viewOf(reader, message); },
        [](const Message& message) {
          return http::Cursor{message.id.value(), 0};
        });
  });
}

MessageView MessageRoutes::viewOf(db::Reader& reader, const Message& message) {
  MessageSecrets secrets;
  if (parts_.showSecrets) secrets = parts_.sender.secretsOf(reader, message);
  auto shown = secrets;
  const bool isCovered = message.carriesSecret && !secrets.code && !secrets.link;
  if (isCovered) shown = {Secret{kCovered}, Secret{kCovered}};
  render::RenderedMessage rendered;
  try {
    // What it said is forgotten after a time; that it was sent is not.
    if (message.model.is_null()) {
      rendered.text = "What this message said is not kept any more.";
    } else {
      rendered = parts_.composer.render(message, parts_.composer.draft(reader, message, shown));
    }
  } catch (const std::runtime_error&) {
    rendered.text = "This message cannot be shown: its template is no longer usable.";
  }
  auto view = MessageView::of(message, std::move(rendered));
  if (secrets.code) view.code = secrets.code->reveal();
  if (secrets.link) view.link = secrets.link->reveal();
  return view;
}

MessageView MessageRoutes::one(const Scope& scope, Id<Message> id) {
  return parts_.database.read([&](db::Reader& reader) {
    const auto message = message_repository::find(reader, scope.tenant, id);
    if (!message) throw NotFound{};
    return viewOf(reader, *message);
  });
}

MessageView MessageRoutes::sendAgain(const Actor& actor, Id<Message> id) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    const auto message = message_repository::find(tx, actor.scope.tenant, id);
    if (!message) throw NotFound{};
    const auto again = parts_.sender.sendAgain(tx, *message);
    parts_.audit.record(tx, actor,
                        {"message.resent", id.text(), nullptr, {{"as", again.id.text()}}});
    return viewOf(tx, again);
  });
}

}  // namespace hostler
