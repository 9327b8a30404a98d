#include "tests/core/db/engines.h"

namespace hostler::db {

template <class Engine>
class BulkInsertTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(BulkInsertTest);
  CPPUNIT_TEST(everyRowArrivesWhateverTheirNumber);
  CPPUNIT_TEST(rowsOfManyColumnsKeepToThePlaceholdersThatTheProtocolCounts);
  CPPUNIT_TEST(greatRowsKeepToThePacket);
  CPPUNIT_TEST(valuesAreCopied);
  CPPUNIT_TEST(anotherNumberOfValuesIsADefect);
  CPPUNIT_TEST(whatIsNotFlushedIsNotInserted);
  CPPUNIT_TEST(refusedRowsAreToldAndTheOthersGoIn);
  CPPUNIT_TEST(aRefusedRowIsAnErrorWhereNobodyAsksForIt);
  CPPUNIT_TEST_SUITE_END();

 public:
  void everyRowArrivesWhateverTheirNumber() {
    std::int64_t id = 0;
    for (const int count : {0, 1, 2, 3, 100, 255, 256, 257, 1000}) {
      db_->transaction([&](Transaction& tx) {
        BulkInsert rows{tx, "INSERT INTO things (id, word)", 2};
        for (int i = 0; i < count; ++i) {
          ++id;
          rows.add(id, "word " + std::to_string(id));
        }
        rows.flush();
      });
      const auto row = db_->query("SELECT COUNT(*) AS n, MAX(id) AS last FROM things").only();
      CPPUNIT_ASSERT_EQUAL(id, row.integer("n"));
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"word 700"},
                         db_->query("SELECT word FROM things WHERE id = 700").only().text("word"));
  }

  void rowsOfManyColumnsKeepToThePlaceholdersThatTheProtocolCounts() {
    std::string columns = "id", list = "id BIGINT NOT NULL PRIMARY KEY";
    for (int i = 1; i < 400; ++i) {
      columns += ", c" + std::to_string(i);
      list += ", c" + std::to_string(i) + " BIGINT";
    }
    const auto create = "CREATE TABLE wide (" + list + ")";
    const Opened<Engine> wide{DatabaseOptions{}, create};
    wide->transaction([&](Transaction& tx) {
      BulkInsert rows{tx, "INSERT INTO wide (" + columns + ")", 400};
      for (int id = 0; id < 300; ++id) rows.addRow(std::vector<Param>(400, Param{id}));
      rows.flush();
    });

    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{300},
        wide->query("SELECT COUNT(*) AS n FROM wide WHERE c399 = id").only().integer("n"));
  }

  void greatRowsKeepToThePacket() {
    const std::string great(3'000'000, 'x');
    db_->transaction([&](Transaction& tx) {
      BulkInsert rows{tx, "INSERT INTO things (id, story)", 2};
      for (int id = 0; id < 12; ++id) rows.add(id, great);
      rows.flush();
    });

    CPPUNIT_ASSERT_EQUAL(std::size_t{12},
                         db_->query("SELECT id FROM things WHERE story = ?", great).size());
  }

  void valuesAreCopied() {
    db_->transaction([&](Transaction& tx) {
      BulkInsert rows{tx, "INSERT INTO things (id, word, hash)", 3};
      for (int id = 0; id < 40; ++id) {
        auto word = "a word that is too long for a short string " + std::to_string(id);
        Blob hash{word};
        rows.add(id, word, hash);
        std::ranges::fill(word, '?');
        std::ranges::fill(hash.bytes, '?');
      }
      rows.add(99, std::optional<std::string>{}, Blob{});
      rows.flush();
    });

    CPPUNIT_ASSERT_EQUAL(std::size_t{40},
                         db_->query("SELECT id FROM things WHERE word LIKE 'a word%'").size());
    const auto last = db_->query("SELECT word, hash FROM things WHERE id = 99").only();
    CPPUNIT_ASSERT(last.isNull("word") && last.blob("hash").bytes.empty());
  }

  void anotherNumberOfValuesIsADefect() {
    db_->transaction([&](Transaction& tx) {
      BulkInsert rows{tx, "INSERT INTO things (id, word)", 2};
      CPPUNIT_ASSERT_THROW(rows.add(1), std::logic_error);
      CPPUNIT_ASSERT_THROW(rows.add(1, "a", "b"), std::logic_error);
    });
  }

  void whatIsNotFlushedIsNotInserted() {
    db_->transaction([&](Transaction& tx) {
      BulkInsert rows{tx, "INSERT INTO things (id, word)", 2};
      rows.flush();
      if (db_->dialect() == Dialect::Mysql) rows.add(1, "left behind");
    });

    CPPUNIT_ASSERT(db_->query("SELECT id FROM things").empty());
  }

  void refusedRowsAreToldAndTheOthersGoIn() {
    const Opened<Engine> words{DatabaseOptions{}, kWords};
    std::vector<std::size_t> refused;
    words->transaction([&](Transaction& tx) {
      tx.execute("INSERT INTO words (id, word) VALUES (1, 'word 40'), (2, 'word 300')");
      BulkInsert rows{tx, "INSERT INTO words (id, word)", 2, BulkInsert::Refused::Told};
      for (int i = 0; i < 520; ++i) rows.add(1'000 + i, "word " + std::to_string(i));
      rows.add(2'000, "word 7");
      rows.flush();
      refused = rows.refused();
    });

    CPPUNIT_ASSERT((refused == std::vector<std::size_t>{40, 300, 520}));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{520},
                         words->query("SELECT COUNT(*) AS n FROM words").only().integer("n"));
    CPPUNIT_ASSERT(words->query("SELECT id FROM words WHERE id = 1040").empty());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         words->query("SELECT id FROM words WHERE id = 1519").size());
  }

  void aRefusedRowIsAnErrorWhereNobodyAsksForIt() {
    const Opened<Engine> words{DatabaseOptions{}, kWords};
    const auto insert = [&] {
      words->transaction([&](Transaction& tx) {
        BulkInsert rows{tx, "INSERT INTO words (id, word)", 2};
        for (int i = 0; i < 3; ++i) rows.add(i, "the same");
        rows.flush();
      });
    };
    CPPUNIT_ASSERT_THROW(insert(), UniqueViolation);
    CPPUNIT_ASSERT(words->query("SELECT id FROM words").empty());
  }

 private:
  static constexpr auto kWords =
      "CREATE TABLE words (id BIGINT NOT NULL PRIMARY KEY, word VARCHAR(80) NOT NULL UNIQUE)";

  Opened<Engine> db_{DatabaseOptions{},
                     "CREATE TABLE things (id BIGINT NOT NULL PRIMARY KEY, word VARCHAR(80), story "
                     "MEDIUMTEXT, hash BLOB)"};
};
HOSTLER_SUITE_ON_BOTH_ENGINES(BulkInsertTest, "core/db/bulk_insert");

}  // namespace hostler::db
