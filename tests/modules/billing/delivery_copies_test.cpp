#include "modules/billing/delivery_copies.h"

#include "tests/support/suite.h"

#include <latch>
#include <thread>
#include <vector>

namespace hostler {

using State = DeliveryCopies::State;

class DeliveryCopiesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DeliveryCopiesTest);
  CPPUNIT_TEST(ofCopiesThatComeAtOnceOneIsTheFirst);
  CPPUNIT_TEST(copiesShareTheFateOfTheFirst);
  CPPUNIT_TEST(whatWasTakenIsNotTakenAgain);
  CPPUNIT_TEST(whatFailedMayComeAgain);
  CPPUNIT_TEST(theOldestAreForgotten);
  CPPUNIT_TEST_SUITE_END();

 public:
  void ofCopiesThatComeAtOnceOneIsTheFirst() {
    DeliveryCopies copies;
    std::atomic<int> firsts{0};
    std::latch all{8};
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        all.arrive_and_wait();
        for (int event = 0; event < 200; ++event)
          firsts += copies.enter("event " + std::to_string(event)).isFirst ? 1 : 0;
      });
    }
    threads.clear();
    CPPUNIT_ASSERT_EQUAL(200, firsts.load());
  }

  void copiesShareTheFateOfTheFirst() {
    const auto first = copies_.enter("evt"), second = copies_.enter("evt");
    CPPUNIT_ASSERT(first.isFirst && !second.isFirst);
    CPPUNIT_ASSERT(second.delivery->state == State::Underway);
    copies_.taken(*first.delivery);
    CPPUNIT_ASSERT(second.delivery->state == State::Taken);
    const auto other = copies_.enter("other"), copy = copies_.enter("other");
    copies_.failed(*other.delivery);
    CPPUNIT_ASSERT(copy.delivery->state == State::Failed);
  }

  void whatWasTakenIsNotTakenAgain() {
    copies_.taken(*copies_.enter("evt").delivery);
    const auto again = copies_.enter("evt");
    CPPUNIT_ASSERT(!again.isFirst && again.delivery->state == State::Taken);
  }

  void whatFailedMayComeAgain() {
    copies_.failed(*copies_.enter("evt").delivery);
    const auto again = copies_.enter("evt");
    CPPUNIT_ASSERT(again.isFirst && again.delivery->state == State::Underway);
  }

  void theOldestAreForgotten() {
    for (const auto* event : {"a", "b", "c"}) copies_.taken(*copies_.enter(event).delivery);
    CPPUNIT_ASSERT(!copies_.enter("b").isFirst && !copies_.enter("c").isFirst);
    CPPUNIT_ASSERT(copies_.enter("a").isFirst);
  }

 private:
  DeliveryCopies copies_{2};
};
HOSTLER_SUITE(DeliveryCopiesTest, "modules/billing/delivery_copies");

}  // namespace hostler
