#pragma once

#include "core/http/page.h"
#include "core/http/router.h"
#include "modules/webhooks/webhook_desk.h"
#include "modules/webhooks/webhook_permissions.h"

namespace hostler {

struct WebhookView {
  Id<Webhook> id;
  std::string url, description;
  std::vector<std::string> events;
  bool active = true;
  int failures = 0;
  std::optional<std::string> secret;  ///< where it was just made
  Instant createdAt;
  static WebhookView of(const Webhook& webhook);
  static void describe(Shape<WebhookView>& shape);
};

struct WebhookDeliveryView {
  Id<WebhookDelivery> id;
  Id<Webhook> webhook;
  std::string event, body, answer;
  WebhookDeliveryState state = WebhookDeliveryState::Queued;
  int attempts = 0, status = 0, tookMs = 0;
  std::optional<Id<WebhookDelivery>> replayOf;
  Instant createdAt;
  std::optional<Instant> triedAt;
  static WebhookDeliveryView of(const WebhookDelivery& delivery);
  static void describe(Shape<WebhookDeliveryView>& shape);
};

/// Webhooks of an account, and of the shop.
class WebhookRoutes {
 public:
  WebhookRoutes(db::Database& database, WebhookDesk& desk) : database_{database}, desk_{desk} {}
  void mount(http::Router& router);

 private:
  /// The same routes at two places: below /account for a client, below /admin for staff.
  void mountAt(http::Router& router, const std::string& path, http::Access read,
               http::Access manage, const std::string& word);
  void mountDeliveries(http::Router& router, const std::string& path, http::Access read,
                       http::Access manage, const std::string& word);
  void mountLog(http::Router& router);
  http::Page<WebhookDeliveryView> deliveries(const http::Request<http::ListQuery>& request,
                                             std::optional<Id<Webhook>> webhook);

  db::Database& database_;
  WebhookDesk& desk_;
};

}  // namespace hostler
