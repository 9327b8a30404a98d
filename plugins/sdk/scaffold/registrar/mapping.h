#pragma once

#include <hostler/registrar.hpp>

namespace sample {

// The provider's answers in our words. Pure; throw FieldMismatch for what does not fit.

hostler::sdk::Availability toAvailability(const hostler::sdk::Json& answer);
hostler::sdk::Registration toRegistration(const hostler::sdk::Json& answer);

}  // namespace sample
