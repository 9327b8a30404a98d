#include "tests/core/db/engines.h"
#include "tests/core/db/threads.h"

namespace hostler::db {

template <class Engine>
class ErrorsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ErrorsTest);
  CPPUNIT_TEST(aUniqueViolationNamesItsIndexOnBothEnginesAlike);
  CPPUNIT_TEST(noErrorHoldsABoundValue);
  CPPUNIT_TEST(brokenStatementsAreErrorsOfTheDatabase);
  CPPUNIT_TEST(statementsThatWouldPassByTheRulesAreRefused);
  CPPUNIT_TEST(aHeldLockIsAConflictOnceTheTimeOutIsOver);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aUniqueViolationNamesItsIndexOnBothEnginesAlike() {
    insert(1, "INV", 7, "first@example.test");

    CPPUNIT_ASSERT_EQUAL(std::string{"PRIMARY"}, indexThatRefuses(1, "CN", 9, "other"));
    CPPUNIT_ASSERT_EQUAL(std::string{"ux_papers_number"}, indexThatRefuses(2, "INV", 7, "other"));
    CPPUNIT_ASSERT_EQUAL(std::string{"mail"}, indexThatRefuses(2, "INV", 8, "first@example.test"));
    db_->transaction([](Transaction& tx) { tx.execute("INSERT INTO pairs (a, b) VALUES (1, 2)"); });
    db_->transaction([](Transaction& tx) {
      try {
        tx.execute("INSERT INTO pairs (a, b) VALUES (1, 2)");
        CPPUNIT_FAIL("a doubled key was taken");
      } catch (const UniqueViolation& error) {
        CPPUNIT_ASSERT_EQUAL(std::string{"PRIMARY"}, error.index);
      }
    });
  }

  void noErrorHoldsABoundValue() {
    const std::string secret = "sesame' for key 'ux_secret";
    insert(1, "INV", 7, secret);
    const std::vector<std::function<void()>> wrongs{
        [&] { insert(2, "INV", 8, secret); },
        [&] { insert(3, secret + std::string(50, 'x'), 8, "a"); },
        [&] { insert(4, "INV", secret, "a"); }, [&] { insert(5, "INV", nullptr, secret); },
        [&] {
          db_->transaction([&](Transaction& tx) {
            tx.execute("UPDATE papers SET number = number + 9223372036854775807 WHERE mail = ?",
                       secret);
          });
        }};
    for (const auto& wrong : wrongs) {
      try {
        wrong();
        CPPUNIT_FAIL("nothing was refused");
      } catch (const DatabaseError& error) {
        CPPUNIT_ASSERT_MESSAGE(error.what(),
                               std::string{error.what()}.find("sesame") == std::string::npos);
        if (const auto* unique = dynamic_cast<const UniqueViolation*>(&error)) {
          CPPUNIT_ASSERT_EQUAL(std::string{"mail"}, unique->index);
        }
      }
    }
  }

  void brokenStatementsAreErrorsOfTheDatabase() {
    CPPUNIT_ASSERT_THROW(db_->query("SELEKT 1"), std::exception);
    CPPUNIT_ASSERT_THROW(db_->query("SELECT nothing FROM papers"), DatabaseError);
    CPPUNIT_ASSERT_THROW(db_->query("SELECT id FROM nowhere"), DatabaseError);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, db_->query("SELECT 1 AS one").only().integer("one"));
  }

  void statementsThatWouldPassByTheRulesAreRefused() {
    db_->transaction([](Transaction& tx) {
      CPPUNIT_ASSERT_THROW(tx.execute("TRUNCATE TABLE papers"), StatementError);
      CPPUNIT_ASSERT_THROW(tx.execute("SELECT id FROM papers"), StatementError);
      CPPUNIT_ASSERT_THROW(tx.query("DELETE FROM papers"), StatementError);
      CPPUNIT_ASSERT_THROW(tx.query("SELECT id FROM papers {for_ever}"), StatementError);
      CPPUNIT_ASSERT_EQUAL(std::size_t{0},
                           tx.query("SELECT id FROM papers WHERE series = '{for_ever}'").size());
    });
    CPPUNIT_ASSERT_THROW(db_->transaction([](Transaction& tx) {
      tx.execute("DELETE FROM papers; DELETE FROM pairs");
    }),
                         std::exception);
  }

  void aHeldLockIsAConflictOnceTheTimeOutIsOver() {
    insert(1, "INV", 7, "a");
    DatabaseOptions hasty;
    hasty.busyTimeout = std::chrono::milliseconds{60};
    hasty.attempts = 2;
    const auto other = Database::open(db_.engine.url(), hasty);
    const auto write = [](Transaction& tx) {
      tx.execute("UPDATE papers SET number = 1 WHERE id = 1");
    };
    db_->transaction([&](Transaction& tx) {
      write(tx);
      inThreads(1, [&](int) { CPPUNIT_ASSERT_THROW(other->transaction(write), Conflict); });
    });

    other->transaction(write);
  }

 private:
  template <class Number>
  void insert(int id, const std::string& series, const Number& number, const std::string& mail) {
    db_->transaction([&](Transaction& tx) {
      tx.execute("INSERT INTO papers (id, series, number, mail) VALUES (?, ?, ?, ?)", id, series,
                 number, mail);
    });
  }
  std::string indexThatRefuses(int id, const std::string& series, int number,
                               const std::string& mail) {
    try {
      insert(id, series, number, mail);
    } catch (const UniqueViolation& error) {
      return error.index;
    }
    return "none";
  }

  Opened<Engine> db_{
      DatabaseOptions{},
      "CREATE TABLE papers (id BIGINT NOT NULL PRIMARY KEY, series VARCHAR(40) NOT NULL, "
      "number BIGINT NOT NULL, mail VARCHAR(80) NOT NULL UNIQUE)",
      "CREATE UNIQUE INDEX ux_papers_number ON papers (series, number)",
      "CREATE TABLE pairs (a BIGINT NOT NULL, b BIGINT NOT NULL, PRIMARY KEY (a, b))"};
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ErrorsTest, "core/db/errors");

}  // namespace hostler::db
