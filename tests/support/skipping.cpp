#include "tests/support/skipping.h"

#include "tests/support/suite.h"

namespace hostler::testing {

std::string& skipReason() {
  static std::string reason;
  return reason;
}

void skip(const std::string& reason) {
  skipReason() = reason;
}

}  // namespace hostler::testing
