#pragma once

#include <hostler/provisioner.hpp>

namespace sample {

/// The provider's account in our words. Pure; throws FieldMismatch for what does not fit.
hostler::sdk::Account toAccount(const hostler::sdk::Json& answer);

}  // namespace sample
