#pragma once

#include "core/db/database.h"

namespace hostler::bench {

/// What a plain program does with the same events on the same database, without HTTP and without
/// the signature: look whether the payment is known, then in a transaction read the invoice, mark
/// it paid and insert the payment, then add the job by itself. In an empty database. Events a
/// second. (It also pays twice; that is not its point here.)
double naiveEvents(const db::DatabaseUrl& url, int events, int copies, int connections);

}  // namespace hostler::bench
