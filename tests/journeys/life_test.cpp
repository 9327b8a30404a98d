// A customer's whole life through the public API, on the real program, with the providers played
// by the sandbox: to the end that unpaid invoices come to, and to the one that the customer wants.

#include "core/time/date.h"
#include "tests/core/render/pdf_tools.h"
#include "tests/journeys/engine_process.h"
#include "tests/journeys/journey.h"
#include "tests/support/mariadb.h"
#include "tests/support/suite.h"

namespace hostler::testing {

class LifeTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(LifeTest);
  CPPUNIT_TEST(aCustomersWholeLifeOnSqlite);
  CPPUNIT_TEST(aCustomersWholeLifeOnMariaDb);
  CPPUNIT_TEST(whoCancelsLeavesWithTheTermOnSqlite);
  CPPUNIT_TEST(whoCancelsLeavesWithTheTermOnMariaDb);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aCustomersWholeLifeOnSqlite() {
    Installation here;
    live(here);
  }

  void aCustomersWholeLifeOnMariaDb() {
    Installation here{mariaDb()};
    live(here);
  }

  void whoCancelsLeavesWithTheTermOnSqlite() {
    Installation here;
    leave(here);
  }

  void whoCancelsLeavesWithTheTermOnMariaDb() {
    Installation here{mariaDb()};
    leave(here);
  }

 private:
  static std::string mariaDb() {
    const auto url = MariaDb::shared().freshDatabase();
    return "mysql://" + url.user + ":" + url.password + "@" + url.host + ":" +
           std::to_string(url.port) + "/" + url.name;
  }

  void live(Installation& here) {
    here.startEngine();
    Journey journey{here};

    journey.signUp("meera@example.in");
    const auto order = journey.buyHosting("starter-hosting", "meera-bakes.in");
    CPPUNIT_ASSERT_EQUAL(23482, order.invoice["total"]["amount"].get<int>());  // Rs 199 and GST
    journey.payWithRazorpay(order.invoiceId());

    const auto service = journey.awaitService(order.serviceId(), "active");
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, journey.accountsAtWhm().size());
    CPPUNIT_ASSERT_EQUAL(std::string{"meera-bakes.in"},
                         journey.accountsAtWhm()[0]["domain"].get<std::string>());
    for (const auto* mail : {"welcome", "invoice", "payment", "ready"})
      CPPUNIT_ASSERT_MESSAGE(mail, journey.wasMailed(mail));
    mustBePrinted(journey, order.invoiceId());

    // Two weeks before the paid month ends its renewal is invoiced; nobody pays.
    journey.moveClock("P18D");
    const auto renewal = journey.openInvoice();
    CPPUNIT_ASSERT_EQUAL(std::string{"renewal"}, renewal["kind"].get<std::string>());
    const auto due = Date::parse(renewal["due_date"].get<std::string>()).value();
    // Three days before it is due, and not sooner, they are reminded; the day after, they are late.
    moveTo(journey, due.plusDays(-5));
    CPPUNIT_ASSERT_MESSAGE(journey.mailsSent(), !journey.wasMailed("invoice_reminder"));
    moveTo(journey, due.plusDays(-3));
    CPPUNIT_ASSERT_MESSAGE(journey.mailsSent() + here.engine().log(),
                           journey.wasMailed("invoice_reminder"));
    CPPUNIT_ASSERT_MESSAGE(journey.mailsSent(), !journey.wasMailed("overdue"));
    moveTo(journey, due.plusDays(1));
    CPPUNIT_ASSERT_MESSAGE(journey.mailsSent() + here.engine().log(), journey.wasMailed("overdue"));
    CPPUNIT_ASSERT_EQUAL(std::string{"active"},
                         journey.service(order.serviceId())["status"].get<std::string>());

    moveTo(journey, due.plusDays(3));
    CPPUNIT_ASSERT_EQUAL(std::string{"suspended"},
                         journey.service(order.serviceId())["status"].get<std::string>());
    CPPUNIT_ASSERT(journey.accountsAtWhm()[0]["suspended"].get<bool>());

    journey.payWithRazorpay(renewal["id"]);
    journey.awaitService(order.serviceId(), "active");
    CPPUNIT_ASSERT(!journey.accountsAtWhm()[0]["suspended"].get<bool>());

    // The next one is never paid: suspension, and fifteen days later a backup and the end.
    journey.moveClock("P30D");
    journey.moveClock("P5D");
    CPPUNIT_ASSERT_EQUAL(std::string{"suspended"},
                         journey.service(order.serviceId())["status"].get<std::string>());
    journey.moveClock("P17D");
    journey.awaitService(order.serviceId(), "terminated");
    CPPUNIT_ASSERT(journey.accountsAtWhm().empty());
    mustBeBackedUpFirst(journey);
    mustEndWell(here);
  }

  void leave(Installation& here) {
    here.startEngine();
    Journey journey{here};
    journey.signUp("meera@example.in");
    const auto order = journey.buyHosting("starter-hosting", "meera-bakes.in");
    journey.payWithRazorpay(order.invoiceId());
    const auto service = journey.awaitService(order.serviceId(), "active");
    const auto end = Date::parse(service["next_due_date"].get<std::string>()).value();

    const auto cancelled =
        journey.customer().post("/api/services/" + order.serviceId() + "/cancel",
                                {{"when", "end_of_term"}, {"reason", "Moving on"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(cancelled.text, 200, cancelled.status);
    CPPUNIT_ASSERT_EQUAL(Json(end.text()), cancelled.body["cancel_on"]);
    // What is paid for is given: it runs until its last days, and is not invoiced again.
    moveTo(journey, end.plusDays(-3));
    CPPUNIT_ASSERT_EQUAL(Json("active"), journey.service(order.serviceId())["status"]);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, journey.accountsAtWhm().size());

    moveTo(journey, end.plusDays(1));
    journey.awaitService(order.serviceId(), "cancelled");
    CPPUNIT_ASSERT(journey.accountsAtWhm().empty());
    CPPUNIT_ASSERT_MESSAGE(journey.mailsSent(), journey.wasMailed("cancellation_confirmed"));
    const auto invoices = journey.customer().get("/api/invoices");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(invoices.text, std::size_t{1}, invoices.body["data"].size());
    mustBeBackedUpFirst(journey);
    mustEndWell(here);
  }

  static void mustEndWell(Installation& here) {
    CPPUNIT_ASSERT_NO_THROW(here.run({"ledger", "verify"}));
    CPPUNIT_ASSERT_NO_THROW(here.run({"audit", "verify"}));
    CPPUNIT_ASSERT_EQUAL(0, here.stopEngine());
  }

  // Into a day by UTC: what falls due in that day's first hours in India has happened then.
  static void moveTo(Journey& journey, Date day) {
    const auto now = journey.operatorOfTheShop().get("/api/admin/test-clock").body["now"];
    const auto today = Date::parse(now.get<std::string>().substr(0, 10)).value();
    const auto days = today.daysUntil(day);
    CPPUNIT_ASSERT_MESSAGE(day.text(), days > 0);
    journey.moveClock("P" + std::to_string(days) + "D");
  }

  static void mustBePrinted(Journey& journey, const std::string& invoice) {
    const auto number = journey.invoice(invoice)["number"].get<std::string>();
    const auto paper = journey.customer().get("/api/invoices/" + invoice + "/pdf");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(paper.text, 200, paper.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"application/pdf"}, paper.headers.at("content-type"));
    CPPUNIT_ASSERT(paper.text.starts_with("%PDF-"));
    const auto text = render::textOf(paper.text);
    if (!text) return skip("the words of an invoice: poppler-utils is not installed");
    CPPUNIT_ASSERT_MESSAGE(*text, text->find(number) != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(*text, text->find("234.82") != std::string::npos);
  }

  // The account is removed once: after a backup of it was begun, and seen to lie there.
  static void mustBeBackedUpFirst(Journey& journey) {
    const auto calls = journey.sandbox().get("/_calls?provider=whm");
    std::optional<std::size_t> begun, seen, removed;
    for (std::size_t i = 0; i < calls.body["data"].size(); ++i) {
      const auto operation = calls.body["data"][i]["operation"].get<std::string>();
      if (operation == "start_background_pkgacct") begun = i;
      if (operation == "list_cparchive_files") seen = i;
      if (operation != "removeacct") continue;
      CPPUNIT_ASSERT(!removed);
      removed = i;
    }
    CPPUNIT_ASSERT(begun && seen && removed);
    CPPUNIT_ASSERT(*begun < *seen && *seen < *removed);
    const auto book = journey.sandbox().get("/_book").body["whm"];
    CPPUNIT_ASSERT_EQUAL_MESSAGE(book.dump(), std::size_t{1}, book["archives"].size());
  }
};
HOSTLER_SUITE(LifeTest, "journeys/life");

}  // namespace hostler::testing
