#pragma once

#include "core/audit/audit_log.h"
#include "core/jobs/queue.h"
#include "core/nodes/id_mint.h"
#include "core/shape/shape.h"
#include "modules/webhooks/webhook_makers.h"
#include "modules/webhooks/webhook_repository.h"

#include <map>
#include <mutex>
#include <set>

namespace hostler {

struct WebhookEdit {
  std::optional<std::string> url, description;
  std::optional<std::vector<std::string>> events;
  std::optional<bool> isActive;
  static void describe(Shape<WebhookEdit>& shape);
};

/// Delivers one event to one webhook.
struct DeliverWebhook {
  static constexpr std::string_view kKind = "webhooks.deliver";
  Id<WebhookDelivery> delivery;
  static void describe(Shape<DeliverWebhook>& shape) {
    shape.field("delivery", &DeliverWebhook::delivery);
  }
};

/// Webhooks, as their owners set them up, and what is put on its way to them. Thread-safe.
class WebhookDesk {
 public:
  static constexpr std::size_t kMost = 20;           ///< of one account, and of the shop
  static constexpr std::size_t kReplaysAnHour = 30;  ///< of one webhook
  /// Deliveries of one account that wait; what happens beyond that is written down and not sent.
  static constexpr std::int64_t kMostQueued = 2'000;
  /// So long a renewed secret's predecessor goes on signing.
  static constexpr std::chrono::hours kBothSecrets{24};

  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Random& random;
    Vault& vault;
    AuditLog& audit;
    events::Bus& bus;
    jobs::Queue& jobs;
    WebhookMakers::Standing standing;
  };
  explicit WebhookDesk(const Parts& parts) : parts_{parts}, makers_{parts.standing} {}

  struct Made {
    Webhook webhook;
    Secret secret;  ///< shown this once
  };
  /// `scope`: whose it becomes. Throws ValidationError for an address that is not public https or
  /// for an unknown event, DomainError 409 `too_many`, 403 `forbidden` for events of what the actor
  /// may not read.
  Made add(const Actor& actor, const Scope& scope, const WebhookEdit& edit);
  /// 403 `step_up_required` for another address or other events without a fresh factor.
  Webhook change(const Actor& actor, const Scope& scope, Id<Webhook> id, const WebhookEdit& edit);
  void remove(const Actor& actor, const Scope& scope, Id<Webhook> id);
  Secret renewSecret(const Actor& actor, const Scope& scope, Id<Webhook> id);
  /// Judges anew what somebody stands for, after they have gone, were switched off or got other
  /// rights: what may hear of nothing any more is switched off.
  void judgeAnew(db::Transaction& tx, const Actor& actor, Id<User> maker);
  /// Sends the same body once more, as a new delivery. Throws NotFound, 403 `forbidden` for what a
  /// client may not read, 429 `rate_limited`, 409 `too_many_queued`.
  WebhookDelivery replay(const Actor& actor, const Scope& scope, std::optional<Id<Webhook>> webhook,
                         Id<WebhookDelivery> id);

  /// What hands events on. Whether a tenant has any webhook is remembered for a few seconds.
  events::Bus::Outlet outlet();

 private:
  void check(const WebhookEdit& edit) const;
  void requireRights(db::Reader& reader, const Actor& actor, const Webhook& webhook) const;
  bool hearsAnything(const std::optional<Actor>& maker, const Webhook& webhook) const;
  void requireCalm(db::Transaction& tx, const Webhook& webhook);
  bool anyOf(Id<Tenant> tenant);
  void forget(db::Transaction& tx);
  std::string whyNot(db::Reader& reader, const Webhook& webhook,
                     const events::Record& record) const;
  void dispatch(db::Transaction& tx, const events::Record& record);
  void enqueue(db::Transaction& tx, const Webhook& webhook, const WebhookDelivery& delivery);
  std::string bodyFor(const Webhook& webhook, const events::Record& record) const;

  Parts parts_;
  WebhookMakers makers_;
  std::mutex mutex_;
  std::set<Id<Tenant>> tenants_;
  std::optional<Monotonic> lookedAt_;
};

}  // namespace hostler
