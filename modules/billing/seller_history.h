#pragma once

#include "core/db/database.h"
#include "modules/entities/entities.h"

namespace hostler::seller_history {

/// Whether the seller has issued an invoice, paid or not, a proforma invoice among them.
bool hasIssued(db::Reader& reader, Id<Tenant> tenant);
/// Whether money was named to anybody: an invoice, a payment that was begun, a client's credit.
bool hasSold(db::Reader& reader, Id<Tenant> tenant);
/// Whether exchange rates are kept, all of which are to the seller's own currency.
bool hasRates(db::Reader& reader, Id<Tenant> tenant);

}  // namespace hostler::seller_history
