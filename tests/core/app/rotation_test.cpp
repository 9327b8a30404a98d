#include "core/app/rotation.h"

#include "tests/core/db/engines.h"

#include <memory>

namespace hostler {

std::span<const db::Migration> nodesMigrations();
std::span<const db::Migration> secretsMigrations();

namespace app {

using db::OnMariaDb;
using db::OnSqlite;

// The master key changes under no server that runs, whenever it was started.
template <class Engine>
class RotationTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RotationTest);
  CPPUNIT_TEST(theKeysOpenWithTheNewMasterKeyAlone);
  CPPUNIT_TEST(whereAServerRunsNothingBegins);
  CPPUNIT_TEST(aServerThatStartsMeanwhileKeepsTheOldMasterKey);
  CPPUNIT_TEST(withoutAnotherMasterKeyServersRunOn);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    database_ = db::Database::open(engine_.url());
    std::vector<db::Migration> steps;
    for (const auto part : {nodesMigrations(), secretsMigrations()})
      steps.insert(steps.end(), part.begin(), part.end());
    db::Migrator{*database_, steps}.migrate();
    MasterKey::create(file("old"), random_);
    MasterKey::create(file("new"), random_);
    vault_ = std::make_unique<Vault>(*database_, clock_, random_, MasterKey::load(file("old")));
    nodes_ = std::make_unique<NodeRegistry>(*database_, clock_, kQuick);
  }
  void tearDown() override {
    server_.reset();
    nodes_.reset();
    vault_.reset();
    database_.reset();
  }

  void theKeysOpenWithTheNewMasterKeyAlone() {
    CPPUNIT_ASSERT_EQUAL(std::string{}, refused([] {}));
    CPPUNIT_ASSERT(!opensWith("old") && opensWith("new"));
  }

  void whereAServerRunsNothingBegins() {
    serve();
    int settled = 0;
    const auto told = refused([&] { ++settled; });
    CPPUNIT_ASSERT_MESSAGE(told, told.ends_with("stop all 1 and try again"));
    CPPUNIT_ASSERT_EQUAL(0, settled);
    CPPUNIT_ASSERT(opensWith("old") && !opensWith("new"));
  }

  void aServerThatStartsMeanwhileKeepsTheOldMasterKey() {
    const auto told = refused([&] { serve(); });
    CPPUNIT_ASSERT_MESSAGE(told, told.find("stop all 1") != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(told, told.ends_with("the master key is still the old one"));
    CPPUNIT_ASSERT(opensWith("old") && !opensWith("new"));

    server_.reset();
    CPPUNIT_ASSERT_EQUAL(std::string{}, refused([] {}));
    CPPUNIT_ASSERT(!opensWith("old") && opensWith("new"));
  }

  void withoutAnotherMasterKeyServersRunOn() {
    serve();
    rotateSecrets(*vault_, *nodes_, {}, std::nullopt, [] {});
    CPPUNIT_ASSERT(opensWith("old"));
  }

 private:
  static constexpr NodeTimes kQuick{std::chrono::milliseconds{2}, std::chrono::seconds{15}};

  std::string file(const std::string& name) const { return (folder_.path() / name).string(); }

  void serve() {
    if (server_) return;
    server_ = std::make_unique<NodeRegistry>(*database_, clock_, kQuick);
    server_->start();
  }

  // With another master key; why not, or nothing.
  std::string refused(const std::function<void()>& settled) {
    try {
      rotateSecrets(*vault_, *nodes_, {}, MasterKey::load(file("new")), settled);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return {};
  }

  bool opensWith(const std::string& key) {
    try {
      const Vault another{*database_, clock_, random_, MasterKey::load(file(key))};
      return true;
    } catch (const std::runtime_error&) {
      return false;
    }
  }

  Engine engine_;
  testing::TemporaryDirectory folder_{"hostler-rotation"};
  ManualClock clock_{Instant::ofUnixSeconds(1'800'000'000)};
  SystemRandom random_;
  std::unique_ptr<db::Database> database_;
  std::unique_ptr<Vault> vault_;
  std::unique_ptr<NodeRegistry> nodes_, server_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(RotationTest, "core/app/rotation");

}  // namespace app
}  // namespace hostler
