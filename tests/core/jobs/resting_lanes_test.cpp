#include "tests/core/jobs/site.h"

namespace hostler::jobs {

// A provider that says when to come back says it once: what else waits for it waits until then.
template <class Engine>
class RestingLanesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RestingLanesTest);
  CPPUNIT_TEST(whatOneJobIsToldHoldsForItsLaneAndCostsNoAttempt);
  CPPUNIT_TEST(otherLanesGoOn);
  CPPUNIT_TEST(aLongRestIsTriedAgainAfterFiveMinutes);
  CPPUNIT_TEST(aLaterWordMakesARestLongerAndNeverShorter);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    process_.handlers.template add<Errand>({}, [this](Context&, const Errand& errand) {
      if (errand.number == kNear) return near_.add(), Result::done();
      asked_.add();
      const auto rest = rest_.load();
      if (rest.count() > 0) return Result::rest("far", rest, "429: too many requests");
      return Result::done();
    });
  }

  void whatOneJobIsToldHoldsForItsLaneAndCostsNoAttempt() {
    rest_ = std::chrono::seconds{60};
    process_.enqueueMany(5, {.lane = "far"});
    const auto workers = started();
    CPPUNIT_ASSERT(settles(*workers));
    CPPUNIT_ASSERT_EQUAL(1, asked_.count());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, waiting());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, process_.count("SELECT MAX(attempts) AS n FROM jobs"));

    site_.clock.advance(std::chrono::seconds{59});
    CPPUNIT_ASSERT(settles(*workers));
    CPPUNIT_ASSERT_EQUAL(1, asked_.count());

    rest_ = Duration{0};
    site_.clock.advance(std::chrono::seconds{1});
    CPPUNIT_ASSERT(settles(*workers));
    CPPUNIT_ASSERT_EQUAL(6, asked_.count());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, waiting());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, process_.count("SELECT MAX(attempts) AS n FROM jobs"));
  }

  void otherLanesGoOn() {
    rest_ = std::chrono::hours{1};
    const auto workers = started();
    process_.enqueueMany(5, {.lane = "far"});
    CPPUNIT_ASSERT(asked_.reaches(1));

    process_.enqueue(Errand{kNear}, {.lane = "near"});

    CPPUNIT_ASSERT(near_.reaches(1));
    CPPUNIT_ASSERT(settles(*workers));
    CPPUNIT_ASSERT_EQUAL(1, asked_.count());
  }

  void aLongRestIsTriedAgainAfterFiveMinutes() {
    rest_ = std::chrono::hours{24};
    process_.enqueueMany(3, {.lane = "far"});
    const auto workers = started();
    CPPUNIT_ASSERT(settles(*workers));

    site_.clock.advance(std::chrono::minutes{5});
    CPPUNIT_ASSERT(settles(*workers));

    // One that was not asked for yet; the first comes again when it was told to.
    CPPUNIT_ASSERT_EQUAL(2, asked_.count());
  }

  void aLaterWordMakesARestLongerAndNeverShorter() {
    Lane lane;
    lane.limit = 4;
    lane.rest(kStart.plus(std::chrono::seconds{60}));
    lane.rest(kStart.plus(std::chrono::seconds{10}));
    CPPUNIT_ASSERT(!lane.endRest(kStart.plus(std::chrono::seconds{59})));
    CPPUNIT_ASSERT(!lane.isHungry() && lane.room() == 0);
    CPPUNIT_ASSERT(lane.endRest(kStart.plus(std::chrono::seconds{60})));
    CPPUNIT_ASSERT(lane.isHungry() && lane.room() > 0);
  }

 private:
  static constexpr std::int64_t kNear = 1'000;

  std::unique_ptr<Workers> started() {
    auto workers =
        std::make_unique<Workers>(*process_.database, site_.clock, process_.nodes, process_.queue,
                                  process_.handlers, WorkerOptions{.laneLimits = {{"far", 1}}});
    workers->start();
    return workers;
  }
  bool settles(Workers& workers) { return workers.settle(site_.clock.monotonic() + kPatience); }
  std::int64_t waiting() {
    return process_.count("SELECT COUNT(*) AS n FROM jobs WHERE state = 1");
  }

  Site<Engine> site_;
  Process process_{site_};
  Counted asked_, near_;
  std::atomic<Duration> rest_{Duration{0}};
};
HOSTLER_JOBS_SUITE(RestingLanesTest, "core/jobs/resting_lanes");

}  // namespace hostler::jobs
