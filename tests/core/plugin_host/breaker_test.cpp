#include "core/plugin_host/breaker.h"

#include "tests/core/plugin_host/hosting.h"
#include "tests/support/suite.h"

namespace hostler::plugin {

using std::chrono::milliseconds;

class BreakerTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(BreakerTest);
  CPPUNIT_TEST(failuresInARowOpenIt);
  CPPUNIT_TEST(aSuccessBetweenStartsTheCountAnew);
  CPPUNIT_TEST(oneProbeAtATimeDecides);
  CPPUNIT_TEST(eachFailedProbeDoublesThePause);
  CPPUNIT_TEST(aProbeThatTellsNothingLetsAnotherTry);
  CPPUNIT_TEST(lateNewsOfOldCallsChangesNothing);
  CPPUNIT_TEST(resetForgets);
  CPPUNIT_TEST_SUITE_END();

 public:
  void failuresInARowOpenIt() {
    for (int i = 0; i < 2; ++i) breaker_.enter()->failed();
    CPPUNIT_ASSERT(breaker_.state() == Breaker::State::Closed);
    breaker_.enter()->failed();
    CPPUNIT_ASSERT(breaker_.state() == Breaker::State::Open && !breaker_.enter());
    CPPUNIT_ASSERT(breaker_.openFor() == milliseconds{1000});
    clock_.advance(milliseconds{999});
    CPPUNIT_ASSERT(!breaker_.enter() && breaker_.openFor() == milliseconds{1});
  }

  void aSuccessBetweenStartsTheCountAnew() {
    for (int i = 0; i < 10; ++i) {
      breaker_.enter()->failed();
      breaker_.enter()->failed();
      breaker_.enter()->succeeded();
    }
    CPPUNIT_ASSERT(breaker_.state() == Breaker::State::Closed);
  }

  void oneProbeAtATimeDecides() {
    open();
    clock_.advance(milliseconds{1000});
    CPPUNIT_ASSERT(breaker_.state() == Breaker::State::HalfOpen);
    auto probe = breaker_.enter();
    CPPUNIT_ASSERT(probe && !breaker_.enter() && breaker_.openFor().count() > 0);
    probe->succeeded();
    CPPUNIT_ASSERT(breaker_.state() == Breaker::State::Closed && breaker_.enter() &&
                   breaker_.enter());
  }

  void eachFailedProbeDoublesThePause() {
    open();
    for (const int pause : {1000, 2000, 4000, 5000, 5000}) {
      CPPUNIT_ASSERT(breaker_.openFor() == milliseconds{pause});
      clock_.advance(milliseconds{pause});
      breaker_.enter()->failed();
    }
  }

  void aProbeThatTellsNothingLetsAnotherTry() {
    open();
    clock_.advance(milliseconds{1000});
    CPPUNIT_ASSERT(breaker_.enter());  // and gone at once, as when there was no turn
    CPPUNIT_ASSERT(breaker_.state() == Breaker::State::HalfOpen);
    CPPUNIT_ASSERT(breaker_.enter());
  }

  void lateNewsOfOldCallsChangesNothing() {
    auto slowSuccess = breaker_.enter(), slowFailure = breaker_.enter();
    open();
    slowSuccess->succeeded();
    slowFailure->failed();
    CPPUNIT_ASSERT(breaker_.state() == Breaker::State::Open);
    CPPUNIT_ASSERT(breaker_.openFor() == milliseconds{1000});
  }

  void resetForgets() {
    open();
    breaker_.reset();
    CPPUNIT_ASSERT(breaker_.state() == Breaker::State::Closed && breaker_.openFor().count() == 0);
    breaker_.enter()->failed();
    CPPUNIT_ASSERT(breaker_.state() == Breaker::State::Closed);
  }

 private:
  void open() {
    for (int i = 0; i < 3; ++i) breaker_.enter()->failed();
  }

  StillClock clock_;
  Breaker breaker_{{3, milliseconds{1000}, milliseconds{5000}}, clock_};
};
HOSTLER_SUITE(BreakerTest, "core/plugin_host/breaker");

}  // namespace hostler::plugin
