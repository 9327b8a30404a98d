// A server's whole life in each of the clouds that ship, through the public API on the real
// program: bought, used, and ended without a bill left behind.

#include "tests/journeys/engine_process.h"
#include "tests/journeys/journey.h"
#include "tests/support/suite.h"

#include <chrono>
#include <fstream>
#include <sstream>

namespace hostler::testing {
namespace {

/// What a plugin's conformance.json says of its sandbox.
Json setupOf(const std::string& plugin, const std::string& sandbox) {
  std::ifstream file{std::string{std::getenv("HOSTLER_SOURCE")} + "/plugins/provisioner/" + plugin +
                     "/conformance.json"};
  std::stringstream text;
  text << file.rdbuf();
  auto setup = text.str();
  const std::string mark = "{sandbox}";
  for (auto at = setup.find(mark); at != std::string::npos; at = setup.find(mark, at))
    setup.replace(at, mark.size(), sandbox);
  return Json::parse(setup);
}

}  // namespace

class CloudTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CloudTest);
  CPPUNIT_TEST(aServersLifeAtDigitalOcean);
  CPPUNIT_TEST(aServersLifeAtCloudStack);
  CPPUNIT_TEST(aServersLifeAtEc2);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aServersLifeAtDigitalOcean() {
    live("digitalocean", "debian-12-x64", "/digitalocean/droplets",
         {"/digitalocean/droplets", "/digitalocean/volumes", "/digitalocean/snapshots",
          "/digitalocean/reserved_ips", "/digitalocean/ssh_keys"},
         "POST /v2/volumes");
  }
  void aServersLifeAtCloudStack() {
    live("cloudstack", "7e3b0001-0000-4000-8000-000000000002", "/cloudstack/machines",
         {"/cloudstack/machines", "/cloudstack/volumes", "/cloudstack/snapshots",
          "/cloudstack/ssh_keys"},
         "createVolume");
  }
  void aServersLifeAtEc2() {
    live("aws", "ami-0aaaaaaaaaaaaaaa2", "/ec2/instances",
         {"/ec2/instances", "/ec2/volumes", "/ec2/snapshots", "/ec2/addresses", "/ec2/key_pairs"},
         "CreateVolume");
  }

 private:
  void live(const std::string& plugin, const std::string& otherImage, const std::string& machines,
            const std::vector<std::string>& shelves, const std::string& creatingVolumes) {
    Installation here;
    here.startEngine();
    Journey journey{here};
    here_ = &here;
    journey_ = &journey;
    const auto setup = setupOf(plugin, here.sandboxUrl());
    const auto product = openShop(plugin, setup);
    std::map<std::string, std::size_t> before;
    for (const auto& shelf : shelves) before[shelf] = book(shelf).size();

    // A server is bought like everything else.
    journey.signUp("meera.cloud@example.in");
    must(journey.customer().post(
             "/api/compute/instances",
             {{"product_id", product}, {"cycle", "monthly"}, {"hostname", "web1.meera.example"}}),
         201);
    const auto order =
        must(journey.customer().post("/api/checkout", {{"accept_terms", true}}), 201);
    CPPUNIT_ASSERT_EQUAL(before[machines], book(machines).size());  // nothing before it is paid
    journey.payWithRazorpay(order["invoice"]["id"]);
    id_ = order["order"]["items"][0]["service_id"];
    awaitService("active");
    CPPUNIT_ASSERT_EQUAL(before[machines] + 1, book(machines).size());
    CPPUNIT_ASSERT_EQUAL(std::string{"running"}, instance()["power"].get<std::string>());

    act("stop");
    CPPUNIT_ASSERT_EQUAL(std::string{"stopped"}, instance()["power"].get<std::string>());
    act("start");
    act("rebuild", {{"image", otherImage}});
    CPPUNIT_ASSERT_EQUAL(std::string{"running"}, instance()["power"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(
        422, journey.customer()
                 .post(path("actions"), {{"action", "rebuild"}, {"params", {{"image", "ami-0"}}}})
                 .status);

    // The answer is lost after the work was done: there is one volume all the same.
    fault({{"operation", creatingVolumes}, {"fault", "drop_after_effect"}, {"times", 1}}, setup);
    const auto volume = make("volumes", {{"size_gb", 10}, {"name", "data"}});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, listed("volumes").size());
    nobodyElseSees(volume);
    on("volumes", volume, "attach", {{"instance_id", id_}});
    const auto snapshot = make("snapshots", {{"name", "before"}});
    act("restore_snapshot", {{"snapshot_id", snapshot}});
    make("ssh-keys",
         {{"public_key",
           "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGNvbmZvcm1hbmNlLWtpdC1rZXktMDAwMDAwMDAwMDAw m"}});
    CPPUNIT_ASSERT_EQUAL(409, journey.customer()
                                  .post("/api/compute/load-balancers",
                                        {{"instance_id", id_}, {"rules", Json::array()}})
                                  .status);  // not included

    const auto server = ownersServer(plugin);
    const auto compared =
        must(journey.operatorOfTheShop().get("/api/admin/servers/" + server + "/belongings"), 200);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(compared.dump(), std::size_t{0}, compared["missing"].size());

    // Its end takes everything along: what holds data after a week, the last backup after thirty
    // days.
    must(journey.customer().remove("/api/compute/instances/" + id_), 202);
    awaitService("cancelled");
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, listed("volumes").size());
    journey.moveClock("P8D");
    for (int i = 0; i < 40 && !listed("volumes").empty(); ++i) journey.moveClock("PT30S");
    CPPUNIT_ASSERT_MESSAGE(here.engine().log(), listed("volumes").empty());
    CPPUNIT_ASSERT_EQUAL(before[machines], book(machines).size());
    journey.moveClock("P31D");
    for (int i = 0; i < 10; ++i) journey.moveClock("PT5M");
    for (const auto& shelf : shelves)
      CPPUNIT_ASSERT_EQUAL_MESSAGE(shelf + book(shelf).dump(), before[shelf], book(shelf).size());
    CPPUNIT_ASSERT_NO_THROW(here.run({"ledger", "verify"}));
    CPPUNIT_ASSERT_NO_THROW(here.run({"audit", "verify"}));
  }

  void nobodyElseSees(const std::string& volume) {
    Journey other{*here_};
    other.signUp("ravi.cloud@example.in");
    auto& ravi = other.customer();
    const auto server = "/api/compute/instances/" + id_, disk = "/api/compute/volumes/" + volume;
    for (const auto& answer :
         {ravi.get(server), ravi.get(server + "/metrics"), ravi.get(server + "/console"),
          ravi.remove(server), ravi.post(path("actions"), {{"action", "stop"}}), ravi.get(disk),
          ravi.remove(disk), ravi.post(disk + "/actions", {{"action", "detach"}}),
          ravi.post("/api/compute/volumes", {{"instance_id", id_}, {"size_gb", 1}})})
      CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 404, answer.status);
    for (const auto* list : {"instances", "volumes", "snapshots"})
      CPPUNIT_ASSERT(must(ravi.get(std::string{"/api/compute/"} + list), 200)["data"].empty());
    HttpClient stranger{here_->engineUrl()};
    CPPUNIT_ASSERT_EQUAL(401, stranger.get(server).status);
    CPPUNIT_ASSERT_EQUAL(401, stranger.post(path("actions"), {{"action", "stop"}}).status);
  }

  Json must(const HttpAnswer& answer, int status) {
    if (answer.status != status)
      throw std::runtime_error{"answered " + std::to_string(answer.status) + ": " + answer.text +
                               "\n" + here_->engine().log()};
    return answer.body;
  }

  /// One product of the plugin, which the demonstration has a cloud account for; the product's id.
  std::string openShop(const std::string& plugin, const Json& setup) {
    auto& owner = journey_->operatorOfTheShop();
    const Json price{{"currency", "INR"},
                     {"cycle", "monthly"},
                     {"price", {{"amount", 49900}, {"currency", "INR"}}},
                     {"setup_fee", {{"amount", 0}, {"currency", "INR"}}}};
    const auto product = must(
        owner.post("/api/products",
                   {{"name", "Cloud 1"},
                    {"slug", "cloud-1"},
                    {"type", "vps"},
                    {"tax_class", "998315"},
                    {"provisioning", {{"plugin", plugin}, {"settings", setup["product_settings"]}}},
                    {"pricing", Json::array({price})}}),
        201);
    const std::string id = product["id"];
    const Json included = Json::array({{{"kind", "volumes"}, {"most", 1}, {"gigabytes", 20}},
                                       {{"kind", "snapshots"}, {"most", 1}}});
    must(owner.put("/api/admin/products/" + id + "/compute", {{"data", included}}), 200);
    return id;
  }

  std::string ownersServer(const std::string& plugin) {
    const auto servers = must(journey_->operatorOfTheShop().get("/api/admin/servers"), 200);
    for (const auto& server : servers["data"]) {
      if (server["plugin"] == plugin) return server["id"];
    }
    throw std::runtime_error{"there is no server"};
  }

  void fault(Json fault, const Json& setup) {
    fault["provider"] = setup["provider"];
    must(journey_->sandbox().post("/_faults", fault), 201);
  }
  Json book(const std::string& shelf) {
    const auto all = must(journey_->sandbox().get("/_book"), 200);
    const Json::json_pointer place{shelf};
    return all.contains(place) ? all.at(place) : Json::array();
  }
  std::string path(const std::string& below) { return "/api/services/" + id_ + "/" + below; }
  Json instance() { return must(journey_->customer().get("/api/compute/instances/" + id_), 200); }
  Json listed(const std::string& kind) {
    return must(journey_->customer().get("/api/compute/" + kind), 200)["data"];
  }

  void awaitService(const std::string& status) {
    Json last;
    for (int i = 0; i < 60; ++i) {
      last = journey_->service(id_);
      if (last["status"] == status) return;
      journey_->moveClock("PT31S");
    }
    throw std::runtime_error{"the service did not become " + status + ": " + last.dump() + "\n" +
                             here_->engine().log()};
  }
  void awaitJob(const std::string& job) {
    Json last;
    for (int i = 0; i < 60; ++i) {
      last = must(journey_->customer().get("/api/jobs/" + job), 200);
      if (last["state"] == "succeeded") return;
      if (last["state"] == "failed" || last["state"] == "parked") break;
      journey_->moveClock("PT5S");
    }
    throw std::runtime_error{"a job ended otherwise: " + last.dump() + instance().dump() + "\n" +
                             here_->engine().log()};
  }
  void act(const std::string& action, const Json& params = Json::object()) {
    awaitJob(
        must(journey_->customer().post(path("actions"), {{"action", action}, {"params", params}}),
             202)["job"]);
  }
  std::string make(const std::string& kind, Json body) {
    body["instance_id"] = id_;
    const auto made = must(journey_->customer().post("/api/compute/" + kind, body), 202);
    awaitJob(made["job"]);
    return made["id"];
  }
  void on(const std::string& kind, const std::string& id, const std::string& action, Json body) {
    body["action"] = action;
    awaitJob(must(journey_->customer().post("/api/compute/" + kind + "/" + id + "/actions", body),
                  202)["job"]);
  }

  Installation* here_ = nullptr;
  Journey* journey_ = nullptr;
  std::string id_;
};
HOSTLER_SUITE(CloudTest, "journeys/cloud");

}  // namespace hostler::testing
