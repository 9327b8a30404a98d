#pragma once

#include "core/jobs/handler.h"
#include "core/outbound/https_post.h"
#include "modules/webhooks/webhook_desk.h"

#include <functional>

namespace hostler {

/// "t=1768024800,v1=5257a869…": HMAC-SHA-256 of the time, a dot and the body.
std::string webhookSignature(const Secret& secret, Instant at, std::string_view body);

/// The job that delivers. A webhook that takes nothing for long is switched off.
class WebhookDelivering {
 public:
  using Post = std::function<PostOutcome(const PostRequest&)>;
  struct Parts {
    db::Database& database;
    const Clock& clock;
    Vault& vault;
    AuditLog& audit;
    Post post = postToPublic;
  };
  explicit WebhookDelivering(Parts parts) : parts_{std::move(parts)} {}

  static constexpr int kMaxAttempts = 8;
  static constexpr int kMostFailures = 20;  ///< given up in a row, then it is switched off
  static jobs::HandlerOptions options();
  jobs::Result run(jobs::Context& context, const DeliverWebhook& task);

 private:
  PostOutcome send(const Webhook& webhook, const WebhookDelivery& delivery);
  void settle(db::Transaction& tx, const Actor& actor, const WebhookDelivery& delivery);

  Parts parts_;
};

}  // namespace hostler
