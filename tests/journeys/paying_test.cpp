// What gateways do to those who listen to them: the same event many times, at once, early, and with
// another amount; and what the browser brings back meanwhile.

#include "core/secrets/digest.h"
#include "tests/journeys/engine_process.h"
#include "tests/journeys/journey.h"
#include "tests/support/suite.h"

#include <thread>

namespace hostler::testing {

class PayingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PayingTest);
  CPPUNIT_TEST(twentyCopiesOfAWebhookAreOnePayment);
  CPPUNIT_TEST(aForgedOrDamagedWebhookIsRefused);
  CPPUNIT_TEST(aSignedWebhookWrittenOtherwiseIsBookedOnce);
  CPPUNIT_TEST(theWebhookComesBeforeTheBrowser);
  CPPUNIT_TEST(theBrowserComesBeforeTheWebhook);
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

  // The gateway may write the same event with other spaces and its members in another order, as
  // long as it signs what it sends.
  void aSignedWebhookWrittenOtherwiseIsBookedOnce() {
    Installation here;
    here.startEngine();
    Journey journey{here};
    journey.signUp("meera@example.in");
    const auto bought = journey.buyHosting("starter-hosting", "meera-bakes.in");
    const auto paid = payUnheard(here, journey, bought);
    const auto webhook = captureIn(paid);
    const auto event = Json::parse(webhook["body"].get<std::string>());
    const auto again = backwards(event);
    CPPUNIT_ASSERT(again != webhook["body"] && Json::parse(again) == event);

    CPPUNIT_ASSERT_EQUAL(400, deliver(here, webhook, again).status);
    CPPUNIT_ASSERT(journey.invoice(bought.invoiceId())["status"] != "paid");
    CPPUNIT_ASSERT_EQUAL(200, deliver(here, signedAnew(journey, webhook, again), again).status);
    journey.awaitInvoice(bought.invoiceId(), "paid");
    // As it was first written, with other spaces, and as a new delivery of the same event.
    for (const auto& body : {webhook["body"].get<std::string>(), event.dump(4), again}) {
      auto delivery = signedAnew(journey, webhook, body);
      CPPUNIT_ASSERT_EQUAL(200, deliver(here, delivery, body).status);
      delivery["headers"]["X-Razorpay-Event-Id"] = "resent" + std::to_string(body.size());
      CPPUNIT_ASSERT_EQUAL(200, deliver(here, delivery, body).status);
    }
    mustBeBookedOnce(here, journey, bought);
  }

  void theWebhookComesBeforeTheBrowser() {
    Installation here;
    here.startEngine();
    Journey journey{here};
    journey.signUp("meera@example.in");
    const auto bought = journey.buyHosting("starter-hosting", "meera-bakes.in");
    const auto paid = payUnheard(here, journey, bought);

    for (const auto& webhook : paid["webhooks"])
      CPPUNIT_ASSERT_EQUAL(200, deliver(here, webhook, webhook["body"]).status);
    journey.awaitInvoice(bought.invoiceId(), "paid");
    mustSaySucceeded(comeBack(journey, paid["return"]), bought);
    mustSaySucceeded(comeBack(journey, paid["return"]), bought);  // and a page that is loaded anew
    mustBeBookedOnce(here, journey, bought);
  }

  void theBrowserComesBeforeTheWebhook() {
    Installation here;
    here.startEngine();
    Journey journey{here};
    journey.signUp("meera@example.in");
    const auto bought = journey.buyHosting("starter-hosting", "meera-bakes.in");
    const auto paid = payUnheard(here, journey, bought);
    auto forged = paid["return"];
    forged["razorpay_signature"] = std::string(64, '0');

    const auto refused = comeBack(journey, forged);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(refused.text, 400, refused.status);
    CPPUNIT_ASSERT(journey.invoice(bought.invoiceId())["status"] != "paid");
    mustSaySucceeded(comeBack(journey, paid["return"]), bought);
    // What was answered is so: nobody has to wait for the webhook.
    CPPUNIT_ASSERT_EQUAL(Json("paid"), journey.invoice(bought.invoiceId())["status"]);
    for (const auto& webhook : paid["webhooks"])
      CPPUNIT_ASSERT_EQUAL(200, deliver(here, webhook, webhook["body"]).status);
    mustBeBookedOnce(here, journey, bought);
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
  // Has the payer pay while the gateway reaches nobody: what it could not deliver, and what it gave
  // the browser.
  static Json payUnheard(Installation& here, Journey& journey, const Bought& bought) {
    here.sendGatewayEventsTo("http://127.0.0.1:1/");
    const auto paid = journey.sandbox().post(
        "/_pay", {{"provider", "razorpay"},
                  {"order_id", journey.openRazorpayOrder(bought.invoiceId())},
                  {"outcome", "captured"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(paid.text, 200, paid.status);
    CPPUNIT_ASSERT(journey.invoice(bought.invoiceId())["status"] != "paid");
    return paid.body;
  }

  static Json captureIn(const Json& paid) {
    for (const auto& webhook : paid["webhooks"]) {
      if (Json::parse(webhook["body"].get<std::string>())["event"] == "payment.captured")
        return webhook;
    }
    CPPUNIT_FAIL("the gateway told of no capture: " + paid.dump());
    return {};
  }

  // The same with its members in the opposite order, and spaces where nobody puts them.
  static std::string backwards(const Json& json) {
    if (!json.is_object()) return json.dump();
    std::string text;
    for (const auto& [name, value] : json.items())
      text = Json(name).dump() + " :  " + backwards(value) + (text.empty() ? "" : " ,\n") + text;
    return "{ " + text + "\t}";
  }

  // As who holds the webhook's secret would send this text.
  static Json signedAnew(Journey& journey, Json webhook, const std::string& body) {
    const auto known = journey.sandbox().get("/_accounts");
    for (const auto& account : known.body["data"]) {
      if (account.value("provider", "") != "razorpay") continue;
      webhook["headers"]["X-Razorpay-Signature"] =
          hex(hmacSha256(account["webhook_secret"].get<std::string>(), body));
    }
    return webhook;
  }

  static HttpAnswer comeBack(Journey& journey, const Json& returned) {
    const auto payments = journey.customer().get("/api/payments").body["data"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, payments.size());
    return journey.customer().post(
        "/api/payments/" + payments[0]["id"].get<std::string>() + "/return", returned);
  }

  static void mustSaySucceeded(const HttpAnswer& answer, const Bought& bought) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
    const auto& payment = answer.body["payment"];
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, Json("succeeded"), payment["status"]);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, bought.invoice["total"], payment["paid"]);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, Json(bought.invoiceId()), payment["invoices"][0]);
  }

  // One payment, one movement of money, one receipt.
  static void mustBeBookedOnce(Installation& here, Journey& journey, const Bought& bought) {
    journey.moveClock("PT1S");  // nothing waits any more
    CPPUNIT_ASSERT_EQUAL(Json("paid"), journey.invoice(bought.invoiceId())["status"]);
    auto& customer = journey.customer();
    const auto payments = customer.get("/api/payments").body["data"];
    CPPUNIT_ASSERT_EQUAL_MESSAGE(payments.dump(), std::size_t{1}, payments.size());
    CPPUNIT_ASSERT_EQUAL(bought.invoice["total"], payments[0]["paid"]);
    const auto movements = customer.get("/api/transactions");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(movements.text, std::size_t{1}, movements.body["data"].size());
    int receipts = 0;
    const auto mails =
        journey.operatorOfTheShop().get("/api/admin/messages?to=" + journey.email()).body["data"];
    for (const auto& mail : mails) receipts += mail["kind"] == "payment_received" ? 1 : 0;
    CPPUNIT_ASSERT_EQUAL(1, receipts);
    CPPUNIT_ASSERT_NO_THROW(here.run({"ledger", "verify"}));
  }

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
