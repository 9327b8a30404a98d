#include "tests/core/db/engines.h"

#include <future>

namespace hostler::db {
namespace {

struct Refused {};

constexpr auto kInsert = "INSERT INTO notes (id, word) VALUES (?, ?)";

}  // namespace

template <class Engine>
class TransactionTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TransactionTest);
  CPPUNIT_TEST(commitsWhatItsWorkDidAndReturnsItsResult);
  CPPUNIT_TEST(anExceptionUndoesEverything);
  CPPUNIT_TEST(aNestedTransactionJoinsAndIsUndoneAlone);
  CPPUNIT_TEST(levelsThatBeganTogetherAreUndoneOneByOne);
  CPPUNIT_TEST(anAttemptIsUndoneAlone);
  CPPUNIT_TEST(aUniqueViolationLeavesTheTransactionSound);
  CPPUNIT_TEST(actionsFollowTheCommitInOrder);
  CPPUNIT_TEST(actionsOfWhatWasUndoneNeverRun);
  CPPUNIT_TEST(anActionMayUseTheDatabase);
  CPPUNIT_TEST(aReadInsideSeesItsWrites);
  CPPUNIT_TEST(aReadSeesOneMoment);
  CPPUNIT_TEST(aReadOfOneStatementRefusesASecond);
  CPPUNIT_TEST(aReadNeitherLocksNorWritesNorOpensATransaction);
  CPPUNIT_TEST(aConflictRunsTheWorkAgainUntilAttemptsAreSpent);
  CPPUNIT_TEST(aConflictInsideANestedOneRunsAllAgain);
  CPPUNIT_TEST(aSwallowedConflictIsNotCommitted);
  CPPUNIT_TEST(upsertsAddToTheRowThatIsThere);
  CPPUNIT_TEST(theServersTimeIsNow);
  CPPUNIT_TEST_SUITE_END();

 public:
  void commitsWhatItsWorkDidAndReturnsItsResult() {
    const auto changed =
        db_->transaction([](Transaction& tx) { return tx.execute(kInsert, 1, "one"); });

    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, changed);
    CPPUNIT_ASSERT_EQUAL(std::string{"1"}, ids());
    CPPUNIT_ASSERT(!db_->inTransaction());
  }

  void anExceptionUndoesEverything() {
    CPPUNIT_ASSERT_THROW(db_->transaction([&](Transaction& tx) {
      tx.execute(kInsert, 1, "one");
      CPPUNIT_ASSERT(db_->inTransaction());
      throw Refused{};
    }),
                         Refused);

    CPPUNIT_ASSERT_EQUAL(std::string{}, ids());
    insert(2);
    CPPUNIT_ASSERT_EQUAL(std::string{"2"}, ids());
  }

  void aNestedTransactionJoinsAndIsUndoneAlone() {
    db_->transaction([&](Transaction& tx) {
      tx.execute(kInsert, 1, "outer");
      refusedAfter([&] {
        insert(2);
        db_->transaction([&](Transaction&) { insert(3); });
      });
      insert(4);
      refusedAfter([&] { insert(5); });
      refusedAfter([] {});
    });

    CPPUNIT_ASSERT_EQUAL(std::string{"1 4"}, ids());
  }

  // The savepoint of a level is set by the first write inside, which may be several levels deeper.
  void levelsThatBeganTogetherAreUndoneOneByOne() {
    db_->transaction([&](Transaction&) {
      insert(1);
      refusedAfter([&] {
        refusedAfter([&] { insert(2); });
        insert(3);
        db_->transaction([&](Transaction&) {
          refusedAfter([&] { insert(4); });
          insert(5);
        });
      });
      db_->transaction([&](Transaction&) {
        db_->transaction([&](Transaction&) { insert(6); });
        refusedAfter([&] { insert(7); });
        insert(8);
      });
    });

    CPPUNIT_ASSERT_EQUAL(std::string{"1 6 8"}, ids());
  }

  void anAttemptIsUndoneAlone() {
    db_->transaction([&](Transaction& tx) {
      tx.execute(kInsert, 1, "one");
      CPPUNIT_ASSERT_THROW(tx.attempt([&] {
        tx.execute(kInsert, 2, "two");
        throw Refused{};
      }),
                           Refused);
      tx.attempt([&] { tx.execute(kInsert, 3, "three"); });
    });

    CPPUNIT_ASSERT_EQUAL(std::string{"1 3"}, ids());
  }

  void aUniqueViolationLeavesTheTransactionSound() {
    insert(1);
    db_->transaction([&](Transaction& tx) {
      tx.execute(kInsert, 2, "before");
      CPPUNIT_ASSERT(!tx.tryInsert(kInsert, 1, "again"));
      CPPUNIT_ASSERT_THROW(tx.execute(kInsert, 3, "before"), UniqueViolation);
      CPPUNIT_ASSERT(tx.tryInsert(kInsert, 4, "after"));
    });

    CPPUNIT_ASSERT_EQUAL(std::string{"1 2 4"}, ids());
  }

  void actionsFollowTheCommitInOrder() {
    std::string order;
    db_->transaction([&](Transaction& tx) {
      tx.afterCommit([&] { order += "a" + ids(); });
      db_->transaction([&](Transaction& inner) { inner.afterCommit([&] { order += "b"; }); });
      tx.afterCommit(
          [&] { throw std::runtime_error{"an action that fails stops none behind it"}; });
      tx.afterCommit([&] { order += "c"; });
      insert(1);
      order += "work ";
    });

    CPPUNIT_ASSERT_EQUAL(std::string{"work a1bc"}, order);
  }

  void actionsOfWhatWasUndoneNeverRun() {
    std::string ran;
    db_->transaction([&](Transaction& tx) {
      tx.afterCommit([&] { ran += "kept"; });
      CPPUNIT_ASSERT_THROW(db_->transaction([&](Transaction& inner) {
        inner.afterCommit([&] { ran += "undone"; });
        throw Refused{};
      }),
                           Refused);
    });
    CPPUNIT_ASSERT_THROW(db_->transaction([&](Transaction& tx) {
      tx.afterCommit([&] { ran += "rolled back"; });
      throw Refused{};
    }),
                         Refused);

    CPPUNIT_ASSERT_EQUAL(std::string{"kept"}, ran);
  }

  void anActionMayUseTheDatabase() {
    db_->transaction([&](Transaction& tx) {
      tx.afterCommit([&] { insert(2); });
      insert(1);
    });

    CPPUNIT_ASSERT_EQUAL(std::string{"1 2"}, ids());
  }

  void aReadInsideSeesItsWrites() {
    db_->transaction([&](Transaction&) {
      insert(1);
      CPPUNIT_ASSERT_EQUAL(std::string{"1"}, ids());
      CPPUNIT_ASSERT_EQUAL(std::size_t{1}, db_->query("SELECT id FROM notes").size());
    });
  }

  void aReadSeesOneMoment() {
    insert(1);
    db_->read([&](Reader& reader) {
      CPPUNIT_ASSERT_EQUAL(std::size_t{1}, reader.query("SELECT id FROM notes").size());
      std::async(std::launch::async, [&] { insert(2); }).get();
      CPPUNIT_ASSERT_EQUAL(std::size_t{1}, reader.query("SELECT id FROM notes").size());
      db_->read([&](Reader& same) {
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, same.query("SELECT id FROM notes").size());
      });
    });

    CPPUNIT_ASSERT_EQUAL(std::string{"1 2"}, ids());
  }

  void aReadOfOneStatementRefusesASecond() {
    const auto one = [](Reader& reader) {
      return reader.query("SELECT 1 AS n").only().integer("n");
    };
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, db_->readOne(one));
    CPPUNIT_ASSERT_THROW(db_->readOne([&](Reader& reader) { return one(reader) + one(reader); }),
                         std::logic_error);
    // Inside a transaction it is a part of that.
    db_->transaction([&](Transaction&) {
      db_->readOne([&](Reader& reader) { return one(reader) + one(reader); });
    });
  }

  void aReadNeitherLocksNorWritesNorOpensATransaction() {
    db_->read([&](Reader& reader) {
      CPPUNIT_ASSERT_THROW(reader.query("SELECT id FROM notes {for_update}"), StatementError);
      CPPUNIT_ASSERT_THROW(reader.query("DELETE FROM notes"), StatementError);
      CPPUNIT_ASSERT_THROW(insert(1), std::logic_error);
      CPPUNIT_ASSERT(!db_->inTransaction());
    });

    CPPUNIT_ASSERT_EQUAL(std::string{}, ids());
  }

  void aConflictRunsTheWorkAgainUntilAttemptsAreSpent() {
    int runs = 0;
    db_->transaction([&](Transaction& tx) {
      tx.execute(kInsert, ++runs, "try");
      if (runs < 5) throw Conflict{"in the way", 1};
    });
    CPPUNIT_ASSERT_EQUAL(std::string{"5"}, ids());

    runs = 0;
    CPPUNIT_ASSERT_THROW(db_->transaction([&](Transaction&) {
      ++runs;
      throw Conflict{"always in the way", 1};
    }),
                         Conflict);
    CPPUNIT_ASSERT_EQUAL(DatabaseOptions{}.attempts, runs);
  }

  void aConflictInsideANestedOneRunsAllAgain() {
    int outer = 0, inner = 0;
    db_->transaction([&](Transaction& tx) {
      tx.execute(kInsert, 10 + ++outer, "outer");
      db_->transaction([&](Transaction& nested) {
        nested.execute(kInsert, 20 + ++inner, "inner");
        if (inner == 1) throw Conflict{"in the way", 1};
      });
    });

    CPPUNIT_ASSERT_EQUAL(std::string{"12 22"}, ids());
  }

  // A real one: two transactions that wait for each other's rows. Whoever is chosen to give way
  // swallows it.
  void aSwallowedConflictIsNotCommitted() {
    if (db_->dialect() == Dialect::Sqlite) return;  // one writer at a time meets no other
    insert(1);
    insert(2);
    std::atomic<int> swallowed{0}, runs{0};
    std::promise<void> first, second;
    const auto swallowing = [&](int mine, int other, std::promise<void>& iHave,
                                std::future<void> otherHas) {
      bool waits = true;
      db_->transaction([&](Transaction& tx) {
        ++runs;
        tx.execute("UPDATE notes SET word = ? WHERE id = ?", "mine" + std::to_string(mine), mine);
        if (std::exchange(waits, false)) {
          iHave.set_value();
          otherHas.wait();
        }
        try {
          tx.execute("UPDATE notes SET word = ? WHERE id = ?", "by" + std::to_string(mine), other);
        } catch (const Conflict&) {
          ++swallowed;
        }
      });
    };
    auto other =
        std::async(std::launch::async, [&] { swallowing(1, 2, first, second.get_future()); });
    swallowing(2, 1, second, first.get_future());
    other.get();

    CPPUNIT_ASSERT(swallowed > 0);
    CPPUNIT_ASSERT_EQUAL(2 + swallowed.load(), runs.load());
    const auto words = db_->query("SELECT word FROM notes ORDER BY id");
    const auto one = words[0].text("word"), two = words[1].text("word");
    CPPUNIT_ASSERT_MESSAGE(one + " " + two,
                           (one == "by2" && two == "mine2") || (one == "mine1" && two == "by1"));
  }

  void upsertsAddToTheRowThatIsThere() {
    const auto add = [&](int hits) {
      db_->transaction([&](Transaction& tx) {
        tx.execute(
            "INSERT INTO counts (day, hits) VALUES (?, ?) {upsert(day)} hits = hits + {new(hits)}",
            "monday", hits);
      });
    };
    add(2);
    add(40);

    const auto rows =
        db_->query("SELECT hits, hits {div} 5 AS fifths FROM counts WHERE day {is} ?", "monday");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{42}, rows.only().integer("hits"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{8}, rows.only().integer("fifths"));
    CPPUNIT_ASSERT(db_->query("SELECT hits FROM counts WHERE day {is} ?", nullptr).empty());
  }

  void theServersTimeIsNow() {
    const auto here = std::chrono::system_clock::now().time_since_epoch();
    const auto apart = std::chrono::microseconds{db_->serverTime().unixMicros()} - here;

    CPPUNIT_ASSERT(std::chrono::abs(apart) < std::chrono::seconds{5});
  }

 private:
  void insert(int id) {
    db_->transaction(
        [&](Transaction& tx) { tx.execute(kInsert, id, "word " + std::to_string(id)); });
  }
  void refusedAfter(const std::function<void()>& work) {
    CPPUNIT_ASSERT_THROW(db_->transaction([&](Transaction&) {
      work();
      throw Refused{};
    }),
                         Refused);
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

  Opened<Engine> db_{
      DatabaseOptions{},
      "CREATE TABLE notes (id BIGINT NOT NULL PRIMARY KEY, word VARCHAR(40) NOT NULL)",
      "CREATE UNIQUE INDEX ux_notes_word ON notes (word)",
      "CREATE TABLE counts (day VARCHAR(20) NOT NULL PRIMARY KEY, hits BIGINT NOT NULL)"};
};
HOSTLER_SUITE_ON_BOTH_ENGINES(TransactionTest, "core/db/transaction");

}  // namespace hostler::db
