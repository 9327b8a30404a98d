#include "tests/plugins/support/sandbox_client.h"

using hostler::Json;
using hostler::front::Method;
using hostler::testing::SandboxClient;
using hostler::testing::Told;

class SandboxSendGridTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SandboxSendGridTest);
  CPPUNIT_TEST(onlyTheKeyOpensTheAccount);
  CPPUNIT_TEST(aMailIsTakenAndInTheBook);
  CPPUNIT_TEST(whatTheProviderRefusesTheSandboxRefuses);
  CPPUNIT_TEST(creditsEnd);
  CPPUNIT_TEST(deliveriesAreToldSigned);
  CPPUNIT_TEST_SUITE_END();

 public:
  void onlyTheKeyOpensTheAccount() {
    CPPUNIT_ASSERT_EQUAL(200, api(Method::Get, "/scopes").status);
    const auto refused = api(Method::Get, "/scopes", Json(), "Bearer another");
    CPPUNIT_ASSERT_EQUAL(401, refused.status);
    CPPUNIT_ASSERT(refused.body["errors"][0].contains("message"));
  }

  void aMailIsTakenAndInTheBook() {
    CPPUNIT_ASSERT_EQUAL(202, api(Method::Post, "/mail/send", mail()).status);
    const auto booked = client_.book()["sendgrid"]["messages"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, booked.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"asha@client.example"}, booked[0]["to"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"msg_1"}, booked[0]["reference"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"text"}, booked[0]["text"].get<std::string>());
  }

  void whatTheProviderRefusesTheSandboxRefuses() {
    const auto field = [&](auto change) {
      auto bad = mail();
      change(bad);
      const auto told = api(Method::Post, "/mail/send", bad);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(bad.dump(), 400, told.status);
      return told.body["errors"][0]["field"];
    };
    CPPUNIT_ASSERT_EQUAL(Json("personalizations"),
                         field([](Json& m) { m.erase("personalizations"); }));
    CPPUNIT_ASSERT_EQUAL(Json("personalizations.0.to"),
                         field([](Json& m) { m["personalizations"][0]["to"] = Json::array(); }));
    CPPUNIT_ASSERT_EQUAL(Json("from.email"), field([](Json& m) { m["from"] = {{"email", "x"}}; }));
    CPPUNIT_ASSERT_EQUAL(Json("subject"), field([](Json& m) { m["subject"] = ""; }));
    CPPUNIT_ASSERT_EQUAL(Json("content"), field([](Json& m) { m["content"] = Json::array(); }));
    CPPUNIT_ASSERT_EQUAL(Json("content.0.value"),
                         field([](Json& m) { m["content"][0]["value"] = ""; }));
    CPPUNIT_ASSERT_EQUAL(Json("content"), field([](Json& m) {
                           const Json html{{"type", "text/html"}, {"value", "first"}};
                           m["content"] = Json::array({html, m["content"][0]});
                         }));
    CPPUNIT_ASSERT_EQUAL(Json("colour"), field([](Json& m) { m["colour"] = "red"; }));
    CPPUNIT_ASSERT(client_.book()["sendgrid"]["messages"].empty());
  }

  void creditsEnd() {
    Json account{{"provider", "sendgrid"}, {"api_key", "SG.poor"}, {"credits", 1}};
    CPPUNIT_ASSERT_EQUAL(201, client_.control(Method::Post, "/_accounts", account).status);
    CPPUNIT_ASSERT_EQUAL(202, api(Method::Post, "/mail/send", mail(), "Bearer SG.poor").status);
    CPPUNIT_ASSERT_EQUAL(
        Json(0), api(Method::Get, "/user/credits", Json(), "Bearer SG.poor").body["remain"]);
    CPPUNIT_ASSERT_EQUAL(401, api(Method::Post, "/mail/send", mail(), "Bearer SG.poor").status);
  }

  void deliveriesAreToldSigned() {
    api(Method::Post, "/mail/send", mail());
    const auto id = client_.book()["sendgrid"]["messages"][0]["id"];
    const auto told = client_.deliver("sendgrid", id, "bounce");
    CPPUNIT_ASSERT_EQUAL(200, told.status);
    const auto& sent = told.body["webhooks"][0];
    const auto events = Json::parse(sent["body"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"bounce"}, events[0]["event"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"msg_1"}, events[0]["hostler_reference"].get<std::string>());
    CPPUNIT_ASSERT(
        events[0]["sg_message_id"].get<std::string>().starts_with(id.get<std::string>() + "."));
    CPPUNIT_ASSERT(sent["headers"].contains("X-Twilio-Email-Event-Webhook-Signature"));
    CPPUNIT_ASSERT_EQUAL(404, client_.deliver("sendgrid", "nosuch", "bounce").status);
    CPPUNIT_ASSERT_EQUAL(404, client_.deliver("whm", "nosuch", "bounce").status);
  }

 private:
  Told api(Method method, const std::string& path, const Json& body = nullptr,
           const std::string& authorization = "Bearer SG.sandbox.key_000000000000000000001") {
    return client_.ask(method, "/sendgrid/v3" + path, body.is_null() ? "" : body.dump(),
                       {{"authorization", authorization}});
  }
  static Json mail() {
    return Json::parse(R"({"personalizations": [{"to": [{"email": "asha@client.example"}],
                            "custom_args": {"hostler_reference": "msg_1"}}],
                           "from": {"email": "billing@host.example"}, "subject": "Hello",
                           "content": [{"type": "text/plain", "value": "text"}]})");
  }

  SandboxClient client_;
};

HOSTLER_SUITE(SandboxSendGridTest, "plugins/sandbox/sendgrid");
