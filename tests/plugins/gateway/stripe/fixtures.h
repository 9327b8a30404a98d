#pragma once

#include "reading.h"
#include "tests/plugins/support/conformance.h"

#include <functional>
#include <string>

namespace hostler::stripe {

/// An object as Stripe shows it, with values of ours.
inline sdk::Json fixture(const std::string& name) {
  return testing::jsonFile(testing::sourceTree() / "tests/plugins/gateway/stripe/fixtures" /
                           (name + ".json"));
}

inline bool misfits(const std::function<void()>& mapping) {
  try {
    mapping();
    return false;
  } catch (const MappingError&) {
    return true;
  }
}

inline sdk::Money usd(std::int64_t cents) {
  return {cents, "USD"};
}

}  // namespace hostler::stripe
