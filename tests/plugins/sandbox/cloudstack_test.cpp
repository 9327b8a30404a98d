#include "core/time/clock.h"
#include "plugins/sandbox/cloudstack/request_signature.h"
#include "tests/plugins/support/conformance.h"
#include "tests/plugins/support/sandbox_client.h"
#include "tests/plugins/support/shapes.h"

#include <algorithm>

using hostler::Json;
using hostler::ManualClock;
using hostler::front::Method;
using hostler::sandbox::Params;
using hostler::sandbox::cloudstack::signatureFor;
using hostler::testing::SandboxClient;
using hostler::testing::Told;

namespace {

constexpr const char* kKey = "SANDBOX-cloudstack-api-key-00000000000001";
constexpr const char* kSecret = "SANDBOX-cloudstack-secret-key-0000000000001";
constexpr const char* kZone = "5a7e0001-0000-4000-8000-000000000001";
constexpr const char* kSmall = "0ffe0001-0000-4000-8000-000000000001";
constexpr const char* kMedium = "0ffe0001-0000-4000-8000-000000000002";
constexpr const char* kCustom = "0ffe0001-0000-4000-8000-000000000004";
constexpr const char* kNoRoom = "0ffe0001-0000-4000-8000-000000000005";
constexpr const char* kDebian = "7e3b0001-0000-4000-8000-000000000001";
constexpr const char* kApi = "/cloudstack/client/api";

std::string lowered(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

}  // namespace

class SandboxCloudstackTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SandboxCloudstackTest);
  CPPUNIT_TEST(signaturesAreThoseOfTheManual);
  CPPUNIT_TEST(onlyTheRightSignatureOpens);
  CPPUNIT_TEST(whatHasExpiredIsRefused);
  CPPUNIT_TEST(getAndPostAreOne);
  CPPUNIT_TEST(unknownParametersAreIgnoredAndMissingOnesRefused);
  CPPUNIT_TEST(errorsHaveTheServersShape);
  CPPUNIT_TEST(listsAreCutIntoPages);
  CPPUNIT_TEST(jobsEndAfterSoManyPolls);
  CPPUNIT_TEST(aMachinesNameIsUnique);
  CPPUNIT_TEST(aJobThatFailsLeavesAWreck);
  CPPUNIT_TEST(sizesOfFixedAndCustomOfferingsAreChecked);
  CPPUNIT_TEST(someThingsNeedAStoppedMachine);
  CPPUNIT_TEST(theEndTakesTheSystemDiskAndLeavesTheRest);
  CPPUNIT_TEST(eventsTellWhatWasDone);
  CPPUNIT_TEST(whatARoleMayNotCallDoesNotExistForIt);
  CPPUNIT_TEST(accountsSeeOnlyTheirOwn);
  CPPUNIT_TEST(pretendingChangesNothing);
  CPPUNIT_TEST(secretsAreInNoCallAndNoBook);
  CPPUNIT_TEST(signsEveryKnownAnswer);
  CPPUNIT_TEST(answersHaveTheSpecifiedShape);
  CPPUNIT_TEST_SUITE_END();

 public:
  void signaturesAreThoseOfTheManual() {
    CPPUNIT_ASSERT_EQUAL(std::string{"TTpdDq/7j/J58XCRHomKoQXEQds="},
                         signatureFor({{"apikey",
                                        "plgWJfZK4gyS3mOMTVmjUVg-X-jlWlnfaUJ9GAbBbf9EdM-"
                                        "kAYMmAiLqzzq1ElZLYq_u38zCm0bewzGUdP66mg"},
                                       {"command", "listUsers"},
                                       {"response", "json"}},
                                      "VDaACYb0LV9eNjTetIOElcVQkvJck_J_QljX_"
                                      "FcHRj87ZKiy0z0ty0ZsYBkoXkY9b7eq1EhwJaw7FF3akA3KBQ"));
  }

  void onlyTheRightSignatureOpens() {
    CPPUNIT_ASSERT_EQUAL(200, call("listZones").status);
    CPPUNIT_ASSERT_EQUAL(401, call("listZones", {}, kKey, "wrong").status);
    CPPUNIT_ASSERT_EQUAL(401, call("listZones", {}, "nobody", kSecret).status);
    auto params = signedParams("listZones", {}, kKey, kSecret);
    params["command"] = "listTemplates";  // signed for another
    CPPUNIT_ASSERT_EQUAL(401, send(params).status);
    params.erase("signature");
    CPPUNIT_ASSERT_EQUAL(401, send(params).status);
  }

  void whatHasExpiredIsRefused() {
    const auto at = [&](const char* expires, const char* version) {
      Params params{{"command", "listZones"},
                    {"apikey", kKey},
                    {"response", "json"},
                    {"expires", expires},
                    {"signatureversion", version}};
      params["signature"] = signatureFor(params, kSecret);
      return send(params).status;
    };
    CPPUNIT_ASSERT_EQUAL(200, at("2026-01-05T10:00:01+0000", "3"));
    CPPUNIT_ASSERT_EQUAL(200, at("2026-01-05T15:30:01+0530", "3"));
    CPPUNIT_ASSERT_EQUAL(401, at("2026-01-05T09:59:59+0000", "3"));
    CPPUNIT_ASSERT_EQUAL(401, at("soon", "3"));
    CPPUNIT_ASSERT_EQUAL(200, at("2026-01-05T09:59:59+0000", "2"));
  }

  void getAndPostAreOne() {
    const auto params = signedParams("listZones", {}, kKey, kSecret);
    const auto response = client_.server().ask(Method::Get, std::string{kApi} + "?" + form(params));
    CPPUNIT_ASSERT_EQUAL(200, response.status);
    CPPUNIT_ASSERT_EQUAL(404, client_.server().ask(Method::Get, "/cloudstack/other").status);
  }

  void unknownParametersAreIgnoredAndMissingOnesRefused() {
    CPPUNIT_ASSERT_EQUAL(200, call("listZones", {{"colour", "blue"}}).status);
    const auto told = call("listTemplates");
    CPPUNIT_ASSERT_EQUAL(431, told.status);
    CPPUNIT_ASSERT(errorOf(told).find("missing parameter templatefilter") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(431, call("deployVirtualMachine", {{"zoneid", kZone}}).status);
  }

  void errorsHaveTheServersShape() {
    const auto told = call("startVirtualMachine", {{"id", "0d1f6a52-0000-4000-8000-000000000000"}});
    CPPUNIT_ASSERT_EQUAL(431, told.status);
    const auto& body = told.body["startvirtualmachineresponse"];
    CPPUNIT_ASSERT(body["uuidList"].is_array());
    CPPUNIT_ASSERT_EQUAL(431, body["errorcode"].get<int>());
    CPPUNIT_ASSERT_EQUAL(4350, body["cserrorcode"].get<int>());
    CPPUNIT_ASSERT(errorOf(told).find("0d1f6a52-0000") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(432, call("flyToTheMoon").status);
    // An empty list is no list at all.
    CPPUNIT_ASSERT_EQUAL(Json::object(), contentOf(call("listVirtualMachines")));
  }

  void listsAreCutIntoPages() {
    const auto page = [&](const char* number, const char* size) {
      return contentOf(call("listServiceOfferings", {{"page", number}, {"pagesize", size}}));
    };
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, page("1", "2")["serviceoffering"].size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, page("3", "2")["serviceoffering"].size());
    CPPUNIT_ASSERT_EQUAL(5, page("3", "2")["count"].get<int>());
    CPPUNIT_ASSERT(!page("4", "2").contains("serviceoffering"));
    CPPUNIT_ASSERT(page("1", "2")["serviceoffering"][0]["id"] !=
                   page("2", "2")["serviceoffering"][0]["id"]);
    CPPUNIT_ASSERT_EQUAL(431, call("listZones", {{"page", "1"}, {"pagesize", "501"}}).status);
  }

  void jobsEndAfterSoManyPolls() {
    const auto begun = contentOf(deploy("web1"));
    CPPUNIT_ASSERT(begun.contains("jobid") && begun.contains("id"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Starting"}, machine(0)["state"].get<std::string>());
    int polls = 0;
    Json job;
    do {
      job = contentOf(call("queryAsyncJobResult", {{"jobid", jobOf(begun)}}));
      ++polls;
    } while (job["jobstatus"] == 0 && polls < 20);
    CPPUNIT_ASSERT_EQUAL(3, polls);
    CPPUNIT_ASSERT_EQUAL(1, job["jobstatus"].get<int>());
    CPPUNIT_ASSERT_EQUAL(std::string{"VirtualMachine"}, job["jobinstancetype"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(begun["id"], job["jobresult"]["virtualmachine"]["id"]);
    CPPUNIT_ASSERT(job["jobresult"]["virtualmachine"].contains("password"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Running"}, machine(0)["state"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(431, call("queryAsyncJobResult", {{"jobid", "unknown"}}).status);
  }

  void aMachinesNameIsUnique() {
    CPPUNIT_ASSERT_EQUAL(200, deploy("web1").status);
    CPPUNIT_ASSERT_EQUAL(431, deploy("web1").status);
    for (const char* name : {"1web", "-web", "web_1", "web 1"})
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, 431, deploy(name).status);
    // The list shows what only contains the name as well.
    CPPUNIT_ASSERT_EQUAL(200, deploy("web11").status);
    CPPUNIT_ASSERT_EQUAL(
        2, contentOf(call("listVirtualMachines", {{"name", "web1"}}))["count"].get<int>());
  }

  void aJobThatFailsLeavesAWreck() {
    const auto job = settle(deploy("web1", kNoRoom));
    CPPUNIT_ASSERT_EQUAL(2, job["jobstatus"].get<int>());
    CPPUNIT_ASSERT_EQUAL(533, job["jobresult"]["errorcode"].get<int>());
    CPPUNIT_ASSERT_EQUAL(std::string{"Error"}, machine(0)["state"].get<std::string>());
  }

  void sizesOfFixedAndCustomOfferingsAreChecked() {
    CPPUNIT_ASSERT_EQUAL(431, deploy("web1", kCustom).status);
    CPPUNIT_ASSERT_EQUAL(431, deploy("web1", kSmall, {{"details[0].cpuNumber", "4"}}).status);
    CPPUNIT_ASSERT_EQUAL(
        200, deploy("web1", kCustom, {{"details[0].cpuNumber", "4"}, {"details[0].memory", "512"}})
                 .status);
    CPPUNIT_ASSERT_EQUAL(4, machine(0)["cpunumber"].get<int>());
    CPPUNIT_ASSERT_EQUAL(431, deploy("web2", kSmall, {{"userdata", "no base64!"}}).status);
  }

  void someThingsNeedAStoppedMachine() {
    const auto id = running("web1");
    const std::vector<std::pair<const char*, Params>> commands{
        {"changeServiceForVirtualMachine", {{"id", id}, {"serviceofferingid", kMedium}}},
        {"resetPasswordForVirtualMachine", {{"id", id}}},
        {"updateVirtualMachine", {{"id", id}, {"securitygroupids", group()}}}};
    for (const auto& [name, params] : commands)
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, 431, call(name, params).status);
    settle(call("stopVirtualMachine", {{"id", id}}));
    for (const auto& [name, params] : commands)
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, 200, call(name, params).status);
  }

  void theEndTakesTheSystemDiskAndLeavesTheRest() {
    const auto id = running("web1");
    const auto volume = settle(call(
        "createVolume",
        {{"name", "data"},
         {"zoneid", kZone},
         {"size", "5"},
         {"diskofferingid", "d15c0001-0000-4000-8000-000000000001"}}))["jobresult"]["volume"]["id"]
                            .get<std::string>();
    settle(call("attachVolume", {{"id", volume}, {"virtualmachineid", id}}));
    settle(call("createVMSnapshot", {{"virtualmachineid", id}, {"name", "before"}}));
    CPPUNIT_ASSERT_EQUAL(2, contentOf(call("listVolumes"))["count"].get<int>());
    settle(call("destroyVirtualMachine", {{"id", id}, {"expunge", "true"}}));
    const auto book = client_.book()["cloudstack"];
    CPPUNIT_ASSERT(book["machines"].empty() && book["snapshots"].empty());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, book["volumes"].size());
    CPPUNIT_ASSERT(book["volumes"][0]["attached"] == false);
    CPPUNIT_ASSERT_EQUAL(1, contentOf(call("listVolumes"))["count"].get<int>());
  }

  void eventsTellWhatWasDone() {
    const auto id = running("web1");
    const auto job = call("rebootVirtualMachine", {{"id", id}});
    const auto newest = [&] {
      return contentOf(call("listEvents", {{"type", "VM.REBOOT"}}))["event"][0];
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"Started"}, newest()["state"].get<std::string>());
    settle(job);
    CPPUNIT_ASSERT_EQUAL(std::string{"Completed"}, newest()["state"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(id, newest()["resourceid"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-01-05T10:00:00+0000"},
                         newest()["created"].get<std::string>());
  }

  void whatARoleMayNotCallDoesNotExistForIt() {
    addAccount({{"denied", {"createBucket"}}, {"may_expunge", false}});
    CPPUNIT_ASSERT_EQUAL(432, call("createBucket").status);
    const auto apis = contentOf(call("listApis"));
    const auto has = [&](const char* name) {
      return std::any_of(apis["api"].begin(), apis["api"].end(),
                         [&](const Json& api) { return api["name"] == name; });
    };
    CPPUNIT_ASSERT(!has("createBucket") && has("deleteBucket"));
    const auto id = running("web1");
    CPPUNIT_ASSERT_EQUAL(531,
                         call("destroyVirtualMachine", {{"id", id}, {"expunge", "true"}}).status);
    settle(call("destroyVirtualMachine", {{"id", id}}));
    CPPUNIT_ASSERT_EQUAL(Json::object(), contentOf(call("listVirtualMachines")));
    CPPUNIT_ASSERT_EQUAL(std::string{"Destroyed"}, machine(0)["state"].get<std::string>());
  }

  void accountsSeeOnlyTheirOwn() {
    running("web1");
    client_.control(Method::Post, "/_accounts",
                    {{"provider", "cloudstack"}, {"api_key", "other"}, {"secret_key", "word"}});
    CPPUNIT_ASSERT_EQUAL(Json::object(),
                         contentOf(call("listVirtualMachines", {}, "other", "word")));
    CPPUNIT_ASSERT_EQUAL(422, client_
                                  .control(Method::Post, "/_accounts",
                                           {{"provider", "cloudstack"}, {"api_key", "half"}})
                                  .status);
  }

  void pretendingChangesNothing() {
    client_.fault({{"provider", "cloudstack"},
                   {"operation", "deployVirtualMachine"},
                   {"fault", "lie_success"},
                   {"times", 1}});
    const auto lie = deploy("web1");
    CPPUNIT_ASSERT_EQUAL(200, lie.status);
    CPPUNIT_ASSERT(client_.book()["cloudstack"]["machines"].empty());
    CPPUNIT_ASSERT_EQUAL(431,
                         call("queryAsyncJobResult", {{"jobid", jobOf(contentOf(lie))}}).status);
    client_.fault({{"provider", "cloudstack"}, {"fault", "lie_error"}, {"times", 1}});
    CPPUNIT_ASSERT_EQUAL(431, deploy("web1").status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, client_.book()["cloudstack"]["machines"].size());
  }

  void secretsAreInNoCallAndNoBook() {
    deploy("web1", kSmall, {{"password", "Marked-Pass-4711"}});
    settle(call("createBucket", {{"name", "media"},
                                 {"objectstorageid", "0b5e0001-0000-4000-8000-000000000001"},
                                 {"quota", "1"}}));
    const auto bucket = contentOf(call("listBuckets"))["bucket"][0];
    CPPUNIT_ASSERT(!bucket["usersecretkey"].get<std::string>().empty());
    const auto book = client_.book().dump();
    CPPUNIT_ASSERT(book.find(bucket["usersecretkey"].get<std::string>()) == std::string::npos);
    const auto calls = client_.control(Method::Get, "/_calls?provider=cloudstack").body;
    for (const char* secret : {"Marked-Pass-4711", kKey, kSecret})
      CPPUNIT_ASSERT(calls.dump().find(secret) == std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::string{"deployVirtualMachine"},
                         calls["data"][0]["operation"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"cloudstack_shop"},
                         calls["data"][0]["account"].get<std::string>());
  }

  void signsEveryKnownAnswer() {
    const auto specs = hostler::testing::providerSpecs();
    if (!specs) return;
    const auto document = hostler::testing::jsonFile(*specs / "cloudstack/signature-vectors.json");
    for (const auto& vector : document.at("vectors")) {
      Params params;
      for (const auto& [name, value] : vector.at("params").items()) params[name] = value;
      CPPUNIT_ASSERT_EQUAL_MESSAGE(vector.at("name").get<std::string>(),
                                   vector.at("signature").get<std::string>(),
                                   signatureFor(params, vector.at("secret")));
    }
  }

  // Every command is one of the server's, and wants what the server wants.
  void answersHaveTheSpecifiedShape() {
    const auto specs = hostler::testing::providerSpecs();
    if (!specs) return;
    const auto document =
        hostler::testing::jsonFile(*specs / "cloudstack/listApis-4.18-trimmed.json");
    std::map<std::string, Json> known;
    for (const auto& api : document["listapisresponse"]["api"]) known[api["name"]] = api;
    int compared = 0;
    const auto apis = contentOf(call("listApis"));
    for (const auto& api : apis["api"]) {
      const auto name = api["name"].get<std::string>();
      const auto found = known.find(name);
      if (found == known.end()) continue;  // newer, or left out of the trimmed list
      ++compared;
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, found->second["isasync"].get<bool>(),
                                   api["isasync"].get<bool>());
      for (const auto& param : found->second["params"]) {
        if (param["required"] != true) continue;
        const bool asks =
            std::any_of(api["params"].begin(), api["params"].end(), [&](const Json& each) {
              return each["name"].get<std::string>().starts_with(param["name"].get<std::string>());
            });
        CPPUNIT_ASSERT_MESSAGE(name + " does not ask for " + param["name"].get<std::string>(),
                               asks);
      }
    }
    CPPUNIT_ASSERT(compared > 60);

    const auto id = running("web1");
    const auto examples =
        hostler::testing::jsonFile(*specs / "cloudstack/samples/VirtualMachineService.json");
    auto example = examples["stopVirtualMachine"]["stopvirtualmachineresponse"];
    example["jobresult"]["virtualmachine"] = {{"id", ""},    {"name", ""},   {"displayname", ""},
                                              {"state", ""}, {"zoneid", ""}, {"created", ""}};
    example.erase("completed");
    hostler::testing::assertShape("stopVirtualMachine", example,
                                  settle(call("stopVirtualMachine", {{"id", id}})));
  }

 private:
  static Params signedParams(const std::string& command, Params params, const std::string& key,
                             const std::string& secret) {
    params.insert({{"command", command},
                   {"apikey", key},
                   {"response", "json"},
                   {"signatureversion", "3"},
                   {"expires", "2026-01-05T10:10:00+0000"}});
    params["signature"] = signatureFor(params, secret);
    return params;
  }
  static std::string form(const Params& params) {
    const SandboxClient::Params fields(params.begin(), params.end());
    return hostler::sdk::formEncode(fields);
  }
  Told send(const Params& params) {
    const auto response = client_.server().ask(Method::Post, kApi, form(params));
    return {response.status, Json::parse(hostler::sandbox::textOf(response), nullptr, false)};
  }
  Told call(const std::string& command, Params params = {}, const std::string& key = kKey,
            const std::string& secret = kSecret) {
    auto told = send(signedParams(command, std::move(params), key, secret));
    CPPUNIT_ASSERT_MESSAGE(told.body.dump(), told.body.contains(lowered(command) + "response"));
    return told;
  }
  static Json contentOf(const Told& told) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(told.body.dump(), 200, told.status);
    return *told.body.begin();
  }
  static std::string errorOf(const Told& told) {
    return told.body.begin()->at("errortext").get<std::string>();
  }
  static std::string jobOf(const Json& begun) { return begun.at("jobid").get<std::string>(); }
  Json settle(const Told& begun) {
    const auto id = contentOf(begun).at("jobid").get<std::string>();
    for (int polls = 0; polls < 20; ++polls) {
      const auto job = contentOf(call("queryAsyncJobResult", {{"jobid", id}}));
      if (job["jobstatus"] != 0) return job;
    }
    CPPUNIT_FAIL("the job never ends");
    return {};
  }
  Told deploy(const std::string& name, const std::string& size = kSmall, Params more = {}) {
    more.insert(
        {{"name", name}, {"zoneid", kZone}, {"serviceofferingid", size}, {"templateid", kDebian}});
    return call("deployVirtualMachine", std::move(more));
  }
  std::string running(const std::string& name) {
    return settle(deploy(name))["jobresult"]["virtualmachine"]["id"].get<std::string>();
  }
  std::string group() {
    return contentOf(call("createSecurityGroup", {{"name", "web"}}))["securitygroup"]["id"]
        .get<std::string>();
  }
  void addAccount(Json account) {
    account.update({{"provider", "cloudstack"}, {"api_key", kKey}, {"secret_key", kSecret}});
    client_.control(Method::Post, "/_accounts", account);
  }
  Json machine(std::size_t index) { return client_.book()["cloudstack"]["machines"][index]; }

  const ManualClock clock_{*hostler::Instant::parse("2026-01-05T10:00:00Z")};
  SandboxClient client_{[this] {
    hostler::sandbox::SandboxOptions options;
    options.clock = &clock_;
    return options;
  }()};
};

HOSTLER_SUITE(SandboxCloudstackTest, "plugins/sandbox/cloudstack");
