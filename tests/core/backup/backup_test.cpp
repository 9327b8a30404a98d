#include "tests/core/backup/shop.h"

#include <atomic>
#include <random>
#include <thread>

namespace hostler::backup {

template <class Engine>
class BackupTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(BackupTest);
  CPPUNIT_TEST(aBackupHoldsEveryTableAndRow);
  CPPUNIT_TEST(aBackupIsOneMomentWhileOthersWrite);
  CPPUNIT_TEST(aDamagedOrShortenedFileIsRefused);
  CPPUNIT_TEST(nothingOfTheDatabaseShowsInTheFile);
  CPPUNIT_TEST(aForeignMasterKeyMakesNoBackup);
  CPPUNIT_TEST(anUnfinishedSchemaMakesNoBackup);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aBackupHoldsEveryTableAndRow() {
    fill(5'000);

    const auto made = site_.backUp(*shop_.database, "backup");

    const auto contents = readBackup(site_.file("backup"), site_.passphrase);
    CPPUNIT_ASSERT(made.sums == contents.sums);
    CPPUNIT_ASSERT(sumsIn(*shop_.database) == contents.sums);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{5'000}, contents.sums.at("entries").rows);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, contents.sums.at("words").rows);
    CPPUNIT_ASSERT(!contents.sums.contains("schema_migrations"));
    CPPUNIT_ASSERT(!contents.sums.contains("engine_mode"));
    CPPUNIT_ASSERT_EQUAL(shopSteps().size(), contents.header.steps.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"9.9"}, contents.header.program);
    CPPUNIT_ASSERT_EQUAL(std::filesystem::file_size(site_.file("backup")),
                         std::uintmax_t{made.bytes});
  }

  // Every transaction moves an amount between two pots and notes both sides.
  void aBackupIsOneMomentWhileOthersWrite() {
    fill(2'000);
    shop_.database->transaction([](db::Transaction& tx) {
      tx.execute("INSERT INTO pots (pot, amount) VALUES ('one', 0)");
      tx.execute("INSERT INTO pots (pot, amount) VALUES ('two', 0)");
    });
    std::atomic<bool> stop{false};
    std::atomic<std::int64_t> moved{0};
    std::thread writer{[&] {
      for (std::int64_t id = 1'000'000; !stop; id += 2, ++moved) {
        shop_.database->transaction([&](db::Transaction& tx) {
          tx.execute("UPDATE pots SET amount = amount - 7 WHERE pot = 'one'");
          tx.execute("INSERT INTO entries (id, pot, amount) VALUES (?, 'one', -7)", id);
          tx.execute("UPDATE pots SET amount = amount + 7 WHERE pot = 'two'");
          tx.execute("INSERT INTO entries (id, pot, amount) VALUES (?, 'two', 7)", id + 1);
        });
      }
    }};
    while (moved < 20) std::this_thread::yield();
    for (int i = 0; i < 5; ++i) {
      const auto before = moved.load();
      site_.backUp(*shop_.database, std::to_string(i));
      while (moved == before) std::this_thread::yield();  // the writer goes on
    }
    stop = true;
    writer.join();

    for (int i = 0; i < 5; ++i) {
      const db::OnSqlite empty;
      const auto copy = db::Database::open(empty.url());
      site_.restoring(std::to_string(i), shopSteps()).fill(*copy);
      const auto sum = copy->query("SELECT SUM(amount) AS n FROM pots").only().integer("n");
      const auto entries =
          copy->query("SELECT COUNT(*) AS n, SUM(amount) AS sum FROM entries WHERE id >= 1000000");
      const auto two = copy->query("SELECT amount AS n FROM pots WHERE pot = 'two'").only();
      CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, sum);
      CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, entries.only().integer("sum"));
      CPPUNIT_ASSERT_EQUAL(two.integer("n") / 7 * 2, entries.only().integer("n"));
    }
  }

  void aDamagedOrShortenedFileIsRefused() {
    fill(3'000);
    site_.backUp(*shop_.database, "backup");
    const auto whole = bytesOf(site_.file("backup"));
    std::mt19937 random{11};
    for (int i = 0; i < 60; ++i) {
      auto bytes = whole;
      const auto at = random() % bytes.size();
      if (i % 2 == 0) {
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
      } else {
        bytes.resize(at);
      }
      std::ofstream{site_.file("damaged"), std::ios::binary} << bytes;
      CPPUNIT_ASSERT_THROW(readBackup(site_.file("damaged"), site_.passphrase), BackupError);
    }
    CPPUNIT_ASSERT_THROW(readBackup(site_.file("backup"), Secret{"violet harbor"}), BackupError);
    CPPUNIT_ASSERT_THROW(readBackup(site_.file("none"), site_.passphrase), BackupError);
  }

  void nothingOfTheDatabaseShowsInTheFile() {
    shop_.database->transaction([](db::Transaction& tx) {
      tx.execute("INSERT INTO words (word, n) VALUES ('canary-in-the-database', 1)");
    });
    site_.backUp(*shop_.database, "backup");

    const auto bytes = bytesOf(site_.file("backup"));
    CPPUNIT_ASSERT(!has(bytes, "canary") && !has(bytes, "samples"));
    CPPUNIT_ASSERT(!has(bytes, site_.master.key().reveal()));
  }

  void aForeignMasterKeyMakesNoBackup() {
    ManualClock clock{Instant::ofUnixSeconds(1'800'000'000)};
    Vault vault{*shop_.database, clock, site_.random, site_.master};
    const auto foreign = MasterKey::create(site_.file("foreign.key").string(), site_.random);

    const auto said = saidBy([&] {
      makeBackup(*shop_.database, foreign, site_.random,
                 {site_.file("backup"), false, site_.passphrase, "9.9", kCheap});
    });

    CPPUNIT_ASSERT_MESSAGE(said, has(said, "master key"));
    CPPUNIT_ASSERT(!std::filesystem::exists(site_.file("backup")));
  }

  void anUnfinishedSchemaMakesNoBackup() {
    shop_.database->transaction([](db::Transaction& tx) {
      tx.execute("UPDATE schema_migrations SET state = 'started' WHERE number = 1003");
    });

    CPPUNIT_ASSERT_THROW(site_.backUp(*shop_.database, "backup"), BackupError);
  }

 private:
  void fill(std::int64_t rows) {
    shop_.database->transaction([&](db::Transaction& tx) {
      db::BulkInsert insert{tx, "INSERT INTO entries (id, pot, amount)", 3};
      for (std::int64_t id = 1; id <= rows; ++id) insert.add(id, "old", id * id % 1'000);
      insert.flush();
    });
  }

  Shop<Engine> shop_;
  Site site_;
};
using db::OnMariaDb;
using db::OnSqlite;
HOSTLER_SUITE_ON_BOTH_ENGINES(BackupTest, "core/backup/backup");

}  // namespace hostler::backup
