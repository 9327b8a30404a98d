#include "core/secrets/vault.h"

#include "tests/core/db/engines.h"
#include "tests/core/db/threads.h"

#include <fstream>
#include <sys/stat.h>

namespace hostler {

std::span<const db::Migration> secretsMigrations();

template <class Engine>
class VaultTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(VaultTest);
  CPPUNIT_TEST(whatIsSealedOpensInItsPlaceAlone);
  CPPUNIT_TEST(aChangedByteDoesNotOpen);
  CPPUNIT_TEST(anotherMasterKeyIsRefused);
  CPPUNIT_TEST(rotationSealsEverythingAnewWhileOthersWork);
  CPPUNIT_TEST(anotherMasterKeyCanBeWrappedAround);
  CPPUNIT_TEST(namedKeysLastAndDiffer);
  CPPUNIT_TEST(processesThatStartTogetherShareTheirKeys);
  CPPUNIT_TEST(theMasterKeysFileIsItsOwnersAlone);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    database_ = db::Database::open(engine_.url());
    std::vector<db::Migration> steps;
    for (const auto& step : secretsMigrations()) steps.push_back(step);
    steps.push_back({"test", 900, "held",
                     "CREATE TABLE held (id BIGINT NOT NULL PRIMARY KEY, token BLOB, other BLOB)"});
    db::Migrator{*database_, steps}.migrate();
    MasterKey::create(file_, random_);
    vault_ = vault(*database_);
  }

  void whatIsSealedOpensInItsPlaceAlone() {
    const auto sealed = vault_->seal(kToken, 5, Secret{"sk_live_1"});
    CPPUNIT_ASSERT(sealed.bytes.find("sk_live") == std::string::npos);
    CPPUNIT_ASSERT(vault_->seal(kToken, 5, Secret{"sk_live_1"}).bytes != sealed.bytes);

    CPPUNIT_ASSERT_EQUAL(std::string{"sk_live_1"}, vault_->open(kToken, 5, sealed).reveal());
    CPPUNIT_ASSERT_THROW(vault_->open(kToken, 6, sealed), CannotOpen);
    CPPUNIT_ASSERT_THROW(vault_->open(kOther, 5, sealed), CannotOpen);
    CPPUNIT_ASSERT_THROW(vault_->open({"holder", "id", "token"}, 5, sealed), CannotOpen);
    CPPUNIT_ASSERT_EQUAL(std::string{},
                         vault_->open(kToken, 5, vault_->seal(kToken, 5, Secret{""})).reveal());
  }

  void aChangedByteDoesNotOpen() {
    const auto sealed = vault_->seal(kToken, 5, Secret{"sk_live_1"});
    for (std::size_t i = 0; i < sealed.bytes.size(); ++i) {
      auto changed = sealed;
      changed.bytes[i] = static_cast<char>(changed.bytes[i] ^ 1);
      CPPUNIT_ASSERT_THROW(vault_->open(kToken, 5, changed), CannotOpen);
      changed.bytes = sealed.bytes.substr(0, i);
      CPPUNIT_ASSERT_THROW(vault_->open(kToken, 5, changed), CannotOpen);
    }
  }

  void anotherMasterKeyIsRefused() {
    const auto other = (directory_.path() / "other.key").string();
    CPPUNIT_ASSERT_THROW(Vault(*database_, clock_, random_, MasterKey::create(other, random_)),
                         std::runtime_error);
    // The right one still opens afterwards.
    const auto sealed = vault_->seal(kToken, 1, Secret{"x"});
    CPPUNIT_ASSERT_EQUAL(std::string{"x"}, vault(*database_)->open(kToken, 1, sealed).reveal());
  }

  void rotationSealsEverythingAnewWhileOthersWork() {
    for (int id = 1; id <= 250; ++id) put(*vault_, id);
    database_->transaction(
        [](db::Transaction& tx) { tx.execute("INSERT INTO held (id) VALUES (900)"); });
    const auto otherDatabase = db::Database::open(engine_.url());
    const auto other = vault(*otherDatabase);
    std::atomic<bool> over{false};
    std::thread busy{[&] {
      for (int id = 1'000; !over; ++id) {
        put(*other, id);
        check(*other, id % 250 + 1);
      }
    }};
    const auto resealed = vault_->rotate({kToken, kOther}, [&] { other->refresh(); });
    over = true;
    busy.join();

    CPPUNIT_ASSERT(resealed >= 500);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         count("SELECT COUNT(*) AS n FROM engine_keys WHERE purpose = 'data'"));
    const auto restarted = vault(*database_);
    for (const auto& row : database_->query("SELECT id FROM held WHERE token IS NOT NULL"))
      check(*restarted, row.integer("id"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         count("SELECT COUNT(*) AS n FROM held WHERE token IS NULL"));
  }

  void anotherMasterKeyCanBeWrappedAround() {
    put(*vault_, 1);
    const auto named = vault_->key("jwt");
    const auto newFile = (directory_.path() / "new.key").string();
    vault_->rewrap(MasterKey::create(newFile, random_));

    CPPUNIT_ASSERT_THROW(vault(*database_), std::runtime_error);
    Vault next{*database_, clock_, random_, MasterKey::load(newFile)};
    check(next, 1);
    CPPUNIT_ASSERT(next.key("jwt").equals(named.reveal()));
    check(*vault_, 1);
  }

  void namedKeysLastAndDiffer() {
    const auto jwt = vault_->key("jwt"), audit = vault_->key("audit");
    CPPUNIT_ASSERT_EQUAL(kKeyBytes, jwt.reveal().size());
    CPPUNIT_ASSERT(!jwt.equals(audit.reveal()));
    CPPUNIT_ASSERT(vault(*database_)->key("jwt").equals(jwt.reveal()));
    CPPUNIT_ASSERT_EQUAL(vault_->fingerprint("pan", "ABCDE1234F"),
                         vault(*database_)->fingerprint("pan", "ABCDE1234F"));
    CPPUNIT_ASSERT(vault_->fingerprint("pan", "ABCDE1234F") !=
                   vault_->fingerprint("gstin", "ABCDE1234F"));
    CPPUNIT_ASSERT(vault_->fingerprint("a", "bc") != vault_->fingerprint("ab", "c"));
    // Sealing goes on under a data key, whatever keys were made since.
    CPPUNIT_ASSERT_EQUAL(
        std::string{"x"},
        vault(*database_)->open(kToken, 1, vault_->seal(kToken, 1, Secret{"x"})).reveal());
  }

  void processesThatStartTogetherShareTheirKeys() {
    database_->transaction([](db::Transaction& tx) { tx.execute("DELETE FROM engine_keys"); });
    std::mutex mutex;
    std::set<std::string> keys;
    std::vector<std::unique_ptr<Vault>> all(6);
    db::inThreads(6, [&](int thread) {
      all[static_cast<std::size_t>(thread)] = vault(*database_);
      const auto key = all[static_cast<std::size_t>(thread)]->key("jwt").reveal();
      const std::lock_guard lock{mutex};
      keys.insert(key);
    });

    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, keys.size());
    const auto sealed = all[0]->seal(kToken, 1, Secret{"x"});
    for (const auto& each : all)
      CPPUNIT_ASSERT_EQUAL(std::string{"x"}, each->open(kToken, 1, sealed).reveal());
  }

  void theMasterKeysFileIsItsOwnersAlone() {
    struct stat state {};
    CPPUNIT_ASSERT_EQUAL(0, ::stat(file_.c_str(), &state));
    CPPUNIT_ASSERT_EQUAL(0600U, state.st_mode & 0777U);
    CPPUNIT_ASSERT_THROW(MasterKey::create(file_, random_), std::runtime_error);
    for (const auto mode : {0640U, 0604U, 0660U, 0644U, 0610U}) {
      ::chmod(file_.c_str(), mode);
      CPPUNIT_ASSERT_THROW(MasterKey::load(file_), std::runtime_error);
    }
    ::chmod(file_.c_str(), 0400);
    CPPUNIT_ASSERT_EQUAL(kKeyBytes, MasterKey::load(file_).key().reveal().size());
    CPPUNIT_ASSERT_THROW(MasterKey::load(file_ + ".none"), std::runtime_error);
    for (const auto& text : {"", "c2hvcnQ=", "!!! not base64 !!!",
                             "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}) {
      const auto bad = (directory_.path() / "bad.key").string();
      std::ofstream{bad} << text;
      ::chmod(bad.c_str(), 0600);
      CPPUNIT_ASSERT_THROW_MESSAGE(text, MasterKey::load(bad), std::runtime_error);
    }
  }

 private:
  static constexpr SealedColumn kToken{"held", "id", "token"};
  static constexpr SealedColumn kOther{"held", "id", "other"};

  std::unique_ptr<Vault> vault(db::Database& database) {
    return std::make_unique<Vault>(database, clock_, random_, MasterKey::load(file_));
  }
  void put(Vault& vault, std::int64_t id) {
    database_->transaction([&](db::Transaction& tx) {
      tx.execute("INSERT INTO held (id, token, other) VALUES (?, ?, ?)", id,
                 vault.seal(kToken, id, Secret{"token " + std::to_string(id)}),
                 vault.seal(kOther, id, Secret{"other"}));
    });
  }
  void check(Vault& vault, std::int64_t id) {
    const auto row = database_->query("SELECT token FROM held WHERE id = ?", id).only();
    CPPUNIT_ASSERT_EQUAL("token " + std::to_string(id),
                         vault.open(kToken, id, row.blob("token")).reveal());
  }
  std::int64_t count(std::string_view sql) { return database_->query(sql).only().integer("n"); }

  Engine engine_;
  testing::TemporaryDirectory directory_{"hostler-vault"};
  std::string file_ = (directory_.path() / "master.key").string();
  ManualClock clock_{Instant::ofUnixSeconds(1'790'000'000)};
  SystemRandom random_;
  std::unique_ptr<db::Database> database_;
  std::unique_ptr<Vault> vault_;
};
using VaultOnSqlite = VaultTest<db::OnSqlite>;
HOSTLER_SUITE(VaultOnSqlite, "core/secrets/vault");
using VaultOnMariaDb = VaultTest<db::OnMariaDb>;
HOSTLER_SUITE(VaultOnMariaDb, "core/secrets/vault");

}  // namespace hostler
