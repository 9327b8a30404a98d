#pragma once

// Sizes and regions. Pure; throws MappingError.

#include "mapping.h"

#include <hostler/catalogue.hpp>

namespace hostler::digitalocean {

sdk::Size toSize(const sdk::Json& json);
sdk::Region toRegion(const sdk::Json& json);
/// A number of terabytes ("0.5") in bytes.
std::int64_t terabytesOf(const sdk::Json& object, const char* name);

}  // namespace hostler::digitalocean
