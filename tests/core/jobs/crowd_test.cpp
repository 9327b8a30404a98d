#include "tests/core/jobs/site.h"

namespace hostler::jobs {

// Ten thousand jobs, two processes with 50 workers between them.
template <class Engine>
class CrowdTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CrowdTest);
  CPPUNIT_TEST(everyJobIsDoneExactlyOnce);
  CPPUNIT_TEST(everyWriteHappensExactlyOnceThoughWorkersAreTakenTheirJobs);
  CPPUNIT_TEST_SUITE_END();

 public:
  void everyJobIsDoneExactlyOnce() {
    constexpr std::int64_t kJobs = 10'000;
    std::vector<std::atomic<int>> times(kJobs + 1);
    for (auto* process : {&first_, &second_}) {
      process->handlers.template add<Errand>({}, [&](Context&, const Errand& errand) {
        ++times.at(static_cast<std::size_t>(errand.number));
        return Result::done();
      });
    }
    first_.enqueueMany(kJobs);

    const auto one = started(first_), other = started(second_);
    CPPUNIT_ASSERT(one->settle(site_.clock.monotonic() + 6 * kPatience));
    CPPUNIT_ASSERT(other->settle(site_.clock.monotonic() + 6 * kPatience));

    for (std::int64_t i = 1; i <= kJobs; ++i)
      CPPUNIT_ASSERT_EQUAL(1, times.at(static_cast<std::size_t>(i)).load());
    CPPUNIT_ASSERT_EQUAL(
        kJobs, first_.count("SELECT COUNT(*) AS n FROM jobs WHERE state = 3 AND attempts = 1"));
    CPPUNIT_ASSERT_EQUAL(static_cast<std::uint64_t>(kJobs),
                         one->counters().done + other->counters().done);
  }

  void everyWriteHappensExactlyOnceThoughWorkersAreTakenTheirJobs() {
    constexpr std::int64_t kJobs = 600;
    for (auto* process : {&first_, &second_}) {
      process->handlers.template add<Errand>(
          {.firstPause = std::chrono::milliseconds{1}}, [](Context& context, const Errand& errand) {
            context.transaction([&](db::Transaction& tx) {
              if (!tx.tryInsert("INSERT INTO ran (number, times) VALUES (?, 1)", errand.number)) {
                tx.execute("UPDATE ran SET times = times + 1 WHERE number = ?", errand.number);
              }
              context.finish(tx);
            });
            return Result::recorded();
          });
    }
    const auto one = started(first_), other = started(second_);
    first_.enqueueMany(kJobs);
    // The table is told again and again that a node has died which has not.
    Claims meddler{*second_.database, site_.clock, second_.nodes.node(), second_.handlers};
    for (int i = 0; i < 2; ++i) {
      second_.database->transaction(
          [](db::Transaction& tx) { tx.execute("UPDATE jobs SET crashes = 0 WHERE state <> 3"); });
      meddler.recover(first_.nodes.node());
      one->wake();
    }

    CPPUNIT_ASSERT(one->settle(site_.clock.monotonic() + 6 * kPatience));
    CPPUNIT_ASSERT_EQUAL(kJobs, first_.count("SELECT COUNT(*) AS n FROM ran WHERE times = 1"));
    CPPUNIT_ASSERT_EQUAL(kJobs, first_.count("SELECT COUNT(*) AS n FROM jobs WHERE state = 3"));
  }

 private:
  std::unique_ptr<Workers> started(Process& process) {
    auto workers = std::make_unique<Workers>(
        *process.database, site_.clock, process.nodes, process.queue, process.handlers,
        WorkerOptions{.laneLimits = {{"default", 25}}, .threads = 25});
    workers->start();
    return workers;
  }

  Site<Engine> site_;
  Process first_{site_}, second_{site_};
};
HOSTLER_JOBS_SUITE(CrowdTest, "core/jobs/crowd");

}  // namespace hostler::jobs
