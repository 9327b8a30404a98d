#include "tests/core/db/engines.h"

namespace hostler::db {

// Rows that a transaction gathers are as good as inserted, wherever it looks.
template <class Engine>
class GatherTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(GatherTest);
  CPPUNIT_TEST(theyAreThereAfterTheCommit);
  CPPUNIT_TEST(theTransactionSeesThem);
  CPPUNIT_TEST(itChangesThem);
  CPPUNIT_TEST(anotherTablesNameInsideALongerOneIsNotThatTable);
  CPPUNIT_TEST(theyGoWithWhatIsRolledBack);
  CPPUNIT_TEST(aPartThatIsUndoneTakesItsOwnAlone);
  CPPUNIT_TEST(aRefusedRowFailsTheTransaction);
  CPPUNIT_TEST(aRefusedRowFailsThePartThatItBelongsTo);
  CPPUNIT_TEST(unitsOfWorkKeepAndUndoThem);
  CPPUNIT_TEST_SUITE_END();

 public:
  void theyAreThereAfterTheCommit() {
    db_->transaction([&](Transaction& tx) {
      for (int id = 1; id <= 700; ++id) add(tx, id);
    });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{700}, count(*db_));
  }

  void theTransactionSeesThem() {
    db_->transaction([&](Transaction& tx) {
      add(tx, 1);
      CPPUNIT_ASSERT_EQUAL(std::size_t{1}, tx.query("SELECT id FROM things").size());
      add(tx, 2);
      const auto seen = db_->read([](Reader& reader) {
        return reader.query("SELECT t.id FROM things t WHERE t.word = 'w2'").size();
      });
      CPPUNIT_ASSERT_EQUAL(std::size_t{1}, seen);
    });
  }

  void itChangesThem() {
    db_->transaction([&](Transaction& tx) {
      add(tx, 1);
      CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, tx.execute("UPDATE things SET word = 'x'"));
      add(tx, 2);
      CPPUNIT_ASSERT(!tx.tryInsert("INSERT INTO things (id, word) VALUES (2, 'again')"));
    });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, count(*db_));
  }

  void anotherTablesNameInsideALongerOneIsNotThatTable() {
    db_->transaction([&](Transaction& tx) {
      add(tx, 1);
      tx.gather("INSERT INTO other_things (id)", 1);
      CPPUNIT_ASSERT_EQUAL(std::size_t{1}, tx.query("SELECT id FROM other_things").size());
      CPPUNIT_ASSERT_EQUAL(std::size_t{1}, tx.query("SELECT id FROM (things)").size());
    });
  }

  void theyGoWithWhatIsRolledBack() {
    CPPUNIT_ASSERT_THROW(db_->transaction([&](Transaction& tx) {
      add(tx, 1);
      throw std::runtime_error{"no"};
    }),
                         std::runtime_error);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, count(*db_));
  }

  void aPartThatIsUndoneTakesItsOwnAlone() {
    db_->transaction([&](Transaction& tx) {
      add(tx, 1);
      try {
        tx.attempt([&] {
          add(tx, 2);
          throw std::runtime_error{"no"};
        });
      } catch (const std::runtime_error&) {
        add(tx, 3);
      }
    });
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{0},
        db_->query("SELECT COUNT(*) AS n FROM things WHERE id = 2").only().integer("n"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, count(*db_));
  }

  void aRefusedRowFailsTheTransaction() {
    db_->transaction([&](Transaction& tx) { add(tx, 1); });
    CPPUNIT_ASSERT_THROW(db_->transaction([&](Transaction& tx) {
      add(tx, 2);
      add(tx, 1);
    }),
                         UniqueViolation);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count(*db_));
  }

  void aRefusedRowFailsThePartThatItBelongsTo() {
    db_->transaction([&](Transaction& tx) { add(tx, 1); });
    db_->transaction([&](Transaction& tx) {
      add(tx, 2);
      CPPUNIT_ASSERT_THROW(tx.attempt([&] { add(tx, 1); }), UniqueViolation);
      add(tx, 3);
    });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, count(*db_));
  }

  void unitsOfWorkKeepAndUndoThem() {
    db_->together({}, [&] {
      db_->transaction([&](Transaction& tx) { add(tx, 1); });
      try {
        db_->together({}, [&] {
          db_->transaction([&](Transaction& tx) { add(tx, 2); });
          throw std::runtime_error{"no"};
        });
      } catch (const std::runtime_error&) {
        db_->transaction([&](Transaction& tx) { add(tx, 3); });
      }
    });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, count(*db_));
  }

 private:
  static void add(Transaction& tx, int id) {
    tx.gather("INSERT INTO things (id, word)", id, "w" + std::to_string(id));
  }
  static std::int64_t count(Database& database) {
    return database.query("SELECT COUNT(*) AS n FROM things").only().integer("n");
  }

  Opened<Engine> db_{DatabaseOptions{},
                     "CREATE TABLE things (id BIGINT NOT NULL PRIMARY KEY, word VARCHAR(20))",
                     "CREATE TABLE other_things (id BIGINT NOT NULL PRIMARY KEY)"};
};

HOSTLER_SUITE_ON_BOTH_ENGINES(GatherTest, "core/db/gather");

}  // namespace hostler::db
