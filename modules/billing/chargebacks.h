#pragma once

#include "core/db/database.h"
#include "modules/entities/entities.h"

namespace hostler::chargebacks {

/// Whether a payer's bank has ever taken back a payment of an invoice, or a part of one: what is
/// owed on it is a case for a person.
bool isOn(db::Reader& reader, Id<Invoice> invoice);

}  // namespace hostler::chargebacks
