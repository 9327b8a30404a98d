#pragma once

#include "core/jobs/handler.h"
#include "core/outbound/https_post.h"
#include "modules/webhooks/webhook_desk.h"

#include <functional>

namespace hostler {

/// What a delivery is signed with: the newest first, and for a day after a renewal the one before.
using WebhookSecrets = std::vector<Secret>;

/// "t=1768024800,v1=5257a869…": HMAC-SHA-256 of the time, a dot and the body, keyed with the secret
/// as it is written; the newest secret's comes last.
std::string webhookSignature(const WebhookSecrets& secrets, Instant at, std::string_view body);
/// As Standard Webhooks has it: "v1,K5oZfzN95Z3…", one for each secret, with spaces between. Base64
/// of HMAC-SHA-256 of id, time and body with dots between, keyed with what the secret is base64 of.
std::string standardSignature(const WebhookSecrets& secrets, const std::string& id, Instant at,
                              std::string_view body);

/// The job that delivers. A webhook that takes nothing for long is switched off.
class WebhookDelivering {
 public:
  using Post = std::function<PostOutcome(const PostRequest&)>;
  struct Parts {
    db::Database& database;
    const Clock& clock;
    Vault& vault;
    AuditLog& audit;
    WebhookMakers makers;
    Post post = postToPublic;
  };
  explicit WebhookDelivering(Parts parts) : parts_{std::move(parts)} {}

  static constexpr int kMaxAttempts = 16;   ///< over three days
  static constexpr int kMostFailures = 20;  ///< given up in a row, then it is switched off
  static jobs::HandlerOptions options();
  jobs::Result run(jobs::Context& context, const DeliverWebhook& task);

 private:
  WebhookSecrets secretsOf(Id<Webhook> webhook, Instant now);
  /// Why a delivery is not sent at all; empty: it is.
  std::string whyNot(db::Reader& reader, const std::optional<Webhook>& webhook,
                     const WebhookDelivery& delivery) const;
  PostOutcome send(const Webhook& webhook, const WebhookDelivery& delivery);
  void settle(db::Transaction& tx, const Actor& actor, const WebhookDelivery& delivery,
              bool isGone);

  Parts parts_;
};

}  // namespace hostler
