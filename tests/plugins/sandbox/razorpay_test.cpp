#include "tests/plugins/support/conformance.h"
#include "tests/plugins/support/sandbox_client.h"
#include "tests/plugins/support/shapes.h"

#include <set>

using hostler::Json;
using hostler::front::Method;
using hostler::testing::SandboxClient;

class SandboxRazorpayTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SandboxRazorpayTest);
  CPPUNIT_TEST(onlyTheRightKeysOpen);
  CPPUNIT_TEST(ordersAreCheckedAndFoundByReceipt);
  CPPUNIT_TEST(listsGoFromNewestInPages);
  CPPUNIT_TEST(aCaptureMustMatchAndHappensOnce);
  CPPUNIT_TEST(refundsNeverExceedAndKeysAreKept);
  CPPUNIT_TEST(mandatesLeaveATokenThatCanBeCharged);
  CPPUNIT_TEST(aPayerIsToldBeforeADebitThatWaitsOrIsNot);
  CPPUNIT_TEST(aLinkIsPaidThroughItsOrder);
  CPPUNIT_TEST(twoAccountsDoNotSeeEachOther);
  CPPUNIT_TEST(entitiesHaveTheShapeOfTheProvidersSamples);
  CPPUNIT_TEST(webhooksHaveTheShapeOfTheProvidersSamples);
  CPPUNIT_TEST_SUITE_END();

 public:
  void onlyTheRightKeysOpen() {
    for (const char* wrong : {"", "Bearer x", "Basic x"}) {
      CPPUNIT_ASSERT_EQUAL(401, client_.razorpay(Method::Get, "/orders", {}, wrong).status);
    }
    const auto told = client_.razorpay(Method::Get, "/orders", {},
                                       SandboxClient::basic("rzp_test_HostlerSandbox:wrong"));
    CPPUNIT_ASSERT_EQUAL(401, told.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"BAD_REQUEST_ERROR"},
                         told.body["error"]["code"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(404, client_.razorpay(Method::Get, "/teapots").status);
  }

  void ordersAreCheckedAndFoundByReceipt() {
    const auto order = client_.order(118'000, "inv-1042-a1");
    for (const Json& bad :
         {Json{{"amount", 99}, {"currency", "INR"}}, Json{{"amount", "500"}, {"currency", "INR"}},
          Json{{"amount", 10.5}, {"currency", "INR"}}, Json{{"currency", "INR"}},
          Json{{"amount", 500}},
          Json{{"amount", 500}, {"currency", "INR"}, {"receipt", std::string(41, 'x')}},
          Json{{"amount", 500}, {"currency", "INR"}, {"notes", "text"}}}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(bad.dump(), 400,
                                   client_.razorpay(Method::Post, "/orders", bad).status);
    }
    const auto found = client_.razorpay(Method::Get, "/orders?receipt=inv-1042-a1").body;
    CPPUNIT_ASSERT_EQUAL(1, found["count"].get<int>());
    CPPUNIT_ASSERT_EQUAL(order, found["items"][0]);
    CPPUNIT_ASSERT_EQUAL(
        0, client_.razorpay(Method::Get, "/orders?receipt=other").body["count"].get<int>());
    CPPUNIT_ASSERT(order["notes"].is_array());  // empty notes are a list there
  }

  void listsGoFromNewestInPages() {
    for (int i = 0; i < 15; ++i) client_.order(1'000 + i, "r" + std::to_string(i));
    const auto first = client_.razorpay(Method::Get, "/orders").body;
    CPPUNIT_ASSERT_EQUAL(10, first["count"].get<int>());
    CPPUNIT_ASSERT_EQUAL(1'014, first["items"][0]["amount"].get<int>());
    CPPUNIT_ASSERT_EQUAL(
        5, client_.razorpay(Method::Get, "/orders?count=10&skip=10").body["count"].get<int>());
    CPPUNIT_ASSERT_EQUAL(
        0, client_.razorpay(Method::Get, "/orders?from=99999999999").body["count"].get<int>());
  }

  void aCaptureMustMatchAndHappensOnce() {
    const auto paid = client_.pay(client_.order(), "authorized").body;
    const auto path = "/payments/" + paid["payment"]["id"].get<std::string>() + "/capture";
    CPPUNIT_ASSERT_EQUAL(
        400,
        client_.razorpay(Method::Post, path, {{"amount", 117'999}, {"currency", "INR"}}).status);
    CPPUNIT_ASSERT_EQUAL(
        200,
        client_.razorpay(Method::Post, path, {{"amount", 118'000}, {"currency", "INR"}}).status);
    const auto again =
        client_.razorpay(Method::Post, path, {{"amount", 118'000}, {"currency", "INR"}});
    CPPUNIT_ASSERT_EQUAL(400, again.status);
    CPPUNIT_ASSERT(again.body["error"]["description"].get<std::string>().find(
                       "already been captured") != std::string::npos);
  }

  void refundsNeverExceedAndKeysAreKept() {
    const auto paid = client_.pay(client_.order()).body;
    const auto path = "/payments/" + paid["payment"]["id"].get<std::string>() + "/refund";
    const auto refund = [&](const Json& body, const char* key) {
      return client_.razorpay(Method::Post, path, body, SandboxClient::basic(),
                              {{"x-refund-idempotency", key}});
    };
    const auto first = refund({{"amount", 50'000}}, "refund-key-1");
    CPPUNIT_ASSERT_EQUAL(200, first.status);
    CPPUNIT_ASSERT_EQUAL(first.body, refund({{"amount", 50'000}}, "refund-key-1").body);
    CPPUNIT_ASSERT_EQUAL(400, refund({{"amount", 60'000}}, "refund-key-1").status);  // another body
    CPPUNIT_ASSERT_EQUAL(400, refund({{"amount", 50'000}}, "short").status);
    CPPUNIT_ASSERT_EQUAL(400, refund({{"amount", 68'001}}, "refund-key-2").status);  // too much
    CPPUNIT_ASSERT_EQUAL(200, refund(Json::object(), "refund-key-3").status);        // the rest
    CPPUNIT_ASSERT_EQUAL(400, refund({{"amount", 100}}, "refund-key-4").status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, client_.book()["razorpay"]["refunds"].size());
    CPPUNIT_ASSERT_EQUAL(std::string{"refunded"},
                         client_.book()["razorpay"]["payments"][0]["status"].get<std::string>());
  }

  void mandatesLeaveATokenThatCanBeCharged() {
    const auto customer =
        client_
            .razorpay(
                Method::Post, "/customers",
                {{"email", "a@b.example"}, {"contact", "+919812345678"}, {"fail_existing", "0"}})
            .body["id"]
            .get<std::string>();
    CPPUNIT_ASSERT_EQUAL(400,
                         client_
                             .razorpay(Method::Post, "/customers",
                                       {{"email", "a@b.example"}, {"contact", "+919812345678"}})
                             .status);
    const auto mandate = client_
                             .razorpay(Method::Post, "/orders",
                                       {{"amount", 100},
                                        {"currency", "INR"},
                                        {"customer_id", customer},
                                        {"method", "card"},
                                        {"token", {{"max_amount", 200'000}}}})
                             .body;
    client_.pay(mandate, "captured", {{"method", "card"}});
    const auto tokens = client_.razorpay(Method::Get, "/customers/" + customer + "/tokens").body;
    CPPUNIT_ASSERT_EQUAL(1, tokens["count"].get<int>());
    const auto order = client_.order(150'000, "renewal");
    Json charge{{"amount", 150'000},
                {"currency", "INR"},
                {"order_id", order["id"]},
                {"customer_id", customer},
                {"token", tokens["items"][0]["id"]}};
    CPPUNIT_ASSERT_EQUAL(
        200, client_.razorpay(Method::Post, "/payments/create/recurring", charge).status);
    CPPUNIT_ASSERT_EQUAL(std::string{"paid"},
                         client_.razorpay(Method::Get, "/orders/" + order["id"].get<std::string>())
                             .body["status"]
                             .get<std::string>());
    charge["order_id"] = client_.order(250'000, "too_much")["id"];
    charge["amount"] = 250'000;
    CPPUNIT_ASSERT_EQUAL(
        400, client_.razorpay(Method::Post, "/payments/create/recurring", charge).status);
  }

  void aPayerIsToldBeforeADebitThatWaitsOrIsNot() {
    const auto customer =
        client_
            .razorpay(
                Method::Post, "/customers",
                {{"email", "a@b.example"}, {"contact", "+919812345678"}, {"fail_existing", "0"}})
            .body["id"]
            .get<std::string>();
    const auto mandate = client_
                             .razorpay(Method::Post, "/orders",
                                       {{"amount", 100},
                                        {"currency", "INR"},
                                        {"customer_id", customer},
                                        {"method", "upi"},
                                        {"token", {{"max_amount", 200'000}}}})
                             .body;
    client_.pay(mandate, "captured", {{"method", "upi"}});
    const auto tokens = client_.razorpay(Method::Get, "/customers/" + customer + "/tokens").body;
    const auto order = client_.order(150'000, "renewal");
    CPPUNIT_ASSERT_EQUAL(422, client_.pay(order, "notice_failed").status);  // nothing waits yet
    CPPUNIT_ASSERT_EQUAL(200, client_
                                  .razorpay(Method::Post, "/payments/create/recurring",
                                            {{"amount", 150'000},
                                             {"currency", "INR"},
                                             {"order_id", order["id"]},
                                             {"customer_id", customer},
                                             {"token", tokens["items"][0]["id"]}})
                                  .status);
    for (const auto& [outcome, event] : {std::pair{"notice_sent", "order.notification.delivered"},
                                         std::pair{"notice_failed", "order.notification.failed"}}) {
      const auto told = client_.pay(order, outcome).body;
      CPPUNIT_ASSERT_EQUAL(std::string{"created"}, told["payment"]["status"].get<std::string>());
      const auto sent = Json::parse(told["webhooks"].at(0)["body"].get<std::string>());
      CPPUNIT_ASSERT_EQUAL(Json(event), sent["event"]);
      CPPUNIT_ASSERT_EQUAL(order["id"], sent["payload"]["notification"]["entity"]["order_id"]);
    }
  }

  void aLinkIsPaidThroughItsOrder() {
    const auto link =
        client_
            .razorpay(Method::Post, "/payment_links",
                      {{"amount", 5'000}, {"currency", "INR"}, {"reference_id", "pay_9"}})
            .body;
    CPPUNIT_ASSERT_EQUAL(
        400, client_
                 .razorpay(Method::Post, "/payment_links",
                           {{"amount", 5'000}, {"currency", "INR"}, {"reference_id", "pay_9"}})
                 .status);
    client_.pay({{"id", link["order_id"]}});
    const auto paid =
        client_.razorpay(Method::Get, "/payment_links/" + link["id"].get<std::string>()).body;
    CPPUNIT_ASSERT_EQUAL(std::string{"paid"}, paid["status"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(
        400,
        client_
            .razorpay(Method::Post, "/payment_links/" + link["id"].get<std::string>() + "/cancel")
            .status);
  }

  void twoAccountsDoNotSeeEachOther() {
    client_.control(Method::Post, "/_accounts",
                    {{"provider", "razorpay"}, {"key_id", "rzp_test_two"}, {"key_secret", "s2"}});
    const auto order = client_.order();
    const auto other = client_.razorpay(Method::Get, "/orders/" + order["id"].get<std::string>(),
                                        {}, SandboxClient::basic("rzp_test_two:s2"));
    CPPUNIT_ASSERT_EQUAL(400, other.status);
  }

  void entitiesHaveTheShapeOfTheProvidersSamples() {
    const auto specs = hostler::testing::providerSpecs();
    if (!specs) return;
    const auto sample = [&](const char* name) {
      return hostler::testing::jsonFile(*specs / "razorpay/samples" / name);
    };
    const auto paid = client_.pay(client_.order(), "disputed").body;
    const auto id = paid["payment"]["id"].get<std::string>();
    client_.razorpay(Method::Post, "/payments/" + id + "/refund",
                     {{"amount", 100},
                      {"notes", {{"notes_key_1", "a"}, {"notes_key_2", "b"}}},
                      {"receipt", "#126"}});
    auto payment = sample("fake_captured_payment.json");
    payment.erase("udf");  // gone from today's answers
    hostler::testing::assertShape("payment", payment,
                                  client_.razorpay(Method::Get, "/payments/" + id).body);
    hostler::testing::assertShape("order", sample("fake_order.json"),
                                  client_.book()["razorpay"]["orders"][0]);
    hostler::testing::assertShape("orders", sample("order_collection_with_one_order.json"),
                                  client_.razorpay(Method::Get, "/orders").body);
    hostler::testing::assertShape("refund", sample("fake_refund.json"),
                                  client_.book()["razorpay"]["refunds"][0]);
    hostler::testing::assertShape("dispute", sample("dispute.json"),
                                  client_.razorpay(Method::Get, "/disputes").body["items"][0]);
    auto link = sample("fake_payment_link.json");
    for (const char* optional : {"customer", "notes", "notify"}) link.erase(optional);
    hostler::testing::assertShape(
        "link", link,
        client_.razorpay(Method::Post, "/payment_links", {{"amount", 100}, {"currency", "INR"}})
            .body);
    hostler::testing::assertShape("error", sample("bad_request_error.json"),
                                  client_.razorpay(Method::Post, "/orders", {{"amount", 1}}).body);
  }

  void webhooksHaveTheShapeOfTheProvidersSamples() {
    const auto specs = hostler::testing::providerSpecs();
    if (!specs) return;
    const auto samples = hostler::testing::jsonFile(*specs / "razorpay/webhook-events.json");
    const auto order = client_.order();
    std::vector<Json> sent;
    for (const char* outcome :
         {"failed", "captured", "disputed", "dispute_under_review", "dispute_won"}) {
      const auto told = client_.pay(order, outcome, {{"method", "netbanking"}}).body;
      for (const auto& webhook : told["webhooks"])
        sent.push_back(Json::parse(webhook["body"].get<std::string>()));
    }
    CPPUNIT_ASSERT(sent.size() >= 7);
    for (const auto& event : sent) {
      const auto name = event["event"].get<std::string>();
      const auto& example = samples.at(name).begin().value();
      CPPUNIT_ASSERT_EQUAL_MESSAGE(
          name, std::set<std::string>(example["contains"].begin(), example["contains"].end()),
          std::set<std::string>(event["contains"].begin(), event["contains"].end()));
      // Every member that the engine may read is where the provider has it, and of its type.
      for (const char* kind : {"payment", "order", "dispute"}) {
        if (!example["payload"].contains(kind)) continue;
        auto wanted = example["payload"][kind]["entity"];
        for (const char* extra : {"base_amount", "amount_transferred", "offers", "checkout",
                                  "evidence", "card", "reward", "token_id", "customer_id",
                                  "gateway_provider", "provider", "upi", "emi", "emi_plan"}) {
          wanted.erase(extra);
        }
        if (wanted.contains("acquirer_data")) wanted["acquirer_data"] = Json::object();
        if (wanted.contains("notes")) wanted["notes"] = nullptr;
        hostler::testing::assertShape(name + "." + kind, wanted, event["payload"][kind]["entity"]);
      }
    }
  }

 private:
  SandboxClient client_;
};

namespace CppUnit {
template <>
struct assertion_traits<std::set<std::string>> {
  static bool equal(const std::set<std::string>& a, const std::set<std::string>& b) {
    return a == b;
  }
  static std::string toString(const std::set<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += name + " ";
    return text;
  }
};
}  // namespace CppUnit

HOSTLER_SUITE(SandboxRazorpayTest, "plugins/sandbox/razorpay");
