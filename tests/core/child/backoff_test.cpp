#include "core/child/backoff.h"

#include "tests/support/suite.h"

namespace hostler::child {

using std::chrono::milliseconds;

class BackoffTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(BackoffTest);
  CPPUNIT_TEST(theFirstFailureWaitsForNothing);
  CPPUNIT_TEST(pausesDoubleUpToTheLongest);
  CPPUNIT_TEST(twoOfThemDoNotWaitAlike);
  CPPUNIT_TEST(successForgetsFailures);
  CPPUNIT_TEST_SUITE_END();

 public:
  void theFirstFailureWaitsForNothing() {
    Backoff backoff{{milliseconds{100}, milliseconds{1000}}, 1};
    CPPUNIT_ASSERT(backoff.failed() == milliseconds{0});
    CPPUNIT_ASSERT_EQUAL(1, backoff.failures());
  }

  void pausesDoubleUpToTheLongest() {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
      Backoff backoff{{milliseconds{100}, milliseconds{1000}}, seed};
      backoff.failed();
      for (const int whole : {100, 200, 400, 800, 1000, 1000}) {
        const auto pause = backoff.failed();
        CPPUNIT_ASSERT(pause >= milliseconds{whole / 2} && pause <= milliseconds{whole});
      }
      for (int i = 0; i < 200; ++i) CPPUNIT_ASSERT(backoff.failed() <= milliseconds{1000});
    }
  }

  void twoOfThemDoNotWaitAlike() {
    Backoff one{{milliseconds{100'000}, milliseconds{1'000'000}}, 1},
        other{{milliseconds{100'000}, milliseconds{1'000'000}}, 2};
    one.failed();
    other.failed();
    CPPUNIT_ASSERT(one.failed() != other.failed());
  }

  void successForgetsFailures() {
    Backoff backoff{{milliseconds{100}, milliseconds{1000}}, 1};
    for (int i = 0; i < 5; ++i) backoff.failed();
    backoff.succeeded();
    CPPUNIT_ASSERT(backoff.failed() == milliseconds{0});
  }
};
HOSTLER_SUITE(BackoffTest, "core/child/backoff");

}  // namespace hostler::child
