#include "core/events/event_bus.h"

#include "tests/core/db/engines.h"
#include "tests/core/db/threads.h"

#include <mutex>

namespace hostler {

std::span<const db::Migration> eventsMigrations();

namespace events {

struct ShelfFilled {
  static constexpr std::string_view kName = "shelf.filled";
  std::int64_t shelf = 0;
  static void describe(Shape<ShelfFilled>& shape) { shape.field("shelf", &ShelfFilled::shelf); }
};

template <class Engine>
class EventBusTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(EventBusTest);
  CPPUNIT_TEST(reactionsHappenInTheTransaction);
  CPPUNIT_TEST(aReactionThatThrowsUndoesEverything);
  CPPUNIT_TEST(theOutboxHoldsExactlyWhatWasCommitted);
  CPPUNIT_TEST(listenersHearAfterTheCommit);
  CPPUNIT_TEST(eventsNobodyWaitsForCostNoDispatch);
  CPPUNIT_TEST(clientsAreNotToldWhatIsForStaff);
  CPPUNIT_TEST(manyArePublishedAtOnce);
  CPPUNIT_TEST(whoReactsToManyIsToldThemTogether);
  CPPUNIT_TEST(twoProcessesDispatchWithoutLoss);
  CPPUNIT_TEST(anOutletThatFailsAtOneEventHoldsUpNoOther);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    database_ = db::Database::open(engine_.url());
    std::vector<db::Migration> steps;
    for (const auto& step : eventsMigrations()) steps.push_back(step);
    steps.push_back(
        {"test", 900, "seen", "CREATE TABLE seen (shelf BIGINT NOT NULL, who INTEGER NOT NULL)"});
    db::Migrator{*database_, steps}.migrate();
  }

  void reactionsHappenInTheTransaction() {
    bus_.template subscribe<ShelfFilled>([this](db::Transaction& tx, const Actor& actor,
                                                const Scope& scope, const ShelfFilled& event) {
      CPPUNIT_ASSERT(database_->inTransaction());
      CPPUNIT_ASSERT(actor.kind == Actor::Kind::System && scope.tenant == kPlatform);
      tx.execute("INSERT INTO seen (shelf, who) VALUES (?, 1)", event.shelf);
    });
    publish(7);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{7}, count("SELECT SUM(shelf) AS n FROM seen"));
  }

  void aReactionThatThrowsUndoesEverything() {
    bus_.template subscribe<ShelfFilled>(
        [](db::Transaction& tx, const Actor&, const Scope&, const ShelfFilled& event) {
          tx.execute("INSERT INTO seen (shelf, who) VALUES (?, 1)", event.shelf);
          throw std::runtime_error{"no"};
        });
    CPPUNIT_ASSERT_THROW(publish(7), std::runtime_error);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, count("SELECT COUNT(*) AS n FROM seen"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, count("SELECT COUNT(*) AS n FROM events"));
  }

  void theOutboxHoldsExactlyWhatWasCommitted() {
    addOutlet(bus_, 1);
    publish(1);
    CPPUNIT_ASSERT_THROW(publish(2, true), std::runtime_error);
    publish(3);

    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, bus_.dispatch(*database_));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, bus_.dispatch(*database_));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, count("SELECT SUM(shelf) AS n FROM seen"));
  }

  void clientsAreNotToldWhatIsForStaff() {
    bus_.template declare<ShelfFilled>("A shelf is full.", {"secret"});
    Record record{
        {}, Scope::ofTenant(kPlatform), "shelf.filled", {{"shelf", 1}, {"secret", "x"}}, {}};
    CPPUNIT_ASSERT_EQUAL(std::string{R"({"shelf":1})"}, dump(bus_.toldToClients(record)));
    record.name = "shelf.other";
    CPPUNIT_ASSERT(bus_.toldToClients(record).contains("secret"));
  }

  void whoReactsToManyIsToldThemTogether() {
    std::vector<std::size_t> numbers;
    std::vector<std::int64_t> one, many;
    bus_.template subscribeAll<ShelfFilled>(
        [&](db::Transaction&, const Actor&, std::span<const Fact<ShelfFilled>> facts) {
          numbers.push_back(facts.size());
          for (const auto& [scope, event] : facts) many.push_back(event.shelf);
        });
    bus_.template subscribe<ShelfFilled>(
        [&](db::Transaction&, const Actor&, const Scope&, const ShelfFilled& event) {
          one.push_back(event.shelf);
        });
    publish(7);
    database_->transaction([&](db::Transaction& tx) {
      const auto scope = Scope::ofTenant(kPlatform);
      bus_.template publishAll<ShelfFilled>(tx, Actor::system(kPlatform, "test"),
                                            {{scope, {1}}, {scope, {2}}, {scope, {3}}});
      bus_.template publishAll<ShelfFilled>(tx, Actor::system(kPlatform, "test"), {});
    });

    CPPUNIT_ASSERT((numbers == std::vector<std::size_t>{1, 3}));
    CPPUNIT_ASSERT((many == std::vector<std::int64_t>{7, 1, 2, 3}));
    CPPUNIT_ASSERT(one == many);
  }

  void listenersHearAfterTheCommit() {
    std::vector<Record> heard;
    bool inside = false;
    bus_.onCommitted([&](const std::vector<Record>& records) {
      inside = inside || database_->inTransaction();
      heard.insert(heard.end(), records.begin(), records.end());
    });
    publish(1);
    CPPUNIT_ASSERT_THROW(publish(2, true), std::runtime_error);

    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, heard.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"shelf.filled"}, heard[0].name);
    CPPUNIT_ASSERT_EQUAL(1, heard[0].payload["shelf"].template get<int>());
    CPPUNIT_ASSERT(!inside);
  }

  void eventsNobodyWaitsForCostNoDispatch() {
    bus_.addOutlet({[](const std::string& name, Id<Tenant>) { return name == "other.event"; },
                    [](db::Transaction&, const Record&) {}});
    publish(1);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, bus_.dispatch(*database_));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count("SELECT COUNT(*) AS n FROM events"));
  }

  void manyArePublishedAtOnce() {
    addOutlet(bus_, 1);
    std::int64_t reactions = 0;
    std::size_t heard = 0;
    bus_.template subscribe<ShelfFilled>(
        [&](db::Transaction&, const Actor&, const Scope&, const ShelfFilled&) { ++reactions; });
    bus_.onCommitted([&](const std::vector<Record>& records) { heard += records.size(); });
    std::vector<std::pair<Scope, ShelfFilled>> all;
    for (std::int64_t i = 1; i <= 1'200; ++i)
      all.emplace_back(Scope::ofAccount(kPlatform, Id<Account>::of(i)), ShelfFilled{i});
    database_->transaction(
        [&](db::Transaction& tx) { bus_.publishAll(tx, Actor::system(kPlatform, "test"), all); });

    CPPUNIT_ASSERT_EQUAL(std::int64_t{1'200}, reactions);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1'200}, heard);
    std::size_t dispatched = 0;
    while (const auto some = bus_.dispatch(*database_)) dispatched += some;
    CPPUNIT_ASSERT_EQUAL(std::size_t{1'200}, dispatched);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1'200},
                         count("SELECT COUNT(DISTINCT account_id) AS n FROM events"));
  }

  void twoProcessesDispatchWithoutLoss() {
    addOutlet(bus_, 1);
    const auto otherDatabase = db::Database::open(engine_.url());
    IdMint otherIds{clock_, 2};
    Bus other{clock_, otherIds};
    addOutlet(other, 2);
    std::atomic<int> publishing{2};
    db::inThreads(6, [&](int thread) {
      if (thread < 2) {
        for (std::int64_t i = 0; i < 60; ++i) publish(thread * 1'000 + i);
        --publishing;
        return;
      }
      for (bool last = false;;) {
        const auto some =
            thread % 2 == 0 ? bus_.dispatch(*database_, 5) : other.dispatch(*otherDatabase, 5);
        if (some > 0) continue;
        if (last) return;
        last = publishing == 0;
      }
    });

    CPPUNIT_ASSERT_EQUAL(std::int64_t{120}, count("SELECT COUNT(DISTINCT shelf) AS n FROM seen"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{120}, count("SELECT COUNT(*) AS n FROM seen"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0},
                         count("SELECT COUNT(*) AS n FROM events WHERE dispatched = 0"));
  }

  void anOutletThatFailsAtOneEventHoldsUpNoOther() {
    bool broken = true;
    bus_.addOutlet({[](const std::string&, Id<Tenant>) { return true; },
                    [&](db::Transaction& tx, const Record& record) {
                      tx.execute("INSERT INTO seen (shelf, who) VALUES (?, 1)",
                                 record.payload["shelf"].template get<std::int64_t>());
                      if (broken && record.payload["shelf"] == 2) throw std::runtime_error{"no"};
                    }});
    for (int shelf = 1; shelf <= 3; ++shelf) publish(shelf);

    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, bus_.dispatch(*database_));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, count("SELECT SUM(shelf) AS n FROM seen"));
    broken = false;
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, bus_.dispatch(*database_));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{6}, count("SELECT SUM(shelf) AS n FROM seen"));
  }

 private:
  void publish(std::int64_t shelf, bool thenFail = false) {
    database_->transaction([&](db::Transaction& tx) {
      bus_.publish(tx, Actor::system(kPlatform, "test"), Scope::ofTenant(kPlatform),
                   ShelfFilled{shelf});
      if (thenFail) throw std::runtime_error{"the change was refused"};
    });
  }
  static void addOutlet(Bus& bus, int who) {
    bus.addOutlet({[](const std::string& name, Id<Tenant>) { return name == "shelf.filled"; },
                   [who](db::Transaction& tx, const Record& record) {
                     tx.execute("INSERT INTO seen (shelf, who) VALUES (?, ?)",
                                record.payload["shelf"].template get<std::int64_t>(), who);
                   }});
  }
  std::int64_t count(std::string_view sql) { return database_->query(sql).only().integer("n"); }

  Engine engine_;
  std::unique_ptr<db::Database> database_;
  ManualClock clock_{Instant::ofUnixSeconds(1'790'000'000)};
  IdMint ids_{clock_, 1};
  Bus bus_{clock_, ids_};
};
using EventBusOnSqlite = EventBusTest<db::OnSqlite>;
HOSTLER_SUITE(EventBusOnSqlite, "core/events/event_bus");
using EventBusOnMariaDb = EventBusTest<db::OnMariaDb>;
HOSTLER_SUITE(EventBusOnMariaDb, "core/events/event_bus");

}  // namespace events
}  // namespace hostler
