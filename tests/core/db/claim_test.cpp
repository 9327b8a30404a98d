#include "tests/core/db/engines.h"
#include "tests/core/db/threads.h"

#include <mutex>
#include <set>

namespace hostler::db {

// How a queue hands out its rows.
template <class Engine>
class ClaimTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ClaimTest);
  CPPUNIT_TEST(noRowIsClaimedTwice);
  CPPUNIT_TEST(lockedRowsAreLeftOutAndNotWaitedFor);
  CPPUNIT_TEST_SUITE_END();

 public:
  void noRowIsClaimedTwice() {
    fill(600);
    std::mutex mutex;
    std::set<std::int64_t> all;
    std::size_t claims = 0;
    inThreads(6, [&](int worker) {
      for (;;) {
        const auto mine = claim(worker, 7);
        if (mine.empty()) return;
        const std::lock_guard lock{mutex};
        claims += mine.size();
        all.insert(mine.begin(), mine.end());
        // Meanwhile new work keeps coming in.
        if (claims % 5 == 0 && added_ < 700) fill(1);
      }
    });

    CPPUNIT_ASSERT_EQUAL(claims, all.size());
    CPPUNIT_ASSERT_EQUAL(static_cast<std::size_t>(added_), claims);
  }

  void lockedRowsAreLeftOutAndNotWaitedFor() {
    if (db_->dialect() == Dialect::Sqlite)
      return;  // its writer is alone, there is nothing to leave out
    fill(4);
    db_->transaction([&](Transaction& tx) {
      const auto mine =
          tx.query("SELECT id FROM work WHERE state = 1 ORDER BY run_at, id LIMIT 2 {skip_locked}");
      std::vector<std::int64_t> others;
      inThreads(1, [&](int worker) { others = claim(worker, 4); });

      CPPUNIT_ASSERT_EQUAL(std::size_t{2}, mine.size());
      CPPUNIT_ASSERT_EQUAL(std::size_t{2}, others.size());
      CPPUNIT_ASSERT(others[0] != mine[0].integer("id") && others[0] != mine[1].integer("id"));
    });
  }

 private:
  void fill(int count) {
    db_->transaction([&](Transaction& tx) {
      BulkInsert rows{tx, "INSERT INTO work (id, state, run_at, worker)", 4};
      for (int i = 0; i < count; ++i) {
        ++added_;
        rows.add(added_, 1, added_ % 50, nullptr);
      }
      rows.flush();
    });
  }
  std::vector<std::int64_t> claim(int worker, int most) {
    return db_->transaction([&](Transaction& tx) {
      const auto rows = tx.query(
          "SELECT id FROM work WHERE state = 1 AND run_at <= ? ORDER BY run_at, id LIMIT ? "
          "{skip_locked}",
          100, most);
      const auto ids = rows.map([](const Row& row) { return row.integer("id"); });
      for (const auto id : ids) {
        tx.execute("UPDATE work SET state = 2, worker = ? WHERE id = ?", worker, id);
      }
      return ids;
    });
  }

  Opened<Engine> db_{DatabaseOptions{},
                     "CREATE TABLE work (id BIGINT NOT NULL PRIMARY KEY, state SMALLINT NOT NULL, "
                     "run_at BIGINT NOT NULL, worker INTEGER)",
                     "CREATE INDEX ix_work_due ON work (state, run_at, id)"};
  std::int64_t added_ = 0;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ClaimTest, "core/db/claim");

}  // namespace hostler::db
