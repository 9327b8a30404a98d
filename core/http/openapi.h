#pragma once

#include "core/http/router.h"

#include <map>
#include <string>

namespace hostler::http {

/// The OpenAPI 3.1 document of all routes, as /api/openapi.json serves it. Pure: the same routes,
/// the same text. `about`: what a tag is about, by its name.
Json openApiDocument(const Router& router, const std::string& version,
                     const std::map<std::string, std::string>& about = {});

}  // namespace hostler::http
