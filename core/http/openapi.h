#pragma once

#include "core/http/router.h"

namespace hostler::http {

/// The OpenAPI 3.1 document of all routes, as /api/openapi.json serves it. Pure: the same routes,
/// the same text.
Json openApiDocument(const Router& router, const std::string& version);

}  // namespace hostler::http
