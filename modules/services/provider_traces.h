#pragma once

#include "core/jobs/job.h"
#include "core/operations/operations.h"
#include "modules/services/services.h"

namespace hostler::provider_traces {

// What the record of provider operations tells of one service. Right only under the service's lock,
// in a transaction that read nothing without a lock before it had that one: whoever sends marks its
// operation under it (ProviderWork::send).

/// What was sent and never answered, because its process died in it, is over by then: a little more
/// than the time-out of an OperationSpec.
inline constexpr std::chrono::seconds kLongestCall{130};

/// Whether a call that another job has sent may still run.
bool isUnderWay(db::Transaction& tx, Id<Service> service, Id<jobs::Job> besides, Instant now);

/// When the last call that this job has sent, and never heard of, is over at the latest.
std::optional<Instant> endOfLostCall(db::Reader& reader, Id<Service> service, Id<jobs::Job> job);
/// Nobody will ask after what this job has sent: it may have happened.
void abandon(db::Transaction& tx, Id<Service> service, Id<jobs::Job> job, Instant now);

/// Whether a create was sent and nobody knows yet what came of it.
bool isCreateOpen(db::Transaction& tx, Id<Service> service);
/// Whether there is, or may be, something at the provider that a create has made.
bool mayExist(db::Transaction& tx, Id<Service> service);

}  // namespace hostler::provider_traces
