#pragma once

#include "core/json/json.h"

#include <optional>
#include <string>

namespace hostler::jobs {

/// What a handler says may have come from a provider, and the database takes only clean text of
/// some length; a refusal there would leave the job running for ever. So bad UTF-8 is replaced and
/// what is too long is cut.
std::string storable(const std::string& reason);
/// Nothing for null; a remark in the place of what is too long.
std::optional<std::string> storable(const Json& result);

}  // namespace hostler::jobs
