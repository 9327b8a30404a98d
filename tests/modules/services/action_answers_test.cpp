#include "tests/modules/services/service_shop.h"

namespace hostler {

using testing::ServiceShop;

// What the API answers to an action: the job that goes on with it, or the service where nothing has
// to be waited for.
class ActionAnswersTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ActionAnswersTest);
  CPPUNIT_TEST(workThatGoesOnIsAnsweredWithItsJob);
  CPPUNIT_TEST(whatIsDoneIsAnsweredWithTheService);
  CPPUNIT_TEST(aNewPasswordIsAJobToo);
  CPPUNIT_TEST(anAcceptedOrderIsMadeBeforeItIsPaid);
  CPPUNIT_TEST(whatIsPaidOrCancelledIsNotAccepted);
  CPPUNIT_TEST(staffSeeTheServicesOfOneClient);
  CPPUNIT_TEST(eachServerOfAProvisionerIsTested);
  CPPUNIT_TEST_SUITE_END();

 public:
  void workThatGoesOnIsAnsweredWithItsJob() {
    const auto id = shop_.running();
    const auto path = "/services/" + id.text();
    jobOf(shop_.client.post(path + "/suspend", Json::object()));
    shop_.doJobs();
    jobOf(shop_.client.post(path + "/unsuspend"));
    shop_.doJobs();
    auto owner = shop_.engine.owner();
    jobOf(owner.post("/admin" + path + "/suspend", {{"reason", "abuse"}}));
    shop_.doJobs();
    jobOf(owner.post("/admin" + path + "/unsuspend"));
    shop_.doJobs();
    const auto job = jobOf(shop_.client.post(path + "/cancel", {{"when", "now"}}));
    shop_.settle();
    CPPUNIT_ASSERT_EQUAL(std::string{"succeeded"},
                         shop_.client.get("/jobs/" + job)["state"].get<std::string>());
  }

  void whatIsDoneIsAnsweredWithTheService() {
    const auto id = shop_.running();
    const auto answer =
        shop_.client.post("/services/" + id.text() + "/cancel", {{"when", "end_of_term"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
    CPPUNIT_ASSERT_EQUAL(id.text(), answer["id"].get<std::string>());
    CPPUNIT_ASSERT(answer["cancel_on"].is_string());
    CPPUNIT_ASSERT(answer["job"].is_null());
  }

  void aNewPasswordIsAJobToo() {
    const auto id = shop_.running();
    jobOf(
        shop_.client.post("/services/" + id.text() + "/change-password", {{"password", nullptr}}));
  }

  void anAcceptedOrderIsMadeBeforeItIsPaid() {
    const auto ordered = shop_.order();
    shop_.orderService.accept(shop_.staff(), ordered.order);
    shop_.settle();

    CPPUNIT_ASSERT(
        shop_.is(shop_.now(ordered.service), ServiceStatus::Active, ProvisioningState::Idle));
    CPPUNIT_ASSERT(!shop_.now(ordered.service).paidUntil);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop_.panel.asked("create"));
    const auto order = shop_.engine.database().read([&](db::Reader& reader) {
      return shop_.orders.find(reader, Scope::ofTenant(kPlatform), ordered.order).value();
    });
    CPPUNIT_ASSERT(order.status == OrderStatus::Active);

    shop_.pay(ordered.invoice);
    shop_.settle();
    CPPUNIT_ASSERT(shop_.now(ordered.service).paidUntil.has_value());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop_.panel.asked("create"));
  }

  void whatIsPaidOrCancelledIsNotAccepted() {
    const auto paid = shop_.order();
    shop_.pay(paid.invoice);
    const auto cancelled = shop_.order("panel", "example.org");
    shop_.orderService.cancel(shop_.clientActor(), cancelled.order, "changed my mind");
    for (const auto& one : {paid, cancelled}) {
      try {
        shop_.orderService.accept(shop_.staff(), one.order);
        CPPUNIT_FAIL("it was accepted");
      } catch (const DomainError& error) {
        CPPUNIT_ASSERT_EQUAL(std::string{"order_not_acceptable"}, error.code());
      }
    }
    CPPUNIT_ASSERT_THROW(shop_.orderService.accept(shop_.staff(), Id<Order>::of(1)), NotFound);
  }

  void staffSeeTheServicesOfOneClient() {
    const auto id = shop_.running();
    auto owner = shop_.engine.owner();
    auto other = shop_.engine.signedUpClient("ravi@example.in");
    const auto others = other.get("/account")["id"].get<std::string>();
    const auto mine = "/admin/clients/" + shop_.account.text() + "/services";

    const auto listed = owner.get(mine);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(listed.text, std::size_t{1}, listed["data"].size());
    CPPUNIT_ASSERT_EQUAL(id.text(), listed["data"][0]["id"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"one"}, listed["data"][0]["server"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{0},
                         owner.get("/admin/clients/" + others + "/services")["data"].size());
    CPPUNIT_ASSERT_EQUAL(404, owner.get("/admin/clients/acc_0000000000001/services").status);
    CPPUNIT_ASSERT_EQUAL(403, shop_.client.get(mine).status);
    CPPUNIT_ASSERT_EQUAL(401, shop_.engine.stranger().get(mine).status);
  }

  void eachServerOfAProvisionerIsTested() {
    shop_.engine.database().transaction([&](db::Transaction& tx) {
      Server server;
      server.id = shop_.engine.ids().next<Server>();
      server.name = "another";
      server.plugin = "panel";
      server.settings = {{"host", "down.example"}};
      ServerRepository{shop_.engine.vault()}.insert(tx, server, {{"token", "t"}},
                                                    shop_.engine.clock().now());
    });
    shop_.panel.on("test_connection", [](const ProviderRequest& request) {
      if (request.body.at("server_settings").contains("host"))
        return ProviderAnswer::failed(Outcome::Retryable, "unreachable", "no answer");
      return ProviderAnswer{Outcome::Succeeded, Json::object()};
    });

    const auto trials = shop_.services.servers().testAll("panel");

    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, trials.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"another"}, trials[0].name);
    CPPUNIT_ASSERT(!trials[0].works);
    CPPUNIT_ASSERT_EQUAL(std::string{"unreachable"}, trials[0].code);
    CPPUNIT_ASSERT_EQUAL(std::string{"one"}, trials[1].name);
    CPPUNIT_ASSERT(trials[1].works);
    CPPUNIT_ASSERT(shop_.services.servers().testAll("nobody").empty());
  }

 private:
  std::string jobOf(const testing::ApiAnswer& answer) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 202, answer.status);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, std::size_t{1}, answer.body.size());
    const auto job = answer["job"].get<std::string>();
    const auto seen = shop_.client.get("/jobs/" + job);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(seen.text, 200, seen.status);
    CPPUNIT_ASSERT_EQUAL(job, seen["id"].get<std::string>());
    return job;
  }

  ServiceShop shop_;
};
HOSTLER_SUITE(ActionAnswersTest, "modules/services/action_answers");

}  // namespace hostler
