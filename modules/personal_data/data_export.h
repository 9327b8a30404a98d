#pragma once

#include "core/db/database.h"
#include "core/json/json.h"
#include "modules/entities/entities.h"

namespace hostler {

/// Everything that is kept about an account and the people who sign in to it, as a person may take
/// it along (Digital Personal Data Protection Act 2023, GDPR article 20). Without secrets, and
/// without what staff note for themselves.
Json exportOf(db::Reader& reader, const Scope& client);

}  // namespace hostler
