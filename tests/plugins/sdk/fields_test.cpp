#include "tests/support/suite.h"

#include <hostler/gateway.hpp>
#include <hostler/provisioner.hpp>

using namespace hostler::sdk;

namespace {

Json createRequest() {
  return {{"server_settings", {{"host", "whm.example"}}},
          {"product_settings", {{"plan", "starter"}}},
          {"reference", "svc_1"},
          {"domain", "acme.example"},
          {"password", "very secret word"},
          {"email", "a@acme.example"}};
}

std::string mismatchOf(const auto& read) {
  try {
    read();
  } catch (const FieldMismatch& mismatch) {
    return mismatch.what();
  }
  return "none";
}

}  // namespace

class FieldsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(FieldsTest);
  CPPUNIT_TEST(whatIsWrittenIsReadBack);
  CPPUNIT_TEST(membersOfANewerEngineAreIgnored);
  CPPUNIT_TEST(aMissingMemberIsNamedWithItsPath);
  CPPUNIT_TEST(aWrongTypeIsNamedAndItsValueIsNot);
  CPPUNIT_TEST(numbersThatDoNotFitAreRefused);
  CPPUNIT_TEST(unknownWordsAreRefused);
  CPPUNIT_TEST(everySecretIsFoundWhereverItSits);
  CPPUNIT_TEST(aSecretIsMaskedWhereItBecomesJsonByAccident);
  CPPUNIT_TEST(theParserIsStrict);
  CPPUNIT_TEST(fractionsCanArriveAsText);
  CPPUNIT_TEST_SUITE_END();

 public:
  void whatIsWrittenIsReadBack() {
    Attempt attempt;
    attempt.reference = "order_1";
    attempt.amount = {118000, "INR"};
    attempt.paid = {0, "INR"};
    attempt.payments.emplace_back();
    attempt.payments[0].id = "pay_1";
    attempt.payments[0].state = PaymentState::Authorized;
    attempt.payments[0].amount = attempt.payments[0].refunded = {118000, "INR"};
    attempt.payments[0].fee = Money{2360, "INR"};

    const auto json = toJson(attempt);

    CPPUNIT_ASSERT_EQUAL(std::string{"authorized"},
                         json["payments"][0]["state"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(json, toJson(fromJson<Attempt>(json)));
  }

  void membersOfANewerEngineAreIgnored() {
    auto json = createRequest();
    json["from_the_future"] = {1, 2, 3};

    CPPUNIT_ASSERT_EQUAL(std::string{"acme.example"}, fromJson<CreateAccount>(json).domain);
  }

  void aMissingMemberIsNamedWithItsPath() {
    auto json = createRequest();
    json.erase("domain");
    CPPUNIT_ASSERT_EQUAL(std::string{"domain: is required"},
                         mismatchOf([&] { (void)fromJson<CreateAccount>(json); }));

    const Json nested{{"account", {{"domain", "x"}}}};
    CPPUNIT_ASSERT_EQUAL(std::string{"account.id: is required"},
                         mismatchOf([&] { (void)fromJson<SuspendAccount>(nested); }));

    const Json listed{
        {"payments", {{{"id", "pay_1"}}}}, {"refunds", Json::array()}, {"disputes", Json::array()}};
    CPPUNIT_ASSERT_EQUAL(std::string{"payments[0].state: is required"},
                         mismatchOf([&] { (void)fromJson<Movements>(listed); }));
  }

  void aWrongTypeIsNamedAndItsValueIsNot() {
    auto json = createRequest();
    json["password"] = {"very secret word"};

    CPPUNIT_ASSERT_EQUAL(std::string{"password: must be a text"},
                         mismatchOf([&] { (void)fromJson<CreateAccount>(json); }));
  }

  void numbersThatDoNotFitAreRefused() {
    const auto amountOf = [](Json amount) {
      return mismatchOf([&] {
        (void)fromJson<Money>(Json{{"amount", std::move(amount)}, {"currency", "INR"}});
      });
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"none"}, amountOf(-5));
    CPPUNIT_ASSERT_EQUAL(std::string{"amount: must be a whole number"}, amountOf(10.5));
    CPPUNIT_ASSERT_EQUAL(std::string{"amount: must be a whole number"}, amountOf("100"));
    CPPUNIT_ASSERT_EQUAL(std::string{"amount: is out of range"}, amountOf(std::uint64_t{1} << 63));
  }

  void unknownWordsAreRefused() {
    const Json json{{"state", "sleeping"}, {"detail", ""}};
    CPPUNIT_ASSERT_EQUAL(std::string{"state: is none of the words that it may be"},
                         mismatchOf([&] { (void)fromJson<Progress>(json); }));
  }

  void everySecretIsFoundWhereverItSits() {
    std::vector<std::string> found;
    eachSecret(fromJson<CreateAccount>(createRequest()),
               [&](const Secret& secret) { found.push_back(secret.reveal()); });

    CPPUNIT_ASSERT(found == std::vector<std::string>{"very secret word"});
  }

  void aSecretIsMaskedWhereItBecomesJsonByAccident() {
    const Secret secret{"very secret word"};
    const Json json{{"field", secret}};

    CPPUNIT_ASSERT_EQUAL(std::string{"***"}, json["field"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(
        std::string{"very secret word"},
        toJson(fromJson<CreateAccount>(createRequest()))["password"].get<std::string>());
  }

  void theParserIsStrict() {
    const auto isTaken = [](std::string_view text) {
      try {
        (void)parseJson(text);
        return true;
      } catch (const JsonError&) {
        return false;
      }
    };
    CPPUNIT_ASSERT(isTaken(R"({"a":[1,2,{"b":null}]})"));
    CPPUNIT_ASSERT(isTaken("\xEF\xBB\xBF{}"));  // some servers put a byte order mark first
    for (const std::string_view text : {R"({"a":1,"a":2})", R"({"a":1} x)", "", "<html>",
                                        R"({"a":"\xff"})", "{\"a\":\"\xff\"}", "NaN"}) {
      CPPUNIT_ASSERT_MESSAGE(std::string{text}, !isTaken(text));
    }
    CPPUNIT_ASSERT(!isTaken(std::string(100, '[') + std::string(100, ']')));
  }

  void fractionsCanArriveAsText() {
    const auto json =
        parseJson(R"({"price":0.00743999984115362,"count":3})", {.fractionsAsText = true});

    CPPUNIT_ASSERT_EQUAL(std::string{"0.00743999984115362"}, json["price"].get<std::string>());
    CPPUNIT_ASSERT(json["count"].is_number_integer());
  }
};

HOSTLER_SUITE(FieldsTest, "plugins/sdk/fields");
