// One customer's whole life through the public API, on the real program, with the providers played
// by the sandbox.

#include "tests/journeys/engine_process.h"
#include "tests/journeys/journey.h"
#include "tests/support/mariadb.h"
#include "tests/support/suite.h"

namespace hostler::testing {

class LifeTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(LifeTest);
  CPPUNIT_TEST(aCustomersWholeLifeOnSqlite);
  CPPUNIT_TEST(aCustomersWholeLifeOnMariaDb);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aCustomersWholeLifeOnSqlite() {
    Installation here;
    live(here);
  }

  void aCustomersWholeLifeOnMariaDb() {
    auto url = MariaDb::shared().freshDatabase();
    Installation here{"mysql://" + url.user + ":" + url.password + "@" + url.host + ":" +
                      std::to_string(url.port) + "/" + url.name};
    live(here);
  }

 private:
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

    // Two weeks before the paid month ends its renewal is invoiced; nobody pays.
    journey.moveClock("P18D");
    const auto renewal = journey.openInvoice();
    CPPUNIT_ASSERT_EQUAL(std::string{"renewal"}, renewal["kind"].get<std::string>());
    journey.moveClock("P14D");
    CPPUNIT_ASSERT_MESSAGE(journey.mailsSent() + here.engine().log(), journey.wasMailed("overdue"));
    CPPUNIT_ASSERT_EQUAL(std::string{"active"},
                         journey.service(order.serviceId())["status"].get<std::string>());

    journey.moveClock("P4D");
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

    CPPUNIT_ASSERT_NO_THROW(here.run({"ledger", "verify"}));
    CPPUNIT_ASSERT_NO_THROW(here.run({"audit", "verify"}));
    CPPUNIT_ASSERT_EQUAL(0, here.stopEngine());
  }
};
HOSTLER_SUITE(LifeTest, "journeys/life");

}  // namespace hostler::testing
