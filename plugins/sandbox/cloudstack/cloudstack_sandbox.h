#pragma once

#include "core/time/clock.h"
#include "plugins/sandbox/provider.h"
#include "plugins/sandbox/sandbox.h"

#include <memory>

namespace hostler::sandbox {

/// The API of a management server under /cloudstack/client/api: signed requests, jobs that take
/// time, machines and what belongs to them, one set per account. POST /_accounts takes `denied`
/// (commands that the role may not call), `may_expunge`, `machine_limit` and `job_looks` (how many
/// reads a job takes) beside the keys.
std::unique_ptr<Provider> makeCloudstackSandbox(const SandboxOptions& options, const Clock& clock);
Json fixedCloudstackAccounts(const SandboxOptions& options);

}  // namespace hostler::sandbox
