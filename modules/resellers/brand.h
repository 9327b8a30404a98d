#pragma once

#include "core/json/json.h"
#include "modules/resellers/resellers.h"

namespace hostler {

/// What a stranger may know of a seller: `GET /api/brand`, and what a page is served with.
inline Json brandOf(const Tenant& tenant) {
  return {{"name", tenant.name},
          {"legal_name", tenant.legalName},
          {"email", tenant.email},
          {"phone", tenant.phone},
          {"currency", tenant.currency.code()},
          {"locale", tenant.locale},
          {"country", tenant.address.country}};
}

}  // namespace hostler
