#include "modules/notifications/message_repository.h"

#include "core/nodes/id_mint.h"
#include "modules/notifications/wording.h"

namespace hostler::message_repository {

const SealedColumn kSecrets{"messages", "id", "secrets"};

namespace {

const std::string kSelect = R"sql(
  SELECT id, tenant_id, account_id, channel, template, language, recipient, dedupe_key, model, invoices, carries_secret,
         CASE WHEN secrets IS NULL THEN 0 ELSE 1 END AS has_secrets, status, attempts, answer, reference,
         created_at, sent_at, good_until, carrier, carrier_id, delivery, delivery_reason, delivered_at
    FROM messages LEFT JOIN message_carriage ON message_id = id WHERE )sql";
const std::string kSelectOfTenant = kSelect + "tenant_id = ?";
constexpr auto kSaveCarrier = R"sql(
  INSERT INTO message_carriage (message_id, carrier, carrier_id, delivery, delivery_reason, delivered_at)
  VALUES (?, ?, ?, NULL, '', NULL)
  {upsert(message_id)} carrier = {new(carrier)}, carrier_id = {new(carrier_id)})sql";
constexpr auto kSaveDelivery =
    "UPDATE message_carriage SET delivery = ?, delivery_reason = ?, delivered_at = ? WHERE "
    "message_id = ?";
constexpr auto kInsert =
    R"sql(INSERT INTO messages (id, tenant_id, account_id, channel, template, language, recipient, recipient_key, dedupe_key,
                        model, invoices, carries_secret, secrets, status, attempts, answer, reference, created_at, sent_at, good_until))sql";
constexpr auto kSelectSecrets = "SELECT secrets FROM messages WHERE id = ? AND secrets IS NOT NULL";
constexpr auto kSaveOutcome =
    "UPDATE messages SET status = ?, attempts = ?, answer = ?, sent_at = ? WHERE tenant_id = ? AND "
    "id = ?";
constexpr auto kSaveShown = "UPDATE messages SET model = ? WHERE id = ? AND model <> 'null'";
constexpr auto kCountFailed =
    "SELECT COUNT(*) AS number FROM messages WHERE tenant_id = ? AND id >= ? AND status = 'failed'";
constexpr auto kRemove = "DELETE FROM messages WHERE id = ?";
constexpr auto kWipeSecrets = "UPDATE messages SET secrets = NULL WHERE id = ?";

constexpr std::size_t kLongestAnswer = 500;
// In the model's column: no template knows this name.
constexpr auto kShown = "as_sent";

// Addresses are ASCII by their shape, so small letters are a matter of 26 of them.
std::string smallLetters(std::string text) {
  for (auto& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

std::string textOf(const std::vector<Id<Invoice>>& invoices) {
  Json list = Json::array();
  for (const auto id : invoices) list.push_back(id.text());
  return dump(list);
}

std::vector<Id<Invoice>> invoicesOf(const std::string& text) {
  std::vector<Id<Invoice>> invoices;
  for (const auto& id : Json::parse(text)) {
    invoices.push_back(Id<Invoice>::parse(id.get<std::string>()).value());
  }
  return invoices;
}

Message messageOf(const db::Row& row) {
  Message message;
  message.id = row.id<Message>("id");
  message.tenant = row.id<Tenant>("tenant_id");
  message.account = row.get<std::optional<Id<Account>>>("account_id");
  message.channel = row.get<MessageChannel>("channel");
  message.templateName = row.text("template");
  message.language = row.text("language");
  message.recipient = row.text("recipient");
  message.key = row.text("dedupe_key");
  message.model = Json::parse(row.text("model"));
  if (const auto shown = message.model.find(kShown); shown != message.model.end()) {
    message.shown = std::move(*shown);
    message.model.erase(shown);
  }
  message.invoices = invoicesOf(row.text("invoices"));
  message.carriesSecret = row.flag("carries_secret");
  message.hasSecrets = row.flag("has_secrets");
  message.status = row.get<MessageStatus>("status");
  message.attempts = row.get<int>("attempts");
  message.answer = row.text("answer");
  message.reference = row.text("reference");
  message.createdAt = row.instant("created_at");
  message.sentAt = row.get<std::optional<Instant>>("sent_at");
  message.goodUntil = row.get<std::optional<Instant>>("good_until");
  message.carrier = row.get<std::optional<std::string>>("carrier").value_or("");
  message.carrierId = row.get<std::optional<std::string>>("carrier_id").value_or("");
  message.delivery = row.get<std::optional<DeliveryState>>("delivery");
  message.deliveryReason = row.get<std::optional<std::string>>("delivery_reason").value_or("");
  message.deliveredAt = row.get<std::optional<Instant>>("delivered_at");
  return message;
}

}  // namespace

std::vector<std::size_t> insertAll(db::Transaction& tx, const std::vector<Sealed>& messages) {
  db::BulkInsert rows{tx, kInsert, 20, db::BulkInsert::Refused::Told};
  for (const auto& [m, secrets] : messages) {
    rows.add(m.id, m.tenant, m.account, m.channel, m.templateName, m.language, m.recipient,
             smallLetters(m.recipient), m.key, dump(m.model), textOf(m.invoices), m.carriesSecret,
             secrets, m.status, m.attempts, m.answer, m.reference, m.createdAt, m.sentAt,
             m.goodUntil);
  }
  rows.flush();
  return rows.refused();
}

std::optional<Message> find(db::Reader& reader, Id<Tenant> tenant, Id<Message> id) {
  return reader.query(kSelectOfTenant + " AND id = ?", tenant, id).first(messageOf);
}

std::optional<db::Blob> secretsOf(db::Reader& reader, Id<Message> id) {
  return reader.query(kSelectSecrets, id).first([](const db::Row& row) {
    return row.blob("secrets");
  });
}

void saveOutcome(db::Transaction& tx, const Message& message) {
  tx.execute(kSaveOutcome, message.status, message.attempts,
             wording::cutTo(message.answer, kLongestAnswer), message.sentAt, message.tenant,
             message.id);
}

void saveShown(db::Transaction& tx, const Message& message) {
  auto model = message.model;
  model[kShown] = message.shown;
  tx.execute(kSaveShown, dump(model), message.id);
}

void saveCarrier(db::Transaction& tx, const Message& message) {
  tx.execute(kSaveCarrier, message.id, message.carrier, message.carrierId);
}

std::optional<Message> findCarried(db::Reader& reader, const std::string& carrier,
                                   std::optional<Id<Message>> id, const std::string& carrierId) {
  if (id) return reader.query(kSelect + "id = ? AND carrier = ?", *id, carrier).first(messageOf);
  if (carrierId.empty()) return std::nullopt;
  return reader.query(kSelect + "carrier = ? AND carrier_id = ?", carrier, carrierId)
      .first(messageOf);
}

void saveDelivery(db::Transaction& tx, const Message& message) {
  tx.execute(kSaveDelivery, message.delivery, wording::cutTo(message.deliveryReason, 300),
             message.deliveredAt, message.id);
}

void remove(db::Transaction& tx, Id<Message> id) {
  tx.execute(kRemove, id);
}

void wipeSecrets(db::Transaction& tx, Id<Message> id) {
  tx.execute(kWipeSecrets, id);
}

std::vector<Message> list(db::Reader& reader, Id<Tenant> tenant, const Filter& filter,
                          const http::ListOrder& order, int limit) {
  std::string sql = kSelectOfTenant;
  std::vector<db::Param> params;
  params.emplace_back(tenant);
  std::string recipient;
  if (filter.recipient) {
    recipient = smallLetters(*filter.recipient);
    sql += " AND recipient_key = ?";
    params.emplace_back(recipient);
  }
  const auto add = [&](const char* condition, const auto& wanted) {
    if (!wanted) return;
    sql += condition;
    params.emplace_back(*wanted);
  };
  add(" AND template = ?", filter.templateName);
  add(" AND channel = ?", filter.channel);
  add(" AND status = ?", filter.status);
  add(" AND account_id = ?", filter.account);
  add(" AND delivery = ?", filter.delivery);
  params.emplace_back(order.after);
  params.emplace_back(limit);
  return reader.run(sql + order.sql("id"), params).map(messageOf);
}

std::int64_t failedSince(db::Reader& reader, Id<Tenant> tenant, Instant since) {
  return reader.query(kCountFailed, tenant, IdMint::firstOf(since)).only().integer("number");
}

}  // namespace hostler::message_repository
