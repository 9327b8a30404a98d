#pragma once

#include <hostler/dns.hpp>

namespace sample {

/// The provider's zone in our words. Pure; throws FieldMismatch for what does not fit.
hostler::sdk::Zone toZone(const hostler::sdk::Json& answer);

}  // namespace sample
