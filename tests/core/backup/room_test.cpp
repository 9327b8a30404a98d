#include "core/backup/room.h"

#include "core/nodes/engine_mode.h"
#include "core/nodes/node_registry.h"
#include "tests/core/backup/shop.h"

namespace hostler::backup {

template <class Engine>
class RoomTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RoomTest);
  CPPUNIT_TEST(anEmptyDatabaseHasRoom);
  CPPUNIT_TEST(aMigratedDatabaseHasRoomUntilSomebodyUsesIt);
  CPPUNIT_TEST(anotherProgramsTableIsLeftAlone);
  CPPUNIT_TEST(aServerThatMayRunIsInTheWay);
  CPPUNIT_TEST(anUnfinishedRestoreMayBeginAnew);
  CPPUNIT_TEST_SUITE_END();

 public:
  void anEmptyDatabaseHasRoom() {
    const Engine engine;
    const auto database = db::Database::open(engine.url());
    demandRoom(*database, shopSteps(), {});
  }

  void aMigratedDatabaseHasRoomUntilSomebodyUsesIt() {
    Shop<Engine> shop;
    demandRoom(*shop.database, shopSteps(), kOwn);
    put(shop, "INSERT INTO words (word, n) VALUES ('of its own', 1)");
    demandRoom(*shop.database, shopSteps(), kOwn);

    put(shop, "INSERT INTO words (word, n) VALUES ('somebody''s', 2)");

    const auto said = saidBy([&] { demandRoom(*shop.database, shopSteps(), kOwn); });
    CPPUNIT_ASSERT_MESSAGE(said, has(said, "not empty: words"));
  }

  void anotherProgramsTableIsLeftAlone() {
    Shop<Engine> shop;
    auto steps = shopSteps();
    steps.pop_back();

    const auto said = saidBy([&] { demandRoom(*shop.database, steps, kOwn); });

    CPPUNIT_ASSERT_MESSAGE(said, has(said, "table pots"));
  }

  void aServerThatMayRunIsInTheWay() {
    Shop<Engine> shop;
    ManualClock clock{Instant::ofUnixSeconds(1'800'000'000)};
    {
      const NodeRegistry running{*shop.database, clock};
      const auto said = saidBy([&] { demandRoom(*shop.database, shopSteps(), kOwn); });
      CPPUNIT_ASSERT_MESSAGE(said, has(said, "server"));
    }
    demandRoom(*shop.database, shopSteps(), kOwn);
  }

  void anUnfinishedRestoreMayBeginAnew() {
    Shop<Engine> shop;
    put(shop, "INSERT INTO entries (id, pot, amount) VALUES (1, 'half', 2)");
    shop.database->transaction([](db::Transaction& tx) {
      setEngineMode(tx, EngineMode::Restoring, Instant::ofUnixSeconds(1));
    });
    demandRoom(*shop.database, shopSteps(), kOwn);
    if (shop.database->dialect() == db::Dialect::Sqlite) return;  // there a file is thrown away

    removeTables(*shop.database);

    const std::vector<db::Migration> none;
    CPPUNIT_ASSERT(db::Migrator(*shop.database, none).isEmpty());
  }

 private:
  static void put(Shop<Engine>& shop, const char* sql) {
    shop.database->transaction([&](db::Transaction& tx) { tx.execute(sql); });
  }

  const RowsOfItsOwn kOwn{
      {"schema_migrations", 9'999}, {"engine_mode", 1}, {"engine_nodes", 9}, {"words", 1}};
};
using db::OnMariaDb;
using db::OnSqlite;
HOSTLER_SUITE_ON_BOTH_ENGINES(RoomTest, "core/backup/room");

}  // namespace hostler::backup
