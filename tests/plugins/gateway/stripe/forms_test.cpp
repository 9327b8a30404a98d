#include "forms.h"

#include "tests/plugins/support/conformance.h"
#include "tests/plugins/support/shapes.h"

#include <algorithm>

using namespace hostler::stripe;
namespace sdk = hostler::sdk;
using sdk::Json;

namespace {

sdk::StartCheckout checkoutOf(std::int64_t minor, const char* currency = "USD") {
  sdk::StartCheckout request;
  request.attempt = "pay_1";
  request.amount = {minor, currency};
  request.description = "Invoice HST/2627/0000001";
  request.customer = "cus_Sample00000001";
  request.facts = {{"invoice", "HST/2627/0000001"}};
  return request;
}

sdk::StartCheckout indianMandate(std::int64_t minor, const char* frequency) {
  auto request = checkoutOf(minor, "INR");
  request.mandate = sdk::Mandate{"card", sdk::Money{1'500'000, "INR"}, 1893456000, frequency};
  return request;
}

sdk::ChargeMethod chargeOf() {
  sdk::ChargeMethod request;
  request.attempt = "pay_1";
  request.amount = {118'000, "USD"};
  request.customer = "cus_Sample00000001";
  request.method = "pm_1Sample0000000001";
  request.description = "Renewal";
  return request;
}

sdk::CreatePaymentLink linkOf(const char* returnUrl) {
  sdk::CreatePaymentLink request;
  request.attempt = "pay_1";
  request.amount = {118'000, "USD"};
  request.payer.email = "asha@example.net";
  request.returnUrl = returnUrl;
  return request;
}

bool has(const Form& form, const std::string& name, const std::string& value) {
  return std::ranges::find(form, std::pair{name, value}) != form.end();
}
bool names(const Form& form, const std::string& part) {
  return std::ranges::any_of(
      form, [&](const auto& field) { return field.first.find(part) != std::string::npos; });
}

// Whether a published schema knows a parameter: {"line_items", "0", "quantity"}.
bool knows(const Json& schema, const std::vector<std::string>& path, std::size_t at = 0) {
  if (at == path.size()) return true;
  for (const auto& choice : schema.value("anyOf", Json::array())) {
    if (knows(choice, path, at)) return true;
  }
  if (schema.contains("properties") && schema["properties"].contains(path[at]))
    return knows(schema["properties"][path[at]], path, at + 1);
  if (schema.contains("items")) return knows(schema["items"], path, at + 1);
  return schema.contains("additionalProperties") && at + 1 == path.size();
}

std::vector<std::string> segmentsOf(const std::string& name) {
  std::vector<std::string> segments;
  std::string segment;
  for (const char c : name + "[") {
    if (c == '[') segments.push_back(std::exchange(segment, {}));
    if (c != '[' && c != ']') segment += c;
  }
  return segments;
}

}  // namespace

class StripeFormsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(StripeFormsTest);
  CPPUNIT_TEST(aCheckoutOffersWhatTheAccountTakes);
  CPPUNIT_TEST(indianCardsRegisterWhatMayBeCharged);
  CPPUNIT_TEST(otherCardsHaveNoLimitThere);
  CPPUNIT_TEST(factsCannotPretendToBeOurs);
  CPPUNIT_TEST(aChargeLeadsNobodyAway);
  CPPUNIT_TEST(aPageLeadsBackWithItsId);
  CPPUNIT_TEST(impossibleRequestsAreNamed);
  CPPUNIT_TEST(textsAreCutBetweenCharacters);
  CPPUNIT_TEST(everyParameterIsOneOfStripes);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aCheckoutOffersWhatTheAccountTakes() {
    const auto form = intentForm(checkoutOf(118'000), 118'000);
    CPPUNIT_ASSERT(has(form, "amount", "118000") && has(form, "currency", "usd"));
    CPPUNIT_ASSERT(has(form, "automatic_payment_methods[enabled]", "true"));
    CPPUNIT_ASSERT(has(form, "metadata[attempt]", "pay_1"));
    CPPUNIT_ASSERT(has(form, "metadata[invoice]", "HST/2627/0000001"));
    CPPUNIT_ASSERT(!names(form, "setup_future_usage") && !names(form, "payment_method_types"));
  }

  void indianCardsRegisterWhatMayBeCharged() {
    const std::string options = "payment_method_options[card][mandate_options]";
    const auto monthly = intentForm(indianMandate(118'000, "monthly"), 118'000);
    CPPUNIT_ASSERT(has(monthly, options + "[amount]", "1500000"));
    CPPUNIT_ASSERT(has(monthly, options + "[amount_type]", "maximum"));
    CPPUNIT_ASSERT(has(monthly, options + "[interval]", "month"));
    CPPUNIT_ASSERT(has(monthly, options + "[interval_count]", "1"));
    CPPUNIT_ASSERT(has(monthly, options + "[end_date]", "1893456000"));
    CPPUNIT_ASSERT(!names(monthly, options + "[currency]"));
    const auto alone = setupForm(indianMandate(0, "as_presented"));
    CPPUNIT_ASSERT(has(alone, options + "[interval]", "sporadic"));
    CPPUNIT_ASSERT(!names(alone, "interval_count"));
    CPPUNIT_ASSERT(has(alone, options + "[currency]", "inr"));
    CPPUNIT_ASSERT(has(alone, "metadata[currency]", "INR"));
  }

  void otherCardsHaveNoLimitThere() {
    auto request = checkoutOf(118'000);
    request.mandate = sdk::Mandate{"card", sdk::Money{1'500'000, "USD"}, {}, "monthly"};
    const auto form = intentForm(request, 118'000);
    CPPUNIT_ASSERT(has(form, "setup_future_usage", "off_session"));
    CPPUNIT_ASSERT(has(form, "payment_method_types[0]", "card"));
    CPPUNIT_ASSERT(!names(form, "mandate_options") && !names(form, "automatic"));
  }

  void factsCannotPretendToBeOurs() {
    auto request = checkoutOf(118'000);
    request.facts = {
        {"attempt", "pay_2"}, {"link", "1"}, {"a][b", "x"}, {"", "x"}, {std::string(41, 'n'), "x"}};
    for (int i = 0; i < 100; ++i) request.facts["fact" + std::to_string(i)] = "x";
    const auto form = intentForm(request, 118'000);
    CPPUNIT_ASSERT(has(form, "metadata[attempt]", "pay_1") &&
                   !has(form, "metadata[attempt]", "pay_2"));
    CPPUNIT_ASSERT(!names(form, "metadata[link]") && !names(form, "][b") && !names(form, "nnnn"));
    CPPUNIT_ASSERT(std::ranges::count_if(form, [](const auto& field) {
                     return field.first.starts_with("metadata[");
                   }) <= 50);
  }

  void aChargeLeadsNobodyAway() {
    const auto form = chargeForm(chargeOf(), 118'000);
    CPPUNIT_ASSERT(has(form, "automatic_payment_methods[enabled]", "true"));
    CPPUNIT_ASSERT(has(form, "automatic_payment_methods[allow_redirects]", "never"));
    CPPUNIT_ASSERT(!names(form, "payment_method_types"));
  }

  void aPageLeadsBackWithItsId() {
    CPPUNIT_ASSERT(has(
        sessionForm(linkOf("https://portal.example/return?payment=pay_1"), 118'000, std::nullopt),
        "success_url",
        "https://portal.example/return?payment=pay_1&checkout_session="
        "{CHECKOUT_SESSION_ID}"));
    const auto form = sessionForm(linkOf("https://portal.example/return"), 118'000, 1767323045);
    CPPUNIT_ASSERT(has(form, "success_url",
                       "https://portal.example/return?checkout_session={CHECKOUT_SESSION_ID}"));
    CPPUNIT_ASSERT(has(form, "expires_at", "1767323045"));
    CPPUNIT_ASSERT(has(form, "payment_intent_data[metadata][attempt]", "pay_1"));
    CPPUNIT_ASSERT(has(form, "payment_intent_data[metadata][link]", "1"));
  }

  void impossibleRequestsAreNamed() {
    CPPUNIT_ASSERT(!faultOf(checkoutOf(1)));
    CPPUNIT_ASSERT_EQUAL(std::string{"amount_too_small"}, faultOf(checkoutOf(0))->code);
    CPPUNIT_ASSERT_EQUAL(std::string{"amount_not_payable"}, faultOf(checkoutOf(500, "UGX"))->code);
    auto request = indianMandate(0, "monthly");
    CPPUNIT_ASSERT(!faultOf(request));
    request.mandate->method = "upi";
    CPPUNIT_ASSERT_EQUAL(std::string{"method_not_reusable"}, faultOf(request)->code);
    request = indianMandate(0, "monthly");
    request.customer.clear();
    CPPUNIT_ASSERT_EQUAL(std::string{"bad_request"}, faultOf(request)->code);
    request = checkoutOf(500);
    request.customer = "cust_1Aa00000000001";
    CPPUNIT_ASSERT_EQUAL(std::string{"bad_request"}, faultOf(request)->code);
    request = checkoutOf(500);
    request.attempt = "pay 1";
    CPPUNIT_ASSERT_EQUAL(std::string{"bad_request"}, faultOf(request)->code);
  }

  void textsAreCutBetweenCharacters() {
    CPPUNIT_ASSERT_EQUAL(std::string{"a"}, cut("a\xC3\xA9", 2));
    CPPUNIT_ASSERT_EQUAL(std::string{"a\xC3\xA9"}, cut("a\xC3\xA9x", 3));
    CPPUNIT_ASSERT_EQUAL(std::string{}, cut("\xE2\x9C\x93", 2));
    CPPUNIT_ASSERT_EQUAL(std::string{"abc"}, cut("abc", 3));
  }

  void everyParameterIsOneOfStripes() {
    const auto specs = hostler::testing::providerSpecs();
    if (!specs) return;
    const auto paths =
        hostler::testing::jsonFile(*specs / "stripe/spec3-2023-08-16.trimmed.json")["paths"];
    const std::vector<std::pair<const char*, Form>> sent{
        {"/v1/payment_intents", intentForm(checkoutOf(118'000), 118'000)},
        {"/v1/payment_intents", intentForm(indianMandate(118'000, "monthly"), 118'000)},
        {"/v1/payment_intents", chargeForm(chargeOf(), 118'000)},
        {"/v1/setup_intents", setupForm(indianMandate(0, "monthly"))},
        {"/v1/checkout/sessions",
         sessionForm(linkOf("https://portal.example/return"), 118'000, 1767323045)}};
    for (const auto& [path, form] : sent) {
      const auto& schema = paths[path]["post"]["requestBody"]["content"]
                                ["application/x-www-form-urlencoded"]["schema"];
      for (const auto& [name, value] : form)
        CPPUNIT_ASSERT_MESSAGE(path + (" " + name), knows(schema, segmentsOf(name)));
    }
  }
};

HOSTLER_SUITE(StripeFormsTest, "plugins/gateway/stripe/forms");
