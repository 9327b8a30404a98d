#include "tests/core/jobs/site.h"

namespace hostler::jobs {

template <class Engine>
class WorkersTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(WorkersTest);
  CPPUNIT_TEST(aJobIsStartedWhenItIsEnqueuedAndNotWhenTheTableIsPolled);
  CPPUNIT_TEST(aJobThatAnotherProcessEnqueuedIsFoundByPolling);
  CPPUNIT_TEST(aBusyLaneDoesNotKeepOthersFromBeingLookedAt);
  CPPUNIT_TEST(aJobThatIsPutOffStartsWhenItsTimeComes);
  CPPUNIT_TEST(aLaneRunsNoMoreThanItsLimit);
  CPPUNIT_TEST(aSlowLaneIsNotClaimedAheadOfOthers);
  CPPUNIT_TEST(shortJobsThatTakeLongerNowAreGivenBackToOthers);
  CPPUNIT_TEST(anUrgentJobOvertakesClaimedOnes);
  CPPUNIT_TEST(whoWaitsForAllToSettleIsLetGoBeforeAStop);
  CPPUNIT_TEST(drainingLetsRunningJobsEndAndGivesBackTheRest);
  CPPUNIT_TEST(aJobThatOutlastsTheDrainIsHandedBackAndItsWritesRefused);
  CPPUNIT_TEST(workersComeAndGoWhileTheQueueLives);
  CPPUNIT_TEST(aDeadProcessesJobIsDoneByAnother);
  CPPUNIT_TEST(aJobThatThisNodeHoldsWithoutKnowingIsGivenBack);
  CPPUNIT_TEST(aNodeThatLostItsNumberClaimsNothing);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aJobIsStartedWhenItIsEnqueuedAndNotWhenTheTableIsPolled() {
    Counted ran;
    handle(process_, [&](Context&, const Errand&) { return ran.add(), Result::done(); });
    auto workers = started(process_, {.poll = std::chrono::hours{1}});

    for (int i = 1; i <= 20; ++i) {
      process_.enqueue(Errand{i});
      CPPUNIT_ASSERT(ran.reaches(i));
    }
    CPPUNIT_ASSERT(workers->settle(site_.clock.monotonic() + kPatience));
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{20}, workers->counters().done);
  }

  void aJobThatAnotherProcessEnqueuedIsFoundByPolling() {
    Counted ran;
    handle(process_, [&](Context&, const Errand&) { return ran.add(), Result::done(); });
    const auto workers = started(process_, {.poll = std::chrono::milliseconds{50}});
    CPPUNIT_ASSERT(workers->settle(site_.clock.monotonic() + kPatience));
    Process other{site_};

    other.enqueue(Errand{1}, {.lane = "one nobody has heard of"});

    CPPUNIT_ASSERT(ran.reaches(1));
  }

  void aBusyLaneDoesNotKeepOthersFromBeingLookedAt() {
    Counted quiet;
    std::atomic<bool> seen{false};
    handle(process_, [&](Context&, const Errand& errand) {
      // The busy lane feeds itself, so that its workers are called all the time.
      if (errand.number == 0 && !seen) process_.enqueue(Errand{0});
      if (errand.number == 1) quiet.add();
      return Result::done();
    });
    const auto workers = started(process_, {.poll = std::chrono::milliseconds{50}});
    process_.enqueue(Errand{0});
    Process other{site_};

    other.enqueue(Errand{1}, {.lane = "quiet"});

    const bool reached = quiet.reaches(1);
    seen = true;
    CPPUNIT_ASSERT(reached);
  }

  void aJobThatIsPutOffStartsWhenItsTimeComes() {
    Counted ran;
    std::atomic<bool> first{true};
    handle(process_, [&](Context&, const Errand&) {
      ran.add();
      return first.exchange(false) ? Result::wait(std::chrono::minutes{5}) : Result::done();
    });
    const auto workers = started(process_, {});
    process_.enqueue(Errand{1});
    CPPUNIT_ASSERT(workers->settle(site_.clock.monotonic() + kPatience));
    CPPUNIT_ASSERT_EQUAL(1, ran.count());

    site_.clock.advance(std::chrono::minutes{5});
    workers->wake();

    CPPUNIT_ASSERT(ran.reaches(2));
  }

  void aLaneRunsNoMoreThanItsLimit() {
    std::atomic<int> now{0}, most{0};
    Counted begun, ran, gate;
    handle(process_, [&](Context&, const Errand&) {
      const int running = ++now;
      for (int seen = most; seen < running && !most.compare_exchange_weak(seen, running);) {
      }
      begun.add();
      gate.reaches(1);
      --now;
      return ran.add(), Result::done();
    });
    const auto workers = started(process_, {.laneLimits = {{"default", 3}}, .threads = 20});
    process_.enqueueMany(40);
    CPPUNIT_ASSERT(begun.reaches(3));

    gate.add();

    CPPUNIT_ASSERT(ran.reaches(40));
    CPPUNIT_ASSERT_EQUAL(3, most.load());
  }

  void aSlowLaneIsNotClaimedAheadOfOthers() {
    Counted begun, first, rest;
    handle(process_, [&](Context&, const Errand& errand) {
      begun.add();
      (errand.number == 0 ? first : rest).reaches(1);
      return Result::done();
    });
    const auto workers = started(process_, {.laneLimits = {{"default", 2}}});
    process_.enqueue(Errand{0});
    CPPUNIT_ASSERT(begun.reaches(1));
    site_.clock.advance(std::chrono::seconds{10});
    first.add();
    CPPUNIT_ASSERT(workers->settle(site_.clock.monotonic() + kPatience));

    process_.enqueueMany(10);
    CPPUNIT_ASSERT(runningReaches(*workers, 2));

    CPPUNIT_ASSERT_EQUAL(std::uint64_t{3}, workers->counters().claimed);
    rest.add();
    CPPUNIT_ASSERT(workers->settle(site_.clock.monotonic() + kPatience));
  }

  void shortJobsThatTakeLongerNowAreGivenBackToOthers() {
    std::atomic<bool> isSlow{false};
    std::atomic<int> slow{0};
    Counted begun, first, rest;
    handle(process_, [&](Context&, const Errand&) {
      if (!isSlow) return Result::done();
      begun.add();
      (slow++ == 0 ? first : rest).reaches(1);
      return Result::done();
    });
    const auto workers = started(process_, {.laneLimits = {{"default", 1}}});
    process_.enqueueMany(40);
    CPPUNIT_ASSERT(workers->settle(site_.clock.monotonic() + kPatience));
    isSlow = true;
    process_.enqueueMany(60);
    CPPUNIT_ASSERT(comesTrue([&] { return workers->counters().claimed == 100; }));

    CPPUNIT_ASSERT(begun.reaches(1));
    site_.clock.advance(std::chrono::seconds{10});
    first.add();

    // One is done, one runs, and one more may wait here.
    CPPUNIT_ASSERT(countReaches("SELECT COUNT(*) AS n FROM jobs WHERE state = 1", 57));
    rest.add();
    CPPUNIT_ASSERT(workers->settle(site_.clock.monotonic() + kPatience));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{100},
                         process_.count("SELECT COUNT(*) AS n FROM jobs WHERE state = 3"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, process_.count("SELECT MAX(attempts) AS n FROM jobs"));
  }

  void anUrgentJobOvertakesClaimedOnes() {
    std::mutex mutex;
    std::vector<std::int64_t> order;
    Counted gate;
    handle(process_, [&](Context&, const Errand& errand) {
      if (errand.number == 1) gate.reaches(1);
      const std::lock_guard lock{mutex};
      order.push_back(errand.number);
      return Result::done();
    });
    const auto workers = started(process_, {.laneLimits = {{"default", 1}}});
    process_.enqueueMany(4, {.priority = Priority::Bulk});
    CPPUNIT_ASSERT(runningReaches(*workers, 1));
    process_.enqueue(Errand{99}, {.priority = Priority::Urgent});

    gate.add();
    CPPUNIT_ASSERT(workers->settle(site_.clock.monotonic() + kPatience));

    const auto place = std::ranges::find(order, 99) - order.begin();
    CPPUNIT_ASSERT_MESSAGE("at place " + std::to_string(place), place <= 2);
  }

  void whoWaitsForAllToSettleIsLetGoBeforeAStop() {
    Counted gate, answered;
    handle(process_, [&](Context&, const Errand&) { return gate.reaches(1), Result::done(); });
    const auto workers = started(process_, {});
    process_.enqueue(Errand{1});
    bool settled = true;
    std::thread waiting{[&] {
      settled = workers->settle(site_.clock.monotonic() + std::chrono::hours{1});
      answered.add();
    }};
    CPPUNIT_ASSERT(runningReaches(*workers, 1));

    workers->letWaitersGo();

    const bool letGo = answered.reaches(1);
    gate.add();
    waiting.join();
    CPPUNIT_ASSERT(letGo);
    CPPUNIT_ASSERT(!settled);
  }

  void drainingLetsRunningJobsEndAndGivesBackTheRest() {
    Counted gate;
    handle(process_, [&](Context&, const Errand&) {
      gate.reaches(1);
      return Result::done();
    });
    const auto workers = started(process_, {.laneLimits = {{"default", 2}}});
    process_.enqueueMany(10);
    CPPUNIT_ASSERT(runningReaches(*workers, 2));

    std::thread drain{[&] { workers->drain(std::chrono::seconds{20}); }};
    CPPUNIT_ASSERT(countReaches("SELECT COUNT(*) AS n FROM jobs WHERE state = 1", 8));
    gate.add();
    drain.join();

    CPPUNIT_ASSERT_EQUAL(std::int64_t{2},
                         process_.count("SELECT COUNT(*) AS n FROM jobs WHERE state = 3"));
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{0},
        process_.count("SELECT COUNT(*) AS n FROM jobs WHERE state = 1 AND attempts > 0"));
  }

  void aJobThatOutlastsTheDrainIsHandedBackAndItsWritesRefused() {
    Counted gate, refused;
    handle(process_, [&](Context& context, const Errand&) {
      gate.reaches(1);
      try {
        context.transaction([](db::Transaction& tx) {
          tx.execute("INSERT INTO ran (number, times) VALUES (1, 1)");
        });
      } catch (const LeaseLost&) {
        refused.add();
        throw;
      }
      return Result::done();
    });
    const auto workers = started(process_, {});
    const auto id = *process_.enqueue(Errand{1});
    CPPUNIT_ASSERT(runningReaches(*workers, 1));

    workers->drain(std::chrono::milliseconds{10});
    CPPUNIT_ASSERT_EQUAL(State::Queued, process_.stateOf(id));
    gate.add();

    CPPUNIT_ASSERT(refused.reaches(1));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, process_.count("SELECT COUNT(*) AS n FROM ran"));
  }

  void workersComeAndGoWhileTheQueueLives() {
    Counted ran;
    handle(process_, [&](Context&, const Errand&) { return ran.add(), Result::done(); });
    for (int i = 1; i <= 5; ++i) {
      {
        const auto workers = started(process_, {});
        process_.enqueue(Errand{i});
        CPPUNIT_ASSERT(ran.reaches(i));
        workers->drain(kPatience);  // what is done is written down
      }
      process_.enqueue(
          Errand{100 + i},
          {.runAt = kStart.plus(std::chrono::hours{1})});  // nobody is there to hear of it
      process_.nodes.tick();
    }
    CPPUNIT_ASSERT_EQUAL(std::int64_t{5},
                         process_.count("SELECT COUNT(*) AS n FROM jobs WHERE state = 3"));
  }

  void aDeadProcessesJobIsDoneByAnother() {
    Counted ran;
    handle(process_, [&](Context&, const Errand&) { return ran.add(), Result::done(); });
    const auto id = [&] {
      Process dying{site_};
      handle(dying, [](Context&, const Errand&) { return Result::done(); });
      const auto job = *dying.enqueue(Errand{1}, {.lane = "far"});
      Claims{*dying.database, site_.clock, dying.nodes.node(), dying.handlers}.claim("far", 1);
      // Its row stays behind, as after a power cut.
      process_.database->transaction([&](db::Transaction& tx) {
        tx.execute("UPDATE engine_nodes SET identity = 'of another machine' WHERE node = ?",
                   dying.nodes.node());
      });
      return job;
    }();
    // Not before: they look for jobs as they start.
    const auto workers = started(process_, {});
    process_.nodes.tick();
    CPPUNIT_ASSERT_EQUAL(State::Running, process_.stateOf(id));

    site_.clock.advance(std::chrono::seconds{16});
    process_.nodes.tick();

    CPPUNIT_ASSERT(ran.reaches(1));
    CPPUNIT_ASSERT(workers->settle(site_.clock.monotonic() + kPatience));
    CPPUNIT_ASSERT_EQUAL(State::Succeeded, process_.stateOf(id));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, process_.number("crashes", id));
  }

  void aJobThatThisNodeHoldsWithoutKnowingIsGivenBack() {
    Counted ran;
    handle(process_, [&](Context&, const Errand&) { return ran.add(), Result::done(); });
    const auto id = *process_.enqueue(Errand{1});
    const auto workers = started(process_, {});
    CPPUNIT_ASSERT(workers->settle(site_.clock.monotonic() + kPatience));
    // As a claim leaves it whose COMMIT happened and whose answer was lost.
    process_.database->transaction([&](db::Transaction& tx) {
      tx.execute(
          "UPDATE jobs SET state = 2, node = ?, fence = fence + 1, attempts = 1 WHERE id = ?",
          process_.nodes.node(), id);
    });

    site_.clock.advance(std::chrono::minutes{2});
    workers->wake();

    CPPUNIT_ASSERT(ran.reaches(2));
    CPPUNIT_ASSERT(workers->settle(site_.clock.monotonic() + kPatience));
    CPPUNIT_ASSERT_EQUAL(State::Succeeded, process_.stateOf(id));
  }

  void aNodeThatLostItsNumberClaimsNothing() {
    Counted ran;
    handle(process_, [&](Context&, const Errand&) { return ran.add(), Result::done(); });
    process_.database->transaction([&](db::Transaction& tx) {
      tx.execute("UPDATE engine_nodes SET identity = 'the next owner' WHERE node = ?",
                 process_.nodes.node());
    });
    process_.nodes.tick();
    CPPUNIT_ASSERT(!process_.nodes.isHeld());

    const auto workers = started(process_, {.poll = std::chrono::milliseconds{5}});
    const auto id = *process_.enqueue(Errand{1});

    CPPUNIT_ASSERT(!workers->settle(site_.clock.monotonic() + std::chrono::milliseconds{300}));
    CPPUNIT_ASSERT_EQUAL(State::Queued, process_.stateOf(id));
  }

 private:
  using Run = std::function<Result(Context&, const Errand&)>;

  void handle(Process& process, Run run) {
    process.handlers.template add<Errand>({}, std::move(run));
  }
  std::unique_ptr<Workers> started(Process& process, WorkerOptions options) {
    auto workers = std::make_unique<Workers>(*process.database, site_.clock, process.nodes,
                                             process.queue, process.handlers, options);
    workers->start();
    return workers;
  }
  // Facts that no condition variable of ours tells.
  template <class F>
  bool comesTrue(F fact) {
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (!fact()) {
      if (std::chrono::steady_clock::now() > until) return false;
      std::this_thread::yield();
    }
    return true;
  }
  bool runningReaches(const Workers& workers, int count) {
    return comesTrue([&] { return workers.counters().running >= count; });
  }
  bool countReaches(std::string_view sql, std::int64_t count) {
    return comesTrue([&] { return process_.count(sql) >= count; });
  }

  Site<Engine> site_;
  Process process_{site_};
};
HOSTLER_JOBS_SUITE(WorkersTest, "core/jobs/workers");

}  // namespace hostler::jobs
