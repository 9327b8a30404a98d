#include "tests/plugins/support/conformance.h"
#include "tests/plugins/support/openapi.h"
#include "tests/plugins/support/sandbox_client.h"
#include "tests/plugins/support/shapes.h"

using hostler::Json;
using hostler::front::Method;
using hostler::testing::SandboxClient;
using hostler::testing::Told;

class SandboxDigitalOceanTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SandboxDigitalOceanTest);
  CPPUNIT_TEST(onlyTheRightTokenOpens);
  CPPUNIT_TEST(errorsHaveTheProvidersShape);
  CPPUNIT_TEST(aDropletIsActiveAfterSomeLooks);
  CPPUNIT_TEST(whatCannotBeMadeIsRefused);
  CPPUNIT_TEST(aDropletDoesOneThingAtATime);
  CPPUNIT_TEST(onlyADropletThatIsOffIsResized);
  CPPUNIT_TEST(listsAreLinkedPages);
  CPPUNIT_TEST(everyAnswerSaysWhatIsLeftOfTheHour);
  CPPUNIT_TEST(anHourThatIsUsedUpIsOver);
  CPPUNIT_TEST(whatIsPlainlyDeletedLeavesPaidThingsBehind);
  CPPUNIT_TEST(aSelectiveEndTakesWhatItNames);
  CPPUNIT_TEST(twoTeamsDoNotSeeEachOther);
  CPPUNIT_TEST(answersFitTheProvidersDocument);
  CPPUNIT_TEST_SUITE_END();

 public:
  void onlyTheRightTokenOpens() {
    CPPUNIT_ASSERT_EQUAL(200, get("/account").status);
    for (const char* wrong :
         {"", "Bearer x", "Basic dop_v1_sandbox0000000000000000000000000000000000",
          "dop_v1_sandbox0000000000000000000000000000000000"}) {
      const auto told = ask(Method::Get, "/account", nullptr, wrong);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(wrong, 401, told.status);
      CPPUNIT_ASSERT_EQUAL(std::string{"unauthorized"}, told.body["id"].get<std::string>());
    }
  }

  void errorsHaveTheProvidersShape() {
    for (const auto& told :
         {get("/droplets/1"), get("/teapots"),
          post("/droplets", {{"name", "a b"}, {"size", "s-1vcpu-1gb"}, {"image", "debian-12-x64"}}),
          post("/droplets", {{"colour", "red"}})}) {
      CPPUNIT_ASSERT(told.status == 404 || told.status == 422);
      for (const char* member : {"id", "message", "request_id"})
        CPPUNIT_ASSERT_MESSAGE(member, told.body[member].is_string());
    }
  }

  void aDropletIsActiveAfterSomeLooks() {
    const auto made = post("/droplets", dropletBody());
    CPPUNIT_ASSERT_EQUAL(202, made.status);
    const auto& droplet = made.body["droplet"];
    CPPUNIT_ASSERT_EQUAL(std::string{"new"}, droplet["status"].get<std::string>());
    CPPUNIT_ASSERT(droplet["networks"]["v4"].empty());
    const auto action = made.body["links"]["actions"][0]["id"].dump();

    for (int look = 0; look < 2; ++look)
      CPPUNIT_ASSERT_EQUAL(std::string{"in-progress"}, actionStatus(action));
    CPPUNIT_ASSERT_EQUAL(std::string{"completed"}, actionStatus(action));

    const auto active = get("/droplets/" + droplet["id"].dump()).body["droplet"];
    CPPUNIT_ASSERT_EQUAL(std::string{"active"}, active["status"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, active["networks"]["v4"].size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, get("/droplets?tag_name=web").body["droplets"].size());
    CPPUNIT_ASSERT(get("/droplets?tag_name=none").body["droplets"].empty());
  }

  void whatCannotBeMadeIsRefused() {
    const std::vector<std::pair<const char*, Json>> wrong{
        {"name", "under_score"},    {"name", nullptr}, {"size", "s-900vcpu"},
        {"size", "s-24vcpu-128gb"}, {"image", "beos"}, {"region", "moon1"},
        {"ssh_keys", {4711}},       {"tags", {"a b"}}, {"vpc_uuid", "none"},
        {"colour", "red"}};
    for (const auto& [member, value] : wrong) {
      auto body = dropletBody();
      body[member] = value;
      CPPUNIT_ASSERT_EQUAL_MESSAGE(member, 422, post("/droplets", body).status);
    }
    CPPUNIT_ASSERT(client_.book()["digitalocean"]["droplets"].empty());
  }

  void aDropletDoesOneThingAtATime() {
    const auto id = activeDroplet();
    CPPUNIT_ASSERT_EQUAL(201, act(id, {{"type", "reboot"}}).status);
    const auto refused = act(id, {{"type", "power_off"}});
    CPPUNIT_ASSERT_EQUAL(422, refused.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"Droplet already has a pending event."},
                         refused.body["message"].get<std::string>());
  }

  void onlyADropletThatIsOffIsResized() {
    const auto id = activeDroplet();
    const Json resize{{"type", "resize"}, {"size", "s-2vcpu-2gb"}, {"disk", false}};
    CPPUNIT_ASSERT_EQUAL(422, act(id, resize).status);
    finish(act(id, {{"type", "power_off"}}));
    finish(act(id, resize));
    const auto droplet = get("/droplets/" + id).body["droplet"];
    CPPUNIT_ASSERT_EQUAL(std::string{"s-2vcpu-2gb"}, droplet["size_slug"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(25, droplet["disk"].get<int>());
    CPPUNIT_ASSERT_EQUAL(std::string{"off"}, droplet["status"].get<std::string>());
  }

  void listsAreLinkedPages() {
    for (int i = 0; i < 5; ++i) {
      auto body = dropletBody();
      body["name"] = "web" + std::to_string(i) + ".example";
      post("/droplets", body);
    }
    const auto first = get("/droplets?per_page=2").body;
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, first["droplets"].size());
    CPPUNIT_ASSERT_EQUAL(5, first["meta"]["total"].get<int>());
    const auto& pages = first["links"]["pages"];
    CPPUNIT_ASSERT(pages.contains("next") && pages.contains("last") && !pages.contains("prev"));
    const auto last = get("/droplets?per_page=2&page=3").body;
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, last["droplets"].size());
    CPPUNIT_ASSERT(!last["links"]["pages"].contains("next"));
    CPPUNIT_ASSERT(get("/droplets").body["links"].empty());
    CPPUNIT_ASSERT_EQUAL(400, get("/droplets?per_page=201").status);
  }

  void everyAnswerSaysWhatIsLeftOfTheHour() {
    const auto response = client_.server().ask(Method::Get, "/digitalocean/v2/account", "",
                                               {{"authorization", kBearer}});
    const auto header = [&](const std::string& name) -> std::string {
      for (const auto& [each, value] : response.headers) {
        if (each == name) return value;
      }
      return "";
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"5000"}, header("ratelimit-limit"));
    CPPUNIT_ASSERT_EQUAL(std::string{"4999"}, header("ratelimit-remaining"));
    CPPUNIT_ASSERT(std::stoll(header("ratelimit-reset")) > 1'700'000'000);
  }

  void anHourThatIsUsedUpIsOver() {
    client_.control(Method::Post, "/_accounts",
                    {{"provider", "digitalocean"}, {"token", "few"}, {"rate_limit", 2}});
    CPPUNIT_ASSERT_EQUAL(200, ask(Method::Get, "/account", nullptr, "Bearer few").status);
    CPPUNIT_ASSERT_EQUAL(200, ask(Method::Get, "/account", nullptr, "Bearer few").status);
    const auto told = ask(Method::Get, "/account", nullptr, "Bearer few");
    CPPUNIT_ASSERT_EQUAL(429, told.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"too_many_requests"}, told.body["id"].get<std::string>());
  }

  void whatIsPlainlyDeletedLeavesPaidThingsBehind() {
    const auto id = activeDroplet();
    post("/reserved_ips", {{"droplet_id", std::stoll(id)}});
    finish(act(id, {{"type", "snapshot"}, {"name", "before"}}));
    CPPUNIT_ASSERT_EQUAL(204, ask(Method::Delete, "/droplets/" + id).status);
    const auto book = client_.book()["digitalocean"];
    CPPUNIT_ASSERT(book["droplets"].empty());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, book["reserved_ips"].size());
    CPPUNIT_ASSERT(book["reserved_ips"][0]["droplet_id"].is_null());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, book["snapshots"].size());
  }

  void aSelectiveEndTakesWhatItNames() {
    const auto id = activeDroplet();
    const auto ip =
        post("/reserved_ips", {{"droplet_id", std::stoll(id)}}).body["reserved_ip"]["ip"];
    finish(act(id, {{"type", "snapshot"}, {"name", "before"}}));
    const auto base = "/droplets/" + id + "/destroy_with_associated_resources";
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, get(base).body["snapshots"].size());
    CPPUNIT_ASSERT_EQUAL(404, get(base + "/status").status);
    CPPUNIT_ASSERT_EQUAL(422,
                         ask(Method::Delete, base + "/selective", {{"snapshots", {"999"}}}).status);
    CPPUNIT_ASSERT_EQUAL(
        202,
        ask(Method::Delete, base + "/selective", {{"reserved_ips", Json::array({ip})}}).status);
    CPPUNIT_ASSERT(get(base + "/status").body["completed_at"].is_null());
    CPPUNIT_ASSERT(get(base + "/status").body["completed_at"].is_string());
    const auto book = client_.book()["digitalocean"];
    CPPUNIT_ASSERT(book["droplets"].empty() && book["reserved_ips"].empty());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, book["snapshots"].size());
  }

  void twoTeamsDoNotSeeEachOther() {
    const auto id = activeDroplet();
    client_.control(Method::Post, "/_accounts",
                    {{"provider", "digitalocean"}, {"token", "second"}});
    CPPUNIT_ASSERT_EQUAL(404, ask(Method::Get, "/droplets/" + id, nullptr, "Bearer second").status);
    CPPUNIT_ASSERT(
        ask(Method::Get, "/droplets", nullptr, "Bearer second").body["droplets"].empty());
  }

  void answersFitTheProvidersDocument() {
    const auto specs = hostler::testing::providerSpecs();
    if (!specs) return;
    const hostler::testing::OpenApi api{
        hostler::testing::jsonFile(*specs / "digitalocean/v2.openapi.json")};
    const auto id = activeDroplet();
    post("/account/keys", {{"name", "k"}, {"public_key", kKey}});
    post("/volumes", {{"name", "data"}, {"region", "blr1"}, {"size_gigabytes", 10}});
    post("/reserved_ips", {{"droplet_id", std::stoll(id)}});
    post("/firewalls",
         {{"name", "web"},
          {"inbound_rules",
           Json::array(
               {{{"protocol", "tcp"}, {"ports", "22"}, {"sources", {{"addresses", {"::/0"}}}}}})}});
    post("/load_balancers", {{"name", "front"},
                             {"region", "blr1"},
                             {"forwarding_rules", Json::array({{{"entry_protocol", "http"},
                                                                {"entry_port", 80},
                                                                {"target_protocol", "http"},
                                                                {"target_port", 80}}})}});
    post("/kubernetes/clusters",
         {{"name", "shop"},
          {"region", "blr1"},
          {"version", "1.33.1-do.0"},
          {"node_pools", Json::array({{{"name", "w"}, {"size", "s-2vcpu-4gb"}, {"count", 1}}})}});
    post("/databases", {{"name", "shop"},
                        {"engine", "pg"},
                        {"size", "db-s-1vcpu-1gb"},
                        {"region", "blr1"},
                        {"num_nodes", 1}});
    post("/images",
         {{"name", "golden"}, {"url", "https://images.example.com/a.qcow2"}, {"region", "blr1"}});
    finish(act(id, {{"type", "snapshot"}, {"name", "before"}}));
    for (const char* list :
         {"account", "account/keys", "regions", "sizes", "images", "droplets", "snapshots",
          "volumes", "reserved_ips", "firewalls", "load_balancers", "vpcs", "kubernetes/clusters",
          "kubernetes/options", "databases", "tags"}) {
      const auto told = get(std::string{"/"} + list);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(list, 200, told.status);
      api.assertAnswer("get", std::string{"/v2/"} + list, 200, told.body);
    }
    api.assertAnswer("get", "/v2/droplets/{droplet_id}", 200, get("/droplets/" + id).body);
    api.assertAnswer("get", "/v2/droplets/{droplet_id}/actions", 200,
                     get("/droplets/" + id + "/actions").body);
    api.assertAnswer("get", "/v2/droplets/{droplet_id}/snapshots", 200,
                     get("/droplets/" + id + "/snapshots").body);
    api.assertAnswer("get", "/v2/droplets/{droplet_id}/destroy_with_associated_resources", 200,
                     get("/droplets/" + id + "/destroy_with_associated_resources").body);
    api.assertAnswer(
        "get", "/v2/monitoring/metrics/droplet/cpu", 200,
        get("/monitoring/metrics/droplet/cpu?host_id=" + id + "&start=1767319445&end=1767323045")
            .body);
  }

 private:
  static constexpr const char* kBearer = "Bearer dop_v1_sandbox0000000000000000000000000000000000";
  static constexpr const char* kKey =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGNvbmZvcm1hbmNlLWtpdC1rZXktMDAwMDAwMDAwMDAw client";

  Told ask(Method method, const std::string& path, const Json& body = nullptr,
           const std::string& authorization = kBearer) {
    const auto response =
        client_.server().ask(method, "/digitalocean/v2" + path, body.is_null() ? "" : body.dump(),
                             {{"authorization", authorization}});
    return {response.status, Json::parse(hostler::sandbox::textOf(response), nullptr, false)};
  }
  Told get(const std::string& path) { return ask(Method::Get, path); }
  Told post(const std::string& path, const Json& body) { return ask(Method::Post, path, body); }
  Told act(const std::string& droplet, const Json& action) {
    return post("/droplets/" + droplet + "/actions", action);
  }
  std::string actionStatus(const std::string& id) {
    return get("/actions/" + id).body["action"]["status"].get<std::string>();
  }
  void finish(const Told& begun) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(begun.body.dump(), 201, begun.status);
    const auto id = begun.body["action"]["id"].dump();
    for (int look = 0; look < 5 && actionStatus(id) != "completed"; ++look) continue;
  }
  static Json dropletBody() {
    return {{"name", "web1.acme.example"}, {"region", "blr1"},
            {"size", "s-1vcpu-1gb"},       {"image", "debian-12-x64"},
            {"monitoring", true},          {"tags", {"web", "hostler", "x:y"}}};
  }
  std::string activeDroplet() {
    const auto made = post("/droplets", dropletBody());
    const auto action = made.body["links"]["actions"][0]["id"].dump();
    for (int look = 0; look < 5 && actionStatus(action) != "completed"; ++look) continue;
    return made.body["droplet"]["id"].dump();
  }

  SandboxClient client_;
};

HOSTLER_SUITE(SandboxDigitalOceanTest, "plugins/sandbox/digitalocean");
