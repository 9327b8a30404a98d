#pragma once

#include "core/events/event_bus.h"
#include "core/nodes/id_mint.h"
#include "modules/billing/invoice.h"
#include "modules/billing/payment.h"

#include <vector>

namespace hostler {

/// What client credit pays is a movement like any other: it has a transaction, and PaymentReceived
/// tells of it, by the name "wallet"; what it gets back is a refund to it, of which PaymentRefunded
/// tells. Where nobody asked a gateway for it there is no attempt.
namespace credit_movement {

inline constexpr std::string_view kWallet = "wallet";

/// `amount` of an invoice, paid from its client's credit without an attempt.
Transaction of(IdMint& ids, Instant now, const Invoice& invoice, Money amount);
/// Writes them down and announces them; the postings are the caller's.
void keep(db::Transaction& tx, const Actor& actor, events::Bus& bus,
          const std::vector<Transaction>& movements);
/// Writes down and announces that so much of an invoice is its client's credit again; the postings
/// are the caller's.
void keepReturned(db::Transaction& tx, const Actor& actor, events::Bus& bus, IdMint& ids,
                  Instant now, const Invoice& invoice, Money amount);

}  // namespace credit_movement
}  // namespace hostler
