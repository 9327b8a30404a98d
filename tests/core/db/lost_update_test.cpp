#include "tests/core/db/engines.h"
#include "tests/core/db/threads.h"

#include <atomic>
#include <set>

namespace hostler::db {
namespace {

struct RolledBack {};

DatabaseOptions patient() {
  DatabaseOptions options;
  options.busyTimeout = std::chrono::seconds{20};
  return options;
}

}  // namespace

// Security rule D11 and D10: no update is lost, however it was read; a counter has no gap.
template <class Engine>
class LostUpdateTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(LostUpdateTest);
  CPPUNIT_TEST(aConditionalUpdateTakesNoMoreThanThereIs);
  CPPUNIT_TEST(aLockedRowIsReadAsItIs);
  CPPUNIT_TEST(aRowReadWithoutALockIsNotOverwritten);
  CPPUNIT_TEST(aRowReadBeforeItIsLockedIsNotOverwritten);
  CPPUNIT_TEST(aCounterHasNoGapUnderTwelveWritersThatRollBack);
  CPPUNIT_TEST(deadlocksAreRunAgain);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aConditionalUpdateTakesNoMoreThanThereIs() {
    balance(1, 100);
    std::atomic<int> taken{0};
    inThreads(8, [&](int) {
      for (int i = 0; i < 10; ++i) {
        taken += static_cast<int>(db_->transaction([](Transaction& tx) {
          return tx.execute(
              "UPDATE accounts SET balance = balance - 3 WHERE id = 1 AND balance >= 3");
        }));
      }
    });

    CPPUNIT_ASSERT_EQUAL(33, taken.load());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, balanceOf(1));
  }

  void aLockedRowIsReadAsItIs() {
    addsUp([](Transaction& tx) {
      return tx.query("SELECT balance FROM accounts WHERE id = 1 {for_update}")
          .only()
          .integer("balance");
    });
  }

  void aRowReadWithoutALockIsNotOverwritten() {
    addsUp([](Transaction& tx) {
      return tx.query("SELECT balance FROM accounts WHERE id = 1").only().integer("balance");
    });
  }

  void aRowReadBeforeItIsLockedIsNotOverwritten() {
    addsUp([](Transaction& tx) {
      tx.query("SELECT COUNT(*) AS n FROM accounts");  // the snapshot is taken here
      return tx.query("SELECT balance FROM accounts WHERE id = 1 {for_update}")
          .only()
          .integer("balance");
    });
  }

  void aCounterHasNoGapUnderTwelveWritersThatRollBack() {
    db_->transaction([](Transaction& tx) {
      tx.execute("INSERT INTO counters (series, number) VALUES ('INV', 0)");
    });
    // As other processes would have them.
    const auto second = Database::open(db_.engine.url(), patient()),
               third = Database::open(db_.engine.url(), patient());
    std::atomic<int> kept{0};
    inThreads(12, [&](int writer) {
      auto& database = writer % 3 == 0 ? *db_ : writer % 3 == 1 ? *second : *third;
      for (int i = 0; i < 15; ++i) {
        const std::int64_t id = writer * 100 + i;
        try {
          database.transaction([&](Transaction& tx) {
            tx.query("SELECT COUNT(*) AS n FROM accounts");
            const auto number =
                1 + tx.query("SELECT number FROM counters WHERE series = ? {for_update}", "INV")
                        .only()
                        .integer("number");
            tx.execute("UPDATE counters SET number = ? WHERE series = ?", number, "INV");
            tx.execute("INSERT INTO invoices (id, number) VALUES (?, ?)", id, number);
            if (i % 3 == 2) throw RolledBack{};
          });
          ++kept;
        } catch (const RolledBack&) {
        }
      }
    });

    CPPUNIT_ASSERT_EQUAL(12 * 10, kept.load());
    std::int64_t expected = 0;
    for (const auto& row : db_->query("SELECT number FROM invoices ORDER BY number")) {
      CPPUNIT_ASSERT_EQUAL(++expected, row.integer("number"));
    }
    CPPUNIT_ASSERT_EQUAL(std::int64_t{kept}, expected);
  }

  void deadlocksAreRunAgain() {
    for (int id = 1; id <= 4; ++id) balance(id, 0);
    inThreads(6, [&](int writer) {
      for (int i = 0; i < 10; ++i) {
        db_->transaction([&](Transaction& tx) {
          for (int k = 0; k < 4; ++k) {
            const int id = 1 + (writer % 2 == 0 ? k : 3 - k);
            tx.execute("UPDATE accounts SET balance = balance + 1 WHERE id = ?", id);
          }
        });
      }
    });

    for (int id = 1; id <= 4; ++id) CPPUNIT_ASSERT_EQUAL(std::int64_t{60}, balanceOf(id));
  }

 private:
  // Eight threads each add one twenty times, by reading and writing back.
  void addsUp(const std::function<std::int64_t(Transaction&)>& read) {
    balance(1, 0);
    inThreads(8, [&](int) {
      for (int i = 0; i < 20; ++i) {
        db_->transaction([&](Transaction& tx) {
          const auto found = read(tx);
          tx.execute("UPDATE accounts SET balance = ? WHERE id = 1", found + 1);
        });
      }
    });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{160}, balanceOf(1));
  }
  void balance(int id, std::int64_t amount) {
    db_->transaction([&](Transaction& tx) {
      tx.execute("INSERT INTO accounts (id, balance) VALUES (?, ?)", id, amount);
    });
  }
  std::int64_t balanceOf(int id) {
    return db_->query("SELECT balance FROM accounts WHERE id = ?", id).only().integer("balance");
  }

  Opened<Engine> db_{
      patient(), "CREATE TABLE accounts (id BIGINT NOT NULL PRIMARY KEY, balance BIGINT NOT NULL)",
      "CREATE TABLE counters (series VARCHAR(8) NOT NULL PRIMARY KEY, number BIGINT NOT NULL)",
      "CREATE TABLE invoices (id BIGINT NOT NULL PRIMARY KEY, number BIGINT NOT NULL)",
      "CREATE UNIQUE INDEX ux_invoices_number ON invoices (number)"};
};
HOSTLER_SUITE_ON_BOTH_ENGINES(LostUpdateTest, "core/db/lost_update");

}  // namespace hostler::db
