#include "modules/notifications/suppressed_recipients.h"

#include "modules/notifications/wording.h"

namespace hostler {

void SuppressedRecipient::describe(Shape<SuppressedRecipient>& shape) {
  shape.field("id", &SuppressedRecipient::id);
  shape.field("channel", &SuppressedRecipient::channel);
  shape.field("to", &SuppressedRecipient::recipient);
  shape.field("cause", &SuppressedRecipient::cause);
  shape.field("reason", &SuppressedRecipient::reason);
  shape.field("message", &SuppressedRecipient::message).describedAs("what came back");
  shape.field("created_at", &SuppressedRecipient::createdAt);
}

namespace suppressed_recipients {
namespace {

const std::string kSelect =
    "SELECT id, channel, recipient_key, cause, reason, message_id, created_at FROM "
    "suppressed_recipients WHERE tenant_id = ?";
constexpr auto kInsert = R"sql(
  INSERT INTO suppressed_recipients (id, tenant_id, channel, recipient_key, cause, reason, message_id, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kRemove = "DELETE FROM suppressed_recipients WHERE tenant_id = ? AND id = ?";

std::string smallLetters(std::string text) {
  for (auto& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

SuppressedRecipient recipientOf(const db::Row& row) {
  SuppressedRecipient recipient;
  recipient.id = row.id<SuppressedRecipient>("id");
  recipient.channel = row.get<MessageChannel>("channel");
  recipient.recipient = row.text("recipient_key");
  recipient.cause = row.get<DeliveryState>("cause");
  recipient.reason = row.text("reason");
  recipient.message = row.id<Message>("message_id");
  recipient.createdAt = row.instant("created_at");
  return recipient;
}

}  // namespace

std::optional<SuppressedRecipient> find(db::Reader& reader, Id<Tenant> tenant,
                                        MessageChannel channel, const std::string& recipient) {
  const auto key = smallLetters(recipient);
  return reader.query(kSelect + " AND channel = ? AND recipient_key = ?", tenant, channel, key)
      .first(recipientOf);
}

bool add(db::Transaction& tx, Id<Tenant> tenant, const SuppressedRecipient& recipient) {
  return tx.tryInsert(kInsert, recipient.id, tenant, recipient.channel,
                      smallLetters(recipient.recipient), recipient.cause,
                      wording::cutTo(recipient.reason, 300), recipient.message,
                      recipient.createdAt);
}

bool remove(db::Transaction& tx, Id<Tenant> tenant, Id<SuppressedRecipient> id) {
  return tx.execute(kRemove, tenant, id) == 1;
}

std::vector<SuppressedRecipient> list(db::Reader& reader, Id<Tenant> tenant,
                                      const http::ListOrder& order, int limit) {
  return reader.query(kSelect + order.sql("id"), tenant, order.after, limit).map(recipientOf);
}

}  // namespace suppressed_recipients
}  // namespace hostler
