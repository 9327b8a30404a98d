#pragma once

#include <hostler/storage.hpp>

namespace sample {

/// The provider's bucket in our words. Pure; throws FieldMismatch for what does not fit.
hostler::sdk::BucketState toBucket(const hostler::sdk::Json& answer);

}  // namespace sample
