#include "modules/webhooks/webhook_routes.h"

#include "modules/accounts/event_rights.h"

namespace hostler {

using http::Access;
using http::Nothing;

namespace {

struct WebhookSecretView {
  std::string secret;
  static void describe(Shape<WebhookSecretView>& shape) {
    shape.field("secret", &WebhookSecretView::secret).describedAs("shown this once");
  }
};

}  // namespace

WebhookView WebhookView::of(const Webhook& webhook) {
  return {webhook.id,       webhook.url,      webhook.description, webhook.events,
          webhook.isActive, webhook.failures, std::nullopt,        webhook.createdAt};
}

void WebhookView::describe(Shape<WebhookView>& shape) {
  shape.field("id", &WebhookView::id);
  shape.field("url", &WebhookView::url);
  shape.field("description", &WebhookView::description);
  shape.field("events", &WebhookView::events);
  shape.field("active", &WebhookView::active);
  shape.field("failures", &WebhookView::failures).describedAs("deliveries given up, in a row");
  shape.field("secret", &WebhookView::secret)
      .describedAs("what deliveries are signed with; shown once, when it is made");
  shape.field("created_at", &WebhookView::createdAt);
}

WebhookDeliveryView WebhookDeliveryView::of(const WebhookDelivery& delivery) {
  return {delivery.id,     delivery.webhook,  delivery.eventName, delivery.body,
          delivery.answer, delivery.state,    delivery.attempts,  delivery.status,
          delivery.tookMs, delivery.replayOf, delivery.createdAt, delivery.triedAt};
}

void WebhookDeliveryView::describe(Shape<WebhookDeliveryView>& shape) {
  shape.field("id", &WebhookDeliveryView::id);
  shape.field("webhook_id", &WebhookDeliveryView::webhook);
  shape.field("event", &WebhookDeliveryView::event);
  shape.field("body", &WebhookDeliveryView::body);
  shape.field("state", &WebhookDeliveryView::state);
  shape.field("attempts", &WebhookDeliveryView::attempts);
  shape.field("status", &WebhookDeliveryView::status).describedAs("HTTP's, 0 without an answer");
  shape.field("answer", &WebhookDeliveryView::answer)
      .describedAs("its beginning, or what went wrong");
  shape.field("took_ms", &WebhookDeliveryView::tookMs);
  shape.field("replay_of", &WebhookDeliveryView::replayOf).nullable();
  shape.field("created_at", &WebhookDeliveryView::createdAt);
  shape.field("tried_at", &WebhookDeliveryView::triedAt).nullable();
}

void WebhookRoutes::mount(http::Router& router) {
  mountAt(router, "/account/webhooks", Access::client(kReadWebhooks),
          Access::client(kManageWebhooks).notImpersonated(), "");
  mountAt(router, "/admin/webhooks", Access::staff(kReadShopWebhooks),
          Access::staff(kManageShopWebhooks), "Shop");
  mountLog(router);
}

http::Page<WebhookDeliveryView> WebhookRoutes::deliveries(
    const http::Request<http::ListQuery>& request, std::optional<Id<Webhook>> webhook) {
  const auto& query = request.query();
  if (query.sort && *query.sort != "-created_at")
    throw ValidationError{"sort", "not_sortable", "must be -created_at"};
  webhook_repository::After after;
  if (query.cursor) {
    const auto cursor = http::Cursor::parse(*query.cursor);
    after = {cursor.value, cursor.id};
  }
  return database_.read([&](db::Reader& reader) {
    if (webhook && !webhook_repository::find(reader, request.scope(), *webhook)) throw NotFound{};
    auto found = webhook_repository::deliveries(reader, request.scope().tenant, webhook, after,
                                                query.limit + 1);
    http::Page<WebhookDeliveryView> page;
    if (found.size() > static_cast<std::size_t>(query.limit)) {
      found.pop_back();
      page.nextCursor =
          http::Cursor{found.back().id.value(), found.back().createdAt.unixMicros()}.text();
    }
    // What a body tells is read by who may read it elsewhere.
    const auto& actor = request.actor();
    for (const auto& delivery : found) {
      auto view = WebhookDeliveryView::of(delivery);
      if (!actor.isStaff() && !mayReadEvent(actor, delivery.eventName, delivery.payload()))
        view.body.clear();
      page.data.push_back(std::move(view));
    }
    return page;
  });
}

void WebhookRoutes::mountAt(http::Router& router, const std::string& path, Access read,
                            Access manage, const std::string& word) {
  const std::string tag = word.empty() ? "Account" : "Admin: webhooks";
  const auto one = [this](const Scope& scope, Id<Webhook> id) {
    const auto webhook = database_.read(
        [&](db::Reader& reader) { return webhook_repository::find(reader, scope, id); });
    if (!webhook) throw NotFound{};
    return WebhookView::of(*webhook);
  };
  router
      .get<Nothing, http::Page<WebhookView>>(
          path, read,
          [this, right = read.permission.action](const auto& request) {
            http::Page<WebhookView> page;
            for (const auto& webhook : database_.read([&](db::Reader& reader) {
                   return webhook_repository::list(reader, request.scope());
                 })) {
              if (request.actor().may(right, webhook.id.text()))
                page.data.push_back(WebhookView::of(webhook));
            }
            return page;
          })
      .named("list" + word + "Webhooks", "Where events are sent")
      .tagged(tag);
  router
      .get<Nothing, WebhookView>(path + "/{id}", read,
                                 [one](const auto& request) {
                                   return one(request.scope(), request.template id<Webhook>());
                                 })
      .named("get" + word + "Webhook", "One webhook")
      .tagged(tag);
  router
      .post<WebhookEdit, WebhookView>(path, manage.withFreshFactor(),
                                      [this](const auto& request) {
                                        const auto made = desk_.add(
                                            request.actor(), request.scope(), request.body());
                                        auto view = WebhookView::of(made.webhook);
                                        view.secret = made.secret.reveal();
                                        return view;
                                      })
      .named("add" + word + "Webhook", "Send events to a public https address")
      .tagged(tag)
      .creates();
  router
      .patch<WebhookEdit, WebhookView>(
          path + "/{id}", manage,
          [this](const auto& request) {
            return WebhookView::of(desk_.change(request.actor(), request.scope(),
                                                request.template id<Webhook>(), request.body()));
          })
      .named("change" + word + "Webhook", "Change a webhook, or switch it on again")
      .tagged(tag)
      .guardedBy<WebhookView>([one](const http::Context& context) {
        return one(context.scope(), context.pathId<Webhook>());
      });
  router
      .remove<Nothing, Nothing>(path + "/{id}", manage,
                                [this](const auto& request) {
                                  desk_.remove(request.actor(), request.scope(),
                                               request.template id<Webhook>());
                                })
      .named("remove" + word + "Webhook", "Remove a webhook")
      .tagged(tag);
  mountDeliveries(router, path, read, manage, word);
}

void WebhookRoutes::mountDeliveries(http::Router& router, const std::string& path, Access read,
                                    Access manage, const std::string& word) {
  const std::string tag = word.empty() ? "Account" : "Admin: webhooks";
  router
      .post<Nothing, WebhookSecretView>(
          path + "/{id}/renew-secret", manage.withFreshFactor(),
          [this](const auto& request) {
            return WebhookSecretView{
                desk_.renewSecret(request.actor(), request.scope(), request.template id<Webhook>())
                    .reveal()};
          })
      .named("renew" + word + "WebhookSecret",
             "Sign with another secret from now on, and for a day with the old one too")
      .tagged(tag);
  router
      .get<http::ListQuery, http::Page<WebhookDeliveryView>>(
          path + "/{id}/deliveries", read,
          [this](const auto& request) {
            return deliveries(request, request.template id<Webhook>());
          })
      .named("list" + word + "WebhookDeliveries", "What was sent, and what came of it")
      .tagged(tag);
  router
      .post<Nothing, WebhookDeliveryView>(
          path + "/{id}/deliveries/{delivery}/replay", manage,
          [this](const auto& request) {
            return WebhookDeliveryView::of(
                desk_.replay(request.actor(), request.scope(), request.template id<Webhook>(),
                             request.template id<WebhookDelivery>("delivery")));
          })
      .named("replay" + word + "WebhookDelivery", "Send the same once more")
      .tagged(tag)
      .creates();
}

void WebhookRoutes::mountLog(http::Router& router) {
  router
      .get<http::ListQuery, http::Page<WebhookDeliveryView>>(
          "/admin/webhooks/out", Access::staff(kReadShopWebhooks),
          [this](const auto& request) { return deliveries(request, std::nullopt); })
      .named("listWebhooksOut", "What was sent to all of the shop's webhooks")
      .tagged("Admin: webhooks");
  router
      .post<Nothing, WebhookDeliveryView>("/admin/webhooks/out/{id}/replay",
                                          Access::staff(kManageShopWebhooks),
                                          [this](const auto& request) {
                                            return WebhookDeliveryView::of(desk_.replay(
                                                request.actor(), request.scope(), std::nullopt,
                                                request.template id<WebhookDelivery>()));
                                          })
      .named("replayWebhookOut", "Send one of them once more")
      .tagged("Admin: webhooks")
      .creates();
}

}  // namespace hostler
