// A customer who needs help, and a customer's colleague who may look and not touch, on the real
// program with the demonstration's shop.

#include "tests/journeys/engine_process.h"
#include "tests/journeys/journey.h"
#include "tests/support/mariadb.h"
#include "tests/support/suite.h"

#include <algorithm>

namespace hostler::testing {

class AskingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(AskingTest);
  CPPUNIT_TEST(aTicketFromQuestionToRatingOnSqlite);
  CPPUNIT_TEST(aTicketFromQuestionToRatingOnMariaDb);
  CPPUNIT_TEST(aColleagueMayLookAndNotBuy);
  CPPUNIT_TEST(whoLeavesIsForgotten);
  CPPUNIT_TEST(whoLeavesIsForgottenOnMariaDb);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aTicketFromQuestionToRatingOnSqlite() {
    Installation here;
    ask(here);
  }

  void aTicketFromQuestionToRatingOnMariaDb() {
    auto url = MariaDb::shared().freshDatabase();
    Installation here{"mysql://" + url.user + ":" + url.password + "@" + url.host + ":" +
                      std::to_string(url.port) + "/" + url.name};
    ask(here);
  }

  void aColleagueMayLookAndNotBuy() {
    Installation here;
    here.startEngine();
    Journey journey{here};
    journey.signUp("meera@example.in");
    auto& root = journey.customer();
    Json reading;
    const auto policies = must(root.get("/api/account/policies"), 200);
    for (const auto& policy : policies["data"]) {
      if (policy["name"] == "ReadOnlyAccess") reading = policy["id"];
    }
    must(root.post("/api/account/users", {{"username", "rohan"},
                                          {"email", "rohan@example.in"},
                                          {"password", "violet harbour 43 lantern"},
                                          {"policies", {reading}}}),
         201);
    const auto number = must(root.get("/api/account"), 200)["number"];
    HttpClient colleague{here.engineUrl()};
    const auto signedIn =
        must(colleague.post("/api/auth/login", {{"account", number},
                                                {"username", "rohan"},
                                                {"password", "violet harbour 43 lantern"}}),
             200);
    colleague.useBearer(signedIn["access_token"]);
    must(colleague.get("/api/invoices"), 200);
    must(colleague.get("/api/tickets"), 200);
    must(colleague.post("/api/tickets", {{"subject", "x"}, {"message", "y"}}), 403);
    must(colleague.post("/api/checkout", {{"accept_terms", true}}), 403);
    must(colleague.get("/api/admin/stats"), 403);
    CPPUNIT_ASSERT_EQUAL(0, here.stopEngine());
  }

  void whoLeavesIsForgotten() {
    Installation here;
    leave(here);
  }

  void whoLeavesIsForgottenOnMariaDb() {
    auto url = MariaDb::shared().freshDatabase();
    Installation here{"mysql://" + url.user + ":" + url.password + "@" + url.host + ":" +
                      std::to_string(url.port) + "/" + url.name};
    leave(here);
  }

 private:
  void leave(Installation& here) {
    here.startEngine();
    Journey journey{here};
    journey.signUp("meera@example.in");
    auto& customer = journey.customer();
    const auto bought = journey.buyHosting("starter-hosting", "meera-bakes.in");
    must(customer.post("/api/tickets", {{"subject", "A secret"}, {"message", "of mine"}}), 201);
    const auto data = must(customer.post("/api/account/export"), 200)["data"];
    CPPUNIT_ASSERT_EQUAL(std::string{"meera@example.in"},
                         data["users"][0]["email"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"of mine"},
                         data["ticket_replies"][0]["body"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, data["invoices"].size());
    CPPUNIT_ASSERT_EQUAL(data["invoices"][0]["id"].get<std::string>(),
                         data["invoice_lines"][0]["invoice_id"].get<std::string>());
    const auto did = [&data](const std::string& action) {
      return std::ranges::any_of(data["activity"],
                                 [&](const Json& entry) { return entry["action"] == action; });
    };
    CPPUNIT_ASSERT(did("ticket.opened"));
    for (const auto* part : {"domains", "domain_terms", "zones", "payment_methods", "tax", "usage",
                             "credit_notes", "receipts", "refunds", "disputes", "tax_withheld",
                             "quotes", "invitations", "api_keys", "policies", "webhooks"})
      CPPUNIT_ASSERT_MESSAGE(part, data[part].is_array());
    must(customer.post("/api/account/erase", {{"confirm", true}}), 409);
    must(customer.post("/api/orders/" + bought.order["id"].get<std::string>() + "/cancel",
                       {{"reason", "I leave"}}),
         200);
    must(customer.post("/api/account/erase", {{"confirm", false}}), 422);
    must(customer.post("/api/account/erase", {{"confirm", true}}), 200);
    must(customer.get("/api/account"), 401);
    auto& owner = journey.operatorOfTheShop();
    const auto tickets = owner.get("/api/admin/tickets").text;
    CPPUNIT_ASSERT(tickets.find("A secret") == std::string::npos);
    CPPUNIT_ASSERT(owner.get("/api/admin/clients").text.find("meera@example.in") ==
                   std::string::npos);
    CPPUNIT_ASSERT_EQUAL(
        std::size_t{0},
        must(owner.get("/api/admin/messages?to=meera@example.in"), 200)["data"].size());
    must(owner.get("/api/admin/invoices"), 200);
    CPPUNIT_ASSERT_NO_THROW(here.run({"ledger", "verify"}));
    CPPUNIT_ASSERT_EQUAL(0, here.stopEngine());
  }

  static Json must(const HttpAnswer& answer, int status) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, status, answer.status);
    return answer.body;
  }

  void ask(Installation& here) {
    here.startEngine();
    Journey journey{here};
    HttpClient stranger{here.engineUrl()};
    CPPUNIT_ASSERT_EQUAL(std::size_t{4}, must(stranger.get("/api/legal"), 200)["data"].size());
    must(stranger.get("/api/legal/grievance"), 200);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         must(stranger.get("/api/knowledgebase?q=gstin"), 200)["data"].size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2},
                         must(stranger.get("/api/announcements"), 200)["data"].size());
    CPPUNIT_ASSERT_EQUAL(std::string{"operational"},
                         must(stranger.get("/api/status"), 200)["state"].get<std::string>());

    journey.signUp("meera@example.in");
    auto& customer = journey.customer();
    const auto departments = must(customer.get("/api/departments"), 200)["data"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, departments.size());
    const auto ticket =
        must(customer.post("/api/tickets", {{"subject", "Mail is late"},
                                            {"message", "Since **noon**."},
                                            {"department_id", departments[0]["id"]}}),
             201);
    const auto path = "/tickets/" + ticket["id"].get<std::string>();
    auto& owner = journey.operatorOfTheShop();
    const auto seen = must(owner.get("/api/admin" + path), 200);
    CPPUNIT_ASSERT(seen["first_response"]["due_at"].is_string());
    const auto attention = must(owner.get("/api/admin/stats"), 200)["attention"];
    CPPUNIT_ASSERT(dump(attention).find("waiting_tickets") != std::string::npos);
    must(owner.post("/api/admin" + path + "/replies",
                    {{"message", "It was full."}, {"status", "closed"}}),
         201);
    CPPUNIT_ASSERT_MESSAGE(journey.mailsSent(), journey.wasMailed("ticket_reply"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, must(customer.get("/api" + path), 200)["replies"].size());
    must(customer.post("/api" + path + "/rate", {{"rating", 5}}), 200);

    must(owner.get("/api/admin/revenue"), 200);
    must(owner.get("/api/admin/calendar"), 200);
    for (const auto* report : {"revenue", "clients", "ageing", "tax"}) {
      const auto base = "/api/admin/reports/" + std::string{report};
      must(owner.get(base), 200);
      CPPUNIT_ASSERT(must(owner.get(base + "?format=csv"), 200).is_null());
    }
    must(owner.get("/api/admin/reports/nothing"), 404);
    CPPUNIT_ASSERT_NO_THROW(here.run({"audit", "verify"}));
    CPPUNIT_ASSERT_EQUAL(0, here.stopEngine());
  }
};
HOSTLER_SUITE(AskingTest, "journeys/asking");

}  // namespace hostler::testing
