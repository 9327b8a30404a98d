// A domain's life through the public API, on the real program, with GoDaddy played by the sandbox.

#include "tests/journeys/engine_process.h"
#include "tests/journeys/journey.h"
#include "tests/support/suite.h"

namespace hostler::testing {

class DomainsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DomainsTest);
  CPPUNIT_TEST(aDomainIsFoundBoughtMovedInAndRenewed);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aDomainIsFoundBoughtMovedInAndRenewed() {
    Installation here;
    here.startEngine();
    Journey journey{here};
    journey.signUp("meera@example.in");
    auto& customer = journey.customer();

    const auto found = customer.get("/api/domains/search?q=meera-bakes.com");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(found.text, 200, found.status);
    const auto& first = found.body["data"][0];
    CPPUNIT_ASSERT_EQUAL(std::string{"meera-bakes.com"}, first["domain"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL_MESSAGE(found.text, std::string{"available"},
                                 first["status"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(99900, first["register"]["amount"].get<int>());
    const auto told = customer.get("/api/domains/search/stream?q=meera-bakes.com");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(told.text, 200, told.status);
    CPPUNIT_ASSERT_MESSAGE(told.text, told.text.find("meera-bakes.com") != std::string::npos);

    // GoDaddy does what it is asked, and its answer is lost; the browser sends everything twice.
    const auto fault =
        journey.sandbox().post("/_faults", {{"provider", "godaddy"},
                                            {"operation", "POST /v1/domains/purchase"},
                                            {"fault", "drop_after_effect"},
                                            {"times", 1}});
    CPPUNIT_ASSERT_MESSAGE(fault.text, fault.status < 300);
    add(customer, {{"type", "domain"}, {"domain", "meera-bakes.com"}, {"action", "register"}});
    const auto bought = checkOut(customer, "first");
    const auto again = checkOut(customer, "first");
    CPPUNIT_ASSERT_EQUAL(bought["order"]["id"].get<std::string>(),
                         again["order"]["id"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(117882, bought["invoice"]["total"]["amount"].get<int>());  // and GST
    journey.payWithRazorpay(bought["invoice"]["id"]);
    const std::string id = bought["order"]["items"][0]["domain_id"];
    CPPUNIT_ASSERT_EQUAL(id, bought["invoice"]["lines"][0]["domain_id"].get<std::string>());
    const auto domain = journey.awaitDomain(id, "active");
    CPPUNIT_ASSERT_EQUAL(1, ordersAtGodaddy(journey, "register"));
    CPPUNIT_ASSERT(journey.wasMailed("domain_registered"));
    useIt(customer, id);

    // What somebody else has can be moved in, with the code that its registrar gives.
    add(customer, {{"type", "domain"},
                   {"domain", "taken-meera.com"},
                   {"action", "transfer"},
                   {"auth_code", "Elsewhere-Code-1"}});
    const auto moved = checkOut(customer, "second");
    journey.payWithRazorpay(moved["invoice"]["id"]);
    const std::string other = moved["order"]["items"][0]["domain_id"];
    journey.awaitDomain(other, "transferring");
    for (int i = 0; i < 6; ++i) journey.moveClock("PT1H");
    journey.awaitDomain(other, "active");
    CPPUNIT_ASSERT_EQUAL(1, ordersAtGodaddy(journey, "transfer"));

    // Its renewal is invoiced three weeks before it expires, and adds a year once it is paid.
    // Every day of it is lived through, so not in one request.
    for (int i = 0; i < 14; ++i) journey.moveClock("P25D");
    Json renewal;
    const auto invoices = customer.get("/api/invoices?limit=50");
    for (const auto& one : invoices.body["data"]) {
      const auto whole = journey.invoice(one["id"]);
      if (one["status"] == "unpaid" && whole["lines"][0]["domain_id"] == id) renewal = whole;
    }
    CPPUNIT_ASSERT_MESSAGE(invoices.text, !renewal.is_null());
    CPPUNIT_ASSERT_EQUAL(std::string{"renewal"}, renewal["kind"].get<std::string>());
    CPPUNIT_ASSERT(journey.wasMailed("domain_expiring"));
    journey.payWithRazorpay(renewal["id"]);
    awaitExpiry(journey, id, domain["expires_on"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(1, ordersAtGodaddy(journey, "renew"));

    CPPUNIT_ASSERT_NO_THROW(here.run({"ledger", "verify"}));
    CPPUNIT_ASSERT_NO_THROW(here.run({"audit", "verify"}));
    CPPUNIT_ASSERT_EQUAL(0, here.stopEngine());
  }

 private:
  static void add(HttpClient& customer, const Json& item) {
    const auto answer = customer.post("/api/cart/add", item);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 201, answer.status);
  }
  static Json checkOut(HttpClient& customer, const std::string& key) {
    const auto answer = customer.withKey(key).post("/api/checkout", {{"accept_terms", true}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 201, answer.status);
    return answer.body;
  }
  // What its owner may do with it, and what not.
  static void useIt(HttpClient& customer, const std::string& id) {
    const auto path = "/api/domains/" + id;
    const auto whois = customer.get(path + "/whois");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(whois.text, 200, whois.status);
    CPPUNIT_ASSERT(whois.body["live"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(std::string{"meera@example.in"},
                         whois.body["contacts"]["registrant"]["email"].get<std::string>());
    const auto locked = customer.get(path + "/auth-code");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(locked.text, 409, locked.status);
    const auto servers = customer.patch(
        path + "/nameservers", {{"nameservers", {"ns1.sahyadri.example", "ns2.sahyadri.example"}}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(servers.text, 202, servers.status);
    const auto link = customer.put(path + "/link", {{"service_id", "svc_0000000000001"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(link.text, 422, link.status);
    CPPUNIT_ASSERT_EQUAL(404, customer.get("/api/domains/dom_0000000000001").status);
    CPPUNIT_ASSERT_EQUAL(403, customer.get("/api/admin/domains/" + id).status);
  }
  static int ordersAtGodaddy(Journey& journey, const std::string& action) {
    int count = 0;
    const auto book = journey.sandbox().get("/_book").body;
    for (const auto& order : book["godaddy"]["orders"]) count += order["action"] == action ? 1 : 0;
    return count;
  }
  // A year more than it was.
  static void awaitExpiry(Journey& journey, const std::string& id, const std::string& before) {
    const auto year = std::to_string(std::stoi(before.substr(0, 4)) + 1) + before.substr(4, 3);
    std::string last;
    for (int i = 0; i < 60; ++i) {
      last = journey.customer().get("/api/domains/" + id).text;
      if (last.find("\"expires_on\":\"" + year) != std::string::npos) return;
      journey.moveClock("PT1M");
    }
    CPPUNIT_FAIL(last);
  }
};
HOSTLER_SUITE(DomainsTest, "journeys/domains");

}  // namespace hostler::testing
