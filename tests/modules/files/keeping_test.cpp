#include "modules/files/files_module.h"
#include "tests/core/db/engines.h"
#include "tests/modules/files/samples.h"

#include <atomic>
#include <thread>

namespace hostler {

std::span<const db::Migration> auditMigrations();
std::span<const db::Migration> nodesMigrations();

using namespace testing;
using namespace db;

// What becomes of uploads: taken, let go, forgotten.
template <class Engine>
class KeepingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(KeepingTest);
  CPPUNIT_TEST(whatNothingTakesGoesAfterADay);
  CPPUNIT_TEST(whatBelongsToSomethingStays);
  CPPUNIT_TEST(onlyOnesOwnUploadsCanBeTaken);
  CPPUNIT_TEST(anUploadBelongsToOneThing);
  CPPUNIT_TEST(whatWasLetGoGoesADayLater);
  CPPUNIT_TEST(anOwnerKeepsNoMoreThanTheQuota);
  CPPUNIT_TEST(theQuotaHoldsForManyAtOnce);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    std::vector<Migration> all;
    for (const auto steps : {nodesMigrations(), auditMigrations(), filesMigrations()})
      all.insert(all.end(), steps.begin(), steps.end());
    Migrator{*database_, all}.migrate();
  }

  void whatNothingTakesGoesAfterADay() {
    const auto file = keep("one");
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, files_.removeOrphans());
    clock_.advance(std::chrono::hours{25});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, files_.removeOrphans());
    CPPUNIT_ASSERT(!found(file.id));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, count("SELECT COUNT(*) AS n FROM file_parts"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0},
                         count("SELECT SUM(bytes) + SUM(files) AS n FROM file_usage"));
  }

  void whatBelongsToSomethingStays() {
    const auto file = keep("one");
    attach(asha_, {file.id}, "pay_1");
    clock_.advance(std::chrono::hours{24 * 400});
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, files_.removeOrphans());
    const auto all =
        database_->read([&](Reader& reader) { return files_.of(reader, kPlatform, "pay_1"); });
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, all.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"one"}, database_->read([&](Reader& reader) {
      return files_.content(reader, all.front());
    }));
  }

  void onlyOnesOwnUploadsCanBeTaken() {
    const auto file = keep("one");
    CPPUNIT_ASSERT_THROW(attach(ravi_, {file.id}, "pay_1"), ValidationError);
    CPPUNIT_ASSERT_THROW(attach(asha_, {Id<File>::of(77)}, "pay_1"), ValidationError);
    auto elsewhere = asha_;
    elsewhere.scope.tenant = Id<Tenant>::of(9);
    CPPUNIT_ASSERT_THROW(attach(elsewhere, {file.id}, "pay_1"), ValidationError);
  }

  void anUploadBelongsToOneThing() {
    const auto file = keep("one");
    attach(asha_, {file.id, file.id}, "pay_1");
    attach(asha_, {file.id}, "pay_1");
    CPPUNIT_ASSERT_THROW(attach(asha_, {file.id}, "pay_2"), ValidationError);
  }

  void whatWasLetGoGoesADayLater() {
    const auto file = keep("one");
    attach(asha_, {file.id}, "rpl_1");
    clock_.advance(std::chrono::hours{240});
    database_->transaction([&](db::Transaction& tx) { files_.release(tx, kPlatform, "rpl_1"); });
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, files_.removeOrphans());
    clock_.advance(std::chrono::hours{25});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, files_.removeOrphans());
  }

  void anOwnerKeepsNoMoreThanTheQuota() {
    keep(std::string(60, 'a'));
    refusedByQuota(std::string(60, 'b'));
    keep(std::string(40, 'c'));
    refusedByQuota("d");
    CPPUNIT_ASSERT_NO_THROW(files_.keep(ravi_, "another's", "a.txt", ""));
    clock_.advance(std::chrono::hours{25});
    files_.removeOrphans();
    for (int i = 0; i < 3; ++i) keep("x");
    refusedByQuota("a fourth");
  }

  void theQuotaHoldsForManyAtOnce() {
    std::atomic<int> kept{0};
    std::vector<std::thread> people;
    for (int i = 0; i < 6; ++i) {
      people.emplace_back([&] {
        try {
          keep(std::string(50, 'p'));
          ++kept;
        } catch (const DomainError& error) {
          if (error.code() != "file_quota") throw;
        }
      });
    }
    for (auto& one : people) one.join();
    CPPUNIT_ASSERT_EQUAL(2, kept.load());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{100}, count("SELECT SUM(bytes) AS n FROM file_usage"));
  }

 private:
  static Actor client(std::int64_t account) {
    Actor actor;
    actor.kind = Actor::Kind::Client;
    actor.scope = Scope::ofAccount(kPlatform, Id<Account>::of(account));
    return actor;
  }
  File keep(const std::string& content) {
    return files_.keep(asha_, content, "a.txt", "text/plain");
  }
  void refusedByQuota(const std::string& content) {
    try {
      keep(content);
    } catch (const DomainError& error) {
      CPPUNIT_ASSERT_EQUAL(std::string{"file_quota"}, error.code());
      return;
    }
    CPPUNIT_FAIL("it was kept");
  }
  void attach(const Actor& actor, const std::vector<Id<File>>& ids, const std::string& subject) {
    database_->transaction(
        [&](db::Transaction& tx) { files_.attach(tx, actor, ids, subject, "files"); });
  }
  bool found(Id<File> id) {
    return database_->read([&](Reader& reader) { return files_.find(reader, kPlatform, id); })
        .has_value();
  }
  std::int64_t count(const std::string& sql) { return database_->query(sql).only().integer("n"); }

  Engine engine_;
  ManualClock clock_{Instant::parse("2026-06-10T06:00:00Z").value()};
  std::unique_ptr<Database> database_ = Database::open(engine_.url());
  IdMint ids_{clock_, 1};
  AuditLog audit_{clock_, ids_, Secret{"a key of this test"}};
  Files files_{{*database_, clock_, ids_, audit_, {100, 3}}};
  Actor asha_ = client(11), ravi_ = client(12);
};
HOSTLER_SUITE_ON_BOTH_ENGINES(KeepingTest, "modules/files/keeping");

}  // namespace hostler
