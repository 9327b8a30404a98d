#pragma once

// Events that leave: signed, retried, logged, and never to an address that is not public.

#include "core/db/migration.h"
#include "modules/webhooks/webhook_delivery.h"
#include "modules/webhooks/webhook_routes.h"

#include <span>

namespace hostler {

std::span<const db::Migration> webhooksMigrations();

class WebhooksModule {
 public:
  /// Listens to the bus from now on. `post`: how it sends; for tests.
  explicit WebhooksModule(WebhookDesk::Parts parts, WebhookDelivering::Post post = postToPublic);

  void mount(http::Router& router) { routes_.mount(router); }
  void addHandlers(jobs::Handlers& handlers);
  /// Forgets deliveries that are over and older than kKept, oldest first, kMostPruned at most and
  /// few in each transaction, so that nobody waits for it. How many: kMostPruned says that there
  /// may be more.
  static constexpr std::chrono::hours kKept{30 * 24};
  static constexpr std::size_t kPrunedTogether = 250, kMostPruned = 2'000;
  std::size_t prune();
  static std::vector<SealedColumn> sealedColumns() {
    return {webhook_repository::kSecret, webhook_repository::kPreviousSecret};
  }

 private:
  db::Database& database_;
  const Clock& clock_;
  WebhookDesk desk_;
  WebhookDelivering delivering_;
  WebhookRoutes routes_;
};

}  // namespace hostler
