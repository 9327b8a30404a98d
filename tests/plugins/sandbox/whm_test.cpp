#include "tests/plugins/support/conformance.h"
#include "tests/plugins/support/sandbox_client.h"
#include "tests/plugins/support/shapes.h"

using hostler::Json;
using hostler::front::Method;
using hostler::testing::SandboxClient;
using Params = SandboxClient::Params;

class SandboxWhmTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SandboxWhmTest);
  CPPUNIT_TEST(onlyTheRightTokenOpens);
  CPPUNIT_TEST(withoutApiVersionTheOldShapeComes);
  CPPUNIT_TEST(failureIsHttp200WithResult0);
  CPPUNIT_TEST(namesAreTheServersRules);
  CPPUNIT_TEST(domainsPackagesAndPasswordsAreChecked);
  CPPUNIT_TEST(aResellerSeesAndUsesOnlyItsOwn);
  CPPUNIT_TEST(aLockedSuspensionIsForRootToLift);
  CPPUNIT_TEST(listsAreSearchedFilteredSortedAndChunked);
  CPPUNIT_TEST(sessionsLeadIntoThePanel);
  CPPUNIT_TEST(homeBackupsEndAndDieWithTheAccount);
  CPPUNIT_TEST(packagedArchivesOutliveTheAccount);
  CPPUNIT_TEST(answersHaveTheSpecifiedShape);
  CPPUNIT_TEST_SUITE_END();

 public:
  void onlyTheRightTokenOpens() {
    CPPUNIT_ASSERT_EQUAL(200, client_.whm("version").status);
    for (const char* wrong :
         {"", "whm root:WRONG", "Basic cm9vdDp4", "whm reseller:SANDBOXROOT0000000000000000000WHM",
          "root:SANDBOXROOT0000000000000000000WHM"}) {
      const auto told = client_.whm("version", {}, wrong);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(wrong, 403, told.status);
      CPPUNIT_ASSERT_EQUAL(std::string{"Access denied"},
                           told.body["cpanelresult"]["error"].get<std::string>());
    }
  }

  void withoutApiVersionTheOldShapeComes() {
    const auto response =
        client_.server().ask(Method::Get, "/whm/json-api/accountsummary?user=nobody", "",
                             {{"authorization", SandboxClient::kRoot}});
    const auto body = Json::parse(hostler::sandbox::textOf(response));
    CPPUNIT_ASSERT(!body.contains("metadata"));
    CPPUNIT_ASSERT_EQUAL(0, body["result"][0]["status"].get<int>());
  }

  void failureIsHttp200WithResult0() {
    for (const auto& [function, params] :
         std::vector<std::pair<const char*, Params>>{{"accountsummary", {{"user", "nobody"}}},
                                                     {"removeacct", {{"username", "nobody"}}},
                                                     {"no_such_function", {}}}) {
      const auto told = client_.whm(function, params);
      CPPUNIT_ASSERT_EQUAL(200, told.status);
      CPPUNIT_ASSERT_EQUAL(0, told.body["metadata"]["result"].get<int>());
      CPPUNIT_ASSERT(!told.body["metadata"]["reason"].get<std::string>().empty());
      CPPUNIT_ASSERT(!told.body.contains("data"));
    }
  }

  void namesAreTheServersRules() {
    CPPUNIT_ASSERT(made(client_.createAccount("acmecom1", "acme.example")));
    for (const char* user : {"1acme", "testing", "mypassword", "root", "UPPER", "a-b",
                             "a12345678901234bc", "", "acmecom1", "acmecom12"}) {
      CPPUNIT_ASSERT_MESSAGE(user, !made(client_.createAccount(user, "fresh.example")));
    }
    CPPUNIT_ASSERT(made(client_.createAccount("acmeco1", "fresh.example")));
  }

  void domainsPackagesAndPasswordsAreChecked() {
    CPPUNIT_ASSERT(made(client_.createAccount("acmecom1", "acme.example")));
    CPPUNIT_ASSERT(!made(client_.createAccount("second", "acme.example")));
    CPPUNIT_ASSERT(!made(client_.createAccount("second", "http://acme")));
    CPPUNIT_ASSERT(!made(client_.createAccount("second", "second.example", "diamond")));
    const auto weak = client_.whm("createacct", {{"username", "second"},
                                                 {"domain", "second.example"},
                                                 {"plan", "starter"},
                                                 {"password", "aaaaaaaa"}});
    CPPUNIT_ASSERT(!made(weak));
    CPPUNIT_ASSERT(weak.body["metadata"]["reason"].get<std::string>().find("strength rating") !=
                   std::string::npos);
    for (const char* plan : {"business", "pro"})
      CPPUNIT_ASSERT(made(client_.createAccount(plan, std::string{plan} + ".example", plan)));
  }

  void aResellerSeesAndUsesOnlyItsOwn() {
    client_.createAccount("rootsown", "root.example");
    CPPUNIT_ASSERT(made(
        client_.createAccount("resells", "resells.example", "starter", SandboxClient::kReseller)));
    const auto list = client_.whm("listaccts", {}, SandboxClient::kReseller).body["data"]["acct"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, list.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"reseller_starter"}, list[0]["plan"].get<std::string>());
    CPPUNIT_ASSERT(
        !made(client_.whm("suspendacct", {{"user", "rootsown"}}, SandboxClient::kReseller)));
    CPPUNIT_ASSERT(!made(
        client_.whm("start_background_pkgacct", {{"user", "resells"}}, SandboxClient::kReseller)));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, client_.whm("listaccts").body["data"]["acct"].size());
  }

  void aLockedSuspensionIsForRootToLift() {
    client_.createAccount("resells", "resells.example", "starter", SandboxClient::kReseller);
    client_.whm("suspendacct", {{"user", "resells"}, {"disallowun", "1"}});
    CPPUNIT_ASSERT(
        !made(client_.whm("unsuspendacct", {{"user", "resells"}}, SandboxClient::kReseller)));
    CPPUNIT_ASSERT(made(client_.whm("unsuspendacct", {{"user", "resells"}})));
  }

  void listsAreSearchedFilteredSortedAndChunked() {
    for (const char* name : {"cherry", "apple", "banana"})
      client_.createAccount(name, std::string{name} + ".example");
    client_.whm("suspendacct", {{"user", "banana"}});
    const auto users = [&](const Params& params) {
      std::string all;
      const auto body = client_.whm("listaccts", params).body;
      for (const auto& account : body["data"]["acct"])
        all += account["user"].get<std::string>() + " ";
      return all;
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"apple "},
                         users({{"searchtype", "user"}, {"search", "^app"}}));
    CPPUNIT_ASSERT_EQUAL(std::string{"cherry "},
                         users({{"search", "cherry.example"}, {"searchmethod", "exact"}}));
    CPPUNIT_ASSERT_EQUAL(std::string{"banana "}, users({{"api.filter.enable", "1"},
                                                        {"api.filter.a.field", "suspended"},
                                                        {"api.filter.a.arg0", "1"},
                                                        {"api.filter.a.type", "eq"}}));
    CPPUNIT_ASSERT_EQUAL(std::string{"cherry banana apple "}, users({{"api.sort.enable", "1"},
                                                                     {"api.sort.a.field", "user"},
                                                                     {"api.sort.a.reverse", "1"}}));
    const auto chunk =
        client_
            .whm("listaccts",
                 {{"api.chunk.enable", "1"}, {"api.chunk.size", "2"}, {"api.chunk.start", "3"}})
            .body;
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, chunk["data"]["acct"].size());
    CPPUNIT_ASSERT_EQUAL(3, chunk["metadata"]["chunk"]["records"].get<int>());
  }

  void sessionsLeadIntoThePanel() {
    client_.createAccount("acmecom1", "acme.example");
    const auto data =
        client_.whm("create_user_session", {{"user", "acmecom1"}, {"service", "cpaneld"}})
            .body["data"];
    const auto url = data["url"].get<std::string>();
    CPPUNIT_ASSERT(url.starts_with("http://127.0.0.1:9090/whm/cpsess"));
    CPPUNIT_ASSERT_EQUAL(200, client_.server().ask(Method::Get, url.substr(21)).status);
    CPPUNIT_ASSERT(
        !made(client_.whm("create_user_session", {{"user", "acmecom1"}, {"service", "ssh"}})));
  }

  void homeBackupsEndAndDieWithTheAccount() {
    client_.createAccount("acmecom1", "acme.example");
    uapi("Backup", "fullbackup_to_homedir");
    CPPUNIT_ASSERT_EQUAL(std::string{"inprogress"},
                         uapi("BackupInfo", "list")["data"][0]["status"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"ready"},
                         uapi("BackupInfo", "list")["data"][0]["status"].get<std::string>());
    client_.whm("removeacct", {{"username", "acmecom1"}});
    client_.createAccount("acmecom1", "acme.example");
    CPPUNIT_ASSERT(uapi("BackupInfo", "list")["data"].empty());
  }

  void packagedArchivesOutliveTheAccount() {
    client_.createAccount("acmecom1", "acme.example");
    const auto session = client_.whm("start_background_pkgacct", {{"user", "acmecom1"}})
                             .body["data"]["session_id"]
                             .get<std::string>();
    const auto state = [&] {
      return client_.whm("get_pkgacct_session_state", {{"session_id", session}})
          .body["data"]["state"]
          .get<std::string>();
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"RUNNING"}, state());
    CPPUNIT_ASSERT_EQUAL(std::string{"COMPLETED"}, state());
    client_.whm("removeacct", {{"username", "acmecom1"}});
    CPPUNIT_ASSERT_EQUAL(std::string{"cpmove-acmecom1.tar.gz"},
                         client_.book()["whm"]["archives"][0]["file"].get<std::string>());
  }

  void answersHaveTheSpecifiedShape() {
    const auto specs = hostler::testing::providerSpecs();
    if (!specs) return;
    client_.createAccount("acmecom1", "acme.example");
    const auto document = hostler::testing::jsonFile(*specs / "whm/operations.json");
    const auto& operations = document["operations"];
    const std::map<std::string, Params> params{
        {"createacct",
         {{"username", "second"},
          {"domain", "second.example"},
          {"plan", "starter"},
          {"password", "Long-Pass-4711"}}},
        {"passwd", {{"user", "acmecom1"}, {"password", "Other-Pass-0815"}}},
        {"accountsummary", {{"user", "acmecom1"}}},
        {"listpkgs", {}},
        {"getpkginfo", {{"pkg", "starter"}}},
        {"create_user_session", {{"user", "acmecom1"}, {"service", "cpaneld"}}},
        {"showbw", {}},
        {"get_disk_usage", {}},
        {"version", {}},
        {"systemloadavg", {}},
        {"uapi_cpanel",
         {{"cpanel.user", "acmecom1"},
          {"cpanel.module", "Backup"},
          {"cpanel.function", "list_backups"}}},
        {"suspendacct", {{"user", "acmecom1"}}},
        {"listsuspended", {}}};
    for (const char* function :
         {"createacct", "passwd", "accountsummary", "listpkgs", "getpkginfo", "create_user_session",
          "showbw", "get_disk_usage", "version", "systemloadavg", "suspendacct", "listsuspended"}) {
      const auto body = client_.whm(function, params.at(function)).body;
      CPPUNIT_ASSERT_EQUAL_MESSAGE(body.dump(), 1, body["metadata"]["result"].get<int>());
      auto example = operations[function]["data"];
      if (std::string{function} == "createacct") example.erase("options");
      if (std::string{function} == "getpkginfo")
        example["pkg"].erase("BWLIMIT");  // a number, or a word
      if (std::string{function} == "accountsummary")
        example["acct"][0].erase("uid");  // a number in some versions
      hostler::testing::assertShape(function, example, body.value("data", Json::object()));
    }
  }

 private:
  static bool made(const hostler::testing::Told& told) {
    return told.body["metadata"]["result"] == 1;
  }
  Json uapi(const char* module, const char* function) {
    return client_
        .whm(
            "uapi_cpanel",
            {{"cpanel.user", "acmecom1"}, {"cpanel.module", module}, {"cpanel.function", function}})
        .body["data"]["uapi"];
  }

  SandboxClient client_;
};

HOSTLER_SUITE(SandboxWhmTest, "plugins/sandbox/whm");
