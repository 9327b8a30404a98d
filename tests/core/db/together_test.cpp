#include "tests/core/db/engines.h"
#include "tests/core/db/threads.h"

namespace hostler::db {
namespace {

struct Refused {};
const std::function<void(Transaction&)> kNothing;

}  // namespace

// Several transactions of one request that commit as one.
template <class Engine>
class TogetherTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TogetherTest);
  CPPUNIT_TEST(everythingCommitsWhenItsWorkReturns);
  CPPUNIT_TEST(onBeginRunsOnceAndFirst);
  CPPUNIT_TEST(holdsNothingUntilTheFirstTransaction);
  CPPUNIT_TEST(anExceptionUndoesEverything);
  CPPUNIT_TEST(aTransactionThatFailsInsideIsUndoneAlone);
  CPPUNIT_TEST(aConflictRunsItAgainAsAWhole);
  CPPUNIT_TEST(aBeginningThatFailedIsNotCommittedEvenIfSwallowed);
  CPPUNIT_TEST(aUnitInsideAnotherJoinsAndIsUndoneAlone);
  CPPUNIT_TEST(aUnitInsideATransactionJoinsIt);
  CPPUNIT_TEST(actionsFollowTheCommitOfTheWhole);
  CPPUNIT_TEST(returnsWhatItsWorkReturns);
  CPPUNIT_TEST_SUITE_END();

 public:
  void everythingCommitsWhenItsWorkReturns() {
    db_->together(kNothing, [&] {
      insert(1);
      CPPUNIT_ASSERT(db_->inTransaction());
      CPPUNIT_ASSERT_EQUAL(std::string{}, seenByOthers());
      insert(2);
      CPPUNIT_ASSERT_EQUAL(std::string{"1 2"}, ids());
    });

    CPPUNIT_ASSERT(!db_->inTransaction());
    CPPUNIT_ASSERT_EQUAL(std::string{"1 2"}, seenByOthers());
  }

  void onBeginRunsOnceAndFirst() {
    int begun = 0;
    const auto count = [&](Transaction& tx) {
      ++begun;
      tx.execute("INSERT INTO notes (id) VALUES (100)");
    };
    db_->together(count, [&] {
      CPPUNIT_ASSERT_EQUAL(0, begun);
      db_->transaction([&](Transaction&) { CPPUNIT_ASSERT_EQUAL(std::string{"100"}, ids()); });
      insert(1);
    });
    CPPUNIT_ASSERT_EQUAL(1, begun);
    CPPUNIT_ASSERT_EQUAL(std::string{"1 100"}, ids());

    db_->together(count, [&] { ids(); });
    CPPUNIT_ASSERT_EQUAL(1, begun);
  }

  void holdsNothingUntilTheFirstTransaction() {
    db_->together(kNothing, [&] {
      CPPUNIT_ASSERT_EQUAL(std::string{}, ids());
      CPPUNIT_ASSERT_EQUAL(0, db_->pool().used);
      CPPUNIT_ASSERT(!db_->inTransaction());
      inThreads(1, [&](int) { insert(1); });
      CPPUNIT_ASSERT_EQUAL(std::string{"1"}, ids());
    });
  }

  void anExceptionUndoesEverything() {
    CPPUNIT_ASSERT_THROW(db_->together(kNothing,
                                       [&] {
                                         insert(1);
                                         insert(2);
                                         throw Refused{};
                                       }),
                         Refused);

    CPPUNIT_ASSERT_EQUAL(std::string{}, ids());
  }

  void aTransactionThatFailsInsideIsUndoneAlone() {
    db_->together([](Transaction& tx) { tx.execute("INSERT INTO notes (id) VALUES (100)"); },
                  [&] {
                    CPPUNIT_ASSERT_THROW(db_->transaction([&](Transaction&) {
                      insert(1);
                      throw Refused{};
                    }),
                                         Refused);
                    insert(2);
                  });

    CPPUNIT_ASSERT_EQUAL(std::string{"2 100"}, ids());
  }

  void aConflictRunsItAgainAsAWhole() {
    int begun = 0, runs = 0;
    std::vector<int> seen;
    const auto result = db_->together(
        [&](Transaction& tx) { tx.execute("INSERT INTO notes (id) VALUES (?)", 100 + ++begun); },
        [&] {
          seen.push_back(++runs);
          insert(runs);
          if (runs < 3) {
            db_->transaction([](Transaction&) { throw Conflict{"in the way", 1}; });
          }
          return runs;
        });

    CPPUNIT_ASSERT_EQUAL(3, result);
    CPPUNIT_ASSERT_EQUAL(std::string{"3 103"}, ids());
  }

  void aBeginningThatFailedIsNotCommittedEvenIfSwallowed() {
    const auto refuse = [](Transaction& tx) {
      tx.execute("INSERT INTO notes (id) VALUES (100)");
      throw Refused{};
    };
    CPPUNIT_ASSERT_THROW(db_->together(refuse,
                                       [&] {
                                         try {
                                           insert(1);
                                         } catch (const Refused&) {
                                         }
                                       }),
                         Refused);

    CPPUNIT_ASSERT_EQUAL(std::string{}, ids());
  }

  void aUnitInsideAnotherJoinsAndIsUndoneAlone() {
    db_->together(
        [](Transaction& tx) { tx.execute("INSERT INTO notes (id) VALUES (100)"); },
        [&] {
          CPPUNIT_ASSERT_THROW(
              db_->together(
                  [](Transaction& tx) { tx.execute("INSERT INTO notes (id) VALUES (200)"); },
                  [&] {
                    insert(1);
                    CPPUNIT_ASSERT_EQUAL(std::string{"1 100 200"}, ids());
                    throw Refused{};
                  }),
              Refused);
          db_->together([](Transaction& tx) { tx.execute("INSERT INTO notes (id) VALUES (300)"); },
                        [&] { insert(2); });
          CPPUNIT_ASSERT_EQUAL(std::string{}, seenByOthers());
        });

    CPPUNIT_ASSERT_EQUAL(std::string{"2 100 300"}, ids());
  }

  void aUnitInsideATransactionJoinsIt() {
    db_->transaction([&](Transaction&) {
      insert(1);
      db_->together(kNothing, [&] { insert(2); });
      CPPUNIT_ASSERT_THROW(db_->together(kNothing,
                                         [&] {
                                           insert(3);
                                           throw Refused{};
                                         }),
                           Refused);
      CPPUNIT_ASSERT_EQUAL(std::string{}, seenByOthers());
    });

    CPPUNIT_ASSERT_EQUAL(std::string{"1 2"}, ids());
  }

  void actionsFollowTheCommitOfTheWhole() {
    std::string ran;
    db_->together(kNothing, [&] {
      db_->transaction([&](Transaction& tx) {
        insert(1);
        tx.afterCommit([&] { ran += ids(); });
      });
      ran += "work ";
      CPPUNIT_ASSERT_THROW(db_->together(kNothing,
                                         [&] {
                                           db_->transaction([&](Transaction& tx) {
                                             tx.afterCommit([&] { ran += "undone"; });
                                           });
                                           throw Refused{};
                                         }),
                           Refused);
    });

    CPPUNIT_ASSERT_EQUAL(std::string{"work 1"}, ran);
  }

  void returnsWhatItsWorkReturns() {
    const auto text = db_->together(kNothing, [&] {
      insert(1);
      return std::string{"done"};
    });
    CPPUNIT_ASSERT_EQUAL(std::string{"done"}, text);
  }

 private:
  void insert(int id) {
    db_->transaction([&](Transaction& tx) { tx.execute("INSERT INTO notes (id) VALUES (?)", id); });
  }
  std::string ids() {
    return db_->read([](Reader& reader) {
      std::string all;
      for (const auto& row : reader.query("SELECT id FROM notes ORDER BY id")) {
        all += (all.empty() ? "" : " ") + std::to_string(row.integer("id"));
      }
      return all;
    });
  }
  std::string seenByOthers() {
    std::string seen;
    inThreads(1, [&](int) { seen = ids(); });
    return seen;
  }

  Opened<Engine> db_{DatabaseOptions{}, "CREATE TABLE notes (id BIGINT NOT NULL PRIMARY KEY)"};
};
HOSTLER_SUITE_ON_BOTH_ENGINES(TogetherTest, "core/db/together");

}  // namespace hostler::db
