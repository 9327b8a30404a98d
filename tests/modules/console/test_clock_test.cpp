#include "modules/console/test_clock.h"

#include "tests/modules/console/console.h"

namespace hostler::testing {

// The clock of a sandbox: what falls due on the way to the new time runs, each at its own hour.
class TestClockTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TestClockTest);
  CPPUNIT_TEST(durationsAreStepsOfTheCalendar);
  CPPUNIT_TEST(whatFallsDueOnTheWayRunsAtItsHour);
  CPPUNIT_TEST(jobsThatJobsMakeRunToo);
  CPPUNIT_TEST(timeGoesForwardsAlone);
  CPPUNIT_TEST(exactlyOneOfTheTwoIsSaid);
  CPPUNIT_TEST(itIsNotThereInProduction);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { console_ = std::make_unique<Console>(); }
  void tearDown() override {
    if (console_->workers) console_->workers->drain(std::chrono::seconds{10});
    console_->workers.reset();
    console_->nodes.reset();
    console_.reset();
  }

  void durationsAreStepsOfTheCalendar() {
    const auto after = [](const std::string& from, const std::string& duration) {
      const auto to = afterDuration(Instant::parse(from).value(), duration);
      return to ? to->text() : std::string{"none"};
    };
    CPPUNIT_ASSERT_EQUAL(Instant::parse("2026-02-28T10:00:00Z")->text(),
                         after("2026-01-31T10:00:00Z", "P1M"));
    CPPUNIT_ASSERT_EQUAL(Instant::parse("2029-02-28T10:00:00Z")->text(),
                         after("2028-02-29T10:00:00Z", "P1Y"));
    CPPUNIT_ASSERT_EQUAL(Instant::parse("2026-03-11T12:30:01Z")->text(),
                         after("2026-02-01T10:00:00Z", "P1M1W3DT2H30M1S"));
    CPPUNIT_ASSERT_EQUAL(Instant::parse("2026-02-01T10:05:00Z")->text(),
                         after("2026-02-01T10:00:00Z", "PT5M"));
    for (const auto* wrong : {"", "P", "PT", "30D", "P-1D", "P1H", "PT1D", "P1", "PT1HT1H",
                              "P99999999999999999999D", "P200000D", "P1.5D", "P1D "}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(wrong, std::string{"none"},
                                   after("2026-02-01T10:00:00Z", wrong));
    }
  }

  void whatFallsDueOnTheWayRunsAtItsHour() {
    std::mutex mutex;
    std::vector<std::pair<std::int64_t, Instant>> ran;
    work([&](const Errand& errand) {
      const std::lock_guard lock{mutex};
      ran.emplace_back(errand.number, console_->clock.now());
    });
    const auto start = console_->clock.now();
    for (const auto hours : {30, 2, 100, 50}) enqueue(hours, std::chrono::hours{hours});
    CPPUNIT_ASSERT(moveTo(start.plus(std::chrono::hours{60})));
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, ran.size());
    std::vector<std::int64_t> order;
    for (const auto& [number, at] : ran) {
      order.push_back(number);
      const auto due = start.plus(std::chrono::hours{number});
      CPPUNIT_ASSERT(!(at < due));
      CPPUNIT_ASSERT(at < due.plus(std::chrono::hours{1}));
    }
    CPPUNIT_ASSERT(order == (std::vector<std::int64_t>{2, 30, 50}));
    CPPUNIT_ASSERT(!(console_->clock.now() < start.plus(std::chrono::hours{60})));
  }

  void jobsThatJobsMakeRunToo() {
    std::atomic<int> ran{0};
    work([&](const Errand& errand) {
      ++ran;
      if (errand.number > 0) enqueue(errand.number - 1, std::chrono::hours{10});
    });
    enqueue(5, std::chrono::hours{1});
    CPPUNIT_ASSERT(moveTo(console_->clock.now().plus(std::chrono::hours{35})));
    CPPUNIT_ASSERT_EQUAL(4, ran.load());
  }

  void timeGoesForwardsAlone() {
    const auto now = console_->clock.now();
    CPPUNIT_ASSERT_THROW(moveTo(now.minus(std::chrono::hours{1})), ValidationError);
    auto owner = console_->engine.owner();
    const auto answer = owner.post("/admin/test-clock", {{"advance", "P30D"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
    CPPUNIT_ASSERT(answer["settled"].get<bool>());
    CPPUNIT_ASSERT(!(console_->clock.now() < now.plus(std::chrono::hours{24 * 30})));
    CPPUNIT_ASSERT_EQUAL(422, owner.post("/admin/test-clock", {{"now", now.text()}}).status);
  }

  void exactlyOneOfTheTwoIsSaid() {
    auto owner = console_->engine.owner();
    CPPUNIT_ASSERT_EQUAL(422, owner.post("/admin/test-clock", Json::object()).status);
    CPPUNIT_ASSERT_EQUAL(
        422,
        owner.post("/admin/test-clock", {{"advance", "P1D"}, {"now", console_->clock.now().text()}})
            .status);
    CPPUNIT_ASSERT_EQUAL(
        std::string{"malformed"},
        owner.post("/admin/test-clock", {{"advance", "soon"}}).fieldCode("advance"));
  }

  void itIsNotThereInProduction() {
    EngineOptions options;
    options.production = true;
    TestEngine engine{options};
    EngineClock clock{engine.database(), false};
    jobs::Queue queue{clock, engine.ids()};
    jobs::Handlers handlers{queue};
    Scheduler scheduler{engine.database(), clock, queue};
    NoProviders providers;
    Operations operations{engine.database(), clock, engine.ids(), engine.vault(), providers};
    http::EventStreams streams{engine.database()};
    ConsoleModule module{{engine.database(), clock, queue, handlers, scheduler, engine.events(),
                          streams, operations, engine.tenants(), engine.audit(),
                          [] { return nullptr; }, [] { return Json::object(); }}};
    module.mount(engine.router());
    auto anyone = engine.stranger();
    anyone.cameFrom("127.0.0.1");
    const auto secure = [&]() -> ApiClient& {
      return anyone.with("x-forwarded-proto", "https").with("x-forwarded-for", "203.0.113.7");
    };
    CPPUNIT_ASSERT_EQUAL(404, secure().get("/admin/test-clock").status);
    CPPUNIT_ASSERT_EQUAL(404, secure().post("/admin/test-clock", {{"advance", "P1D"}}).status);
    // What is there asks who it is.
    CPPUNIT_ASSERT_EQUAL(401, secure().get("/admin/jobs").status);
  }

 private:
  bool moveTo(Instant to) {
    TestClock clock{console_->engine.database(), console_->clock, console_->scheduler,
                    console_->engine.events(), [this] { return console_->workers.get(); }};
    return clock.moveTo(to);
  }
  void work(std::function<void(const Errand&)> work) {
    console_->handlers.add<Errand>({}, [work](jobs::Context&, const Errand& errand) {
      work(errand);
      return jobs::Result::done();
    });
    console_->nodes = std::make_unique<NodeRegistry>(console_->engine.database(), console_->clock);
    console_->workers =
        std::make_unique<jobs::Workers>(console_->engine.database(), console_->clock,
                                        *console_->nodes, console_->queue, console_->handlers);
    console_->workers->start();
  }
  void enqueue(std::int64_t number, Duration after) {
    console_->engine.database().transaction([&](db::Transaction& tx) {
      jobs::Enqueue how;
      how.runAt = console_->clock.now().plus(after);
      console_->queue.enqueue(tx, Scope::ofTenant(kPlatform), Errand{number}, how);
    });
  }

  std::unique_ptr<Console> console_;
};
HOSTLER_SUITE(TestClockTest, "modules/console/test_clock");

}  // namespace hostler::testing
