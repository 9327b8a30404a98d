#include "tests/core/db/engines.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

namespace {

constexpr int kAlways = 1'000'000;
std::atomic<int> failures{0};  // still to come

int flushed(long call, int file) {
  if (failures <= 0) return static_cast<int>(::syscall(call, file));
  --failures;
  errno = EIO;
  return -1;
}

}  // namespace

// These stand before the C library's in this program, for SQLite as for us.
extern "C" int fdatasync(int file) {
  return flushed(SYS_fdatasync, file);
}
extern "C" int fsync(int file) {
  return flushed(SYS_fsync, file);
}

namespace hostler::db {

// What SQLite wrote and the disk refused is told to nobody.
class BrokenDiskTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(BrokenDiskTest);
  CPPUNIT_TEST(whoWroteItIsToldThatItIsUnknown);
  CPPUNIT_TEST(nobodyReadsWhatTheDiskDoesNotHold);
  CPPUNIT_TEST(whatACheckpointWasToldIsNotForgotten);
  CPPUNIT_TEST(aCommitNeedsNoFreeDescriptor);
  CPPUNIT_TEST_SUITE_END();

 public:
  void tearDown() override {
    failures = 0;
    ::setrlimit(RLIMIT_NOFILE, &before_);
  }

  void whoWroteItIsToldThatItIsUnknown() {
    Opened<OnSqlite> db{{}, kTable};
    failures = kAlways;
    CPPUNIT_ASSERT_THROW(put(db, 1), CommitUnknown);
    CPPUNIT_ASSERT_THROW(db->together({}, [&] { put(db, 2); }), Unavailable);
  }

  void nobodyReadsWhatTheDiskDoesNotHold() {
    Opened<OnSqlite> db{{}, kTable};
    failures = kAlways;
    CPPUNIT_ASSERT_THROW(put(db, 1), CommitUnknown);
    failures = 0;  // the system tells of a failure once
    CPPUNIT_ASSERT_THROW(db->query("SELECT id FROM pages"), Unavailable);
    CPPUNIT_ASSERT_THROW(put(db, 2), Unavailable);
  }

  void whatACheckpointWasToldIsNotForgotten() {
    Opened<OnSqlite> db{{}, kTable};
    const std::string body(4'000, 'x');
    // Enough for a checkpoint at its commit, whose flush fails; ours after it would not.
    failures = 1;
    CPPUNIT_ASSERT_THROW(db->transaction([&](Transaction& tx) {
      for (int row = 0; row < 1'200; ++row)
        tx.execute("INSERT INTO pages (id, body) VALUES (?, ?)", row, body);
      tx.afterCommit([] { CPPUNIT_FAIL("it was told"); });
    }),
                         CommitUnknown);
  }

  void aCommitNeedsNoFreeDescriptor() {
    Opened<OnSqlite> db{{}, kTable};
    put(db, 1);
    std::vector<int> taken;
    for (int file = ::open("/dev/null", O_RDONLY); file >= 0;
         file = ::open("/dev/null", O_RDONLY)) {
      taken.push_back(file);
      if (taken.size() > kEnough) break;
    }
    try {
      put(db, 2);
    } catch (...) {
      free(taken);
      throw;
    }
    free(taken);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, db->query("SELECT id FROM pages").size());
  }

  void setUp() override {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    auto few = before_;
    few.rlim_cur = std::min<rlim_t>(few.rlim_cur, kEnough);
    ::setrlimit(RLIMIT_NOFILE, &few);
  }

 private:
  static constexpr std::size_t kEnough = 256;
  static constexpr auto kTable =
      "CREATE TABLE pages (id BIGINT NOT NULL PRIMARY KEY, body TEXT NOT NULL)";

  static void put(Opened<OnSqlite>& db, int id) {
    db->transaction([&](Transaction& tx) {
      tx.execute("INSERT INTO pages (id, body) VALUES (?, ?)", id, std::string{"x"});
    });
  }
  void free(const std::vector<int>& files) {
    for (const int file : files) ::close(file);
  }

  rlimit before_{};
};
HOSTLER_SUITE(BrokenDiskTest, "core/db/broken_disk");

}  // namespace hostler::db
