#include "tests/modules/services/service_shop.h"

namespace hostler {

using testing::ServiceShop;

// What staff do with servers over the API, and clients with their backups.
class ServerRoutesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ServerRoutesTest);
  CPPUNIT_TEST(groupsAreKeptByStaff);
  CPPUNIT_TEST(healthIsToldAndKept);
  CPPUNIT_TEST(driftIsRepairedAndImported);
  CPPUNIT_TEST(aBackupIsAJobAndSoIsRestoring);
  CPPUNIT_TEST(aPreviewOfAnUpgradeNamesItsExtras);
  CPPUNIT_TEST_SUITE_END();

 public:
  void groupsAreKeptByStaff() {
    auto owner = shop_.engine.owner();
    const std::string all = "/admin/server-groups";
    const auto made = owner.post(all, {{"name", "pune"}, {"fill", "fill_first"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"name_taken"}, owner.post(all, {{"name", "pune"}}).code());
    CPPUNIT_ASSERT_EQUAL(422, owner.post(all, {{"name", "x"}, {"fill", "upside_down"}}).status);
    const auto path = all + "/" + made["id"].get<std::string>();
    owner.patch("/admin/servers/" + server(), {{"group", "pune"}});
    CPPUNIT_ASSERT_EQUAL(std::string{"round_robin"},
                         owner.patch(path, {{"fill", "round_robin"}})["fill"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(1, owner.get(path)["servers"].get<int>());
    CPPUNIT_ASSERT_EQUAL(100, owner.get(all)["data"][0]["places"].get<int>());
    CPPUNIT_ASSERT_EQUAL(std::string{"group_in_use"}, owner.remove(path).code());
    owner.patch("/admin/servers/" + server(), {{"group", nullptr}});
    CPPUNIT_ASSERT_EQUAL(204, owner.remove(path).status);
    CPPUNIT_ASSERT_EQUAL(404, owner.get(path).status);
    CPPUNIT_ASSERT_EQUAL(403, shop_.client.get(all).status);
  }

  void healthIsToldAndKept() {
    auto owner = shop_.engine.owner();
    tells("test_connection", {{"version", "11.136"}, {"warnings", {"not root's"}}});
    tells("capacity", {{"load_5", "0.08"}, {"accounts", 3}});
    const auto path = "/admin/servers/" + server() + "/health";
    CPPUNIT_ASSERT_EQUAL(std::string{"healthy"}, owner.get(path)["state"].get<std::string>());
    shop_.panel.fails("test_connection", Outcome::NeedsAttention, "Access denied");
    const auto told = owner.get(path);
    CPPUNIT_ASSERT_EQUAL(std::string{"failing"}, told["state"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, told["history"].size());
    CPPUNIT_ASSERT_EQUAL(std::string{"0.08"},
                         told["history"][1]["capacity"]["load_5"].get<std::string>());
  }

  void driftIsRepairedAndImported() {
    auto owner = shop_.engine.owner();
    const auto id = shop_.running();
    const auto account = shop_.now(id).externalId.value();
    Json there{{{"id", account}, {"domain", "example.com"}, {"suspended", true}},
               {{"id", "stray"}, {"username", "stray"}, {"domain", "stray.example"}}};
    tells("accounts", {{"accounts", there}});
    const auto path = "/admin/servers/" + server();
    const auto drift = owner.get(path + "/drift");
    CPPUNIT_ASSERT_EQUAL(id.text(), drift["differing"][0]["service"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"stray"}, drift["unknown"][0]["account"].get<std::string>());

    const auto repair = owner.post(path + "/repair", {{"service_id", id.text()}, {"by", "accept"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(repair.text, 202, repair.status);
    shop_.doJobs();
    CPPUNIT_ASSERT(shop_.now(id).status == ServiceStatus::Suspended);

    Json wanted{{"account", "stray"},
                {"client_id", shop_.account.text()},
                {"product_id", shop_.now(id).product.text()},
                {"cycle", "monthly"},
                {"next_due_date", shop_.now(id).paidUntil.value().text()}};
    const auto taken = owner.post(path + "/import", wanted);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(taken.text, 201, taken.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"active"}, taken["status"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(taken["id"], owner.post(path + "/import", wanted)["id"]);
    const auto mine = shop_.client.get("/services/" + taken["id"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"stray.example"}, mine["domain"].get<std::string>());
    CPPUNIT_ASSERT(owner.get(path + "/drift")["unknown"].empty());
  }

  void aBackupIsAJobAndSoIsRestoring() {
    const auto id = shop_.running();
    const auto path = "/services/" + id.text();
    const auto backup = shop_.client.post(path + "/backup");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(backup.text, 202, backup.status);
    shop_.doJobs();
    CPPUNIT_ASSERT_EQUAL(
        std::string{"b1"},
        shop_.client.get("/jobs/" + backup["job"].get<std::string>())["result"]["backup"]
            .get<std::string>());
    tells("backups", {{"backups", {{{"id", "night"}, {"state", "done"}, {"restorable", true}}}}});
    tells("restore", Json::object());
    const auto restore = shop_.client.post(path + "/restore", {{"backup_id", "night"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(restore.text, 202, restore.status);
    shop_.doJobs();
    CPPUNIT_ASSERT(shop_.is(shop_.now(id), ServiceStatus::Active, ProvisioningState::Idle));
    CPPUNIT_ASSERT_EQUAL(422, shop_.client.post(path + "/restore", Json::object()).status);
    CPPUNIT_ASSERT_EQUAL(
        404, shop_.engine.signedUpClient("ravi@example.in").post(path + "/backup").status);
  }

  void aPreviewOfAnUpgradeNamesItsExtras() {
    const auto id = shop_.running();
    const auto answer =
        shop_.client.post("/services/" + id.text() + "/upgrade",
                          {{"product_id", shop_.largerPlan().text()}, {"preview", true}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
    CPPUNIT_ASSERT_EQUAL(998'00, answer["price"]["amount"].get<int>());
    CPPUNIT_ASSERT(answer["extras"].empty());
    const auto unknown = shop_.client.post("/services/" + id.text() + "/upgrade",
                                           {{"options", {{"disk", 5}}}, {"preview", true}});
    CPPUNIT_ASSERT_EQUAL(std::string{"unknown_option"}, unknown.fieldCode("options.disk"));
  }

 private:
  void tells(const std::string& verb, const Json& reply) {
    shop_.panel.on(verb, [reply](const ProviderRequest&) {
      return ProviderAnswer{Outcome::Succeeded, reply};
    });
  }
  std::string server() {
    return shop_.engine.database().query("SELECT id FROM servers").only().id<Server>("id").text();
  }

  ServiceShop shop_;
};
HOSTLER_SUITE(ServerRoutesTest, "modules/services/server_routes");

}  // namespace hostler
