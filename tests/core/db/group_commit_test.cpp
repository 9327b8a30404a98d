#include "core/db/sqlite/group_commit.h"

#include "tests/core/db/engines.h"

#include <atomic>
#include <cerrno>
#include <filesystem>
#include <future>
#include <thread>
#include <vector>

namespace hostler::db {

// SQLite's commits are flushed to the disk by one for all who wait, and nobody is told of one that
// is not there yet.
class GroupCommitTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(GroupCommitTest);
  CPPUNIT_TEST(oneFlushServesAllWhoWroteMeanwhile);
  CPPUNIT_TEST(whatIsOnTheDiskIsNotFlushedAgain);
  CPPUNIT_TEST(aDiskThatFailedIsTrustedNoMore);
  CPPUNIT_TEST(aFlushThatCouldNotBeTriedIsTriedByTheNext);
  CPPUNIT_TEST(theLogIsFoldedBackIntoTheFile);
  CPPUNIT_TEST_SUITE_END();

 public:
  void oneFlushServesAllWhoWroteMeanwhile() {
    constexpr int kOthers = 5;
    std::atomic<int> flushes{0};
    std::promise<void> begun, go;
    const auto going = go.get_future().share();
    GroupCommit commits{[&] {
      if (++flushes == 1) {
        begun.set_value();
        going.wait();
      }
      return 0;
    }};
    commits.wrote();
    std::thread first{[&] { commits.settle(); }};
    begun.get_future().wait();
    for (int i = 0; i < kOthers; ++i) commits.wrote();
    // The flush that runs began before they wrote: it is not theirs.
    std::atomic<int> right{0};
    std::vector<std::thread> others;
    for (int i = 0; i < kOthers; ++i) {
      others.emplace_back([&] {
        commits.settle();
        if (flushes == 2) ++right;
      });
    }
    go.set_value();
    first.join();
    for (auto& other : others) other.join();
    CPPUNIT_ASSERT_EQUAL(kOthers, right.load());
    CPPUNIT_ASSERT_EQUAL(2, flushes.load());
  }

  void whatIsOnTheDiskIsNotFlushedAgain() {
    int flushes = 0;
    GroupCommit commits{[&] { return ++flushes, 0; }};
    commits.settle();
    CPPUNIT_ASSERT_EQUAL(0, flushes);
    commits.wrote();
    commits.settle();
    commits.settle();
    CPPUNIT_ASSERT_EQUAL(1, flushes);
  }

  // What it lost then, a later flush does not bring back, though it succeeds.
  void aDiskThatFailedIsTrustedNoMore() {
    int failure = EIO;
    GroupCommit commits{[&] { return failure; }};
    commits.wrote();
    CPPUNIT_ASSERT_THROW(commits.settle(), CommitUnknown);
    failure = 0;
    commits.wrote();
    CPPUNIT_ASSERT_THROW(commits.settle(), CommitUnknown);
  }

  void aFlushThatCouldNotBeTriedIsTriedByTheNext() {
    bool mayOpen = false;
    GroupCommit commits{[&] {
      if (!mayOpen) throw CommitUnknown{"too many open files", EMFILE};
      return 0;
    }};
    commits.wrote();
    CPPUNIT_ASSERT_THROW(commits.settle(), CommitUnknown);
    mayOpen = true;
    commits.settle();
  }

  void theLogIsFoldedBackIntoTheFile() {
    Opened<OnSqlite> db{{},
                        "CREATE TABLE pages (id BIGINT NOT NULL PRIMARY KEY, body TEXT NOT NULL)"};
    const std::string body(4'000, 'x');
    for (int i = 0; i < 40; ++i) {
      db->transaction([&](Transaction& tx) {
        for (int row = 0; row < 100; ++row)
          tx.execute("INSERT INTO pages (id, body) VALUES (?, ?)", i * 100 + row, body);
      });
    }
    // 16 MB were written; a thousand pages of 4 KB are what may wait there, and the last commit's.
    CPPUNIT_ASSERT(std::filesystem::file_size(db.engine.url().path + "-wal") < 8'000'000);
  }
};
HOSTLER_SUITE(GroupCommitTest, "core/db/group_commit");

}  // namespace hostler::db
