#include "tests/core/db/engines.h"
#include "tests/core/db/threads.h"

#include <atomic>

namespace hostler::db {
namespace {

constexpr Migration kCustomers{
    "crm", 1, "customers", "-- Who buys.\nCREATE TABLE customers (id BIGINT NOT NULL PRIMARY KEY)"};
constexpr Migration kName{"crm", 2, "name", "ALTER TABLE customers ADD COLUMN name VARCHAR(40)"};
constexpr Migration kIndex{"crm", 3, "index", "CREATE INDEX ix_customers_name ON customers (name)"};
constexpr Migration kSeed{"crm", 4, "seed", "INSERT INTO customers (id, name) VALUES (1, 'first')"};
constexpr Migration kKeep{"audit", 5, "keep", "APPEND ONLY customers"};
constexpr Migration kDropIndex{
    "crm", 6, "drop_index",
    "-- Nothing asks by it.\n-- phase: contract\nDROP INDEX ix_customers_name ON customers"};
const std::vector<Migration> kAll{kCustomers, kName, kIndex, kSeed, kKeep, kDropIndex};

struct PowerCut {};

}  // namespace

template <class Engine>
class MigratorTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(MigratorTest);
  CPPUNIT_TEST(bringsAnEmptyDatabaseUpToDateInOrder);
  CPPUNIT_TEST(runsWhatIsMissingOnly);
  CPPUNIT_TEST(stopsAtTheStepThatWasNamed);
  CPPUNIT_TEST(aStepCutOffBeforeItsWorkIsRepeated);
  CPPUNIT_TEST(aStepCutOffAfterItsWorkIsRepeatedWithoutHarm);
  CPPUNIT_TEST(anUnfinishedStepStopsTheStartWithOneLine);
  CPPUNIT_TEST(missingStepsStopTheStartWithOneLine);
  CPPUNIT_TEST(anEditedFileIsRefused);
  CPPUNIT_TEST(unknownExpandingStepsOfANewerVersionAreLivedWith);
  CPPUNIT_TEST(unknownContractingOrOlderStepsAreRefused);
  CPPUNIT_TEST(twoStepsWithOneNumberAreRefused);
  CPPUNIT_TEST(aStepThatFailsIsNamedAndCanBeMended);
  CPPUNIT_TEST(aRealTableOfThatNameIsNotTakenForADoneStep);
  CPPUNIT_TEST(twoProcessesAtOnceRunEachStepOnce);
  CPPUNIT_TEST(whatTheEnginesDoNotShareIsRefused);
  CPPUNIT_TEST_SUITE_END();

 public:
  void bringsAnEmptyDatabaseUpToDateInOrder() {
    CPPUNIT_ASSERT(migrator(kAll).isEmpty());
    std::string order;
    migrator({kKeep, kSeed, kIndex, kDropIndex, kName, kCustomers})
        .migrate(0, [&](const Migration& step) { order += std::to_string(step.number); });

    CPPUNIT_ASSERT_EQUAL(std::string{"123456"}, order);
    CPPUNIT_ASSERT_EQUAL(std::string{"DDDDDD"}, phases(kAll));
    CPPUNIT_ASSERT(!migrator(kAll).isEmpty());
    migrator(kAll).check();
    CPPUNIT_ASSERT_EQUAL(std::string{"first"},
                         db_->query("SELECT name FROM customers").only().text("name"));
  }

  void runsWhatIsMissingOnly() {
    migrator({kCustomers, kName}).migrate();
    int ran = 0;
    migrator(kAll).migrate(0, [&](const Migration&) { ++ran; });
    CPPUNIT_ASSERT_EQUAL(4, ran);
    migrator(kAll).migrate(0, [&](const Migration&) { ++ran; });
    CPPUNIT_ASSERT_EQUAL(4, ran);
  }

  void stopsAtTheStepThatWasNamed() {
    migrator(kAll).migrate(3);

    CPPUNIT_ASSERT_EQUAL(std::string{"DDDPPP"}, phases(kAll));
  }

  void aStepCutOffBeforeItsWorkIsRepeated() {
    migrator(kAll).migrate(2);
    leaveStarted(kIndex);

    migrator(kAll).migrate();

    CPPUNIT_ASSERT_EQUAL(std::string{"DDDDDD"}, phases(kAll));
  }

  // On SQLite the work and its mark are one transaction, so only the start can be left behind.
  void aStepCutOffAfterItsWorkIsRepeatedWithoutHarm() {
    if (db_->dialect() == Dialect::Sqlite) return;
    for (const auto& step : kAll) {
      if (step.number == kSeed.number) {
        migrator(kAll).migrate(step.number);  // its row and its mark are one transaction here too
        continue;
      }
      migrator(kAll).migrate(step.number);
      db_->transaction([&](Transaction& tx) {
        tx.execute("UPDATE schema_migrations SET state = 'started' WHERE number = ?", step.number);
      });
      migrator(kAll).migrate(step.number);
    }
    migrator(kAll).check();
    // Half of a step of two triggers.
    testing::MariaDb::shared().execute("DROP TRIGGER customers_no_delete", engine_.url().name);
    db_->transaction([&](Transaction& tx) {
      tx.execute("UPDATE schema_migrations SET state = 'started' WHERE number = 5");
    });
    migrator(kAll).migrate();
    CPPUNIT_ASSERT_THROW(
        db_->transaction([](Transaction& tx) { tx.execute("DELETE FROM customers"); }),
        DatabaseError);
  }

  void anUnfinishedStepStopsTheStartWithOneLine() {
    migrator(kAll).migrate(2);
    leaveStarted(kIndex);

    CPPUNIT_ASSERT_EQUAL(std::string{"DDSPPP"}, phases(kAll));
    CPPUNIT_ASSERT_EQUAL(
        std::string{
            "step 3 of crm (index) was not finished: run hostler migrate, which repeats it"},
        refusal([&] { migrator(kAll).check(); }));
  }

  void missingStepsStopTheStartWithOneLine() {
    CPPUNIT_ASSERT_EQUAL(std::string{"6 schema steps are missing, the first is step 1 of crm "
                                     "(customers): run hostler migrate"},
                         refusal([&] { migrator(kAll).check(); }));
    migrator(kAll).migrate(4);
    CPPUNIT_ASSERT_EQUAL(
        std::string{
            "2 schema steps are missing, the first is step 5 of audit (keep): run hostler migrate"},
        refusal([&] { migrator(kAll).check(); }));
  }

  void anEditedFileIsRefused() {
    migrator(kAll).migrate();
    auto edited = kAll;
    edited[1].sql = "ALTER TABLE customers ADD COLUMN name VARCHAR(50)";

    const std::string why =
        "step 2 of crm (name) was edited after it ran: put the file back and write a new step";
    CPPUNIT_ASSERT_EQUAL(why, refusal([&] { migrator(edited).check(); }));
    CPPUNIT_ASSERT_EQUAL(why, refusal([&] { migrator(edited).migrate(); }));
  }

  void unknownExpandingStepsOfANewerVersionAreLivedWith() {
    migrator({kCustomers, kName, kIndex}).migrate();

    migrator({kCustomers, kName}).check();
    migrator({kCustomers, kName}).migrate();
    CPPUNIT_ASSERT_EQUAL(std::string{"DDD"}, phases({kCustomers, kName}));
  }

  void unknownContractingOrOlderStepsAreRefused() {
    migrator(kAll).migrate();

    const auto newer = refusal([&] {
      migrator({kCustomers, kName, kIndex, kSeed, kKeep}).check();
    });
    CPPUNIT_ASSERT_EQUAL(
        std::string{
            "the schema was changed by another version: step 6 of crm (drop_index) is unknown to "
            "this one, which cannot work with it"},
        newer);
    const auto gone = refusal([&] {
      migrator({kCustomers, kIndex, kSeed, kKeep, kDropIndex}).migrate();
    });
    CPPUNIT_ASSERT_MESSAGE(gone, gone.find("step 2 of crm (name)") != std::string::npos);
  }

  void twoStepsWithOneNumberAreRefused() {
    auto twin = kName;
    twin.module = "billing";
    CPPUNIT_ASSERT_EQUAL(
        std::string{"step 2 of crm (name) and step 2 of billing (name) have one number"},
        refusal([&] {
          migrator({kCustomers, kName, twin});
        }));
  }

  void aStepThatFailsIsNamedAndCanBeMended() {
    constexpr Migration broken{"crm", 2, "name", "CREATE INDEX ix ON nowhere (name)"};
    const auto why = refusal([&] { migrator({kCustomers, broken, kIndex}).migrate(); });
    CPPUNIT_ASSERT_MESSAGE(
        why, why.starts_with("step 2 of crm (name): ") && why.find("nowhere") != std::string::npos);

    migrator(kAll).migrate();
    migrator(kAll).check();
  }

  void aRealTableOfThatNameIsNotTakenForADoneStep() {
    migrator({kCustomers}).migrate();
    constexpr Migration again{"other", 2, "customers",
                              "CREATE TABLE customers (id BIGINT NOT NULL PRIMARY KEY)"};

    refusal([&] { migrator({kCustomers, again}).migrate(); });
    refusal([&] { migrator({kCustomers, again}).migrate(); });

    CPPUNIT_ASSERT_EQUAL(std::string{"DP"}, phases({kCustomers, again}));
  }

  void twoProcessesAtOnceRunEachStepOnce() {
    std::vector<std::unique_ptr<Database>> processes;
    for (int i = 0; i < 3; ++i) processes.push_back(Database::open(engine_.url()));
    inThreads(3, [&](int i) { Migrator{*processes[static_cast<std::size_t>(i)], kAll}.migrate(); });

    migrator(kAll).check();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, db_->query("SELECT id FROM customers").size());
  }

  void whatTheEnginesDoNotShareIsRefused() {
    for (const std::string_view sql :
         {"CREATE TABLE t (id BIGINT AUTO_INCREMENT PRIMARY KEY)", "CREATE TABLE t (price DOUBLE)",
          "CREATE TABLE t (price DECIMAL(10, 2))", "CREATE TABLE t (at TIMESTAMP)",
          "CREATE TABLE t (word VARCHAR)", "CREATE TABLE t (other BIGINT REFERENCES u (id))",
          "CREATE TABLE t (a BIGINT, FOREIGN KEY (a) REFERENCES u (a))",
          "CREATE TABLE t (a BIGINT, KEY ix (a))",
          "CREATE TABLE t (word VARCHAR(8) COLLATE utf8mb4_bin)",
          "CREATE TABLE t (note TEXT NOT NULL DEFAULT '')",
          "CREATE TABLE t (a BIGINT) ENGINE=MyISAM", "CREATE TABLE t (a BIGINT UNSIGNED)",
          "ALTER TABLE u ADD COLUMN price FLOAT", "DROP INDEX ix",
          "CREATE TABLE t (a BIGINT); CREATE TABLE u (a BIGINT)", "APPEND ONLY t; DROP TABLE u",
          "-- nothing\n", "-- phase: shrink\nCREATE TABLE t (a BIGINT)", "TRUNCATE TABLE t"}) {
      const Migration step{"crm", 1, "step", sql};
      CPPUNIT_ASSERT_THROW_MESSAGE(std::string{sql}, migrator({step}).migrate(), std::exception);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(std::string{sql}, std::string{"P"}, phases({step}));
    }
  }

 private:
  Migrator migrator(const std::vector<Migration>& steps) { return Migrator{*db_, steps}; }
  std::string phases(const std::vector<Migration>& steps) {
    std::string letters;
    for (const auto& state : migrator(steps).state())
      letters += "?PSD"[static_cast<int>(state.phase)];
    return letters;
  }
  static std::string refusal(const std::function<void()>& work) {
    try {
      work();
    } catch (const SchemaError& error) {
      return error.what();
    }
    CPPUNIT_FAIL("nothing was refused");
    return {};
  }
  // As a process does that dies between its mark and the work.
  void leaveStarted(const Migration& step) {
    migrator(kAll).migrate(step.number);
    if (step.number == kIndex.number) {
      const std::vector<Migration> undo{
          {"x", 900, "undo", "DROP INDEX ix_customers_name ON customers"}};
      auto all = kAll;
      all.push_back(undo[0]);
      db_->transaction([&](Transaction& tx) {
        tx.execute(
            "UPDATE schema_migrations SET state = 'started', done_at = NULL WHERE number = ?",
            step.number);
        if (db_->dialect() == Dialect::Sqlite) tx.execute("DROP INDEX ix_customers_name");
      });
      if (db_->dialect() == Dialect::Mysql) {
        testing::MariaDb::shared().execute("DROP INDEX ix_customers_name ON customers",
                                           engine_.url().name);
      }
    }
  }

  Engine engine_;
  std::unique_ptr<Database> db_ = Database::open(engine_.url());
};
HOSTLER_SUITE_ON_BOTH_ENGINES(MigratorTest, "core/db/migrator");

}  // namespace hostler::db
