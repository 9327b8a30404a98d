#pragma once

#include "core/db/database.h"
#include "modules/billing/ledger_faults.h"

namespace hostler {

/// Whether the numbers of documents have neither gap nor duplicate: a series' counter stands at the
/// last number given, and there are as many documents, from 1 to it. Those of the law stand without
/// gap by themselves, wherever proforma invoices took numbers of their series.
void checkSeries(db::Reader& reader, LedgerFaults& faults);

}  // namespace hostler
