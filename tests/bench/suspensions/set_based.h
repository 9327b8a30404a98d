#pragma once

#include "core/db/database.h"

namespace hostler::bench {

/// What a reference sweep writes.
enum class Sweep {
  JobAndMail = 1,  ///< the service's state, the provider's job, a mail and its job
  Everything       ///< what the program writes: state, job, step, audit and decision
};

/// The whole sweep as SQL over sets, in one transaction on the program's own tables and the
/// services of Shop::sellOverdueServices: what the database can do at most, when nobody looks at a
/// single service. Seconds.
double setBasedSweepSeconds(db::Database& database, Date today, Sweep sweep);

}  // namespace hostler::bench
