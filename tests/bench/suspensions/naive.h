#pragma once

#include "core/db/database.h"

namespace hostler::bench {

/// The sweep as simple products have it, on the program's own tables and the services of
/// Shop::sellOverdueServices: one service after the other, each with a look at its client's
/// invoices and a transaction of its own with a statement for each row. It writes what
/// Sweep::JobAndMail does. Seconds.
double naiveSweepSeconds(db::Database& database, Date today);

}  // namespace hostler::bench
