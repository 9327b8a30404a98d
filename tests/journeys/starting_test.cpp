// Starting and stopping: what is wrong is said at once, and nothing is lost by an orderly end.

#include "tests/journeys/engine_process.h"
#include "tests/journeys/journey.h"
#include "tests/support/mariadb.h"
#include "tests/support/suite.h"

#include <set>

namespace hostler::testing {

class StartingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(StartingTest);
  CPPUNIT_TEST(aWrongSettingIsRefusedWithItsKeyAndReason);
  CPPUNIT_TEST(anUnknownCommandIsBadUsage);
  CPPUNIT_TEST(anEngineWithoutItsSchemaSaysWhatToDo);
  CPPUNIT_TEST(productionWantsItsAddressAndItsMailServer);
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
    Installation here{"mysql://" + url.user + ":" + url.password + "@" + url.host + ":" +
                      std::to_string(url.port) + "/" + url.name};
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
  static std::string refusal(const std::vector<std::string>& arguments,
                             const std::map<std::string, std::string>& environment) {
    try {
      const TemporaryDirectory folder{"hostler-refusal"};
      std::map<std::string, std::string> all{{"HOSTLER_DATA_DIR", folder.path().string()}};
      for (const auto& [name, value] : environment) all[name] = value;
      runProgram(arguments, all);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    CPPUNIT_FAIL("it was not refused");
    return {};
  }
};
HOSTLER_SUITE(StartingTest, "journeys/starting");

}  // namespace hostler::testing
