#pragma once

#include "core/db/database.h"

namespace hostler::bench {

/// What a reference run writes.
enum class Extent {
  Documents = 1,  ///< invoice, state, line with its taxes, billed period, mail, the next due date
  Everything      ///< and parties, ledger, audit, events, jobs and decisions, as the program does
};

/// The whole renewal run as SQL over sets, in one transaction on the program's own tables and the
/// services of Shop::sellRunningServices: what the database can do at most, when nobody looks at a
/// single service. Seconds.
double setBasedSeconds(db::Database& database, Date today, Extent extent);

}  // namespace hostler::bench
