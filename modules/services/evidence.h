#pragma once

#include "core/audit/actor.h"
#include "modules/services/services.h"

namespace hostler {

/// What an investigation or a bank's dispute is about is not removed by whom it is about: throws
/// 403 `account_suspended` to a suspended client, and 409 `service_held` to the client of what is
/// suspended for abuse or a dispute. `instead` ends the sentence "…, or write to support": "Have it
/// end with its term"; may be empty. Staff pass.
void mustNotBeEvidence(const Actor& actor, const Service& service, const std::string& instead = {});

}  // namespace hostler
