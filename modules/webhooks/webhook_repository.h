#pragma once

#include "core/db/database.h"
#include "core/secrets/vault.h"
#include "modules/webhooks/webhook.h"

#include <span>

namespace hostler::webhook_repository {

extern const SealedColumn kSecret, kPreviousSecret;

/// What deliveries are signed with, sealed.
struct SealedSecrets {
  db::Blob current;
  std::optional<db::Blob> previous;  ///< the one before, which receivers may still know,
  std::optional<Instant> previousUntil;
};

void insert(db::Transaction& tx, const Webhook& webhook, const db::Blob& secret);
void save(db::Transaction& tx, const Webhook& webhook);
void saveSecrets(db::Transaction& tx, Id<Webhook> id, const SealedSecrets& secrets);
bool remove(db::Transaction& tx, const Scope& scope, Id<Webhook> id);
/// An account's own, or, for a tenant's scope, the shop's. Newest first.
std::vector<Webhook> list(db::Reader& reader, const Scope& scope);
std::optional<Webhook> find(db::Reader& reader, const Scope& scope, Id<Webhook> id);
std::optional<Webhook> lock(db::Transaction& tx, const Scope& scope, Id<Webhook> id);
std::optional<Webhook> findById(db::Reader& reader, Id<Webhook> id);
std::optional<SealedSecrets> secrets(db::Reader& reader, Id<Webhook> id);
/// Those that are on and that this user stands for.
std::vector<Webhook> lockMadeBy(db::Transaction& tx, Id<User> user);
void switchOff(db::Transaction& tx, Id<Webhook> id);
/// Who listens to what happens to a scope: the account's own webhooks and the shop's.
std::vector<Webhook> listeners(db::Reader& reader, const Scope& scope);
std::vector<Id<Tenant>> tenantsWithAny(db::Reader& reader);

void insertDelivery(db::Transaction& tx, const WebhookDelivery& delivery);
void saveDelivery(db::Transaction& tx, const WebhookDelivery& delivery);
std::optional<WebhookDelivery> findDelivery(db::Reader& reader, Id<Tenant> tenant,
                                            Id<WebhookDelivery> id);
/// Newest first: those of one webhook, or all of the tenant's own. `after`: where a page ended.
struct After {
  std::int64_t createdAt = INT64_MAX, id = INT64_MAX;
};
std::vector<WebhookDelivery> deliveries(db::Reader& reader, Id<Tenant> tenant,
                                        std::optional<Id<Webhook>> webhook, const After& after,
                                        int limit);
/// How many wait to be delivered to all of an account's webhooks.
std::int64_t queued(db::Reader& reader, const Scope& scope);
/// When deliveries of a webhook were sent once more since an instant, oldest first.
std::vector<Instant> replaysSince(db::Reader& reader, Id<Webhook> webhook, Instant since);
/// Those that are over and older than an instant, oldest first.
std::vector<std::int64_t> oldDeliveries(db::Reader& reader, Instant before, std::int64_t most);
/// Forgets these; how many there were.
std::int64_t pruneDeliveries(db::Transaction& tx, std::span<const std::int64_t> ids);

}  // namespace hostler::webhook_repository
