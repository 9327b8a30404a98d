#pragma once

#include "core/db/database.h"
#include "modules/billing/ledger_faults.h"

#include <cstdint>

namespace hostler {

/// Holds every invoice against its state, its lines, the postings on it and the tax invoice that it
/// became, and every posting on an invoice against that, page by page in the order of invoices. How
/// many invoices there are.
std::uint64_t walkInvoices(db::Reader& reader, LedgerFaults& faults);

}  // namespace hostler
