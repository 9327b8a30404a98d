#include "tests/core/jobs/site.h"

namespace hostler::jobs {

// Who has a job, and what somebody who has lost it may still do.
template <class Engine>
class ClaimsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ClaimsTest);
  CPPUNIT_TEST(noJobIsClaimedTwice);
  CPPUNIT_TEST(urgentJobsComeFirstAndThenTheOldest);
  CPPUNIT_TEST(onlyDueJobsAreClaimed);
  CPPUNIT_TEST(jobsOfUnknownKindsAreLeftToOthersAndReported);
  CPPUNIT_TEST(aDamagedPayloadHoldsUpNobody);
  CPPUNIT_TEST(aDeadNodesJobsAreFreedAndItsLateWritesRefused);
  CPPUNIT_TEST(aJobThatKilledThreeWorkersIsParked);
  CPPUNIT_TEST(whoIsAboutAParkedJobIsToldAsItIsParked);
  CPPUNIT_TEST(whoCannotBeToldHoldsNoJobUp);
  CPPUNIT_TEST(aJobGivenBackSpentNoAttempt);
  CPPUNIT_TEST(lanesAndTheNextDueJobAreFound);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    for (auto* process : {&first_, &second_}) {
      process->handlers.template add<Errand>(
          {}, [](Context&, const Errand&) { return Result::done(); });
    }
  }

  void noJobIsClaimedTwice() {
    first_.enqueueMany(400);
    std::mutex mutex;
    std::set<Id<Job>> all;
    std::size_t count = 0;

    db::inThreads(6, [&](int number) {
      auto& process = number % 2 == 0 ? first_ : second_;
      Claims claims = claimsOf(process);
      for (;;) {
        const auto jobs = claims.claim("default", 7);
        if (jobs.empty()) return;
        const std::lock_guard lock{mutex};
        count += jobs.size();
        for (const auto& job : jobs) all.insert(job.id);
      }
    });

    CPPUNIT_ASSERT_EQUAL(std::size_t{400}, all.size());
    CPPUNIT_ASSERT_EQUAL(count, all.size());
  }

  void urgentJobsComeFirstAndThenTheOldest() {
    const auto bulk = first_.enqueue(Errand{1}, {.priority = Priority::Bulk});
    const auto young = first_.enqueue(Errand{2});
    const auto old = first_.enqueue(Errand{3}, {.runAt = kStart.minus(std::chrono::minutes{1})});
    const auto urgent = first_.enqueue(Errand{4}, {.priority = Priority::Urgent});

    auto claims = claimsOf(first_);
    std::vector<Id<Job>> order;
    for (int i = 0; i < 4; ++i) order.push_back(claims.claim("default", 1).at(0).id);

    CPPUNIT_ASSERT((order == std::vector{*urgent, *old, *young, *bulk}));
  }

  void onlyDueJobsAreClaimed() {
    first_.enqueue(Errand{1}, {.runAt = kStart.plus(std::chrono::hours{1})});
    auto claims = claimsOf(first_);
    CPPUNIT_ASSERT(claims.claim("default", 5).empty());

    site_.clock.advance(std::chrono::hours{1});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, claims.claim("default", 5).size());
  }

  void jobsOfUnknownKindsAreLeftToOthersAndReported() {
    first_.database->transaction([&](db::Transaction& tx) {
      first_.queue.insert(tx, kShop, "test.of_a_newer_version", Json::object(), {});
    });
    auto claims = claimsOf(first_);

    CPPUNIT_ASSERT(claims.claim("default", 5).empty());
    CPPUNIT_ASSERT(claims.due().lanes.empty());
    CPPUNIT_ASSERT(!claims.anyDueOrRunning());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, claims.unknownKinds().at("test.of_a_newer_version"));
  }

  void aDamagedPayloadHoldsUpNobody() {
    const auto damaged = first_.enqueue(Errand{1});
    const auto sound = first_.enqueue(Errand{2});
    first_.database->transaction([&](db::Transaction& tx) {
      tx.execute("UPDATE jobs SET payload = '{\"numb' WHERE id = ?", *damaged);
    });

    const auto jobs = claimsOf(first_).claim("default", 5);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, jobs.size());
    CPPUNIT_ASSERT(jobs[0].payload.is_null());
    CPPUNIT_ASSERT_EQUAL(*sound, jobs[1].id);
  }

  void aDeadNodesJobsAreFreedAndItsLateWritesRefused() {
    const auto id = *first_.enqueue(Errand{1});
    auto dead = claimsOf(first_);
    const auto lost = dead.claim("default", 1).at(0);

    auto heir = claimsOf(second_);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, heir.recover(first_.nodes.node()));
    const auto taken = heir.claim("default", 1).at(0);
    CPPUNIT_ASSERT_EQUAL(id, taken.id);

    Context late{*first_.database, site_.clock, lost, first_.nodes.node()};
    const auto write = [&] {
      late.transaction(
          [](db::Transaction& tx) { tx.execute("INSERT INTO ran (number, times) VALUES (1, 1)"); });
    };
    CPPUNIT_ASSERT_THROW(write(), LeaseLost);
    const auto finish = [&] {
      first_.database->transaction([&](db::Transaction& tx) { late.finish(tx); });
    };
    CPPUNIT_ASSERT_THROW(finish(), LeaseLost);
    late.progress(50);
    dead.finish({{lost.id, lost.fence}});
    dead.record(lost, *first_.handlers.find(lost.kind), Result::park("too late"));
    dead.giveBack({{lost.id, lost.fence}});

    CPPUNIT_ASSERT_EQUAL(State::Running, second_.stateOf(id));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{second_.nodes.node()}, second_.number("node", id));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, second_.number("progress", id));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, second_.count("SELECT COUNT(*) AS n FROM ran"));
  }

  void aJobThatKilledThreeWorkersIsParked() {
    const auto id = *first_.enqueue(Errand{1}, {.uniqueKey = "heavy", .keepKey = false});
    auto claims = claimsOf(first_);
    for (int death = 1; death <= 3; ++death) {
      CPPUNIT_ASSERT_EQUAL(State::Queued, first_.stateOf(id));
      CPPUNIT_ASSERT_EQUAL(std::size_t{1}, claims.claim("default", 1).size());
      claims.recover(first_.nodes.node());
    }

    CPPUNIT_ASSERT_EQUAL(State::Parked, first_.stateOf(id));
    CPPUNIT_ASSERT(first_.word("last_error", id).find("died three times") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::string{}, first_.word("unique_key", id));
  }

  void whoIsAboutAParkedJobIsToldAsItIsParked() {
    std::vector<std::string> told;
    tellsOfParked([&](db::Transaction& tx, const Actor& actor, const Job& job) {
      CPPUNIT_ASSERT_EQUAL(
          std::int64_t{1},
          tx.query("SELECT COUNT(*) AS n FROM jobs WHERE state = 5 AND id = ?", job.id)
              .only()
              .integer("n"));
      CPPUNIT_ASSERT_EQUAL("job:" + job.id.text(), actor.credential);
      told.push_back(job.payload.at("number").dump() + " " + job.lastError.value());
    });
    auto claims = claimsOf(first_);
    first_.enqueue(Errand{1});
    for (int death = 1; death <= 3; ++death) {
      claims.claim("default", 1);
      claims.recover(first_.nodes.node());
    }
    first_.enqueue(Errand{2});
    auto job = claims.claim("default", 1).at(0);
    job.attempts = 10;
    claims.record(job, *first_.handlers.find(job.kind), Result::retry("it threw"));
    first_.enqueue(Errand{3});
    const auto refused = claims.claim("default", 1).at(0);
    claims.record(refused, *first_.handlers.find(refused.kind), Result::park("by itself"));
    // Once only, and not by who has lost the job.
    claims.record(refused, *first_.handlers.find(refused.kind), Result::park("again"));

    CPPUNIT_ASSERT((told == std::vector<std::string>{"1 its worker died three times while doing it",
                                                     "2 given up after 10 attempts: it threw",
                                                     "3 by itself"}));
  }

  void whoCannotBeToldHoldsNoJobUp() {
    tellsOfParked([](db::Transaction& tx, const Actor&, const Job&) {
      tx.execute("INSERT INTO ran (number, times) VALUES (1, 1)");
      throw std::runtime_error{"who is this about?"};
    });
    auto claims = claimsOf(first_);
    const auto id = *first_.enqueue(Errand{1});
    for (int death = 1; death <= 3; ++death) {
      claims.claim("default", 1);
      claims.recover(first_.nodes.node());
    }
    CPPUNIT_ASSERT_EQUAL(State::Parked, first_.stateOf(id));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, first_.count("SELECT COUNT(*) AS n FROM ran"));
  }

  void aJobGivenBackSpentNoAttempt() {
    const auto id = *first_.enqueue(Errand{1});
    auto claims = claimsOf(first_);
    const auto job = claims.claim("default", 1).at(0);
    CPPUNIT_ASSERT_EQUAL(1, job.attempts);
    CPPUNIT_ASSERT(claims.held() == (std::vector{std::pair{id, job.fence}}));

    claims.giveBack({{job.id, job.fence}});
    CPPUNIT_ASSERT(claims.held().empty());
    CPPUNIT_ASSERT_EQUAL(State::Queued, first_.stateOf(id));
    CPPUNIT_ASSERT_EQUAL(1, claims.claim("default", 1).at(0).attempts);
  }

  void lanesAndTheNextDueJobAreFound() {
    const auto soon = kStart.plus(std::chrono::seconds{40});
    first_.enqueue(Errand{1}, {.lane = "mail"});
    first_.enqueue(Errand{2}, {.lane = "mail", .priority = Priority::Bulk});
    first_.enqueue(Errand{3}, {.runAt = kStart.plus(std::chrono::hours{1}), .lane = "night"});
    first_.enqueue(Errand{4}, {.runAt = soon, .lane = "plugin.acme", .priority = Priority::Bulk});

    const auto due = claimsOf(first_).due();
    CPPUNIT_ASSERT(due.lanes == std::vector<std::string>{"mail"});
    CPPUNIT_ASSERT_EQUAL(soon, due.next.value());
  }

 private:
  void tellsOfParked(Interventions::React react) { told_.onPark(Errand::kKind, std::move(react)); }
  Claims claimsOf(Process& process) {
    return {*process.database, site_.clock, process.nodes.node(), process.handlers, &told_};
  }

  Site<Engine> site_;
  Process first_{site_}, second_{site_};
  Interventions told_;
};
HOSTLER_JOBS_SUITE(ClaimsTest, "core/jobs/claims");

}  // namespace hostler::jobs
