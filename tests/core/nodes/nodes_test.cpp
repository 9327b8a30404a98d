#include "core/base/scope.h"
#include "core/nodes/engine_clock.h"
#include "core/nodes/id_mint.h"
#include "core/nodes/node_registry.h"
#include "core/problem/problem.h"
#include "tests/core/db/engines.h"
#include "tests/core/db/threads.h"

#include <atomic>
#include <mutex>
#include <unistd.h>

namespace hostler {

std::span<const db::Migration> nodesMigrations();

// Processes that share a database: their numbers, their ids, their lives and their time.
template <class Engine>
class NodesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(NodesTest);
  CPPUNIT_TEST(idsAreUniqueAcrossNodesAndGrowWithinOne);
  CPPUNIT_TEST(anIdTellsWhenItWasMinted);
  CPPUNIT_TEST(nodesTakeNumbersOfTheirOwnAndGiveThemBack);
  CPPUNIT_TEST(aBeatThatStandsStillIsDeath);
  CPPUNIT_TEST(aBeatThatGoesOnIsLife);
  CPPUNIT_TEST(aProcessOfThisMachineThatIsGoneNeedNotBeWaitedFor);
  CPPUNIT_TEST(whatOthersDoAtABeatIsDoneOnceTheirBeatsWereAwaited);
  CPPUNIT_TEST(aProcessThatStandsStillIsAwaitedForALifetimeOnly);
  CPPUNIT_TEST(aBeatWhoseWorkFailsIsLeftOut);
  CPPUNIT_TEST(aRowNobodyWouldTidyUpAfterIsLeft);
  CPPUNIT_TEST(aNodeThatSleptTakesItsNumberBackIfItIsFree);
  CPPUNIT_TEST(theClockFollowsTheDatabaseAndNeverGoesBack);
  CPPUNIT_TEST(aMovedClockMovesForAllAndOnlyOn);
  CPPUNIT_TEST_SUITE_END();

  class PassingClock final : public Clock {
   public:
    Instant now() const override { return Instant::ofUnixSeconds(1'790'000'000); }
    Monotonic monotonic() const override { return Monotonic{} + passed; }
    std::chrono::seconds passed{1'000};
  };

 public:
  void setUp() override {
    database_ = db::Database::open(engine_.url());
    db::Migrator{*database_, nodesMigrations()}.migrate();
  }

  void idsAreUniqueAcrossNodesAndGrowWithinOne() {
    IdMint one{clock_, 1}, other{clock_, 2};
    std::mutex mutex;
    std::set<std::int64_t> all;
    db::inThreads(4, [&](int thread) {
      auto& mint = thread % 2 == 0 ? one : other;
      std::vector<std::int64_t> mine;
      for (int i = 0; i < 10'000; ++i) mine.push_back(mint.next<Tenant>().value());
      CPPUNIT_ASSERT(std::ranges::is_sorted(mine));
      const std::lock_guard lock{mutex};
      all.insert(mine.begin(), mine.end());
    });
    CPPUNIT_ASSERT_EQUAL(std::size_t{40'000}, all.size());
    CPPUNIT_ASSERT(*all.begin() > 0);
    CPPUNIT_ASSERT_THROW(IdMint(clock_, 1024), std::invalid_argument);
    CPPUNIT_ASSERT_THROW(IdMint(clock_, -1), std::invalid_argument);
  }

  void anIdTellsWhenItWasMinted() {
    IdMint mint{clock_, 1023};
    const auto id = mint.next<Tenant>().value();
    CPPUNIT_ASSERT_EQUAL(clock_.now(), IdMint::timeOf(id));
    CPPUNIT_ASSERT(IdMint::firstOf(clock_.now()) <= id);
    CPPUNIT_ASSERT(IdMint::firstOf(clock_.now().plus(std::chrono::milliseconds{1})) > id);
  }

  void nodesTakeNumbersOfTheirOwnAndGiveThemBack() {
    {
      std::vector<std::unique_ptr<NodeRegistry>> all(20);
      db::inThreads(20, [&](int i) {
        all[static_cast<std::size_t>(i)] = std::make_unique<NodeRegistry>(*database_, clock_);
      });
      std::set<int> numbers;
      for (const auto& one : all) numbers.insert(one->node());
      CPPUNIT_ASSERT_EQUAL(std::size_t{20}, numbers.size());
      CPPUNIT_ASSERT(all[0]->living() == numbers);
    }
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, rows());
  }

  void aBeatThatStandsStillIsDeath() {
    NodeRegistry watcher{*database_, clock_}, other{*database_, clock_};
    elsewhere(other);
    std::vector<int> dead;
    watcher.onDeath([&](int node) { dead.push_back(node); });
    watcher.tick();
    clock_.passed += std::chrono::seconds{14};
    watcher.tick();
    CPPUNIT_ASSERT(dead.empty());

    clock_.passed += std::chrono::seconds{1};
    watcher.tick();
    CPPUNIT_ASSERT(dead == std::vector{other.node()});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, rows());
    watcher.tick();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, dead.size());
  }

  void aBeatThatGoesOnIsLife() {
    NodeRegistry watcher{*database_, clock_}, other{*database_, clock_};
    int deaths = 0;
    watcher.onDeath([&](int) { ++deaths; });
    for (int i = 0; i < 10; ++i) {
      other.tick();
      watcher.tick();
      clock_.passed += std::chrono::seconds{10};
    }
    CPPUNIT_ASSERT_EQUAL(0, deaths);
  }

  void aProcessOfThisMachineThatIsGoneNeedNotBeWaitedFor() {
    CPPUNIT_ASSERT(!isKnownDead(processIdentity()));
    CPPUNIT_ASSERT(!isKnownDead("of another machine"));
    const auto pid = " " + std::to_string(getpid()) + " ";
    auto gone = processIdentity();
    gone.replace(gone.find(pid), pid.size(),
                 " 4194305 ");  // above the greatest process number of Linux
    CPPUNIT_ASSERT(isKnownDead(gone));

    NodeRegistry watcher{*database_, clock_}, other{*database_, clock_};
    int deaths = 0;
    watcher.onDeath([&](int) { ++deaths; });
    rename(other, gone);
    watcher.tick();
    CPPUNIT_ASSERT_EQUAL(1, deaths);
  }

  void whatOthersDoAtABeatIsDoneOnceTheirBeatsWereAwaited() {
    const SystemClock clock;
    const NodeTimes quick{.beat = std::chrono::milliseconds{20}};
    NodeRegistry asking{*database_, clock, quick}, other{*database_, clock, quick};
    std::atomic<int> fact{0}, seen{0};
    other.onBeat([&] { seen = fact.load(); });
    other.start();
    for (int i = 1; i <= 5; ++i) {
      fact = i;
      asking.awaitBeats();
      CPPUNIT_ASSERT_EQUAL(i, seen.load());
    }
  }

  void aProcessThatStandsStillIsAwaitedForALifetimeOnly() {
    const SystemClock clock;
    const NodeTimes quick{.beat = std::chrono::milliseconds{20},
                          .lifetime = std::chrono::milliseconds{100}};
    NodeRegistry asking{*database_, clock, quick}, still{*database_, clock, quick};
    asking.awaitBeats();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, rows());
  }

  void aBeatWhoseWorkFailsIsLeftOut() {
    NodeRegistry node{*database_, clock_};
    node.tick();
    node.onBeat([] { throw std::runtime_error{"the keys cannot be read"}; });
    CPPUNIT_ASSERT_THROW(node.tick(), std::runtime_error);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2},
                         database_->query("SELECT beat FROM engine_nodes").only().integer("beat"));
  }

  void aRowNobodyWouldTidyUpAfterIsLeft() {
    NodeRegistry watcher{*database_, clock_}, other{*database_, clock_};
    elsewhere(other);
    watcher.tick();
    clock_.passed += std::chrono::seconds{60};
    watcher.tick();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, rows());
  }

  void aNodeThatSleptTakesItsNumberBackIfItIsFree() {
    NodeRegistry sleeper{*database_, clock_};
    database_->transaction([](db::Transaction& tx) { tx.execute("DELETE FROM engine_nodes"); });
    sleeper.tick();
    CPPUNIT_ASSERT(sleeper.isHeld());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, rows());

    rename(sleeper, "the next owner");
    sleeper.tick();
    CPPUNIT_ASSERT(!sleeper.isHeld());
  }

  void theClockFollowsTheDatabaseAndNeverGoesBack() {
    EngineClock clock{*database_, true};
    const auto apart = clock.now().since(database_->serverTime());
    CPPUNIT_ASSERT(apart < std::chrono::seconds{2} && apart > -std::chrono::seconds{2});
    auto last = clock.now();
    for (int i = 0; i < 200; ++i) {
      if (i % 20 == 0) clock.sync();
      const auto now = clock.now();
      CPPUNIT_ASSERT(now >= last);
      last = now;
    }
  }

  void aMovedClockMovesForAllAndOnlyOn() {
    EngineClock one{*database_, true}, other{*database_, true}, production{*database_, false};
    const auto target = one.now().plus(std::chrono::hours{24 * 30});
    one.moveTo(target);
    CPPUNIT_ASSERT(one.now() >= target);
    // The other has not looked yet, and must not add its step to the first one's.
    other.moveTo(target.plus(std::chrono::hours{1}));
    CPPUNIT_ASSERT(other.now() < target.plus(std::chrono::hours{2}));
    one.sync();
    CPPUNIT_ASSERT(one.now() >= target.plus(std::chrono::hours{1}));
    CPPUNIT_ASSERT_THROW(one.moveTo(target), ValidationError);
    production.sync();
    CPPUNIT_ASSERT(production.now() < target);
  }

 private:
  void rename(const NodeRegistry& node, const std::string& identity) {
    database_->transaction([&](db::Transaction& tx) {
      tx.execute("UPDATE engine_nodes SET identity = ? WHERE node = ?", identity, node.node());
    });
  }
  void elsewhere(const NodeRegistry& node) { rename(node, "of another machine"); }
  std::int64_t rows() {
    return database_->query("SELECT COUNT(*) AS n FROM engine_nodes").only().integer("n");
  }

  Engine engine_;
  std::unique_ptr<db::Database> database_;
  PassingClock clock_;
};
using NodesOnSqlite = NodesTest<db::OnSqlite>;
HOSTLER_SUITE(NodesOnSqlite, "core/nodes/nodes");
using NodesOnMariaDb = NodesTest<db::OnMariaDb>;
HOSTLER_SUITE(NodesOnMariaDb, "core/nodes/nodes");

}  // namespace hostler
