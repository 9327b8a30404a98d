#pragma once

#include "core/db/database.h"
#include "core/jobs/job.h"
#include "modules/domains/domains.h"

namespace hostler::domain_traces {

// What the record of provider operations tells of one domain. Right only under the domain's lock,
// in a transaction that read nothing without a lock before it had that one: whoever sends marks its
// operation under it (RegistrarWork::send).

/// Whether a call that another job has sent may still run.
bool isUnderWay(db::Transaction& tx, Id<Domain> domain, Id<jobs::Job> besides, Instant now);
/// The key of an operation: one effect for one of them. `of`: what it is done for, such as a term.
std::string keyOf(const std::string& verb, Id<Domain> domain, const std::string& of);
/// Whether an operation was sent under a key, unless it is known that nothing came of it.
bool mayHaveHappened(db::Reader& reader, Id<Domain> domain, const std::string& key);
/// Whether a registration or a transfer was sent, unless it is known that nothing came of it.
bool mayBeBought(db::Transaction& tx, Id<Domain> domain);

}  // namespace hostler::domain_traces
