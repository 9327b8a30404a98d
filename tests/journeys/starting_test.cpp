// Starting and stopping: what is wrong is said at once, and nothing is lost by an orderly end.

#include "tests/journeys/engine_process.h"
#include "tests/journeys/journey.h"
#include "tests/support/mariadb.h"
#include "tests/support/suite.h"

#include <set>

namespace hostler::testing {
namespace {

// The shared server, set so that a crash costs it commits.
struct FlushesLate {
  FlushesLate() { set("2"); }
  ~FlushesLate() { set("1"); }
  FlushesLate(const FlushesLate&) = delete;
  FlushesLate& operator=(const FlushesLate&) = delete;

 private:
  static void set(const std::string& value) {
    MariaDb::shared().execute("SET GLOBAL innodb_flush_log_at_trx_commit = " + value);
  }
};

}  // namespace

class StartingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(StartingTest);
  CPPUNIT_TEST(aWrongSettingIsRefusedWithItsKeyAndReason);
  CPPUNIT_TEST(anUnknownCommandIsBadUsage);
  CPPUNIT_TEST(anEngineWithoutItsSchemaSaysWhatToDo);
  CPPUNIT_TEST(productionWantsItsAddressAndItsMailServer);
  CPPUNIT_TEST(aDatabaseServerThatLosesMoneyIsRefusedByEveryCommand);
  CPPUNIT_TEST(noPasswordOfTheDatabaseIsShown);
  CPPUNIT_TEST(productionLoadsWhatShipsWithTheProgram);
  CPPUNIT_TEST(aSecondSeedingChangesNothing);
  CPPUNIT_TEST(theDemonstrationUsesEveryPluginButTheMailServers);
  CPPUNIT_TEST(twoServersOnOneDatabaseDoEverythingOnce);
  CPPUNIT_TEST(theDocumentOfTheApiNamesItsRoutes);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aWrongSettingIsRefusedWithItsKeyAndReason() {
    CPPUNIT_ASSERT(refusal({"serve"}, {{"HOSTLER_HTTP_LOOPS", "many"}}).find("http.loops") !=
                   std::string::npos);
    CPPUNIT_ASSERT(refusal({"serve"}, {{"HOSTLER_LISTEN", "here"}}).find("listen") !=
                   std::string::npos);
    CPPUNIT_ASSERT(
        refusal({"serve"}, {{"HOSTLER_LISTNE", "127.0.0.1:1"}}).find("HOSTLER_LISTEN?") !=
        std::string::npos);
  }

  void anUnknownCommandIsBadUsage() {
    CPPUNIT_ASSERT(refusal({"sreve"}, {}).find("no command") != std::string::npos);
  }

  void anEngineWithoutItsSchemaSaysWhatToDo() {
    const TemporaryDirectory folder{"hostler-empty"};
    CPPUNIT_ASSERT(refusal({"serve"}, {{"HOSTLER_DATA_DIR", (folder.path() / "data").string()}})
                       .find("run hostler migrate") != std::string::npos);
  }

  void productionWantsItsAddressAndItsMailServer() {
    const TemporaryDirectory folder{"hostler-production"};
    std::map<std::string, std::string> settings{
        {"HOSTLER_DATA_DIR", (folder.path() / "data").string()},
        {"HOSTLER_LISTEN", "127.0.0.1:0"},
        {"HOSTLER_PASSWORDS_MEMORY_MIB", "8"}};
    runProgram({"migrate"}, settings);
    CPPUNIT_ASSERT(refusal({"config", "check"}, settings).find("public_url") != std::string::npos);
    settings["HOSTLER_PUBLIC_URL"] = "http://panel.example";
    CPPUNIT_ASSERT(refusal({"serve"}, settings).find("public_url") != std::string::npos);
    settings["HOSTLER_PUBLIC_URL"] = "https://panel.example";
    CPPUNIT_ASSERT(refusal({"config", "check"}, settings).find("mail.host") != std::string::npos);
    settings["HOSTLER_MAIL_DELIVERY"] = "spool";
    runProgram({"config", "check"}, settings);
    ProgramProcess engine{{"serve"}, settings, folder.path() / "engine.log"};
    engine.awaitAddress();
    CPPUNIT_ASSERT_EQUAL(0, engine.stop());
  }

  void aDatabaseServerThatLosesMoneyIsRefusedByEveryCommand() {
    const std::map<std::string, std::string> settings{
        {"HOSTLER_DATABASE", addressOf(MariaDb::shared().freshDatabase())},
        {"HOSTLER_ENVIRONMENT", "sandbox"}};
    const FlushesLate setting;
    for (const auto* command : {"migrate", "serve"}) {
      const auto said = refusal({command}, settings);
      CPPUNIT_ASSERT_MESSAGE(said, said.find("innodb_flush_log_at_trx_commit is 2 and must be 1") !=
                                       std::string::npos);
    }
  }

  void noPasswordOfTheDatabaseIsShown() {
    auto place = MariaDb::shared().freshDatabase();
    const auto good = addressOf(place);
    place.password = "open%20sesamum";
    const auto wrong = addressOf(place);
    std::string all = refusal({"migrate"}, {{"HOSTLER_DATABASE", wrong}});
    CPPUNIT_ASSERT_MESSAGE(all, all.find("Access denied") != std::string::npos);
    all += refusal({"migrate"}, {{"HOSTLER_DATABASE", "mysql://hostler:op/sesam@127.0.0.1/h"}});
    all += refusal({"migrate"}, {{"HOSTLER_DATABASE", "mysql://hostler:op?sesam@127.0.0.1/h"}});
    const std::map<std::string, std::string> settings{{"HOSTLER_DATABASE", good},
                                                      {"HOSTLER_ENVIRONMENT", "sandbox"}};
    all += runIn({"config", "check"}, settings) + runIn({"config", "check", "--json"}, settings);

    CPPUNIT_ASSERT_MESSAGE(all, all.find("mysql://hostler@127.0.0.1:") != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(all, all.find("sesam") == std::string::npos);
  }

  void productionLoadsWhatShipsWithTheProgram() {
    const TemporaryDirectory folder{"hostler-production"};
    const std::map<std::string, std::string> settings{
        {"HOSTLER_DATA_DIR", (folder.path() / "data").string()}};
    runProgram({"migrate"}, settings);
    const auto plugins = Json::parse(runProgram({"plugin", "list", "--json"}, settings));
    CPPUNIT_ASSERT_MESSAGE(plugins.dump(), plugins["unusable"].empty());
    std::set<std::string> usable;
    for (const auto& plugin : plugins["usable"]) usable.insert(plugin["name"]);
    for (const char* shipped :
         {"aws", "bank_transfer", "cloudstack", "cpanel", "crypto", "digitalocean", "godaddy",
          "msg91", "powerdns", "razorpay", "sendgrid", "smtp", "stripe", "twilio", "vies",
          "turnstile", "recaptcha"})
      CPPUNIT_ASSERT_MESSAGE(shipped, usable.contains(shipped));
  }

  void aSecondSeedingChangesNothing() {
    Installation here;
    CPPUNIT_ASSERT(here.run({"seed", "demo", "--sandbox", here.sandboxUrl()}).find("already") !=
                   std::string::npos);
  }

  void theDemonstrationUsesEveryPluginButTheMailServers() {
    Installation here;
    here.startEngine();
    Journey journey{here};

    const auto plugins = journey.operatorOfTheShop().get("/api/admin/plugins");
    std::set<std::string> idle;
    for (const auto& plugin : plugins.body["data"])
      if (!plugin["enabled"]) idle.insert(plugin["name"]);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(plugins.text, std::size_t{1}, idle.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"smtp"}, *idle.begin());
    // A program that tries the API is not asked for what it could not solve.
    for (const char* use : {"register", "contact"}) {
      const auto asked = journey.customer().get(std::string{"/api/auth/captcha?for="} + use);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(asked.text, 200, asked.status);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(asked.text, Json(false), asked.body["required"]);
    }
    journey.signUp("meera@example.in");
    CPPUNIT_ASSERT_EQUAL(0, here.stopEngine());
  }

  void twoServersOnOneDatabaseDoEverythingOnce() {
    const auto url = MariaDb::shared().freshDatabase();
    Installation here{addressOf(url)};
    here.startEngine();
    ProgramProcess second{{"serve"}, here.environment(), here.folder() / "second.log"};
    second.awaitAddress();
    Journey journey{here};
    journey.signUp("meera@example.in");
    const auto bought = journey.buyHosting("starter-hosting", "meera-bakes.in");
    journey.payWithRazorpay(bought.invoiceId());
    journey.awaitService(bought.serviceId(), "active");
    journey.moveClock("P18D");

    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, journey.accountsAtWhm().size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2},
                         journey.customer().get("/api/invoices").body["data"].size());
    CPPUNIT_ASSERT_EQUAL(0, second.stop());
    CPPUNIT_ASSERT_EQUAL(0, here.stopEngine());
    CPPUNIT_ASSERT_NO_THROW(here.run({"ledger", "verify"}));
  }

  void theDocumentOfTheApiNamesItsRoutes() {
    const auto document = Json::parse(runProgram({"openapi"}, {}));
    CPPUNIT_ASSERT_EQUAL(std::string{"3.1.0"}, document["openapi"].get<std::string>());
    for (const auto* path : {"/auth/register", "/checkout", "/invoices/{id}/pay", "/services/{id}",
                             "/payments/webhook/{gateway}", "/admin/rules/{name}/simulate"}) {
      CPPUNIT_ASSERT_MESSAGE(path, document["paths"].contains(path));
    }
  }

 private:
  static std::string addressOf(const db::DatabaseUrl& url) {
    return "mysql://" + url.user + ":" + url.password + "@" + url.host + ":" +
           std::to_string(url.port) + "/" + url.name;
  }
  // With a folder of data of its own, which is gone afterwards.
  static std::string runIn(const std::vector<std::string>& arguments,
                           const std::map<std::string, std::string>& environment) {
    const TemporaryDirectory folder{"hostler-run"};
    std::map<std::string, std::string> all{{"HOSTLER_DATA_DIR", folder.path().string()}};
    for (const auto& [name, value] : environment) all[name] = value;
    return runProgram(arguments, all);
  }
  static std::string refusal(const std::vector<std::string>& arguments,
                             const std::map<std::string, std::string>& environment) {
    try {
      runIn(arguments, environment);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    CPPUNIT_FAIL("it was not refused");
    return {};
  }
};
HOSTLER_SUITE(StartingTest, "journeys/starting");

}  // namespace hostler::testing
