#pragma once

#include "core/http/page.h"
#include "core/nodes/id_mint.h"
#include "modules/notifications/message.h"

namespace hostler {

struct SuppressedRecipient;
template <>
inline constexpr std::string_view kIdPrefix<SuppressedRecipient> = "sup";

/// An address to which nothing is sent any more.
struct SuppressedRecipient {
  Id<SuppressedRecipient> id;
  MessageChannel channel = MessageChannel::Email;
  std::string recipient;
  DeliveryState cause = DeliveryState::Bounced;
  std::string reason;
  Id<Message> message;  ///< what came back
  Instant createdAt;

  static void describe(Shape<SuppressedRecipient>& shape);
};

namespace suppressed_recipients {

std::optional<SuppressedRecipient> find(db::Reader& reader, Id<Tenant> tenant,
                                        MessageChannel channel, const std::string& recipient);
/// False where it is there already.
bool add(db::Transaction& tx, Id<Tenant> tenant, const SuppressedRecipient& recipient);
bool remove(db::Transaction& tx, Id<Tenant> tenant, Id<SuppressedRecipient> id);
std::vector<SuppressedRecipient> list(db::Reader& reader, Id<Tenant> tenant,
                                      const http::ListOrder& order, int limit);

}  // namespace suppressed_recipients
}  // namespace hostler
