#pragma once

#include <hostler/notifier.hpp>

namespace sample {

/// A message in the provider's words. Pure.
hostler::sdk::Json toWire(const hostler::sdk::Message& message);
/// Throws FieldMismatch for what does not fit.
hostler::sdk::Sent toSent(const hostler::sdk::Json& answer);

}  // namespace sample
