#include "core/schedule/scheduler.h"

#include "tests/core/db/engines.h"
#include "tests/core/db/threads.h"

namespace hostler {

std::span<const db::Migration> jobsMigrations();
std::span<const db::Migration> scheduleMigrations();

template <class Engine>
class SchedulerTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SchedulerTest);
  CPPUNIT_TEST(aNewEntryOwesNothingForThePast);
  CPPUNIT_TEST(eachTimeIsEnqueuedOnce);
  CPPUNIT_TEST(missedTimesAreCaughtUpOnceForTheLast);
  CPPUNIT_TEST(twoSchedulersEnqueueOnce);
  CPPUNIT_TEST(anEntryThatFailsKeepsNoOtherFromRunning);
  CPPUNIT_TEST(anEntryWhoseTimeIsChangedIsJudgedAnew);
  CPPUNIT_TEST(aLongRestOfAFrequentEntryIsQuicklyCountedThrough);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    database_ = db::Database::open(engine_.url());
    std::vector<db::Migration> steps;
    for (const auto part : {jobsMigrations(), scheduleMigrations()})
      steps.insert(steps.end(), part.begin(), part.end());
    db::Migrator{*database_, steps}.migrate();
    entries_ = {entry("hourly", "0 * * * *")};
    scheduler_ = scheduler(*database_, queue_);
  }

  void aNewEntryOwesNothingForThePast() {
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, scheduler_->runDue());
    CPPUNIT_ASSERT_EQUAL(at("2026-11-21T11:00:00Z"), scheduler_->nextDue().value());
    CPPUNIT_ASSERT(jobs().empty());
  }

  void eachTimeIsEnqueuedOnce() {
    scheduler_->runDue();
    clock_.set(at("2026-11-21T10:59:59Z"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, scheduler_->runDue());
    clock_.set(at("2026-11-21T11:00:00Z"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, scheduler_->runDue());
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, scheduler_->runDue());
    clock_.set(at("2026-11-21T12:00:01Z"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, scheduler_->runDue());

    CPPUNIT_ASSERT(
        (jobs() == std::vector<std::string>{R"({"due":"2026-11-21T11:00:00Z","missed":0})",
                                            R"({"due":"2026-11-21T12:00:00Z","missed":0})"}));
  }

  void missedTimesAreCaughtUpOnceForTheLast() {
    scheduler_->runDue();
    clock_.set(at("2026-11-24T10:30:00Z"));
    const auto restarted = scheduler(*database_, queue_);

    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, restarted->runDue());
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, restarted->runDue());
    CPPUNIT_ASSERT(jobs() ==
                   std::vector<std::string>{R"({"due":"2026-11-24T10:00:00Z","missed":71})"});
  }

  void twoSchedulersEnqueueOnce() {
    const auto otherDatabase = db::Database::open(engine_.url());
    IdMint otherIds{clock_, 2};
    jobs::Queue otherQueue{clock_, otherIds};
    const auto other = scheduler(*otherDatabase, otherQueue);
    for (int i = 0; i < 5; ++i) entries_.push_back(entry("also " + std::to_string(i), "0 * * * *"));
    scheduler_->runDue();
    std::atomic<std::size_t> enqueued{0};
    for (int hour = 11; hour < 21; ++hour) {
      clock_.set(at("2026-11-21T" + std::to_string(hour) + ":00:00Z"));
      db::inThreads(
          4, [&](int thread) { enqueued += (thread % 2 == 0 ? *scheduler_ : *other).runDue(); });
    }

    CPPUNIT_ASSERT_EQUAL(std::size_t{60}, enqueued.load());
    CPPUNIT_ASSERT_EQUAL(std::size_t{60}, jobs().size());
  }

  void anEntryThatFailsKeepsNoOtherFromRunning() {
    auto bad = entry("bad", "0 * * * *");
    bad.payload = [](const Tick&) -> Json { throw std::runtime_error{"no"}; };
    entries_.insert(entries_.begin(), bad);
    scheduler_->runDue();
    clock_.set(at("2026-11-21T11:00:00Z"));

    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, scheduler_->runDue());
    // What failed is due still, and runs once it can.
    entries_[0] = entry("bad", "0 * * * *");
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, scheduler_->runDue());
  }

  void anEntryWhoseTimeIsChangedIsJudgedAnew() {
    scheduler_->runDue();
    entries_[0] = entry("hourly", "45 10 * * *");
    clock_.set(at("2026-11-21T10:45:00Z"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, scheduler_->runDue());
    entries_[0].zone =
        TimeZone::named("Asia/Kolkata");  // where it is 16:15, and 10:45 came this morning
    clock_.set(at("2026-11-22T05:15:00Z"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, scheduler_->runDue());
  }

  void aLongRestOfAFrequentEntryIsQuicklyCountedThrough() {
    entries_ = {entry("always", "* * * * *")};
    scheduler_->runDue();
    clock_.advance(std::chrono::hours{24 * 40});
    const auto began = std::chrono::steady_clock::now();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, scheduler_->runDue());
    CPPUNIT_ASSERT(std::chrono::steady_clock::now() - began < std::chrono::seconds{5});
    CPPUNIT_ASSERT(jobs()[0].find("\"missed\":57599") != std::string::npos);
  }

 private:
  static Instant at(const std::string& text) { return Instant::parse(text).value(); }
  static ScheduleEntry entry(const std::string& name, const std::string& when) {
    return {name,
            Scope::ofTenant(kPlatform),
            CronExpression::parse(when),
            TimeZone::named("UTC"),
            "test.tick",
            [](const Tick& tick) {
              return Json{{"due", tick.due.text()}, {"missed", tick.missed}};
            },
            std::nullopt};
  }
  std::unique_ptr<Scheduler> scheduler(db::Database& database, jobs::Queue& queue) {
    auto made = std::make_unique<Scheduler>(database, clock_, queue);
    made->addSource([this] { return entries_; });
    return made;
  }
  std::vector<std::string> jobs() {
    return database_->query("SELECT payload FROM jobs ORDER BY id").map([](const db::Row& row) {
      return row.text("payload");
    });
  }

  Engine engine_;
  std::unique_ptr<db::Database> database_;
  ManualClock clock_{at("2026-11-21T10:30:00Z")};
  IdMint ids_{clock_, 1};
  jobs::Queue queue_{clock_, ids_};
  std::vector<ScheduleEntry> entries_;
  std::unique_ptr<Scheduler> scheduler_;
};
using SchedulerOnSqlite = SchedulerTest<db::OnSqlite>;
HOSTLER_SUITE(SchedulerOnSqlite, "core/schedule/scheduler");
using SchedulerOnMariaDb = SchedulerTest<db::OnMariaDb>;
HOSTLER_SUITE(SchedulerOnMariaDb, "core/schedule/scheduler");

}  // namespace hostler
