#pragma once

#include <cppunit/TestAssert.h>
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <string>

// A suite is one file: its name is its path below tests/ without `_test.cpp`, which is also its
// name in ctest.
//
//   class MoneyTest : public CppUnit::TestFixture {
//     CPPUNIT_TEST_SUITE(MoneyTest);
//     CPPUNIT_TEST(partsAlwaysAddUp);
//     CPPUNIT_TEST_SUITE_END();
//    public:
//     void partsAlwaysAddUp() { … }
//   };
//   HOSTLER_SUITE(MoneyTest, "core/money/money");
#define HOSTLER_SUITE(Fixture, name) \
  static CPPUNIT_NS::AutoRegisterSuite<Fixture> named##Fixture{name}, among##Fixture##AllSuites {}

namespace hostler::testing {

/// Says in the test's output why something could not be shown here. The runner counts it apart from
/// "ok".
void skip(const std::string& reason);

}  // namespace hostler::testing

namespace CppUnit {
// Lets CPPUNIT_ASSERT_EQUAL print our types, all of which say what they are with text().
template <class T>
requires requires(const T& value) {
  { value.text() } -> std::convertible_to<std::string>;
}
struct assertion_traits<T> {
  static bool equal(const T& a, const T& b) { return a == b; }
  static std::string toString(const T& value) { return value.text(); }
};
}  // namespace CppUnit
