#include "core/audit/audit_log.h"

#include "core/nodes/id_mint.h"
#include "tests/core/db/engines.h"
#include "tests/core/db/threads.h"

namespace hostler {

std::span<const db::Migration> auditMigrations();

// What somebody with the database in his hands can do without being seen: nothing.
template <class Engine>
class AuditLogTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(AuditLogTest);
  CPPUNIT_TEST(aWholeLogVerifies);
  CPPUNIT_TEST(theDatabaseItselfRefusesEditsAndDeletes);
  CPPUNIT_TEST(anEditedEntryShows);
  CPPUNIT_TEST(aDeletedEntryShows);
  CPPUNIT_TEST(anInsertedEntryShows);
  CPPUNIT_TEST(swappedEntriesShow);
  CPPUNIT_TEST(aRemovedOrChangedSealShows);
  CPPUNIT_TEST(anEntryOfARolledBackChangeIsNotThere);
  CPPUNIT_TEST(manySealersSealEachEntryOnce);
  CPPUNIT_TEST(longAndForeignTextIsCutAndStillVerifies);
  CPPUNIT_TEST(whatWasCommittedLateIsInALaterSeal);
  CPPUNIT_TEST(aLogOfManyPagesVerifies);
  CPPUNIT_TEST(aLogThatWasTornApartNamesTheFirstFaults);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    database_ = db::Database::open(engine_.url());
    db::Migrator{*database_, auditMigrations()}.migrate();
    for (int i = 0; i < 12; ++i) record("thing.changed", "obj_" + std::to_string(i));
    log_.seal(*database_, 5);
    log_.seal(*database_, 5);
  }

  void aWholeLogVerifies() {
    const auto verdict = log_.verify(*database_);
    CPPUNIT_ASSERT(verdict.faults.empty());
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{12}, verdict.entries);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, verdict.seals);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, verdict.unsealed);
    AuditLog other{clock_, ids_, Secret{std::string(32, 'x')}};
    CPPUNIT_ASSERT(!other.verify(*database_).faults.empty());
  }

  void theDatabaseItselfRefusesEditsAndDeletes() {
    for (const auto& sql : {"UPDATE audit_entries SET action = 'x'", "DELETE FROM audit_entries",
                            "UPDATE audit_seals SET sealed_at = 1", "DELETE FROM audit_seals"}) {
      CPPUNIT_ASSERT_THROW_MESSAGE(sql, tamper(sql), db::DatabaseError);
    }
    CPPUNIT_ASSERT(log_.verify(*database_).faults.empty());
  }

  void anEditedEntryShows() {
    openTables();
    tamper("UPDATE audit_entries SET object = 'obj_9x' WHERE object = 'obj_9'");
    CPPUNIT_ASSERT(names(idOf("obj_9x")));
  }

  void aDeletedEntryShows() {
    openTables();
    const auto id = idOf("obj_3");
    tamper("DELETE FROM audit_entries WHERE object = 'obj_3'");
    CPPUNIT_ASSERT(names(id));
  }

  void anInsertedEntryShows() {
    openTables();
    tamper(
        "INSERT INTO audit_entries SELECT id + 999, tenant_id, account_id, happened_at, "
        "actor_kind, user_id, impersonator_id, credential, address, "
        "user_agent, request_id, action, object, state_before, state_after, mac FROM audit_entries "
        "WHERE object = 'obj_3'");
    CPPUNIT_ASSERT(!log_.verify(*database_).faults.empty());
  }

  void swappedEntriesShow() {
    openTables();
    const auto one = idOf("obj_1"), two = idOf("obj_2");
    swap(one, two, 1);
    CPPUNIT_ASSERT(names(one) && names(two));
  }

  void aRemovedOrChangedSealShows() {
    openTables();
    tamper("UPDATE audit_seals SET number = 3 WHERE number = 2");
    CPPUNIT_ASSERT(!log_.verify(*database_).faults.empty());
    tamper("UPDATE audit_seals SET number = 2 WHERE number = 3");
    CPPUNIT_ASSERT(log_.verify(*database_).faults.empty());
    tamper("DELETE FROM audit_seals WHERE number = 2");
    CPPUNIT_ASSERT(!log_.verify(*database_).faults.empty());
  }

  void anEntryOfARolledBackChangeIsNotThere() {
    const auto change = [&] {
      database_->transaction([&](db::Transaction& tx) {
        log_.record(tx, Actor::system(kPlatform, "test"), "thing.changed", "obj_x");
        throw std::runtime_error{"no"};
      });
    };
    CPPUNIT_ASSERT_THROW(change(), std::runtime_error);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{12}, log_.verify(*database_).entries);
  }

  void manySealersSealEachEntryOnce() {
    const auto fresh = std::make_unique<Engine>();
    const auto database = db::Database::open(fresh->url());
    db::Migrator{*database, auditMigrations()}.migrate();
    std::atomic<std::size_t> sealed{0};
    db::inThreads(5, [&](int thread) {
      if (thread == 0) {
        for (int i = 0; i < 60; ++i) {
          database->transaction([&](db::Transaction& tx) {
            log_.record(tx, Actor::system(kPlatform, "test"), "a.b", "obj_" + std::to_string(i));
          });
        }
        return;
      }
      while (sealed < 60) sealed += log_.seal(*database, 7);
    });

    const auto verdict = log_.verify(*database);
    CPPUNIT_ASSERT(verdict.faults.empty());
    CPPUNIT_ASSERT_EQUAL(std::size_t{60}, sealed.load());
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, verdict.unsealed);
  }

  // Its id was taken before others that were sealed by then.
  void whatWasCommittedLateIsInALaterSeal() {
    ManualClock earlier{clock_.now().minus(std::chrono::hours{1})};
    IdMint ids{earlier, 2};
    AuditLog slow{earlier, ids, Secret{std::string(32, 'k')}};
    for (const auto* object : {"obj_late", "obj_later"}) {
      database_->transaction([&](db::Transaction& tx) {
        slow.record(tx, Actor::system(kPlatform, "test"), "thing.changed", object);
      });
    }
    while (log_.seal(*database_, 5) > 0) {
    }
    const auto verdict = log_.verify(*database_);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, verdict.faultCount);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{14}, verdict.entries);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, verdict.unsealed);

    openTables();
    const auto deleted = idOf("obj_late"), edited = idOf("obj_later");
    tamper("DELETE FROM audit_entries WHERE object = 'obj_late'");
    CPPUNIT_ASSERT(names(deleted));
    CPPUNIT_ASSERT(!names(edited));
    tamper("UPDATE audit_entries SET object = 'obj_x' WHERE object = 'obj_later'");
    CPPUNIT_ASSERT(names(edited));
  }

  void aLogOfManyPagesVerifies() {
    many(1'000);
    while (log_.seal(*database_, 30) > 0) {
    }
    many(500);
    const auto verdict = log_.verify(*database_);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, verdict.faultCount);
    CPPUNIT_ASSERT(verdict.faults.empty());
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{1'512}, verdict.entries);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{500}, verdict.unsealed);
  }

  void aLogThatWasTornApartNamesTheFirstFaults() {
    many(1'500);
    openTables();
    tamper("DELETE FROM audit_unsealed");
    const auto verdict = log_.verify(*database_);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{1'502}, verdict.faultCount);
    CPPUNIT_ASSERT_EQUAL(AuditLog::kMostFaults + 1, verdict.faults.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"and 502 more faults"}, verdict.faults.back());
  }

  void longAndForeignTextIsCutAndStillVerifies() {
    std::string hindi;
    while (hindi.size() < 500) hindi += "\xE0\xA4\xB9";
    auto actor = Actor::system(kPlatform, hindi);
    actor.origin.userAgent = hindi;
    database_->transaction([&](db::Transaction& tx) {
      log_.record(
          tx, actor,
          Change{hindi, hindi, Json{{"name", std::string(70'000, 'x')}}, Json{{"name", "\xFF"}}});
    });
    CPPUNIT_ASSERT(log_.verify(*database_).faults.empty());
  }

 private:
  void record(const std::string& action, const std::string& object) {
    database_->transaction([&](db::Transaction& tx) {
      log_.record(tx, Actor::system(kPlatform, "test"),
                  Change{action, object, Json{{"state", 1}}, Json{{"state", 2}}});
    });
  }
  void many(int count) {
    std::vector<Change> changes;
    for (int i = 0; i < count; ++i)
      changes.push_back({"thing.changed", "many_" + std::to_string(i), nullptr, nullptr});
    database_->transaction(
        [&](db::Transaction& tx) { log_.record(tx, Actor::system(kPlatform, "test"), changes); });
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
  void tamper(const std::string& sql) {
    database_->transaction([&](db::Transaction& tx) { tx.execute(sql); });
  }
  void swap(std::int64_t one, std::int64_t two, std::int64_t spare) {
    for (const auto& [from, to] : {std::pair{one, spare}, {two, one}, {spare, two}}) {
      tamper("UPDATE audit_entries SET id = " + std::to_string(to) +
             " WHERE id = " + std::to_string(from));
    }
  }
  std::int64_t idOf(const std::string& object) {
    return database_->query("SELECT id FROM audit_entries WHERE object = ?", object)
        .only()
        .integer("id");
  }
  bool names(std::int64_t id) {
    const auto faults = log_.verify(*database_).faults;
    return std::ranges::any_of(faults, [&](const auto& fault) {
      return fault.find(Id<AuditEntry>::of(id).text()) != std::string::npos;
    });
  }

  Engine engine_;
  std::unique_ptr<db::Database> database_;
  ManualClock clock_{Instant::ofUnixSeconds(1'790'000'000)};
  IdMint ids_{clock_, 1};
  AuditLog log_{clock_, ids_, Secret{std::string(32, 'k')}};
};
using AuditLogOnSqlite = AuditLogTest<db::OnSqlite>;
HOSTLER_SUITE(AuditLogOnSqlite, "core/audit/audit_log");
using AuditLogOnMariaDb = AuditLogTest<db::OnMariaDb>;
HOSTLER_SUITE(AuditLogOnMariaDb, "core/audit/audit_log");

}  // namespace hostler
