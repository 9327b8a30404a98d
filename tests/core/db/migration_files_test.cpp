#include "tests/core/db/engines.h"

namespace hostler {

std::span<const db::Migration> bookShopMigrations();

}  // namespace hostler

namespace hostler::db {

// What hostler_migrations() makes of the folder beside this file.
template <class Engine>
class MigrationFilesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(MigrationFilesTest);
  CPPUNIT_TEST(aFilesNameGivesItsNumberAndName);
  CPPUNIT_TEST(filesRunInOrderAndKeepTheirText);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aFilesNameGivesItsNumberAndName() {
    const auto steps = bookShopMigrations();

    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, steps.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"book_shop"}, std::string{steps[1].module});
    CPPUNIT_ASSERT_EQUAL(2, steps[1].number);
    CPPUNIT_ASSERT_EQUAL(std::string{"unique_place"}, std::string{steps[1].name});
    CPPUNIT_ASSERT_EQUAL(10, steps[2].number);
  }

  void filesRunInOrderAndKeepTheirText() {
    const Engine engine;
    const auto database = Database::open(engine.url());
    Migrator{*database, bookShopMigrations()}.migrate();

    const auto shelf = database->query("SELECT id, place, note FROM shelves").only();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shelf.integer("id"));
    CPPUNIT_ASSERT_EQUAL(std::string{"a;b\\c {d} 'e'"}, shelf.text("note"));
    CPPUNIT_ASSERT(!database->transaction([](Transaction& tx) {
      return tx.tryInsert("INSERT INTO shelves (id, place) VALUES (2, 'hall')");
    }));
  }
};
HOSTLER_SUITE_ON_BOTH_ENGINES(MigrationFilesTest, "core/db/migration_files");

}  // namespace hostler::db
