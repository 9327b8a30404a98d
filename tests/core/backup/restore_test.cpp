#include "core/nodes/engine_mode.h"
#include "tests/core/backup/shop.h"

#include <limits>

namespace hostler::backup {
namespace {

using db::OnMariaDb;
using db::OnSqlite;

// What engines like to see differently.
void insertOddities(db::Database& database) {
  std::string bytes;
  for (int c = 0; c < 256; ++c) bytes.push_back(static_cast<char>(c));
  database.transaction([&](db::Transaction& tx) {
    constexpr auto kSample =
        "INSERT INTO samples (id, whole, small, word, story, book, mark, film, day) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    const auto most = std::numeric_limits<std::int64_t>::max();
    tx.execute(kSample, -most - 1, -2147483647 - 1, -32768, "", "", "", db::Blob{}, db::Blob{},
               "1000-01-01");
    tx.execute(kSample, most, 2147483647, 32767, "नमस्ते 🙂", "a\nb\\'\"",
               std::string(300'000, 'q'), db::Blob{bytes}, db::Blob{std::string(1'000'000, '\0')},
               "9999-12-31");
    tx.execute(kSample, 0, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr);
    int n = 0;
    for (const auto* word : {"straße", "strasse", "STRASSE", "e", "é", "E", "a", "a ", "a  ", "",
                             "_", "ab", "\xF0\x9F\x99\x82", "\xEE\x80\x80", "z", "Z", "\x01"})
      tx.execute("INSERT INTO words (word, n) VALUES (?, ?)", word, ++n);
    for (std::int64_t service = 1; service <= 700; ++service) {
      for (const auto* day : {"2026-01-31", "2026-02-28"}) {
        for (const auto* kind : {"new", "New"})
          tx.execute("INSERT INTO terms (service, day, kind) VALUES (?, ?, ?)", service, day, kind);
      }
    }
    tx.execute("INSERT INTO entries (id, pot, amount) VALUES (1, 'one', 5)");
  });
}

EngineMode modeOf(db::Database& database) {
  return database.read(engineMode);
}

}  // namespace

class RestoreTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RestoreTest);
  CPPUNIT_TEST(aBackupOfOneEngineFillsTheOtherAndComesBack);
  CPPUNIT_TEST(rowsThatMayNotChangeStillMayNot);
  CPPUNIT_TEST(aFilledDatabaseIsMarkedUntilSomebodySaysOtherwise);
  CPPUNIT_TEST(anotherMasterKeyIsRefusedBeforeAnythingIsWritten);
  CPPUNIT_TEST(aNewerSchemaIsRefused);
  CPPUNIT_TEST(anOlderSchemaIsFilledAndThenBroughtUpToDate);
  CPPUNIT_TEST(rowsThatStepsMadeAreTheBackups);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aBackupOfOneEngineFillsTheOtherAndComesBack() {
    Shop<OnSqlite> original;
    insertOddities(*original.database);
    const auto sums = sumsIn(*original.database);

    const OnMariaDb away;
    const auto there = db::Database::open(away.url());
    site_.backUp(*original.database, "out");
    site_.restoring("out", shopSteps()).fill(*there);

    CPPUNIT_ASSERT(sums == sumsIn(*there));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2'800}, sums.at("terms").rows);

    const OnSqlite home;
    const auto back = db::Database::open(home.url());
    site_.backUp(*there, "back");
    site_.restoring("back", shopSteps()).fill(*back);

    CPPUNIT_ASSERT(sums == sumsIn(*back));
    const auto row = back->query("SELECT word, book FROM samples WHERE whole = 2147483647").only();
    CPPUNIT_ASSERT_EQUAL(std::string{"नमस्ते 🙂"}, row.text("word"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{300'000}, row.text("book").size());
  }

  void rowsThatMayNotChangeStillMayNot() {
    Shop<OnSqlite> original;
    insertOddities(*original.database);
    site_.backUp(*original.database, "backup");
    const OnMariaDb away;
    const auto there = db::Database::open(away.url());
    site_.restoring("backup", shopSteps()).fill(*there);

    CPPUNIT_ASSERT_THROW(there->transaction([](db::Transaction& tx) {
      tx.execute("UPDATE entries SET amount = 6");
    }),
                         db::DatabaseError);
    db::Migrator{*there, shopSteps()}.check();
  }

  void aFilledDatabaseIsMarkedUntilSomebodySaysOtherwise() {
    Shop<OnMariaDb> original;
    CPPUNIT_ASSERT(EngineMode::Live == modeOf(*original.database));
    site_.backUp(*original.database, "backup");
    const OnSqlite empty;
    const auto copy = db::Database::open(empty.url());

    site_.restoring("backup", shopSteps()).fill(*copy);

    CPPUNIT_ASSERT(EngineMode::Restoring == modeOf(*copy));
  }

  void anotherMasterKeyIsRefusedBeforeAnythingIsWritten() {
    Shop<OnSqlite> original;
    site_.backUp(*original.database, "backup");
    const Site elsewhere;

    const auto said = saidBy([&] {
      Restore{site_.file("backup"), site_.passphrase, shopSteps(), elsewhere.master};
    });

    CPPUNIT_ASSERT_MESSAGE(said, has(said, "master.key"));
  }

  void aNewerSchemaIsRefused() {
    Shop<OnSqlite> original;
    site_.backUp(*original.database, "backup");
    auto older = shopSteps();
    older.pop_back();
    auto edited = shopSteps();
    edited.back().sql = "CREATE TABLE pots (pot VARCHAR(11) NOT NULL PRIMARY KEY)";

    for (const auto& steps : {older, edited}) {
      const auto said = saidBy([&] { site_.restoring("backup", steps); });
      CPPUNIT_ASSERT_MESSAGE(said, has(said, "step 1006 of shop") && has(said, "hostler 9.9"));
    }
  }

  void anOlderSchemaIsFilledAndThenBroughtUpToDate() {
    Shop<OnSqlite> original;
    original.database->transaction([](db::Transaction& tx) {
      tx.execute("INSERT INTO pots (pot, amount) VALUES ('one', 21)");
    });
    site_.backUp(*original.database, "backup");
    auto newer = shopSteps();
    // Between the others by its number, as a module's own range has it.
    newer.push_back(
        {"shop", 900, "unit", "CREATE TABLE units (unit VARCHAR(9) NOT NULL PRIMARY KEY)"});
    newer.push_back({"shop", 1'100, "twice", "ALTER TABLE pots ADD COLUMN twice BIGINT"});
    newer.push_back({"shop", 1'101, "twice_filled", "UPDATE pots SET twice = amount * 2"});

    const auto fillsAndUpdates = [&](const auto& engine) {
      const auto copy = db::Database::open(engine.url());
      site_.restoring("backup", newer).fill(*copy);

      const auto pot = copy->query("SELECT amount, twice FROM pots").only();
      CPPUNIT_ASSERT_EQUAL(std::int64_t{42}, pot.integer("twice"));
      db::Migrator{*copy, newer}.check();
    };
    fillsAndUpdates(OnSqlite{});
    fillsAndUpdates(OnMariaDb{});
  }

  void rowsThatStepsMadeAreTheBackups() {
    auto steps = shopSteps();
    steps.push_back({"shop", 1'200, "first", "INSERT INTO pots (pot, amount) VALUES ('first', 1)"});
    Shop<OnSqlite> original{steps};
    original.database->transaction(
        [](db::Transaction& tx) { tx.execute("UPDATE pots SET amount = 77 WHERE pot = 'first'"); });
    site_.backUp(*original.database, "backup");
    const OnMariaDb away;
    const auto there = db::Database::open(away.url());

    site_.restoring("backup", steps).fill(*there);

    CPPUNIT_ASSERT_EQUAL(std::int64_t{77},
                         there->query("SELECT amount FROM pots").only().integer("amount"));
  }

 private:
  Site site_;
};
HOSTLER_SUITE(RestoreTest, "core/backup/restore");

}  // namespace hostler::backup
