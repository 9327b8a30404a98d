#pragma once

#include "core/json/json.h"
#include "modules/resellers/resellers.h"

#include <string>

namespace hostler {

/// What a stranger may know of a seller: `GET /api/brand`, and what a page is served with.
Json brandOf(const Tenant& tenant, const TenantSettings& settings);

/// Where a logo is read from, by its file's id; empty for none.
std::string logoPath(const std::string& file);

}  // namespace hostler
