#include "plugins/sandbox/request_view.h"
#include "tests/plugins/support/sandbox_client.h"

using hostler::Json;
using hostler::front::Method;
using hostler::testing::SandboxClient;
using hostler::testing::Told;
namespace sdk = hostler::sdk;

class SandboxTwilioTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SandboxTwilioTest);
  CPPUNIT_TEST(onlyTheAccountsOwnTokenOpensIt);
  CPPUNIT_TEST(aMessageIsTakenAndCanBeRead);
  CPPUNIT_TEST(numbersFailAsTwiliosTestNumbersDo);
  CPPUNIT_TEST(callbacksAreSignedOverAddressAndFields);
  CPPUNIT_TEST_SUITE_END();

 public:
  void onlyTheAccountsOwnTokenOpensIt() {
    CPPUNIT_ASSERT_EQUAL(200, api(Method::Get, ".json").status);
    CPPUNIT_ASSERT_EQUAL(std::string{"42.1700"},
                         api(Method::Get, "/Balance.json").body["balance"].get<std::string>());
    const auto refused = api(Method::Get, ".json", {}, std::string{kSid} + ":wrong");
    CPPUNIT_ASSERT(refused.status == 401 && refused.body["code"] == 20003);
    const auto another = client_.ask(
        Method::Get, "/twilio/2010-04-01/Accounts/AC00000000000000000000000000000000.json", "",
        {{"authorization", SandboxClient::basic(std::string{kSid} + ":" + kToken)}});
    CPPUNIT_ASSERT_EQUAL(404, another.status);
  }

  void aMessageIsTakenAndCanBeRead() {
    const auto made = api(Method::Post, "/Messages.json", form());
    CPPUNIT_ASSERT_EQUAL(201, made.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"queued"}, made.body["status"].get<std::string>());
    const auto sid = made.body["sid"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(made.body, api(Method::Get, "/Messages/" + sid + ".json").body);
    CPPUNIT_ASSERT_EQUAL(404, api(Method::Get, "/Messages/SM0.json").status);
    const auto booked = client_.book()["twilio"]["messages"][0];
    CPPUNIT_ASSERT(booked["reference"] == "msg_1" && booked["text"] == "text");
  }

  void numbersFailAsTwiliosTestNumbersDo() {
    const auto code = [&](const std::string& name, const std::string& value) {
      auto bad = form();
      for (auto& [each, old] : bad) {
        if (each == name) old = value;
      }
      const auto told = api(Method::Post, "/Messages.json", bad);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(value, 400, told.status);
      return told.body["code"].get<int>();
    };
    CPPUNIT_ASSERT_EQUAL(21211, code("To", "+15005550001"));
    CPPUNIT_ASSERT_EQUAL(21211, code("To", "nobody"));
    CPPUNIT_ASSERT_EQUAL(21610, code("To", "+15005550004"));
    CPPUNIT_ASSERT_EQUAL(21604, code("To", ""));
    CPPUNIT_ASSERT_EQUAL(21602, code("Body", ""));
    CPPUNIT_ASSERT_EQUAL(21617, code("Body", std::string(1'601, 'x')));
    CPPUNIT_ASSERT_EQUAL(21603, code("From", ""));
    CPPUNIT_ASSERT_EQUAL(21606, code("From", "+15005550007"));
    CPPUNIT_ASSERT_EQUAL(21660, code("From", "+14155550123"));
    CPPUNIT_ASSERT_EQUAL(21609, code("StatusCallback", "nowhere"));
    CPPUNIT_ASSERT(client_.book()["twilio"]["messages"].empty());
  }

  void callbacksAreSignedOverAddressAndFields() {
    api(Method::Post, "/Messages.json", form());
    const auto id = client_.book()["twilio"]["messages"][0]["id"];
    const auto told = client_.deliver("twilio", id, "undelivered").body;
    CPPUNIT_ASSERT_EQUAL(30003, told["message"]["error_code"].get<int>());
    const auto& sent = told["webhooks"][0];
    CPPUNIT_ASSERT_EQUAL(std::string{kCallback}, sent["url"].get<std::string>());
    const auto fields = hostler::sandbox::parseForm(sent["body"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"undelivered"}, fields.at("MessageStatus"));
    std::string text = kCallback;
    for (const auto& [name, value] : fields) text += name + value;
    CPPUNIT_ASSERT_EQUAL(sdk::base64Of(sdk::hmacSha1(kToken, text)),
                         sent["headers"]["X-Twilio-Signature"].get<std::string>());
  }

 private:
  static constexpr const char* kSid = "AC00000000000000000000000000005a4d";
  static constexpr const char* kToken = "sandbox_twilio_token_01";
  static constexpr const char* kCallback = "http://127.0.0.1:1/hook?reference=msg_1";

  Told api(Method method, const std::string& resource, const SandboxClient::Params& form = {},
           const std::string& credentials = std::string{kSid} + ":" + kToken) {
    return client_.ask(method, std::string{"/twilio/2010-04-01/Accounts/"} + kSid + resource,
                       sdk::formEncode(form),
                       {{"authorization", SandboxClient::basic(credentials)}});
  }
  static SandboxClient::Params form() {
    return {{"To", "+919812345678"},
            {"From", "+15005550006"},
            {"Body", "text"},
            {"StatusCallback", kCallback}};
  }

  SandboxClient client_;
};

HOSTLER_SUITE(SandboxTwilioTest, "plugins/sandbox/twilio");
