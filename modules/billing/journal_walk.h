#pragma once

#include "core/db/database.h"
#include "modules/billing/ledger_faults.h"

#include <cstdint>

namespace hostler {

struct JournalCounts {
  std::uint64_t postings = 0, journals = 0;
};

/// Adds up every journal by currency, in one walk over all postings in the order of their ids: page
/// by page, so that neither memory nor the time of a statement grows with the ledger. The postings
/// of a journal stand together, or nearly so; of books where they do not, the database is asked as
/// a whole.
JournalCounts walkJournals(db::Reader& reader, LedgerFaults& faults);

}  // namespace hostler
