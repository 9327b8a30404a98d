#pragma once

#include "modules/billing/corrections.h"

#include <string>
#include <vector>

namespace hostler::withdrawals {

/// What an invoice says and was not withdrawn from it since.
std::vector<InvoiceLine> standingLines(db::Reader& reader, const Invoice& invoice);

/// Whether nothing was paid on an open invoice: all that credit notes left of it is owed.
bool isUntouched(db::Reader& reader, Corrections& corrections, const Invoice& invoice);

/// Takes back what an open invoice, on which nothing was paid, says of one service. Where it is for
/// other services too, a credit note takes back the lines of this one, the others are owed as
/// before, and its terms on it are free again: true, and the caller lets the service know. Where it
/// is for nothing else, it is taken back whole, with all that follows from that: false. Throws
/// NotFound, and 409 as Corrections::cancel and ::credit do.
bool withdraw(db::Transaction& tx, const Actor& actor, Corrections& corrections,
              Id<Invoice> invoice, Id<Service> service, const std::string& reason);

/// Records the same of an invoice that is partly paid, where the days of the service are given back
/// by Corrections::giveBack, which comes after: its terms on it are free again, and what pays the
/// rest pays nothing of it.
void record(db::Transaction& tx, Id<Invoice> invoice, Id<Service> service);

}  // namespace hostler::withdrawals
