#include "tests/plugins/support/sandbox_client.h"

#include <condition_variable>
#include <mutex>

using hostler::Json;
using hostler::front::Method;
using hostler::testing::Connection;
using hostler::testing::LoopbackServer;
using hostler::testing::SandboxClient;

namespace {

// An engine's webhook address: remembers what came.
class Receiver {
 public:
  std::string url() const { return server_.url("/api/payments/webhook/razorpay"); }
  std::vector<std::string> requests() {
    const std::lock_guard lock{mutex_};
    return requests_;
  }
  void waitFor(std::size_t count) {
    std::unique_lock lock{mutex_};
    CPPUNIT_ASSERT(changed_.wait_for(lock, std::chrono::seconds{10},
                                     [&] { return requests_.size() >= count; }));
  }

 private:
  void receive(Connection& peer) {
    for (auto request = peer.readRequest(); !request.empty(); request = peer.readRequest()) {
      {
        const std::lock_guard lock{mutex_};
        requests_.push_back(request);
      }
      changed_.notify_all();
      peer.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> requests_;
  LoopbackServer server_{[this](Connection& peer) { receive(peer); }};
};

std::string eventOf(const Json& webhook) {
  return Json::parse(webhook["body"].get<std::string>())["event"];
}

std::vector<std::string> eventsOf(const Json& webhooks) {
  std::vector<std::string> events;
  for (const auto& webhook : webhooks) events.push_back(eventOf(webhook));
  return events;
}

}  // namespace

class SandboxWebhooksTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SandboxWebhooksTest);
  CPPUNIT_TEST(aCaptureIsToldAsTheProviderTellsIt);
  CPPUNIT_TEST(theyAreSignedAndTheAnswerIsReported);
  CPPUNIT_TEST(lessThanTheOrderDoesNotPayIt);
  CPPUNIT_TEST(failuresAndDisputes);
  CPPUNIT_TEST(duplicateSendsEachTwiceUnderOneEventId);
  CPPUNIT_TEST(reorderSendsTheLastFirst);
  CPPUNIT_TEST(withoutAnAddressNothingIsSent);
  CPPUNIT_TEST(anUnreachableEngineIsReported);
  CPPUNIT_TEST(refundsAreToldInTheBackground);
  CPPUNIT_TEST(theCheckoutScriptsButtonsPayAndFail);
  CPPUNIT_TEST(aLinksPageLeadsBackSigned);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { setUrl(receiver_.url()); }

  void aCaptureIsToldAsTheProviderTellsIt() {
    const auto order = client_.order();
    const auto paid = client_.pay(order);
    CPPUNIT_ASSERT_EQUAL(200, paid.status);
    CPPUNIT_ASSERT(
        eventsOf(paid.body["webhooks"]) ==
        std::vector<std::string>({"payment.authorized", "payment.captured", "order.paid"}));
    const auto captured = Json::parse(paid.body["webhooks"][1]["body"].get<std::string>());
    const auto& payment = captured["payload"]["payment"]["entity"];
    CPPUNIT_ASSERT_EQUAL(118'000, payment["amount"].get<int>());
    CPPUNIT_ASSERT_EQUAL(order["id"], payment["order_id"]);
    CPPUNIT_ASSERT_EQUAL(std::string{"captured"}, payment["status"].get<std::string>());
    const auto authorized = Json::parse(paid.body["webhooks"][0]["body"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"authorized"},
                         authorized["payload"]["payment"]["entity"]["status"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"paid"},
                         client_.book()["razorpay"]["orders"][0]["status"].get<std::string>());
  }

  void theyAreSignedAndTheAnswerIsReported() {
    const auto webhooks = client_.pay(client_.order()).body["webhooks"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, receiver_.requests().size());
    for (const auto& webhook : webhooks) {
      CPPUNIT_ASSERT_EQUAL(receiver_.url(), webhook["url"].get<std::string>());
      CPPUNIT_ASSERT_EQUAL(200, webhook["status"].get<int>());
      const auto signature = hostler::sdk::hexOf(hostler::sdk::hmacSha256(
          "sandbox_webhook_secret_01", webhook["body"].get<std::string>()));
      CPPUNIT_ASSERT_EQUAL(signature,
                           webhook["headers"]["X-Razorpay-Signature"].get<std::string>());
    }
    const auto received = receiver_.requests()[1];
    CPPUNIT_ASSERT(received.starts_with("POST /api/payments/webhook/razorpay HTTP/1.1"));
    CPPUNIT_ASSERT(received.ends_with(webhooks[1]["body"].get<std::string>()));
  }

  void lessThanTheOrderDoesNotPayIt() {
    const auto paid =
        client_.pay(client_.order(), "captured", {{"amount", 117'999}, {"method", "card"}}).body;
    CPPUNIT_ASSERT(eventsOf(paid["webhooks"]) ==
                   std::vector<std::string>({"payment.authorized", "payment.captured"}));
    const auto order = client_.book()["razorpay"]["orders"][0];
    CPPUNIT_ASSERT_EQUAL(std::string{"attempted"}, order["status"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(1, order["amount_due"].get<int>());
    CPPUNIT_ASSERT_EQUAL(std::string{"card"}, paid["payment"]["method"].get<std::string>());
  }

  void failuresAndDisputes() {
    const auto order = client_.order();
    CPPUNIT_ASSERT(eventsOf(client_.pay(order, "failed").body["webhooks"]) ==
                   std::vector<std::string>{"payment.failed"});
    CPPUNIT_ASSERT(eventsOf(client_.pay(order).body["webhooks"]).back() == "order.paid");
    CPPUNIT_ASSERT(eventsOf(client_.pay(order, "disputed").body["webhooks"]) ==
                   std::vector<std::string>{"payment.dispute.created"});
    const auto lost = client_.pay(order, "dispute_lost").body["webhooks"];
    CPPUNIT_ASSERT(eventsOf(lost) == std::vector<std::string>{"payment.dispute.lost"});
    CPPUNIT_ASSERT_EQUAL(118'000,
                         client_.book()["razorpay"]["disputes"][0]["amount_deducted"].get<int>());
  }

  void duplicateSendsEachTwiceUnderOneEventId() {
    client_.fault({{"provider", "razorpay"}, {"fault", "duplicate"}, {"times", 1}});
    const auto webhooks = client_.pay(client_.order()).body["webhooks"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{6}, webhooks.size());
    CPPUNIT_ASSERT_EQUAL(webhooks[0]["headers"], webhooks[1]["headers"]);
    CPPUNIT_ASSERT_EQUAL(std::size_t{6}, receiver_.requests().size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{3},
                         client_.pay(client_.order()).body["webhooks"].size());  // once
  }

  void reorderSendsTheLastFirst() {
    client_.fault({{"provider", "razorpay"}, {"fault", "reorder"}});
    CPPUNIT_ASSERT(
        eventsOf(client_.pay(client_.order()).body["webhooks"]) ==
        std::vector<std::string>({"order.paid", "payment.captured", "payment.authorized"}));
  }

  void withoutAnAddressNothingIsSent() {
    setUrl(nullptr);
    const auto paid = client_.pay(client_.order()).body;
    CPPUNIT_ASSERT(paid["webhooks"].empty());
    CPPUNIT_ASSERT_EQUAL(std::string{"captured"}, paid["payment"]["status"].get<std::string>());
    CPPUNIT_ASSERT(receiver_.requests().empty());
  }

  void anUnreachableEngineIsReported() {
    setUrl("http://127.0.0.1:" + std::to_string(hostler::testing::closedPort()) + "/");
    const auto webhooks = client_.pay(client_.order()).body["webhooks"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, webhooks.size());
    CPPUNIT_ASSERT(webhooks[0]["status"].is_null() && webhooks[0].contains("error"));
  }

  void refundsAreToldInTheBackground() {
    const auto paid = client_.pay(client_.order()).body;
    receiver_.waitFor(3);
    client_.razorpay(Method::Post,
                     "/payments/" + paid["payment"]["id"].get<std::string>() + "/refund",
                     {{"amount", 500}});
    receiver_.waitFor(5);
    const auto requests = receiver_.requests();
    CPPUNIT_ASSERT(requests[3].find("refund.created") != std::string::npos);
    CPPUNIT_ASSERT(requests[4].find("refund.processed") != std::string::npos);
  }

  void theCheckoutScriptsButtonsPayAndFail() {
    const auto script = client_.server().ask(Method::Get, "/razorpay/v1/checkout.js");
    CPPUNIT_ASSERT_EQUAL(200, script.status);
    const auto order = client_.order();
    const auto press = [&](const char* outcome) {
      const auto told = client_.server().ask(Method::Post, "/razorpay/v1/checkout",
                                             Json{{"key_id", "rzp_test_HostlerSandbox"},
                                                  {"order_id", order["id"]},
                                                  {"outcome", outcome}}
                                                 .dump());
      return Json::parse(hostler::sandbox::textOf(told));
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"payment_failed"},
                         press("failed")["error"]["reason"].get<std::string>());
    const auto paid = press("captured");
    const auto signedText =
        order["id"].get<std::string>() + "|" + paid["razorpay_payment_id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(
        hostler::sdk::hexOf(hostler::sdk::hmacSha256("sandbox_key_secret_01", signedText)),
        paid["razorpay_signature"].get<std::string>());
    receiver_.waitFor(4);  // payment.failed, authorized, captured, order.paid
    CPPUNIT_ASSERT(press("captured").contains("error"));
  }

  void aLinksPageLeadsBackSigned() {
    const auto link = client_
                          .razorpay(Method::Post, "/payment_links",
                                    {{"amount", 5'000},
                                     {"currency", "INR"},
                                     {"reference_id", "pay_9"},
                                     {"callback_url", "https://shop.example/return?a=1"},
                                     {"callback_method", "get"}})
                          .body;
    const auto page = "/razorpay/i/" + link["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(200, client_.server().ask(Method::Get, page).status);
    const auto back = client_.server().ask(Method::Post, page);
    CPPUNIT_ASSERT_EQUAL(303, back.status);
    CPPUNIT_ASSERT(back.headers.back().second.starts_with(
        "https://shop.example/return?a=1&razorpay_payment_id=pay_"));
    CPPUNIT_ASSERT(back.headers.back().second.find("razorpay_payment_link_status=paid") !=
                   std::string::npos);
  }

 private:
  void setUrl(const Json& url) {
    auto account = hostler::sandbox::fixedAccounts({})[2];
    account["webhook_url"] = url;
    CPPUNIT_ASSERT_EQUAL(201, client_.control(Method::Post, "/_accounts", account).status);
  }

  Receiver receiver_;
  SandboxClient client_;
};

HOSTLER_SUITE(SandboxWebhooksTest, "plugins/sandbox/webhooks");
