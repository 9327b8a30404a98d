#include "tests/core/jobs/site.h"

namespace hostler::jobs {

// What becomes of a job, by what its handler made of it.
template <class Engine>
class EndingsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(EndingsTest);
  CPPUNIT_TEST(aResultIsKept);
  CPPUNIT_TEST(whatIsRecordedInTheWorksOwnTransactionIsDone);
  CPPUNIT_TEST(workThatFailsIsTriedAgainAfterGrowingPauses);
  CPPUNIT_TEST(attemptsThatAreUsedUpParkTheJob);
  CPPUNIT_TEST(waitingSpendsNoAttempt);
  CPPUNIT_TEST(aRefusalFailsAndAPersonsMatterIsParked);
  CPPUNIT_TEST(whateverIsThrownCountsAsARetry);
  CPPUNIT_TEST(aPayloadOfAnotherShapeIsParked);
  CPPUNIT_TEST(aValidationErrorOfTheWorkItselfIsARetry);
  CPPUNIT_TEST(dirtyReasonsAndLongResultsEndTheJobAllTheSame);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aResultIsKept() {
    const auto id = runsOnce([](Context& context, const Errand&) {
      context.progress(250);
      return Result::done({{"service", "svc_1"}});
    });

    CPPUNIT_ASSERT_EQUAL(State::Succeeded, process_.stateOf(id));
    CPPUNIT_ASSERT_EQUAL(std::string{R"({"service":"svc_1"})"}, process_.word("result", id));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{100}, process_.number("progress", id));
    CPPUNIT_ASSERT_EQUAL(kStart.unixMicros(), process_.number("finished_at", id));
  }

  void whatIsRecordedInTheWorksOwnTransactionIsDone() {
    const auto id = runsOnce([](Context& context, const Errand& errand) {
      context.transaction([&](db::Transaction& tx) {
        tx.execute("INSERT INTO ran (number, times) VALUES (?, 1)", errand.number);
        context.finish(tx, "written");
      });
      return Result::recorded();
    });

    CPPUNIT_ASSERT_EQUAL(State::Succeeded, process_.stateOf(id));
    CPPUNIT_ASSERT_EQUAL(std::string{"\"written\""}, process_.word("result", id));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, process_.count("SELECT COUNT(*) AS n FROM ran"));
  }

  void workThatFailsIsTriedAgainAfterGrowingPauses() {
    const HandlerOptions options{.maxAttempts = 20,
                                 .firstPause = std::chrono::seconds{5},
                                 .longestPause = std::chrono::minutes{10}};
    auto claims = claimsFor([](Context&, const Errand&) { return Result::retry("503"); }, options);
    const auto id = *process_.enqueue(Errand{1});

    std::chrono::seconds expected{5};
    for (int attempt = 1; attempt < 12; ++attempt) {
      const auto job = claims.claim("default", 1).at(0);
      CPPUNIT_ASSERT_EQUAL(attempt, job.attempts);
      claims.record(job, *process_.handlers.find(job.kind), Result::retry("503"));
      const auto pause =
          Instant::ofUnixMicros(process_.number("run_at", id)).since(site_.clock.now());
      CPPUNIT_ASSERT(pause >= 4 * expected / 5 && pause <= 6 * expected / 5);
      CPPUNIT_ASSERT(claims.claim("default", 1).empty());
      site_.clock.advance(pause);
      expected = std::min<std::chrono::seconds>(2 * expected, std::chrono::minutes{10});
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"503"}, process_.word("last_error", id));
  }

  void attemptsThatAreUsedUpParkTheJob() {
    auto claims =
        claimsFor([](Context&, const Errand&) { return Result::done(); }, {.maxAttempts = 2});
    const auto id = *process_.enqueue(Errand{1});

    for (int attempt = 1; attempt <= 2; ++attempt) {
      const auto job = claims.claim("default", 1).at(0);
      claims.record(job, *process_.handlers.find(job.kind),
                    Result::retry("refused", std::chrono::seconds{1}));
      site_.clock.advance(std::chrono::seconds{1});
    }

    CPPUNIT_ASSERT_EQUAL(State::Parked, process_.stateOf(id));
    CPPUNIT_ASSERT_EQUAL(std::string{"given up after 2 attempts: refused"},
                         process_.word("last_error", id));
    CPPUNIT_ASSERT(claims.claim("default", 1).empty());
  }

  void waitingSpendsNoAttempt() {
    auto claims =
        claimsFor([](Context&, const Errand&) { return Result::done(); }, {.maxAttempts = 2});
    const auto id = *process_.enqueue(Errand{1});

    for (int i = 0; i < 5; ++i) {
      const auto job = claims.claim("default", 1).at(0);
      CPPUNIT_ASSERT_EQUAL(1, job.attempts);
      claims.record(job, *process_.handlers.find(job.kind),
                    Result::wait(std::chrono::seconds{30}, "rate limit"));
      CPPUNIT_ASSERT_EQUAL(State::Queued, process_.stateOf(id));
      site_.clock.advance(std::chrono::seconds{30});
    }
  }

  void aRefusalFailsAndAPersonsMatterIsParked() {
    const auto failed =
        runsOnce([](Context&, const Errand&) { return Result::fail("the name is taken"); });
    CPPUNIT_ASSERT_EQUAL(State::Failed, process_.stateOf(failed));
    CPPUNIT_ASSERT_EQUAL(std::string{"the name is taken"}, process_.word("last_error", failed));
  }

  void whateverIsThrownCountsAsARetry() {
    int calls = 0;
    const auto id = runsOnce([&](Context&, const Errand&) -> Result {
      if (++calls == 1) throw std::runtime_error{"broken"};
      throw 42;
    });
    CPPUNIT_ASSERT_EQUAL(State::Queued, process_.stateOf(id));
    CPPUNIT_ASSERT_EQUAL(std::string{"broken"}, process_.word("last_error", id));

    site_.clock.advance(std::chrono::minutes{1});
    CPPUNIT_ASSERT(workers_->settle(site_.clock.monotonic() + kPatience));
    CPPUNIT_ASSERT_EQUAL(State::Queued, process_.stateOf(id));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, process_.number("attempts", id));
  }

  void aPayloadOfAnotherShapeIsParked() {
    process_.handlers.add<Errand>({}, [](Context&, const Errand&) { return Result::done(); });
    const auto id = process_.database->transaction([&](db::Transaction& tx) {
      return process_.queue.insert(tx, kShop, Errand::kKind, {{"number", "two"}}, {}).value();
    });
    runAll();

    CPPUNIT_ASSERT_EQUAL(State::Parked, process_.stateOf(id));
    CPPUNIT_ASSERT(process_.word("last_error", id).find("payload cannot be read: number") !=
                   std::string::npos);
  }

  void aValidationErrorOfTheWorkItselfIsARetry() {
    const auto id = runsOnce([](Context&, const Errand&) -> Result {
      throw ValidationError{"amount", "out_of_range", "is too much"};
    });

    CPPUNIT_ASSERT_EQUAL(State::Queued, process_.stateOf(id));
    CPPUNIT_ASSERT(process_.word("last_error", id).find("payload") == std::string::npos);
  }

  void dirtyReasonsAndLongResultsEndTheJobAllTheSame() {
    const std::string dirty =
        "it said \xC3\x28 and \0 then" + std::string(1, '\0') + std::string(100'000, 'x');
    const auto parked = runsOnce([&](Context&, const Errand&) { return Result::park(dirty); });
    CPPUNIT_ASSERT_EQUAL(State::Parked, process_.stateOf(parked));
    CPPUNIT_ASSERT(process_.word("last_error", parked).starts_with("it said "));

    const auto longest = *process_.enqueue(Long{});
    CPPUNIT_ASSERT(workers_->settle(site_.clock.monotonic() + kPatience));
    CPPUNIT_ASSERT_EQUAL(State::Succeeded, process_.stateOf(longest));
  }

 private:
  struct Long {
    static constexpr std::string_view kKind = "test.long";
    static void describe(Shape<Long>&) {}
  };
  using Run = std::function<Result(Context&, const Errand&)>;

  Claims claimsFor(Run run, HandlerOptions options) {
    process_.handlers.add<Errand>(std::move(options), std::move(run));
    return {*process_.database, site_.clock, process_.nodes.node(), process_.handlers};
  }
  Id<Job> runsOnce(Run run) {
    process_.handlers.add<Errand>({}, std::move(run));
    process_.handlers.add<Long>(
        {}, [](Context&, const Long&) { return Result::done(std::string(100'000, 'y')); });
    const auto id = *process_.enqueue(Errand{1});
    runAll();
    return id;
  }
  void runAll() {
    workers_ = std::make_unique<Workers>(*process_.database, site_.clock, process_.nodes,
                                         process_.queue, process_.handlers);
    workers_->start();
    CPPUNIT_ASSERT(workers_->settle(site_.clock.monotonic() + kPatience));
  }

  Site<Engine> site_;
  Process process_{site_};
  std::unique_ptr<Workers> workers_;
};
HOSTLER_JOBS_SUITE(EndingsTest, "core/jobs/endings");

}  // namespace hostler::jobs
