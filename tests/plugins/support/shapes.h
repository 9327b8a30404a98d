#pragma once

#include "core/json/json.h"
#include "tests/support/suite.h"

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

namespace hostler::testing {

/// The providers' own specifications, where the machine has them; says skip otherwise.
inline std::optional<std::filesystem::path> providerSpecs() {
  const char* place = std::getenv("HOSTLER_SPECS");
  if (place != nullptr) return place;
  skip("HOSTLER_SPECS names no folder with the providers' specifications");
  return std::nullopt;
}

/// Every member that the example has must be there, and of the same type; null fits everything.
/// Lists are compared by their first entry.
inline void assertShape(const std::string& where, const Json& example, const Json& actual) {
  if (example.is_null() || actual.is_null()) return;
  if (example.is_object()) {
    CPPUNIT_ASSERT_MESSAGE(where + " is no object", actual.is_object());
    for (const auto& [name, value] : example.items()) {
      CPPUNIT_ASSERT_MESSAGE(where + "." + name + " is missing", actual.contains(name));
      assertShape(where + "." + name, value, actual[name]);
    }
    return;
  }
  if (example.is_array()) {
    CPPUNIT_ASSERT_MESSAGE(where + " is no list", actual.is_array());
    if (!example.empty() && !actual.empty()) assertShape(where + "[0]", example[0], actual[0]);
    return;
  }
  const bool same = (example.is_number() && actual.is_number()) || example.type() == actual.type();
  CPPUNIT_ASSERT_MESSAGE(where + " is " + actual.dump() + " and should look like " + example.dump(),
                         same);
}

}  // namespace hostler::testing
