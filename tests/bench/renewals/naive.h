#pragma once

#include "core/db/database.h"

namespace hostler::bench {

/// The renewal run as simple products have it, on the program's own tables and the services of
/// Shop::sellRunningServices: one service after the other, each looked at, counted and written in a
/// transaction of its own with a statement for each row. It writes what Extent::Documents does and
/// numbers invoices by counting them. Seconds.
double naiveSeconds(db::Database& database, Date today);

}  // namespace hostler::bench
