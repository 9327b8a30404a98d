// Backups and restores by the program itself: a shop with a past moves from SQLite to MariaDB and
// back, and a restored copy keeps still until it is told otherwise.

#include "tests/journeys/engine_process.h"
#include "tests/journeys/journey.h"
#include "tests/support/mariadb.h"
#include "tests/support/suite.h"

#include <fstream>

namespace hostler::testing {
namespace {

constexpr const char* kPassphrase = "violet harbour 42";

std::string addressOf(const db::DatabaseUrl& url) {
  return "mysql://" + url.user + ":" + url.password + "@" + url.host + ":" +
         std::to_string(url.port) + "/" + url.name;
}

// Another machine: a data folder of its own, and the same providers.
class Elsewhere {
 public:
  Elsewhere(const Installation& original, std::string database = {})
      : variables_{original.environment()} {
    variables_["HOSTLER_DATA_DIR"] = data().string();
    variables_.erase("HOSTLER_DATABASE");
    if (!database.empty()) variables_["HOSTLER_DATABASE"] = std::move(database);
    std::filesystem::create_directories(data());
  }

  std::filesystem::path data() const { return folder_.path() / "data"; }
  void bringKeyOf(const std::map<std::string, std::string>& other) const {
    std::filesystem::copy_file(std::filesystem::path{other.at("HOSTLER_DATA_DIR")} / "master.key",
                               data() / "master.key");
  }
  std::string run(const std::vector<std::string>& arguments) const {
    return runProgram(arguments, variables_);
  }
  /// What a call that must fail says.
  std::string refusal(const std::vector<std::string>& arguments) const {
    try {
      run(arguments);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    CPPUNIT_FAIL("hostler " + arguments.front() + " was not refused");
    return {};
  }
  std::map<std::string, std::string>& variables() { return variables_; }
  std::filesystem::path path(const std::string& name) const { return folder_.path() / name; }

 private:
  TemporaryDirectory folder_{"hostler-elsewhere"};
  std::map<std::string, std::string> variables_;
};

Json lastLineOf(const std::string& text) {
  const auto end = text.find_last_not_of('\n');
  const auto begin = text.rfind('\n', end);
  return Json::parse(text.substr(begin == std::string::npos ? 0 : begin + 1));
}

bool has(const std::string& text, const std::string& word) {
  return text.find(word) != std::string::npos;
}

}  // namespace

class BackupJourneyTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(BackupJourneyTest);
  CPPUNIT_TEST(aShopWithAPastMovesToMariaDbAndBack);
  CPPUNIT_TEST(aRestoredCopyKeepsStillUntilItIsTold);
  CPPUNIT_TEST(withoutAPassphraseTheMasterKeyOpensIt);
  CPPUNIT_TEST(whatCannotBeRestoredLeavesNothing);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aShopWithAPastMovesToMariaDbAndBack() {
    Installation here{{}, {{"HOSTLER_BACKUP_PASSPHRASE", kPassphrase}}};
    here.startEngine();
    Journey journey{here};
    journey.signUp("meera@example.in");
    const auto order = journey.buyHosting("starter-hosting", "meera-bakes.in");
    journey.payWithRazorpay(order.invoiceId());
    journey.awaitService(order.serviceId(), "active");
    journey.moveClock("P18D");

    // While the engine runs.
    const auto out = (here.folder() / "out").string();
    const auto made = lastLineOf(here.run({"backup", out, "--json"}));
    Elsewhere there{here, addressOf(MariaDb::shared().freshDatabase())};
    there.bringKeyOf(here.environment());
    const auto moved = lastLineOf(there.run({"restore", out, "--json"}));

    CPPUNIT_ASSERT_EQUAL(made["rows"].get<int>(), moved["rows"].get<int>());
    CPPUNIT_ASSERT(moved["counts_equal"].get<bool>());
    CPPUNIT_ASSERT(moved["ledger"]["faults"].empty() && moved["audit"]["faults"].empty());
    CPPUNIT_ASSERT(moved["ledger"]["invoices"].get<int>() >= 2);
    CPPUNIT_ASSERT(moved["audit"]["entries"].get<int>() > 5);
    there.run({"ledger", "verify"});
    there.run({"audit", "verify"});

    const auto back = there.path("back").string();
    const auto again = lastLineOf(there.run({"backup", back, "--json"}));
    CPPUNIT_ASSERT_EQUAL(made["rows"].get<int>(), again["rows"].get<int>());
    Elsewhere home{here};
    home.bringKeyOf(here.environment());
    const auto returned = lastLineOf(home.run({"restore", back, "--live", "--json"}));
    CPPUNIT_ASSERT_EQUAL(std::string{"live"}, returned["mode"].get<std::string>());
    home.run({"ledger", "verify"});
    home.run({"audit", "verify"});

    // Its secrets are all there, and so are its people.
    here.stopEngine();
    ProgramProcess engine{{"serve"}, home.variables(), home.path("log")};
    HttpClient owner{engine.awaitAddress()};
    const auto secrets = home.run({"secrets", "rotate"});
    CPPUNIT_ASSERT_MESSAGE(secrets, has(secrets, "sealed"));
    signIn(owner);

    // A master key that somebody else may know is replaced, while nothing runs.
    const auto fresh = home.path("fresh.key").string();
    const auto running = home.refusal({"secrets", "rotate", "--new-master-key", fresh});
    CPPUNIT_ASSERT_MESSAGE(running, has(running, "stop all 1 and try again"));
    CPPUNIT_ASSERT_EQUAL(0, engine.stop());
    home.run({"secrets", "rotate", "--new-master-key", fresh});
    const auto stale = home.refusal({"audit", "verify"});
    CPPUNIT_ASSERT_MESSAGE(stale, has(stale, "master key"));
    std::filesystem::rename(fresh, home.data() / "master.key");
    ProgramProcess anew{{"serve"}, home.variables(), home.path("log")};
    HttpClient sameOwner{anew.awaitAddress()};
    signIn(sameOwner);
  }

  void aRestoredCopyKeepsStillUntilItIsTold() {
    Installation here{{}, {{"HOSTLER_BACKUP_PASSPHRASE", kPassphrase}}};
    here.startEngine();
    HttpClient owner{here.engineUrl()};
    owner.useBearer(signIn(owner));
    CPPUNIT_ASSERT_EQUAL(200, owner.get("/api/admin/system").status);
    here.killEngine();
    const auto file = (here.folder() / "backup").string();
    here.run({"backup", file});
    Elsewhere there{here};
    there.bringKeyOf(here.environment());

    there.run({"restore", file});

    {
      ProgramProcess held{{"serve"}, there.variables(), there.path("held")};
      owner.callAt(held.awaitAddress());
      CPPUNIT_ASSERT_EQUAL_MESSAGE("a session of before", 401,
                                   owner.get("/api/admin/system").status);
      owner.useBearer(signIn(owner));
      const auto system = owner.get("/api/admin/system");
      CPPUNIT_ASSERT_EQUAL(std::string{"held"}, system.body["mode"].get<std::string>());
      owner.post("/api/auth/forgot-password", {{"email", Installation::kOwner}});
      CPPUNIT_ASSERT_EQUAL(0, held.stop());
      CPPUNIT_ASSERT_MESSAGE(held.log(), has(held.log(), "engine.held"));
    }
    CPPUNIT_ASSERT_MESSAGE("the mail waits", isWaiting(there));

    CPPUNIT_ASSERT(has(there.run({"jobs", "resume"}), "restart"));
    CPPUNIT_ASSERT(has(there.refusal({"jobs", "resume"}), "nothing was held"));
    ProgramProcess live{{"serve"}, there.variables(), there.path("live")};
    live.awaitAddress();
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    while (isWaiting(there) && std::chrono::steady_clock::now() < until) {
    }
    CPPUNIT_ASSERT_MESSAGE("the mail goes", !isWaiting(there));
    there.run({"audit", "verify"});
  }

  void withoutAPassphraseTheMasterKeyOpensIt() {
    Installation here;
    const auto file = (here.folder() / "backup").string();
    here.run({"backup", file});
    here.run({"restore", file, "--verify"});
  }

  void whatCannotBeRestoredLeavesNothing() {
    Installation here{{}, {{"HOSTLER_BACKUP_PASSPHRASE", kPassphrase}}};
    const auto file = (here.folder() / "backup").string();
    here.run({"backup", file});
    CPPUNIT_ASSERT(has(refusalOf(here, {"backup", file}), "--force"));
    here.run({"backup", file, "--force"});
    CPPUNIT_ASSERT(has(refusalOf(here, {"restore", file}), "not empty"));
    here.run({"restore", file, "--verify"});

    Elsewhere there{here};
    CPPUNIT_ASSERT(has(there.refusal({"restore", file}), "master key"));
    there.run({"migrate"});  // makes a key of its own
    CPPUNIT_ASSERT(has(there.refusal({"restore", file}), "put the original's master.key"));
    std::filesystem::remove(there.data() / "master.key");
    there.bringKeyOf(here.environment());

    there.variables()["HOSTLER_BACKUP_PASSPHRASE"] = "violet harbour 43";
    CPPUNIT_ASSERT(has(there.refusal({"restore", file}), "passphrase"));
    there.variables().erase("HOSTLER_BACKUP_PASSPHRASE");
    CPPUNIT_ASSERT(has(there.refusal({"restore", file}), "passphrase"));

    std::ofstream{there.path("secret")} << kPassphrase << '\n';
    there.variables()["HOSTLER_BACKUP_PASSPHRASE_FILE"] = there.path("secret").string();
    std::filesystem::copy_file(file, there.path("cut"));
    std::filesystem::resize_file(there.path("cut"), std::filesystem::file_size(file) - 1);
    CPPUNIT_ASSERT(has(there.refusal({"restore", there.path("cut").string()}), "the backup"));

    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator{there.data()})
      files.push_back(entry.path().filename());
    std::ranges::sort(files);
    CPPUNIT_ASSERT(files == (std::vector<std::string>{"hostler.db", "master.key"}));
    there.run({"restore", file});  // into what was only migrated
  }

 private:
  static std::string signIn(HttpClient& client) {
    client.useBearer({});
    const auto answer =
        client.post("/api/auth/login",
                    {{"email", Installation::kOwner}, {"password", Installation::kOwnerPassword}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
    return answer.body["access_token"];
  }

  // Whether a mail to the owner has not been sent yet.
  static bool isWaiting(const Elsewhere& there) {
    const auto jobs = lastLineOf(there.run({"jobs", "list", "--json"}));
    return std::ranges::any_of(jobs, [](const Json& job) {
      return job["kind"] == "notifications.send" && job["state"] == "queued";
    });
  }

  static std::string refusalOf(const Installation& here,
                               const std::vector<std::string>& arguments) {
    try {
      here.run(arguments);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    CPPUNIT_FAIL("hostler " + arguments.front() + " was not refused");
    return {};
  }
};
HOSTLER_SUITE(BackupJourneyTest, "journeys/backup");

}  // namespace hostler::testing
