#pragma once

#include "core/http/page.h"
#include "core/secrets/vault.h"
#include "modules/notifications/message.h"

namespace hostler {

/// SQL of messages: one function for each statement.
namespace message_repository {

extern const SealedColumn kSecrets;

struct Sealed {
  Message message;
  std::optional<db::Blob> secrets;
};
/// The places of those that are there already: the same tenant, template, recipient and key.
std::vector<std::size_t> insertAll(db::Transaction& tx, const std::vector<Sealed>& messages);
std::optional<Message> find(db::Reader& reader, Id<Tenant> tenant, Id<Message> id);
std::optional<db::Blob> secretsOf(db::Reader& reader, Id<Message> id);
/// Status, attempts, answer and the time of sending.
void saveOutcome(db::Transaction& tx, const Message& message);
/// What it showed, unless that has been forgotten already.
void saveShown(db::Transaction& tx, const Message& message);
void remove(db::Transaction& tx, Id<Message> id);
/// Who took it, or may have.
void saveCarrier(db::Transaction& tx, const Message& message);
/// The message of a carrier's report, whosever it is: by our id, or by the carrier's.
std::optional<Message> findCarried(db::Reader& reader, const std::string& carrier,
                                   std::optional<Id<Message>> id, const std::string& carrierId);
void saveDelivery(db::Transaction& tx, const Message& message);
/// Takes the code or link away for good.
void wipeSecrets(db::Transaction& tx, Id<Message> id);

struct Filter {
  std::optional<std::string> recipient, templateName;
  std::optional<MessageChannel> channel;
  std::optional<MessageStatus> status;
  std::optional<Id<Account>> account;
  std::optional<DeliveryState> delivery = {};
};
std::vector<Message> list(db::Reader& reader, Id<Tenant> tenant, const Filter& filter,
                          const http::ListOrder& order, int limit);
/// How many were given up since then. What was expired or skipped is not among them.
std::int64_t failedSince(db::Reader& reader, Id<Tenant> tenant, Instant since);

}  // namespace message_repository
}  // namespace hostler
