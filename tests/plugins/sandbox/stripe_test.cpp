#include "tests/plugins/support/conformance.h"
#include "tests/plugins/support/sandbox_client.h"
#include "tests/plugins/support/shapes.h"

#include <atomic>
#include <thread>

using hostler::Json;
using hostler::front::Method;
using hostler::testing::SandboxClient;
using Params = SandboxClient::Params;

namespace {

std::string codeOf(const hostler::testing::Told& told) {
  return told.body.value("error", Json::object()).value("code", std::string{});
}
std::string typeOf(const hostler::testing::Told& told) {
  return told.body.value("error", Json::object()).value("type", std::string{});
}

bool hasHeader(const hostler::front::Response& response, const std::string& name,
               const std::string& value) {
  return std::ranges::find(response.headers, std::pair{name, value}) != response.headers.end();
}

}  // namespace

class SandboxStripeTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SandboxStripeTest);
  CPPUNIT_TEST(onlyTheRightKeysOpen);
  CPPUNIT_TEST(aPublishableKeyOpensItsOwnIntentAlone);
  CPPUNIT_TEST(anotherVersionIsRefused);
  CPPUNIT_TEST(unknownAndMissingParametersAreRefused);
  CPPUNIT_TEST(amountsAreJudgedByTheirCurrency);
  CPPUNIT_TEST(aKeyAnswersTheSameAgain);
  CPPUNIT_TEST(aKeyHasOneSetOfParameters);
  CPPUNIT_TEST(aRefusedRequestDoesNotUseItsKeyUp);
  CPPUNIT_TEST(aDeclineIsReplayed);
  CPPUNIT_TEST(requestsAtOnceWithOneKeyHaveOneEffect);
  CPPUNIT_TEST(listsGoFromNewestInPages);
  CPPUNIT_TEST(objectsAreExpanded);
  CPPUNIT_TEST(refundsNeverExceed);
  CPPUNIT_TEST(anAuthorisationIsCapturedOnce);
  CPPUNIT_TEST(absentPayersAreSentFor);
  CPPUNIT_TEST(webhooksAreSignedAndInOrder);
  CPPUNIT_TEST(disputesTakeTheMoneyAtOnce);
  CPPUNIT_TEST(theHostedPageLeadsBack);
  CPPUNIT_TEST(twoAccountsDoNotSeeEachOther);
  CPPUNIT_TEST(objectsHaveTheShapeOfTheProvidersFixtures);
  CPPUNIT_TEST_SUITE_END();

 public:
  void onlyTheRightKeysOpen() {
    for (const char* wrong : {"", "Bearer x", "Basic x", "Bearer sk_test_other"}) {
      const auto told = client_.stripe(Method::Get, "/account", {}, wrong);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(wrong, 401, told.status);
      CPPUNIT_ASSERT_EQUAL(std::string{"invalid_request_error"}, typeOf(told));
    }
    const auto basic = "Basic " + hostler::sdk::base64Of("sk_test_HostlerSandbox01:");
    CPPUNIT_ASSERT_EQUAL(200, client_.stripe(Method::Get, "/account", {}, basic).status);
    CPPUNIT_ASSERT_EQUAL(404, client_.stripe(Method::Get, "/teapots").status);
  }

  void aPublishableKeyOpensItsOwnIntentAlone() {
    const auto made = intent();
    const auto path = "/payment_intents/" + made["id"].get<std::string>();
    const Params right{{"key", "pk_test_HostlerSandbox01"},
                       {"client_secret", made["client_secret"].get<std::string>()}};
    const Params wrong{{"key", "pk_test_HostlerSandbox01"}, {"client_secret", "guessed"}};
    CPPUNIT_ASSERT_EQUAL(404, client_.stripe(Method::Get, path, wrong, "").status);
    CPPUNIT_ASSERT_EQUAL(200, client_.stripe(Method::Get, path, right, "").status);
    CPPUNIT_ASSERT_EQUAL(std::string{"secret_key_required"},
                         codeOf(client_.stripe(Method::Get, "/charges", right, "")));
    auto confirm = right;
    confirm.emplace_back("payment_method", "pm_card_visa_chargeDeclined");
    CPPUNIT_ASSERT_EQUAL(402, client_.stripe(Method::Post, path + "/confirm", confirm, "").status);
    confirm.back().second = "pm_card_visa";
    const auto paid = client_.askStripe(Method::Post, path + "/confirm", confirm, "");
    CPPUNIT_ASSERT_EQUAL(200, paid.status);
    CPPUNIT_ASSERT(hasHeader(paid, "Access-Control-Allow-Origin", "*"));
    CPPUNIT_ASSERT_EQUAL(200, client_.server().ask(Method::Get, "/stripe/v3/").status);
  }

  void anotherVersionIsRefused() {
    const auto with = [&](const char* version) {
      return client_.stripe(Method::Get, "/account", {}, SandboxClient::kStripe,
                            {{"stripe-version", version}});
    };
    CPPUNIT_ASSERT_EQUAL(200, with("2026-10-28.endive").status);
    CPPUNIT_ASSERT_EQUAL(400, with("2019-01-01").status);
  }

  void unknownAndMissingParametersAreRefused() {
    const auto unknown = create({{"amount", "500"}, {"currency", "usd"}, {"colour", "red"}});
    CPPUNIT_ASSERT_EQUAL(400, unknown.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"parameter_unknown"}, codeOf(unknown));
    CPPUNIT_ASSERT_EQUAL(std::string{"colour"}, unknown.body["error"]["param"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(
        std::string{"parameter_unknown"},
        codeOf(create({{"amount", "500"}, {"currency", "usd"}, {"metadata[a][b]", "c"}})));
    CPPUNIT_ASSERT_EQUAL(std::string{"parameter_missing"}, codeOf(create({{"amount", "500"}})));
    CPPUNIT_ASSERT_EQUAL(std::string{"parameter_invalid_integer"},
                         codeOf(create({{"amount", "5.00"}, {"currency", "usd"}})));
    for (const Params& bad :
         {Params{{"amount", "500"}, {"currency", "dollars"}},
          Params{{"amount", "500"}, {"currency", "usd"}, {"confirm", "yes"}},
          Params{{"amount", "500"}, {"currency", "usd"}, {"off_session", "true"}},
          Params{{"amount", "500"}, {"currency", "usd"}, {"metadata", "text"}},
          Params{{"amount", "500"}, {"currency", "usd"}, {"amount[x", "1"}},
          Params{{"amount", "500"},
                 {"currency", "usd"},
                 {"automatic_payment_methods[enabled]", "true"},
                 {"payment_method_types[0]", "card"}}}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(hostler::sdk::formEncode(bad), 400, create(bad).status);
    }
    CPPUNIT_ASSERT_EQUAL(
        std::string{"resource_missing"},
        codeOf(create({{"amount", "500"}, {"currency", "usd"}, {"customer", "cus_none"}})));
    CPPUNIT_ASSERT(client_.book()["stripe"]["payment_intents"].empty());
  }

  void amountsAreJudgedByTheirCurrency() {
    const auto codeFor = [&](const char* amount, const char* currency) {
      return codeOf(create({{"amount", amount}, {"currency", currency}}));
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"amount_too_small"}, codeFor("49", "usd"));
    CPPUNIT_ASSERT_EQUAL(std::string{"amount_too_large"}, codeFor("100000000", "usd"));
    CPPUNIT_ASSERT_EQUAL(std::string{"invalid_charge_amount_no_decimal_compatible"},
                         codeFor("550", "isk"));
    CPPUNIT_ASSERT_EQUAL(400, create({{"amount", "99991"}, {"currency", "kwd"}}).status);
    CPPUNIT_ASSERT_EQUAL(200, create({{"amount", "99990"}, {"currency", "KWD"}}).status);
  }

  void aKeyAnswersTheSameAgain() {
    const Params form{{"amount", "500"}, {"currency", "usd"}};
    const auto first = keyed(form, "key-1"), again = keyed(form, "key-1");
    CPPUNIT_ASSERT_EQUAL(hostler::sandbox::textOf(first), hostler::sandbox::textOf(again));
    CPPUNIT_ASSERT(!hasHeader(first, "Idempotent-Replayed", "true"));
    CPPUNIT_ASSERT(hasHeader(again, "Idempotent-Replayed", "true"));
    CPPUNIT_ASSERT(hasHeader(again, "Idempotency-Key", "key-1"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, client_.book()["stripe"]["payment_intents"].size());
    CPPUNIT_ASSERT_EQUAL(400, keyed(form, std::string(256, 'k')).status);
  }

  void aKeyHasOneSetOfParameters() {
    keyed({{"amount", "500"}, {"currency", "usd"}}, "key-1");
    const auto other = keyed({{"amount", "600"}, {"currency", "usd"}}, "key-1");
    CPPUNIT_ASSERT_EQUAL(400, other.status);
    CPPUNIT_ASSERT_EQUAL(
        std::string{"idempotency_error"},
        Json::parse(hostler::sandbox::textOf(other))["error"]["type"].get<std::string>());
    const auto elsewhere = client_.stripe(Method::Post, "/customers", {{"email", "a@b.example"}},
                                          SandboxClient::kStripe, {{"idempotency-key", "key-1"}});
    CPPUNIT_ASSERT_EQUAL(std::string{"idempotency_error"}, typeOf(elsewhere));
  }

  void aRefusedRequestDoesNotUseItsKeyUp() {
    CPPUNIT_ASSERT_EQUAL(400, keyed({{"amount", "5"}, {"currency", "usd"}}, "key-1").status);
    CPPUNIT_ASSERT_EQUAL(200, keyed({{"amount", "500"}, {"currency", "usd"}}, "key-1").status);
  }

  void aDeclineIsReplayed() {
    const auto owner = customer();
    const auto method = savedMethod(owner, "pm_card_chargeCustomerFail");
    const Params form{{"amount", "500"},   {"currency", "usd"},     {"customer", owner},
                      {"confirm", "true"}, {"off_session", "true"}, {"payment_method", method}};
    const auto first = keyed(form, "key-1"), again = keyed(form, "key-1");
    CPPUNIT_ASSERT_EQUAL(402, first.status);
    CPPUNIT_ASSERT_EQUAL(402, again.status);
    CPPUNIT_ASSERT(hasHeader(again, "Idempotent-Replayed", "true"));
    const auto error = Json::parse(hostler::sandbox::textOf(first))["error"];
    CPPUNIT_ASSERT_EQUAL(std::string{"card_declined"}, error["code"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"requires_payment_method"},
                         error["payment_intent"]["status"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, client_.book()["stripe"]["charges"].size());
  }

  void requestsAtOnceWithOneKeyHaveOneEffect() {
    std::atomic<int> made{0}, refused{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        const auto status = keyed({{"amount", "500"}, {"currency", "usd"}}, "key-1").status;
        made += status == 200;
        refused += status == 409;
      });
    }
    for (auto& thread : threads) thread.join();
    CPPUNIT_ASSERT(made >= 1);
    CPPUNIT_ASSERT_EQUAL(8, made + refused);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, client_.book()["stripe"]["payment_intents"].size());
  }

  void listsGoFromNewestInPages() {
    for (int i = 0; i < 15; ++i) intent(1'000 + i);
    const auto first = client_.stripe(Method::Get, "/payment_intents").body;
    CPPUNIT_ASSERT_EQUAL(std::size_t{10}, first["data"].size());
    CPPUNIT_ASSERT_EQUAL(1'014, first["data"][0]["amount"].get<int>());
    CPPUNIT_ASSERT(first["has_more"].get<bool>());
    const auto rest = client_
                          .stripe(Method::Get, "/payment_intents",
                                  {{"starting_after", first["data"][9]["id"].get<std::string>()}})
                          .body;
    CPPUNIT_ASSERT_EQUAL(std::size_t{5}, rest["data"].size());
    CPPUNIT_ASSERT(!rest["has_more"].get<bool>());
    for (const Params& bad :
         {Params{{"limit", "0"}}, Params{{"limit", "101"}}, Params{{"skip", "3"}}}) {
      CPPUNIT_ASSERT_EQUAL(400, client_.stripe(Method::Get, "/payment_intents", bad).status);
    }
    CPPUNIT_ASSERT(client_.stripe(Method::Get, "/charges", {{"created[gte]", "99999999999"}})
                       .body["data"]
                       .empty());
    CPPUNIT_ASSERT_EQUAL(
        404, client_.stripe(Method::Get, "/charges", {{"starting_after", "ch_none"}}).status);
  }

  void objectsAreExpanded() {
    const auto paid = pay(intent()).body["payment"];
    const auto path = "/payment_intents/" + paid["id"].get<std::string>();
    const auto whole =
        client_.stripe(Method::Get, path, {{"expand[0]", "latest_charge.balance_transaction"}})
            .body;
    CPPUNIT_ASSERT(whole["latest_charge"]["balance_transaction"]["fee"].get<int>() > 0);
    CPPUNIT_ASSERT(client_.stripe(Method::Get, path).body["latest_charge"].is_string());
    const auto list =
        client_.stripe(Method::Get, "/charges", {{"expand[]", "data.balance_transaction"}});
    CPPUNIT_ASSERT(list.body["data"][0]["balance_transaction"].is_object());
    CPPUNIT_ASSERT_EQUAL(400, client_.stripe(Method::Get, path, {{"expand[0]", "teapot"}}).status);
  }

  void refundsNeverExceed() {
    const auto paid = pay(intent(118'000)).body["payment"]["id"].get<std::string>();
    const auto refund = [&](Params form) {
      form.emplace_back("payment_intent", paid);
      return client_.stripe(Method::Post, "/refunds", form);
    };
    CPPUNIT_ASSERT_EQUAL(200, refund({{"amount", "50000"}}).status);
    CPPUNIT_ASSERT_EQUAL(400, refund({{"amount", "68001"}}).status);
    CPPUNIT_ASSERT_EQUAL(400, refund({{"reason", "bored"}}).status);
    CPPUNIT_ASSERT_EQUAL(200, refund({{"reason", "duplicate"}}).status);  // the rest
    CPPUNIT_ASSERT_EQUAL(std::string{"charge_already_refunded"},
                         codeOf(refund({{"amount", "100"}})));
    CPPUNIT_ASSERT_EQUAL(400, client_
                                  .stripe(Method::Post, "/refunds",
                                          {{"payment_intent", intent()["id"].get<std::string>()}})
                                  .status);
    const auto book = client_.book()["stripe"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, book["refunds"].size());
    CPPUNIT_ASSERT(book["charges"][0]["refunded"].get<bool>());
  }

  void anAuthorisationIsCapturedOnce() {
    const auto held = pay(intent(), "authorized").body["payment"]["id"].get<std::string>();
    const auto path = "/payment_intents/" + held + "/capture";
    CPPUNIT_ASSERT_EQUAL(
        400, client_.stripe(Method::Post, path, {{"amount_to_capture", "118001"}}).status);
    CPPUNIT_ASSERT_EQUAL(std::string{"succeeded"},
                         client_.stripe(Method::Post, path).body["status"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"payment_intent_unexpected_state"},
                         codeOf(client_.stripe(Method::Post, path)));
  }

  void absentPayersAreSentFor() {
    const auto owner = customer();
    const auto method = savedMethod(owner, "pm_card_authenticationRequired");
    const auto refused = create({{"amount", "500"},
                                 {"currency", "usd"},
                                 {"customer", owner},
                                 {"confirm", "true"},
                                 {"off_session", "true"},
                                 {"payment_method", method}});
    CPPUNIT_ASSERT_EQUAL(402, refused.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"authentication_required"}, codeOf(refused));
    const auto same = refused.body["error"]["payment_intent"];
    CPPUNIT_ASSERT_EQUAL(std::string{"succeeded"},
                         pay(same).body["payment"]["status"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(400, create({{"amount", "500"},
                                      {"currency", "usd"},
                                      {"customer", customer()},
                                      {"confirm", "true"},
                                      {"off_session", "true"},
                                      {"payment_method", method}})
                                  .status);  // another customer's
  }

  void webhooksAreSignedAndInOrder() {
    CPPUNIT_ASSERT(eventsOf(pay(intent())) ==
                   std::vector<std::string>({"payment_intent.succeeded", "charge.succeeded"}));
    const auto failed = pay(intent(), "failed");
    CPPUNIT_ASSERT(eventsOf(failed) ==
                   std::vector<std::string>({"charge.failed", "payment_intent.payment_failed"}));
    for (const auto& sent : failed.body["webhooks"]) {
      const auto header = sent["headers"]["Stripe-Signature"].get<std::string>();
      const auto comma = header.find(",v1=");
      CPPUNIT_ASSERT(header.starts_with("t=") && comma != std::string::npos);
      const auto text = header.substr(2, comma - 2) + "." + sent["body"].get<std::string>();
      CPPUNIT_ASSERT_EQUAL(
          hostler::sdk::hexOf(hostler::sdk::hmacSha256("whsec_HostlerSandbox01", text)),
          header.substr(comma + 4));
    }
    const auto listed =
        client_.stripe(Method::Get, "/events", {{"types[0]", "charge.succeeded"}}).body["data"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, listed.size());
  }

  void disputesTakeTheMoneyAtOnce() {
    const auto made = intent();
    const auto opened = pay(made, "disputed");
    CPPUNIT_ASSERT(eventsOf(opened).back() == "charge.dispute.funds_withdrawn");
    auto dispute = client_.stripe(Method::Get, "/disputes").body["data"][0];
    CPPUNIT_ASSERT_EQUAL(-118'000, dispute["balance_transactions"][0]["amount"].get<int>());
    CPPUNIT_ASSERT(
        eventsOf(pay(made, "dispute_won")) ==
        std::vector<std::string>({"charge.dispute.funds_reinstated", "charge.dispute.closed"}));
    const auto id = dispute["id"].get<std::string>();
    dispute = client_.stripe(Method::Get, "/disputes/" + id).body;
    CPPUNIT_ASSERT_EQUAL(std::string{"won"}, dispute["status"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, dispute["balance_transactions"].size());
  }

  void theHostedPageLeadsBack() {
    const auto session = hostedPage();
    const auto id = session["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(std::string{"http://127.0.0.1:9090/stripe/c/pay/"} + id,
                         session["url"].get<std::string>());
    const auto page = "/stripe/c/pay/" + id;
    CPPUNIT_ASSERT_EQUAL(200, client_.server().ask(Method::Get, page).status);
    const auto back = client_.server().ask(Method::Post, page);
    CPPUNIT_ASSERT_EQUAL(303, back.status);
    CPPUNIT_ASSERT_EQUAL("https://shop.example/return?a=1&session=" + id,
                         back.headers.back().second);
    const auto paid = client_.stripe(Method::Get, "/checkout/sessions/" + id).body;
    CPPUNIT_ASSERT_EQUAL(std::string{"paid"}, paid["payment_status"].get<std::string>());
    const auto intent =
        client_.stripe(Method::Get, "/payment_intents/" + paid["payment_intent"].get<std::string>())
            .body;
    CPPUNIT_ASSERT_EQUAL(std::string{"pay_9"}, intent["metadata"]["attempt"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(
        400, client_.stripe(Method::Post, "/checkout/sessions/" + id + "/expire").status);
    const auto other = "/checkout/sessions/" + hostedPage()["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(200, client_.stripe(Method::Post, other + "/expire").status);
  }

  void twoAccountsDoNotSeeEachOther() {
    client_.control(Method::Post, "/_accounts",
                    {{"provider", "stripe"},
                     {"publishable_key", "pk_test_two"},
                     {"secret_key", "sk_test_two"}});
    const auto path = "/payment_intents/" + intent()["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(404, client_.stripe(Method::Get, path, {}, "Bearer sk_test_two").status);
  }

  void objectsHaveTheShapeOfTheProvidersFixtures() {
    const auto specs = hostler::testing::providerSpecs();
    if (!specs) return;
    const auto samples =
        hostler::testing::jsonFile(*specs / "stripe/fixtures3.trimmed.json")["resources"];
    const auto owner = customer();
    savedMethod(owner, "pm_card_visa");
    pay(hostedPage());
    const auto disputed = pay(intent(), "disputed").body["payment"];
    const auto refunded = pay(intent()).body["payment"]["id"].get<std::string>();
    client_.stripe(Method::Post, "/refunds", {{"payment_intent", refunded}});
    client_.stripe(Method::Post, "/setup_intents", {{"customer", owner}});
    const auto book = client_.book()["stripe"];
    const auto compare = [&](const char* kind, const Json& actual,
                             std::initializer_list<const char*> optional) {
      auto wanted = samples.at(kind);
      for (const char* name : optional) wanted.erase(name);
      hostler::testing::assertShape(kind, wanted, actual);
    };
    compare("payment_intent", book["payment_intents"].back(), {"managed_payments"});
    compare("setup_intent", book["setup_intents"][0], {});
    compare("charge", book["charges"][0], {"payment_method_details", "refunds", "source"});
    compare("refund", book["refunds"][0], {});
    compare("dispute", book["disputes"][0], {"evidence"});
    compare("customer", book["customers"][0], {"customer_account"});
    compare("balance_transaction", book["balance_transactions"][0], {});
    compare("checkout.session", book["checkout_sessions"][0],
            {"adaptive_pricing", "collected_information", "currency_conversion", "customer_account",
             "discounts", "integration_identifier", "managed_payments", "origin_context",
             "payment_method_configuration_details", "permissions", "wallet_options"});
    auto method = book["payment_methods"][0];
    compare("payment_method", method, {"metadata"});
    compare("event", client_.stripe(Method::Get, "/events").body["data"][0], {"data"});
  }

 private:
  hostler::testing::Told create(const Params& form) {
    return client_.stripe(Method::Post, "/payment_intents", form);
  }
  Json intent(std::int64_t amount = 118'000) {
    return create({{"amount", std::to_string(amount)}, {"currency", "usd"}}).body;
  }
  hostler::front::Response keyed(const Params& form, const std::string& key) {
    return client_.askStripe(Method::Post, "/payment_intents", form, SandboxClient::kStripe,
                             {{"idempotency-key", key}});
  }
  std::string customer() {
    return client_.stripe(Method::Post, "/customers", {{"email", "a@b.example"}})
        .body["id"]
        .get<std::string>();
  }
  std::string savedMethod(const std::string& owner, const std::string& name) {
    return client_
        .stripe(Method::Post, "/payment_methods/" + name + "/attach", {{"customer", owner}})
        .body["id"]
        .get<std::string>();
  }
  Json hostedPage() {
    return client_
        .stripe(Method::Post, "/checkout/sessions",
                {{"mode", "payment"},
                 {"success_url", "https://shop.example/return?a=1&session={CHECKOUT_SESSION_ID}"},
                 {"line_items[0][quantity]", "1"},
                 {"line_items[0][price_data][currency]", "usd"},
                 {"line_items[0][price_data][unit_amount]", "5000"},
                 {"line_items[0][price_data][product_data][name]", "Invoice 1"},
                 {"payment_intent_data[metadata][attempt]", "pay_9"}})
        .body;
  }
  hostler::testing::Told pay(const Json& object, const std::string& outcome = "captured") {
    return client_.control(
        Method::Post, "/_pay",
        {{"provider", "stripe"}, {"payment_intent", object.at("id")}, {"outcome", outcome}});
  }
  static std::vector<std::string> eventsOf(const hostler::testing::Told& told) {
    std::vector<std::string> events;
    for (const auto& sent : told.body["webhooks"])
      events.push_back(Json::parse(sent["body"].get<std::string>())["type"]);
    return events;
  }

  SandboxClient client_;
};

HOSTLER_SUITE(SandboxStripeTest, "plugins/sandbox/stripe");
