#pragma once

#include "core/db/database.h"
#include "modules/billing/pricing.h"

namespace hostler::charged_taxes {

/// The lines as they are, but those that give back days of a service bear the taxes that its days
/// were charged with: a rate that changed since, or a client that moved, changes nothing about
/// them.
std::vector<LineDraft> on(db::Reader& reader, const std::vector<LineDraft>& lines);

}  // namespace hostler::charged_taxes
