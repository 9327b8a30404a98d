// The network between the engine and its MySQL server breaks, at the worst moments.

#include "tests/core/db/engines.h"
#include "tests/core/db/threads.h"
#include "tests/support/mysql_relay.h"

#include <array>
#include <atomic>

namespace hostler::db {
namespace {

using testing::Cue;
using testing::MariaDb;
using testing::MysqlRelay;

constexpr auto kInsert = "INSERT INTO notes (id, word) VALUES (?, ?)";
constexpr std::array kMoments{Cue::Moment::BeforeServer, Cue::Moment::AfterServer};

struct Refused {};

}  // namespace

class LostConnectionTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(LostConnectionTest);
  CPPUNIT_TEST(aCommitThatNeverReachedTheServerIsUnknown);
  CPPUNIT_TEST(aCommitWhoseAnswerIsLostIsUnknownThoughItHappened);
  CPPUNIT_TEST(theCommitOfAUnitIsUnknownToo);
  CPPUNIT_TEST(aStatementThatIsLostRunsTheTransactionAgainFromTheStart);
  CPPUNIT_TEST(aLossInsideANestedPartRunsAllAgain);
  CPPUNIT_TEST(aSwallowedLossIsNotCommitted);
  CPPUNIT_TEST(aBeginningThatIsLostRunsTheWorkOnce);
  CPPUNIT_TEST(aRollbackThatIsLostKeepsNothing);
  CPPUNIT_TEST(anAnswerThatBreaksOffIsNeverTakenForAShorterOne);
  CPPUNIT_TEST(aTransactionThatIsLostAgainAndAgainIsGivenUp);
  CPPUNIT_TEST(connectionsThatDiedWhileNobodyUsedThemAreReplaced);
  CPPUNIT_TEST(connectionsThatDieInUseAreReplaced);
  CPPUNIT_TEST(aServerThatHangsUpIsUnavailableAndLeavesNoPlaceTaken);
  CPPUNIT_TEST(aSchemaStepWhoseAnswerIsLostIsDoneOnce);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aCommitThatNeverReachedTheServerIsUnknown() {
    relay_.cutOn({"COMMIT", Cue::Moment::BeforeServer});

    CPPUNIT_ASSERT_EQUAL(1, runsUntilUnknown());
    CPPUNIT_ASSERT_EQUAL(std::string{}, ids());
    insert(2, "after");
    CPPUNIT_ASSERT_EQUAL(std::string{"2"}, ids());
  }

  void aCommitWhoseAnswerIsLostIsUnknownThoughItHappened() {
    relay_.cutOn({"COMMIT", Cue::Moment::AfterServer});

    CPPUNIT_ASSERT_EQUAL(1, runsUntilUnknown());
    CPPUNIT_ASSERT_EQUAL(std::string{"1"}, ids());
    insert(2, "after");
    CPPUNIT_ASSERT_EQUAL(std::string{"1 2"}, ids());
  }

  void theCommitOfAUnitIsUnknownToo() {
    int id = 0, runs = 0;
    for (const auto moment : kMoments) {
      relay_.cutOn({"COMMIT", moment});
      ++id;
      CPPUNIT_ASSERT_THROW(database_->together([](Transaction&) {},
                                               [&] {
                                                 ++runs;
                                                 insert(id, "first " + std::to_string(id));
                                                 insert(id + 10, "second " + std::to_string(id));
                                               }),
                           CommitUnknown);
      CPPUNIT_ASSERT_EQUAL(id, runs);
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"2 12"}, ids());
  }

  void aStatementThatIsLostRunsTheTransactionAgainFromTheStart() {
    int id = 0;
    for (const auto moment : kMoments) {
      const auto word = "the lost one " + std::to_string(++id);
      relay_.cutOn({word, moment});
      int runs = 0;
      std::string actions;
      database_->transaction([&](Transaction& tx) {
        ++runs;
        tx.afterCommit([&] { actions += "told "; });
        tx.execute(kInsert, id, "before " + std::to_string(id));
        tx.execute(kInsert, id + 10, word);
        tx.execute(kInsert, id + 20, "behind " + std::to_string(id));
      });
      CPPUNIT_ASSERT_EQUAL(2, runs);
      CPPUNIT_ASSERT_EQUAL(std::string{"told "}, actions);
    }
    CPPUNIT_ASSERT_EQUAL(2, relay_.cuts());
    CPPUNIT_ASSERT_EQUAL(std::string{"1 2 11 12 21 22"}, ids());
  }

  void aLossInsideANestedPartRunsAllAgain() {
    relay_.cutOn({"the lost one", Cue::Moment::AfterServer});
    int runs = 0;
    database_->transaction([&](Transaction& tx) {
      ++runs;
      insert(1, "outer");
      tx.attempt([&] { insert(2, "the lost one"); });
      insert(3, "behind");
    });

    CPPUNIT_ASSERT_EQUAL(2, runs);
    CPPUNIT_ASSERT_EQUAL(std::string{"1 2 3"}, ids());
  }

  // What its author caught and passed over would otherwise leave half of the work.
  void aSwallowedLossIsNotCommitted() {
    relay_.cutOn({"the lost one", Cue::Moment::BeforeServer, 100});
    CPPUNIT_ASSERT_THROW(database_->transaction([&](Transaction& tx) {
      tx.execute(kInsert, 1, "before");
      try {
        tx.execute(kInsert, 2, "the lost one");
      } catch (const std::exception&) {
        // as if nothing had been
      }
    }),
                         Unavailable);
    relay_.passEverything();

    CPPUNIT_ASSERT_EQUAL(std::string{}, ids());
  }

  // A session that served single reads is told to serve a transaction.
  void aBeginningThatIsLostRunsTheWorkOnce() {
    for (const auto moment : kMoments) {
      ids();
      relay_.cutOn({"autocommit = 0", moment});
      int runs = 0;
      database_->transaction([&](Transaction& tx) {
        ++runs;
        tx.query("SELECT id FROM notes");
      });
      CPPUNIT_ASSERT_EQUAL(1, runs);
    }
    CPPUNIT_ASSERT_EQUAL(2, relay_.cuts());
  }

  void aRollbackThatIsLostKeepsNothing() {
    for (const auto moment : kMoments) {
      relay_.cutOn({"ROLLBACK", moment});
      CPPUNIT_ASSERT_THROW(database_->transaction([](Transaction& tx) {
        tx.execute(kInsert, 1, "undone");
        throw Refused{};
      }),
                           Refused);
      CPPUNIT_ASSERT_EQUAL(std::string{}, ids());
    }
    CPPUNIT_ASSERT_EQUAL(2, relay_.cuts());
    insert(1, "for good");
    CPPUNIT_ASSERT_EQUAL(std::string{"1"}, ids());
  }

  void anAnswerThatBreaksOffIsNeverTakenForAShorterOne() {
    constexpr int many = 2'000;
    database_->transaction([&](Transaction& tx) {
      BulkInsert notes{tx, "INSERT INTO notes (id, word)", 2};
      for (int i = 1; i <= many; ++i) notes.add(i, "word " + std::to_string(i));
      notes.flush();
    });
    const auto read = [](Reader& reader) {
      return reader.query("SELECT id, word FROM notes WHERE word <> ?", "the marked one").size();
    };
    // Of about 40,000 bytes: none, the columns, some rows, most of them.
    for (const std::size_t bytes : {0, 60, 9'000, 30'000}) {
      relay_.cutOn({"the marked one", Cue::Moment::AfterServer, 1, {}, bytes});
      CPPUNIT_ASSERT_EQUAL(std::size_t{many}, database_->read(read));
      relay_.cutOn({"the marked one", Cue::Moment::AfterServer, 1, {}, bytes});
      CPPUNIT_ASSERT_EQUAL(std::size_t{many}, database_->transaction(read));
    }
    CPPUNIT_ASSERT_EQUAL(8, relay_.cuts());
  }

  void aTransactionThatIsLostAgainAndAgainIsGivenUp() {
    relay_.cutOn({"the lost one", Cue::Moment::BeforeServer, 100});
    int runs = 0;
    CPPUNIT_ASSERT_THROW(database_->transaction([&](Transaction& tx) {
      ++runs;
      tx.execute(kInsert, 1, "the lost one");
    }),
                         Unavailable);

    CPPUNIT_ASSERT_EQUAL(3, runs);
    relay_.passEverything();
    CPPUNIT_ASSERT_EQUAL(std::string{}, ids());
    insert(1, "the lost one");
  }

  void connectionsThatDiedWhileNobodyUsedThemAreReplaced() {
    openThree();
    CPPUNIT_ASSERT_EQUAL(3, database_->pool().open);

    relay_.cutAll();
    int runs = 0;
    database_->transaction([&](Transaction& tx) {
      ++runs;
      tx.execute(kInsert, 1, "after");
    });

    CPPUNIT_ASSERT_EQUAL(2, runs);  // one loss tells of all: its neighbours are not tried in turn
    CPPUNIT_ASSERT_EQUAL(1, database_->pool().open);
    CPPUNIT_ASSERT_EQUAL(0, database_->pool().used);
    openThree();
  }

  void connectionsThatDieInUseAreReplaced() {
    std::atomic<int> runs{0};
    std::atomic<bool> isCut{false};
    inThreads(kPool, [&](int i) {
      database_->transaction([&](Transaction& tx) {
        tx.execute(kInsert, i, "thread " + std::to_string(i));
        // The last of the three to have written breaks the connections of all.
        if (++runs == kPool) {
          relay_.cutAll();
          isCut = true;
        }
        while (!isCut) std::this_thread::yield();
        tx.query("SELECT id FROM notes WHERE id = ?", i);
      });
    });

    CPPUNIT_ASSERT_EQUAL(std::string{"0 1 2"}, ids());
    CPPUNIT_ASSERT(runs.load() >= 2 * kPool);
    CPPUNIT_ASSERT_EQUAL(0, database_->pool().used);
  }

  void aServerThatHangsUpIsUnavailableAndLeavesNoPlaceTaken() {
    relay_.hangUpOnNewOnes(true);
    relay_.cutAll();
    for (int i = 0; i < 2 * kPool; ++i) CPPUNIT_ASSERT_THROW(insert(1, "gone"), Unavailable);
    CPPUNIT_ASSERT_EQUAL(0, database_->pool().open);
    CPPUNIT_ASSERT_EQUAL(0, database_->pool().used);

    relay_.hangUpOnNewOnes(false);
    openThree();
    insert(1, "here again");
    CPPUNIT_ASSERT_EQUAL(std::string{"1"}, ids());
  }

  void aSchemaStepWhoseAnswerIsLostIsDoneOnce() {
    std::vector<Migration> steps{{"test", 1, "table", kTable}};
    const std::array added{
        Migration{"test", 2, "price", "ALTER TABLE notes ADD COLUMN price BIGINT"},
        Migration{"test", 3, "weight", "ALTER TABLE notes ADD COLUMN weight BIGINT"}};
    for (std::size_t i = 0; i < kMoments.size(); ++i) {
      steps.push_back(added[i]);
      relay_.cutOn({"ADD COLUMN", kMoments[i]});
      CPPUNIT_ASSERT_THROW(Migrator(*database_, steps).migrate(), Unavailable);
      CPPUNIT_ASSERT_THROW(Migrator(*database_, steps).check(), SchemaError);

      Migrator{*database_, steps}.migrate();
      CPPUNIT_ASSERT_NO_THROW(Migrator(*database_, steps).check());
    }
    database_->transaction([](Transaction& tx) {
      tx.execute("INSERT INTO notes (id, word, price, weight) VALUES (1, 'one', 2, 3)");
    });
    CPPUNIT_ASSERT_EQUAL(std::string{"1"}, ids());
  }

 private:
  static constexpr int kPool = 3;
  static constexpr auto kTable =
      "CREATE TABLE notes (id BIGINT NOT NULL PRIMARY KEY, word VARCHAR(40) NOT NULL)";

  static DatabaseOptions ofThree() {
    DatabaseOptions options;
    options.pool = kPool;
    return options;
  }
  void insert(int id, const std::string& word) {
    database_->transaction([&](Transaction& tx) { tx.execute(kInsert, id, word); });
  }
  // How often the work of a transaction ran whose outcome is unknown; nothing may follow it.
  int runsUntilUnknown() {
    int runs = 0;
    bool wasFollowed = false;
    relay_.count("COMMIT");
    try {
      database_->transaction([&](Transaction& tx) {
        ++runs;
        tx.afterCommit([&] { wasFollowed = true; });
        tx.execute(kInsert, 1, "one");
      });
      CPPUNIT_FAIL("a lost commit was called a success");
    } catch (const CommitUnknown& error) {
      CPPUNIT_ASSERT(error.code != 0);
    }
    CPPUNIT_ASSERT_MESSAGE("nobody knows whether it happened", !wasFollowed);
    CPPUNIT_ASSERT_EQUAL(1, relay_.counted());
    CPPUNIT_ASSERT_EQUAL(1, relay_.cuts());
    CPPUNIT_ASSERT_EQUAL(0, database_->pool().open);
    return runs;
  }
  // As many transactions at once, so that each has a connection of its own.
  void openThree() {
    std::atomic<int> inside{0};
    inThreads(kPool, [&](int) {
      database_->transaction([&](Transaction& tx) {
        tx.query("SELECT id FROM notes");
        ++inside;
        while (inside < kPool) std::this_thread::yield();
      });
    });
  }
  std::string ids() {
    std::string all;
    for (const auto& row : database_->query("SELECT id FROM notes ORDER BY id"))
      all += (all.empty() ? "" : " ") + std::to_string(row.integer("id"));
    return all;
  }

  MysqlRelay relay_{MariaDb::shared().freshDatabase()};
  std::unique_ptr<Database> database_ = openedWithTable();

  std::unique_ptr<Database> openedWithTable() {
    auto database = Database::open(relay_.url(), ofThree());
    makeTables(*database, {kTable});
    return database;
  }
};
HOSTLER_SUITE(LostConnectionTest, "core/db/lost_connection");

}  // namespace hostler::db
