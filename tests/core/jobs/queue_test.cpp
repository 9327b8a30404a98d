#include "tests/core/jobs/site.h"

namespace hostler::jobs {

template <class Engine>
class QueueTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(QueueTest);
  CPPUNIT_TEST(aJobExistsExactlyWhenItsTransactionCommits);
  CPPUNIT_TEST(listenersHearOfAJobAfterTheCommitAndNeverOfARollback);
  CPPUNIT_TEST(aUniqueKeyIsTakenOnce);
  CPPUNIT_TEST(aUniqueKeyOfARolledBackJobIsFree);
  CPPUNIT_TEST(manyWhoAskForOneKeyGetOneJob);
  CPPUNIT_TEST(aKeyThatIsNotKeptIsFreeOnceTheJobHasEnded);
  CPPUNIT_TEST(twoJobsOfOneIdAreAnErrorAndNotSilence);
  CPPUNIT_TEST(aJobGoesToTheLaneOfItsKindUnlessTheCallerSays);
  CPPUNIT_TEST(manyAreEnqueuedAtOnce);
  CPPUNIT_TEST(ofManyThoseWhoseKeysAreTakenAreLeftOut);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aJobExistsExactlyWhenItsTransactionCommits() {
    const auto abandon = [&] {
      process_.database->transaction([&](db::Transaction& tx) {
        process_.queue.enqueue(tx, kShop, Errand{1});
        throw std::runtime_error{"the change was refused"};
      });
    };
    CPPUNIT_ASSERT_THROW(abandon(), std::runtime_error);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, jobs());

    const auto id = process_.enqueue(Errand{2});
    CPPUNIT_ASSERT(id.has_value());
    CPPUNIT_ASSERT_EQUAL(State::Queued, process_.stateOf(*id));
    CPPUNIT_ASSERT_EQUAL(std::string{R"({"number":2})"}, process_.word("payload", *id));
  }

  void ofManyThoseWhoseKeysAreTakenAreLeftOut() {
    process_.enqueue(Errand{1}, {.uniqueKey = "provision ord_2"});
    std::vector<std::string> heard;
    process_.queue.onAdded([&](const std::string& lane) { heard.push_back(lane); });
    std::vector<Queue::Wanted> wanted;
    for (int i = 0; i < 5; ++i) {
      wanted.push_back(
          {kShop,
           toJson(Errand{10 + i}),
           {.uniqueKey = "provision ord_" + std::to_string(i), .lane = "plugin.acme"}});
    }
    std::vector<std::optional<Id<Job>>> ids;
    process_.database->transaction(
        [&](db::Transaction& tx) { ids = process_.queue.insertEach(tx, Errand::kKind, wanted); });

    CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, jobs());
    CPPUNIT_ASSERT(!ids.at(2));
    for (const auto at : {0U, 1U, 3U, 4U})
      CPPUNIT_ASSERT_EQUAL(R"({"number":)" + std::to_string(10 + at) + "}",
                           process_.word("payload", ids.at(at).value()));
    CPPUNIT_ASSERT(heard == std::vector<std::string>{"plugin.acme"});
  }

  void listenersHearOfAJobAfterTheCommitAndNeverOfARollback() {
    std::vector<std::string> heard;
    process_.queue.onAdded([&](const std::string& lane) { heard.push_back(lane); });

    process_.database->transaction([&](db::Transaction& tx) {
      process_.queue.enqueue(tx, kShop, Errand{1}, {.lane = "plugin.acme"});
      CPPUNIT_ASSERT(heard.empty());
    });
    CPPUNIT_ASSERT(heard == std::vector<std::string>{"plugin.acme"});

    try {
      process_.database->transaction([&](db::Transaction& tx) {
        process_.queue.enqueue(tx, kShop, Errand{2});
        throw std::runtime_error{"no"};
      });
    } catch (const std::runtime_error&) {
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, heard.size());
  }

  void aUniqueKeyIsTakenOnce() {
    CPPUNIT_ASSERT(process_.enqueue(Errand{1}, {.uniqueKey = "provision ord_1"}).has_value());
    CPPUNIT_ASSERT(!process_.enqueue(Errand{2}, {.uniqueKey = "provision ord_1"}).has_value());
    CPPUNIT_ASSERT(process_.enqueue(Errand{3}, {.uniqueKey = "provision ord_2"}).has_value());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, jobs());
  }

  void aUniqueKeyOfARolledBackJobIsFree() {
    try {
      process_.database->transaction([&](db::Transaction& tx) {
        process_.queue.enqueue(tx, kShop, Errand{1}, {.uniqueKey = "one"});
        throw std::runtime_error{"no"};
      });
    } catch (const std::runtime_error&) {
    }
    CPPUNIT_ASSERT(process_.enqueue(Errand{2}, {.uniqueKey = "one"}).has_value());
  }

  void manyWhoAskForOneKeyGetOneJob() {
    std::atomic<int> got{0};
    db::inThreads(8, [&](int number) {
      for (int key = 0; key < 10; ++key) {
        if (process_.enqueue(Errand{number}, {.uniqueKey = "key " + std::to_string(key)})) ++got;
      }
    });

    CPPUNIT_ASSERT_EQUAL(10, got.load());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{10}, jobs());
  }

  void aKeyThatIsNotKeptIsFreeOnceTheJobHasEnded() {
    process_.handlers.add<Errand>({}, [](Context&, const Errand&) { return Result::done(); });
    Claims claims{*process_.database, site_.clock, process_.nodes.node(), process_.handlers};
    const Enqueue once{.uniqueKey = "sync srv_1", .keepKey = false};

    process_.enqueue(Errand{1}, once);
    const auto job = claims.claim("default", 1).at(0);
    CPPUNIT_ASSERT(!process_.enqueue(Errand{2}, once).has_value());
    claims.finish({{job.id, job.fence}});
    CPPUNIT_ASSERT(process_.enqueue(Errand{3}, once).has_value());
  }

  void twoJobsOfOneIdAreAnErrorAndNotSilence() {
    ManualClock still{kStart};
    IdMint first{still, 7}, second{still, 7};  // as when two processes took one number
    Queue one{still, first}, other{still, second};
    const auto enqueueIn = [&](Queue& queue) {
      process_.database->transaction(
          [&](db::Transaction& tx) { queue.enqueue(tx, kShop, Errand{1}); });
    };

    enqueueIn(one);
    CPPUNIT_ASSERT_THROW(enqueueIn(other), db::UniqueViolation);
  }

  void aJobGoesToTheLaneOfItsKindUnlessTheCallerSays() {
    process_.handlers.add<Errand>({.lane = "mail"},
                                  [](Context&, const Errand&) { return Result::done(); });

    CPPUNIT_ASSERT_EQUAL(std::string{"mail"}, process_.word("lane", *process_.enqueue(Errand{1})));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"plugin.acme"},
        process_.word("lane", *process_.enqueue(Errand{2}, {.lane = "plugin.acme"})));
  }

  void manyAreEnqueuedAtOnce() {
    process_.enqueueMany(2'500,
                         {.runAt = kStart.plus(std::chrono::hours{1}), .priority = Priority::Bulk});

    CPPUNIT_ASSERT_EQUAL(std::int64_t{2'500}, jobs());
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{2'500},
        process_.count("SELECT COUNT(DISTINCT payload) AS n FROM jobs WHERE priority = 3"));
    const auto oneKeyForMany = [&] { process_.enqueueMany(2, {.uniqueKey = "one"}); };
    CPPUNIT_ASSERT_THROW(oneKeyForMany(), std::logic_error);
  }

 private:
  std::int64_t jobs() { return process_.count("SELECT COUNT(*) AS n FROM jobs"); }

  Site<Engine> site_;
  Process process_{site_};
};
HOSTLER_JOBS_SUITE(QueueTest, "core/jobs/queue");

}  // namespace hostler::jobs
