#pragma once

#include "core/db/transaction.h"
#include "core/time/instant.h"
#include "modules/entities/entities.h"

#include <string>

namespace hostler::payment_mark {

/// Gives a mark (plugins/sdk: Checkout) to an attempt. False while it is another's that may still
/// be paid by it: one that is open, or that is over so lately that its money may yet come.
bool claim(db::Transaction& tx, const std::string& mark, Id<Payment> payment, Instant now);

}  // namespace hostler::payment_mark
