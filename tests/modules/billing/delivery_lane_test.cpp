#include "modules/billing/delivery_lane.h"

#include "tests/support/suite.h"

#include <future>
#include <latch>
#include <vector>

namespace hostler {

class DeliveryLaneTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DeliveryLaneTest);
  CPPUNIT_TEST(whatGathersIsWrittenTogether);
  CPPUNIT_TEST(oneThatCannotBeBookedTakesNoOtherWithIt);
  CPPUNIT_TEST(whatWaitsWhenItStopsHasFailed);
  CPPUNIT_TEST(afterItHasStoppedItTakesNothing);
  CPPUNIT_TEST(itDoesNotGatherWithoutEnd);
  CPPUNIT_TEST_SUITE_END();

 public:
  void whatGathersIsWrittenTogether() {
    auto first = take("a");
    writing_.wait();
    auto second = take("b"), third = take("c");
    go_.count_down();
    for (auto* one : {&first, &second, &third}) CPPUNIT_ASSERT_NO_THROW(one->get());
    CPPUNIT_ASSERT((batches_ == std::vector<std::size_t>{1, 2}));
  }

  void oneThatCannotBeBookedTakesNoOtherWithIt() {
    auto first = take("a");
    writing_.wait();
    auto good = take("b"), bad = take("bad");
    go_.count_down();
    CPPUNIT_ASSERT_NO_THROW(good.get());
    CPPUNIT_ASSERT_THROW(bad.get(), std::runtime_error);
  }

  void whatWaitsWhenItStopsHasFailed() {
    auto first = take("a");
    writing_.wait();
    auto second = take("b");
    std::thread stopping{[&] { lane_.stop(); }};
    CPPUNIT_ASSERT_THROW(second.get(), DeliveryRefused);
    go_.count_down();
    stopping.join();
    CPPUNIT_ASSERT_NO_THROW(first.get());
  }

  void afterItHasStoppedItTakesNothing() {
    lane_.stop();
    CPPUNIT_ASSERT_THROW(take("a").get(), DeliveryRefused);
    go_.count_down();
  }

  void itDoesNotGatherWithoutEnd() {
    auto first = take("a");
    writing_.wait();
    std::vector<std::future<void>> waiting;
    for (int i = 0; i < 1'000; ++i) waiting.push_back(take("b"));
    CPPUNIT_ASSERT_THROW(take("c").get(), DeliveryRefused);
    go_.count_down();
    for (auto& one : waiting) CPPUNIT_ASSERT_NO_THROW(one.get());
    CPPUNIT_ASSERT_NO_THROW(take("d").get());
  }

 private:
  std::future<void> take(const std::string& event) {
    auto promise = std::make_shared<std::promise<void>>();
    auto future = promise->get_future();
    lane_.take({"bank", event, "paid", "{}", true, {}},
               [promise](const std::exception_ptr& failure) {
                 if (failure) {
                   promise->set_exception(failure);
                 } else {
                   promise->set_value();
                 }
               });
    return future;
  }
  void write(const std::vector<const GatewayDelivery*>& deliveries) {
    if (batches_.empty()) {
      writing_.count_down();
      go_.wait();
    }
    batches_.push_back(deliveries.size());
    for (const auto* one : deliveries) {
      if (one->eventId == "bad") throw std::runtime_error{"cannot be booked"};
    }
  }

  std::latch writing_{1}, go_{1};
  std::vector<std::size_t> batches_;
  DeliveryLane lane_{[this](const auto& deliveries) { write(deliveries); }};
};
HOSTLER_SUITE(DeliveryLaneTest, "modules/billing/delivery_lane");

}  // namespace hostler
