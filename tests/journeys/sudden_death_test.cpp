// The power fails between a checkout and the mail that says that the account is ready.

#include "tests/journeys/engine_process.h"
#include "tests/journeys/journey.h"
#include "tests/support/mariadb.h"
#include "tests/support/suite.h"

#include <thread>

namespace hostler::testing {

class SuddenDeathTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SuddenDeathTest);
  CPPUNIT_TEST(killedAtAnyMomentThereIsOneAccountAndOnePayment);
  CPPUNIT_TEST(theDatabaseServerGoesAwayAndComesBack);
  CPPUNIT_TEST_SUITE_END();

 public:
  void killedAtAnyMomentThereIsOneAccountAndOnePayment() {
    Installation here;
    here.startEngine();
    int number = 0;
    // Milliseconds after the payer has paid: from before the webhook is read to after the account
    // is made.
    for (const int moment : {0, 2, 5, 10, 20, 40, 80, 160, 320}) {
      Journey journey{here};
      const auto name = "client" + std::to_string(++number);
      journey.signUp(name + "@example.in");
      const auto bought = journey.buyHosting("starter-hosting", name + "-shop.in");
      const auto order = journey.openRazorpayOrder(bought.invoiceId());
      std::thread payer{[&] {
        journey.sandbox().post(
            "/_pay", {{"provider", "razorpay"}, {"order_id", order}, {"outcome", "captured"}});
      }};
      // The moment of death is what is tried out.
      CPPUNIT_ASSERT(!here.engine().endsWithin(std::chrono::milliseconds{moment}));
      here.killEngine();
      payer.join();

      here.startEngine();
      journey.signIn();
      // Where the webhook was lost the gateway is asked a few minutes later.
      journey.moveClock("PT20M");
      journey.awaitInvoice(bought.invoiceId(), "paid");
      journey.awaitService(bought.serviceId(), "active");
      CPPUNIT_ASSERT_EQUAL_MESSAGE("killed after " + std::to_string(moment) + " ms", 1,
                                   accountsOf(journey, name + "-shop.in"));
      CPPUNIT_ASSERT_EQUAL(1, movementsOf(journey));
    }
    CPPUNIT_ASSERT_NO_THROW(here.run({"ledger", "verify"}));
    CPPUNIT_ASSERT_NO_THROW(here.run({"audit", "verify"}));
  }

  void theDatabaseServerGoesAwayAndComesBack() {
    MariaDb server;
    const auto url = server.freshDatabase();
    Installation here{"mysql://" + url.user + ":" + url.password + "@" + url.host + ":" +
                      std::to_string(url.port) + "/" + url.name};
    here.startEngine();
    Journey journey{here};
    journey.signUp("meera@example.in");
    const auto bought = journey.buyHosting("starter-hosting", "meera-bakes.in");

    server.kill();
    CPPUNIT_ASSERT_EQUAL(503, HttpClient{here.engineUrl()}.get("/readyz").status);
    server.start();

    journey.payWithRazorpay(bought.invoiceId());
    journey.awaitService(bought.serviceId(), "active");
    CPPUNIT_ASSERT_EQUAL(1, accountsOf(journey, "meera-bakes.in"));
    CPPUNIT_ASSERT_NO_THROW(here.run({"ledger", "verify"}));
  }

 private:
  static int accountsOf(Journey& journey, const std::string& domain) {
    const auto accounts = journey.accountsAtWhm();
    return static_cast<int>(std::ranges::count_if(
        accounts, [&](const Json& account) { return account["domain"] == domain; }));
  }
  static int movementsOf(Journey& journey) {
    return static_cast<int>(journey.customer().get("/api/transactions").body["data"].size());
  }
};
HOSTLER_SUITE(SuddenDeathTest, "journeys/sudden_death");

}  // namespace hostler::testing
