#include "core/plugin_host/turns.h"

#include "tests/core/plugin_host/hosting.h"
#include "tests/support/suite.h"

#include <future>

namespace hostler::plugin {

class TurnsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TurnsTest);
  CPPUNIT_TEST(noMoreRunThanMay);
  CPPUNIT_TEST(oneTargetCannotTakeAll);
  CPPUNIT_TEST(aTurnThatEndsGoesToWhoeverWaits);
  CPPUNIT_TEST_SUITE_END();

 public:
  void noMoreRunThanMay() {
    Turns turns{2, 2};
    auto one = turns.take("", soon()), two = turns.take("", soon());
    CPPUNIT_ASSERT(one && two && !turns.take("", in(std::chrono::milliseconds{20})));
    CPPUNIT_ASSERT_EQUAL(2, turns.running());
    one.reset();
    CPPUNIT_ASSERT(turns.take("", in(std::chrono::milliseconds{20})));
  }

  void oneTargetCannotTakeAll() {
    Turns turns{3, 2};
    const auto one = turns.take("a", soon()), two = turns.take("a", soon());
    CPPUNIT_ASSERT(!turns.take("a", in(std::chrono::milliseconds{20})));
    CPPUNIT_ASSERT(turns.take("b", soon()));
    CPPUNIT_ASSERT(turns.take("", soon()));
  }

  void aTurnThatEndsGoesToWhoeverWaits() {
    Turns turns{2, 1};
    auto a = turns.take("a", soon()), b = turns.take("b", soon());
    auto waiting =
        std::async(std::launch::async, [&] { return turns.take("b", soon()).has_value(); });
    // It is not this one that b waits for.
    a.reset();
    b.reset();
    CPPUNIT_ASSERT(waiting.get());
    CPPUNIT_ASSERT_EQUAL(0, turns.running());
  }
};
HOSTLER_SUITE(TurnsTest, "core/plugin_host/turns");

}  // namespace hostler::plugin
