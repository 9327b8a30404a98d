#include "modules/webhooks/webhook_repository.h"

#include "core/db/id_lists.h"

namespace hostler::webhook_repository {
namespace {

constexpr auto kInsert = R"sql(
  INSERT INTO webhooks (url, description, events, is_active, failures, secret, tenant_id, account_id, created_at,
                        made_by, id)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kUpdate = R"sql(
  UPDATE webhooks SET url = ?, description = ?, events = ?, is_active = ?, failures = ?, made_by = ? WHERE id = ?)sql";
constexpr auto kSaveSecrets =
    "UPDATE webhooks SET secret = ?, previous_secret = ?, previous_until = ? WHERE id = ?";
constexpr auto kDelete =
    "DELETE FROM webhooks WHERE tenant_id = ? AND account_id {is} ? AND id = ?";
constexpr auto kSelectList =
    "SELECT * FROM webhooks WHERE tenant_id = ? AND account_id {is} ? ORDER BY created_at DESC, id "
    "DESC";
constexpr auto kSelectOne =
    "SELECT * FROM webhooks WHERE tenant_id = ? AND account_id {is} ? AND id = ?";
constexpr auto kLock =
    "SELECT * FROM webhooks WHERE tenant_id = ? AND account_id {is} ? AND id = ? {for_update}";
constexpr auto kSelectById = "SELECT * FROM webhooks WHERE id = ?";
constexpr auto kSelectSecrets =
    "SELECT secret, previous_secret, previous_until FROM webhooks WHERE id = ?";
constexpr auto kLockMadeBy =
    "SELECT * FROM webhooks WHERE made_by = ? AND is_active = 1 {for_update}";
constexpr auto kSwitchOff = "UPDATE webhooks SET is_active = 0 WHERE id = ?";
constexpr auto kCountQueued = R"sql(
  SELECT COUNT(*) AS n FROM webhook_deliveries
   WHERE state = 'queued'
     AND webhook_id IN (SELECT id FROM webhooks WHERE tenant_id = ? AND account_id {is} ?))sql";
constexpr auto kSelectReplays = R"sql(
  SELECT created_at FROM webhook_deliveries
   WHERE webhook_id = ? AND created_at > ? AND replay_of IS NOT NULL ORDER BY created_at)sql";
constexpr auto kSelectListeners = R"sql(
  SELECT * FROM webhooks
   WHERE tenant_id = ? AND is_active = 1 AND (account_id IS NULL OR account_id = ?))sql";
constexpr auto kSelectTenants = "SELECT DISTINCT tenant_id FROM webhooks WHERE is_active = 1";
constexpr auto kInsertDelivery = R"sql(
  INSERT INTO webhook_deliveries (id, tenant_id, webhook_id, event_id, event_name, body, state, attempts, status,
                                  answer, took_ms, replay_of, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kUpdateDelivery = R"sql(
  UPDATE webhook_deliveries SET state = ?, attempts = ?, status = ?, answer = ?, took_ms = ?, tried_at = ?
   WHERE id = ?)sql";
constexpr auto kSelectDelivery = "SELECT * FROM webhook_deliveries WHERE tenant_id = ? AND id = ?";
constexpr std::string_view kSelectDeliveries = "SELECT d.* FROM webhook_deliveries d";
constexpr std::string_view kOfTheShop =
    " JOIN webhooks w ON w.id = d.webhook_id WHERE d.tenant_id = ? AND w.account_id IS NULL";
constexpr std::string_view kOfOne = " WHERE d.tenant_id = ? AND d.webhook_id = ?";
constexpr std::string_view kPage = R"sql(
   AND (d.created_at < ? OR (d.created_at = ? AND d.id < ?)) ORDER BY d.created_at DESC, d.id DESC LIMIT ?)sql";
constexpr auto kSelectOld =
    "SELECT id FROM webhook_deliveries WHERE created_at < ? AND state <> 'queued' ORDER BY "
    "created_at LIMIT ?";
constexpr auto kPrune = "DELETE FROM webhook_deliveries WHERE id IN ({ids}) AND state <> 'queued'";

Webhook webhookOf(const db::Row& row) {
  Webhook webhook;
  webhook.id = row.id<Webhook>("id");
  webhook.scope = {row.id<Tenant>("tenant_id"), row.get<std::optional<Id<Account>>>("account_id")};
  webhook.url = row.text("url");
  webhook.description = row.text("description");
  webhook.events = Json::parse(row.text("events")).get<std::vector<std::string>>();
  webhook.isActive = row.flag("is_active");
  webhook.failures = row.get<int>("failures");
  webhook.createdAt = row.instant("created_at");
  webhook.madeBy = row.get<std::optional<Id<User>>>("made_by");
  return webhook;
}

WebhookDelivery deliveryOf(const db::Row& row) {
  WebhookDelivery delivery;
  delivery.id = row.id<WebhookDelivery>("id");
  delivery.tenant = row.id<Tenant>("tenant_id");
  delivery.webhook = row.id<Webhook>("webhook_id");
  delivery.event = row.id<events::Event>("event_id");
  delivery.eventName = row.text("event_name");
  delivery.body = row.text("body");
  delivery.state = row.get<WebhookDeliveryState>("state");
  delivery.attempts = row.get<int>("attempts");
  delivery.status = row.get<int>("status");
  delivery.answer = row.text("answer");
  delivery.tookMs = row.get<int>("took_ms");
  delivery.replayOf = row.get<std::optional<Id<WebhookDelivery>>>("replay_of");
  delivery.createdAt = row.instant("created_at");
  delivery.triedAt = row.get<std::optional<Instant>>("tried_at");
  return delivery;
}

}  // namespace

const SealedColumn kSecret{"webhooks", "id", "secret"};
const SealedColumn kPreviousSecret{"webhooks", "id", "previous_secret"};

void insert(db::Transaction& tx, const Webhook& webhook, const db::Blob& secret) {
  tx.execute(kInsert, webhook.url, webhook.description, dump(Json(webhook.events)),
             webhook.isActive, webhook.failures, secret, webhook.scope.tenant,
             webhook.scope.account, webhook.createdAt, webhook.madeBy, webhook.id);
}

void save(db::Transaction& tx, const Webhook& webhook) {
  tx.execute(kUpdate, webhook.url, webhook.description, dump(Json(webhook.events)),
             webhook.isActive, webhook.failures, webhook.madeBy, webhook.id);
}

void saveSecrets(db::Transaction& tx, Id<Webhook> id, const SealedSecrets& secrets) {
  tx.execute(kSaveSecrets, secrets.current, secrets.previous, secrets.previousUntil, id);
}

bool remove(db::Transaction& tx, const Scope& scope, Id<Webhook> id) {
  return tx.execute(kDelete, scope.tenant, scope.account, id) == 1;
}

std::vector<Webhook> list(db::Reader& reader, const Scope& scope) {
  return reader.query(kSelectList, scope.tenant, scope.account).map(webhookOf);
}

std::optional<Webhook> find(db::Reader& reader, const Scope& scope, Id<Webhook> id) {
  return reader.query(kSelectOne, scope.tenant, scope.account, id).first(webhookOf);
}

std::optional<Webhook> findById(db::Reader& reader, Id<Webhook> id) {
  return reader.query(kSelectById, id).first(webhookOf);
}

std::optional<Webhook> lock(db::Transaction& tx, const Scope& scope, Id<Webhook> id) {
  return tx.query(kLock, scope.tenant, scope.account, id).first(webhookOf);
}

std::optional<SealedSecrets> secrets(db::Reader& reader, Id<Webhook> id) {
  return reader.query(kSelectSecrets, id).first([](const db::Row& row) {
    return SealedSecrets{row.blob("secret"), row.get<std::optional<db::Blob>>("previous_secret"),
                         row.get<std::optional<Instant>>("previous_until")};
  });
}

std::vector<Webhook> lockMadeBy(db::Transaction& tx, Id<User> user) {
  return tx.query(kLockMadeBy, user).map(webhookOf);
}

void switchOff(db::Transaction& tx, Id<Webhook> id) {
  tx.execute(kSwitchOff, id);
}

std::vector<Webhook> listeners(db::Reader& reader, const Scope& scope) {
  return reader.query(kSelectListeners, scope.tenant, scope.account).map(webhookOf);
}

std::vector<Id<Tenant>> tenantsWithAny(db::Reader& reader) {
  return reader.query(kSelectTenants).map([](const db::Row& row) {
    return row.id<Tenant>("tenant_id");
  });
}

void insertDelivery(db::Transaction& tx, const WebhookDelivery& delivery) {
  tx.execute(kInsertDelivery, delivery.id, delivery.tenant, delivery.webhook, delivery.event,
             delivery.eventName, delivery.body, delivery.state, delivery.attempts, delivery.status,
             delivery.answer, delivery.tookMs, delivery.replayOf, delivery.createdAt);
}

void saveDelivery(db::Transaction& tx, const WebhookDelivery& delivery) {
  tx.execute(kUpdateDelivery, delivery.state, delivery.attempts, delivery.status, delivery.answer,
             delivery.tookMs, delivery.triedAt, delivery.id);
}

std::optional<WebhookDelivery> findDelivery(db::Reader& reader, Id<Tenant> tenant,
                                            Id<WebhookDelivery> id) {
  return reader.query(kSelectDelivery, tenant, id).first(deliveryOf);
}

std::vector<WebhookDelivery> deliveries(db::Reader& reader, Id<Tenant> tenant,
                                        std::optional<Id<Webhook>> webhook, const After& after,
                                        int limit) {
  std::string sql{kSelectDeliveries};
  std::vector<db::Param> params{db::Param{tenant}};
  sql += webhook ? kOfOne : kOfTheShop;
  if (webhook) params.emplace_back(*webhook);
  sql += kPage;
  params.emplace_back(after.createdAt);
  params.emplace_back(after.createdAt);
  params.emplace_back(after.id);
  params.emplace_back(limit);
  return reader.run(sql, params).map(deliveryOf);
}

std::int64_t queued(db::Reader& reader, const Scope& scope) {
  return reader.query(kCountQueued, scope.tenant, scope.account).only().integer("n");
}

std::vector<Instant> replaysSince(db::Reader& reader, Id<Webhook> webhook, Instant since) {
  return reader.query(kSelectReplays, webhook, since).map([](const db::Row& row) {
    return row.instant("created_at");
  });
}

std::vector<std::int64_t> oldDeliveries(db::Reader& reader, Instant before, std::int64_t most) {
  return reader.query(kSelectOld, before, most).map([](const db::Row& row) {
    return row.integer("id");
  });
}

std::int64_t pruneDeliveries(db::Transaction& tx, std::span<const std::int64_t> ids) {
  return db::changeByIds(tx, kPrune, ids);
}

}  // namespace hostler::webhook_repository
