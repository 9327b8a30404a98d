#pragma once

#include <hostler/lookup.hpp>

namespace sample {

/// The provider's answer about a number. Throws FieldMismatch for what does not fit.
hostler::sdk::NumberFinding toFinding(const hostler::sdk::Json& answer);

}  // namespace sample
