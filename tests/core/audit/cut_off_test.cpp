#include "core/audit/audit_log.h"
#include "core/nodes/id_mint.h"
#include "tests/core/db/engines.h"

namespace hostler {

std::span<const db::Migration> auditMigrations();

// What is taken away at the end of the log shows as well as what is taken from its middle.
template <class Engine>
class CutOffTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CutOffTest);
  CPPUNIT_TEST(anEntryDeletedBeforeItWasSealedShows);
  CPPUNIT_TEST(theLastSealAndItsEntriesCannotBeCutOff);
  CPPUNIT_TEST(noLaterSealHidesTheCut);
  CPPUNIT_TEST(theNoteOfTheNewestSealCannotBeRewritten);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    database_ = db::Database::open(engine_.url());
    db::Migrator{*database_, auditMigrations()}.migrate();
    for (int i = 0; i < 6; ++i) record("obj_" + std::to_string(i));
    while (log_.seal(*database_, 2) > 0) {
    }
    CPPUNIT_ASSERT(log_.verify(*database_).faults.empty());
    openTables();
  }

  void anEntryDeletedBeforeItWasSealedShows() {
    record("obj_new");
    const auto id = database_->query("SELECT id FROM audit_entries WHERE object = 'obj_new'")
                        .only()
                        .template id<AuditEntry>("id");
    tamper("DELETE FROM audit_entries WHERE object = 'obj_new'");

    CPPUNIT_ASSERT(tells(id.text()));
    log_.seal(*database_);
    CPPUNIT_ASSERT(tells(id.text()));
  }

  void theLastSealAndItsEntriesCannotBeCutOff() {
    cutTheEndOff();
    CPPUNIT_ASSERT(tells("seal 3 was the newest"));
    tamper("DELETE FROM audit_head");
    CPPUNIT_ASSERT(tells("newest seal was deleted"));
  }

  void noLaterSealHidesTheCut() {
    cutTheEndOff();
    record("obj_later");
    log_.seal(*database_);
    CPPUNIT_ASSERT(tells("seal 3 is missing"));

    tamper("DELETE FROM audit_head");
    record("obj_last");
    log_.seal(*database_);
    CPPUNIT_ASSERT(tells("seal 5 is missing"));
  }

  void theNoteOfTheNewestSealCannotBeRewritten() {
    cutTheEndOff();
    tamper("UPDATE audit_head SET number = 2");
    CPPUNIT_ASSERT(tells("newest seal was changed"));
  }

 private:
  void record(const std::string& object) {
    database_->transaction([&](db::Transaction& tx) {
      log_.record(tx, Actor::system(kPlatform, "test"), "thing.changed", object);
    });
  }
  void cutTheEndOff() {
    tamper("DELETE FROM audit_entries WHERE object IN ('obj_4', 'obj_5')");
    tamper("DELETE FROM audit_seals WHERE number = 3");
  }
  void tamper(const std::string& sql) {
    database_->transaction([&](db::Transaction& tx) { tx.execute(sql); });
  }
  // Takes away what keeps the tables append-only, as one could who owns the database.
  void openTables() {
    const bool sqlite = database_->dialect() == db::Dialect::Sqlite;
    const auto triggers = database_->query(
        sqlite ? "SELECT name AS trigger_name FROM sqlite_master WHERE type = 'trigger'"
               : "SELECT TRIGGER_NAME AS trigger_name FROM information_schema.TRIGGERS WHERE "
                 "TRIGGER_SCHEMA = DATABASE()");
    for (const auto& row : triggers) tamper("DROP TRIGGER " + row.text("trigger_name"));
  }
  bool tells(const std::string& what) {
    const auto verdict = log_.verify(*database_);
    return std::ranges::any_of(verdict.faults, [&](const std::string& fault) {
      return fault.find(what) != std::string::npos;
    });
  }

  Engine engine_;
  std::unique_ptr<db::Database> database_;
  ManualClock clock_{Instant::ofUnixSeconds(1'790'000'000)};
  IdMint ids_{clock_, 1};
  AuditLog log_{clock_, ids_, Secret{std::string(32, 'k')}};
};
using CutOffOnSqlite = CutOffTest<db::OnSqlite>;
HOSTLER_SUITE(CutOffOnSqlite, "core/audit/cut_off");
using CutOffOnMariaDb = CutOffTest<db::OnMariaDb>;
HOSTLER_SUITE(CutOffOnMariaDb, "core/audit/cut_off");

}  // namespace hostler
