// What gateways do to those who listen to them: the same event many times, at once, early, and with
// another amount.

#include "tests/journeys/engine_process.h"
#include "tests/journeys/journey.h"
#include "tests/support/suite.h"

#include <thread>

namespace hostler::testing {

class PayingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PayingTest);
  CPPUNIT_TEST(twentyCopiesOfAWebhookAreOnePayment);
  CPPUNIT_TEST(aForgedOrDamagedWebhookIsRefused);
  CPPUNIT_TEST(onePaisaLessDoesNotPayTheInvoice);
  CPPUNIT_TEST(aLostAnswerOfWhmIsLocatedAndNotRepeated);
  CPPUNIT_TEST_SUITE_END();

 public:
  void twentyCopiesOfAWebhookAreOnePayment() {
    Installation here;
    here.startEngine();
    Journey journey{here};
    journey.signUp("meera@example.in");
    const auto bought = journey.buyHosting("starter-hosting", "meera-bakes.in");
    const auto webhook = webhookOf(journey, bought, Json::object());

    std::vector<std::thread> senders;
    std::array<int, 20> statuses{};
    for (auto& status : statuses)
      senders.emplace_back([&] { status = deliver(here, webhook, webhook["body"]).status; });
    for (auto& sender : senders) sender.join();

    for (const int status : statuses) CPPUNIT_ASSERT_EQUAL(200, status);
    journey.awaitInvoice(bought.invoiceId(), "paid");
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         journey.customer().get("/api/transactions").body["data"].size());
    CPPUNIT_ASSERT_NO_THROW(here.run({"ledger", "verify"}));
  }

  void aForgedOrDamagedWebhookIsRefused() {
    Installation here;
    here.startEngine();
    Journey journey{here};
    journey.signUp("meera@example.in");
    const auto bought = journey.buyHosting("starter-hosting", "meera-bakes.in");
    const auto webhook = webhookOf(journey, bought, Json::object());

    // Another spacing is another text, and the signature is over the text.
    CPPUNIT_ASSERT_EQUAL(400,
                         deliver(here, webhook, webhook["body"].get<std::string>() + " ").status);
    CPPUNIT_ASSERT_EQUAL(400, HttpClient{here.engineUrl()}
                                  .deliver("/api/payments/webhook/razorpay", "{}",
                                           {{"Content-Type", "application/json"}})
                                  .status);
  }

  void onePaisaLessDoesNotPayTheInvoice() {
    Installation here;
    here.startEngine();
    Journey journey{here};
    journey.signUp("meera@example.in");
    const auto bought = journey.buyHosting("starter-hosting", "meera-bakes.in");

    webhookOf(journey, bought, {{"amount", bought.invoice["total"]["amount"].get<int>() - 1}});

    const auto invoice = journey.invoice(bought.invoiceId());
    CPPUNIT_ASSERT(invoice["status"] != "paid");
    CPPUNIT_ASSERT(journey.accountsAtWhm().empty());
    CPPUNIT_ASSERT_NO_THROW(here.run({"ledger", "verify"}));
  }

  void aLostAnswerOfWhmIsLocatedAndNotRepeated() {
    Installation here;
    here.startEngine();
    Journey journey{here};
    journey.signUp("meera@example.in");
    const auto bought = journey.buyHosting("starter-hosting", "meera-bakes.in");
    journey.sandbox().post("/_faults", {{"provider", "whm"},
                                        {"operation", "createacct"},
                                        {"fault", "drop_after_effect"},
                                        {"times", 1}});

    journey.payWithRazorpay(bought.invoiceId());
    journey.moveClock("PT10M");
    journey.awaitService(bought.serviceId(), "active");

    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, journey.accountsAtWhm().size());
    int creations = 0;
    const auto calls = journey.sandbox().get("/_calls?provider=whm");
    for (const auto& call : calls.body["data"]) {
      if (call.dump().find("createacct") != std::string::npos) ++creations;
    }
    CPPUNIT_ASSERT_EQUAL(1, creations);
  }

 private:
  // Has the payer pay, and returns the first webhook that the gateway sent for it.
  static Json webhookOf(Journey& journey, const Bought& bought, const Json& otherwise) {
    Json pay{{"provider", "razorpay"},
             {"order_id", journey.openRazorpayOrder(bought.invoiceId())},
             {"outcome", "captured"}};
    pay.update(otherwise);
    const auto paid = journey.sandbox().post("/_pay", pay);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(paid.text, 200, paid.status);
    return paid.body["webhooks"][0];
  }

  static HttpAnswer deliver(Installation& here, const Json& webhook, const std::string& body) {
    std::map<std::string, std::string> headers{{"Content-Type", "application/json"}};
    for (const auto& [name, value] : webhook["headers"].items()) {
      if (value.is_string()) headers[name] = value;
    }
    headers.erase("Content-Length");
    headers.erase("Host");
    return HttpClient{here.engineUrl()}.deliver("/api/payments/webhook/razorpay", body, headers);
  }
};
HOSTLER_SUITE(PayingTest, "journeys/paying");

}  // namespace hostler::testing
