#include "plugins/sandbox/request_view.h"
#include "tests/plugins/support/sandbox_client.h"

using hostler::Json;
using hostler::front::Method;
using hostler::testing::SandboxClient;
using hostler::testing::Told;

class SandboxMsg91Test : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SandboxMsg91Test);
  CPPUNIT_TEST(refusalsComeAsSuccess);
  CPPUNIT_TEST(aFlowFillsItsRegisteredText);
  CPPUNIT_TEST(aCodeFillsItsRegisteredText);
  CPPUNIT_TEST(reportsComeAsAFormWithAToken);
  CPPUNIT_TEST_SUITE_END();

 public:
  void refusalsComeAsSuccess() {
    const auto refused = [&](const Json& body, const std::string& code, const std::string& key) {
      const auto told = flow(body, key);
      CPPUNIT_ASSERT_EQUAL(200, told.status);
      CPPUNIT_ASSERT_EQUAL(std::string{"error"}, told.body["type"].get<std::string>());
      CPPUNIT_ASSERT_EQUAL_MESSAGE(told.body.dump(), code, told.body["code"].get<std::string>());
    };
    refused(body(), "201", "wrong");
    refused(Json::object(), "101", kKey);
    auto bad = body();
    bad["template_id"] = "unregistered";
    refused(bad, "400", kKey);
    bad = body();
    bad["recipients"][0]["mobiles"] = "+919812345678";
    refused(bad, "202", kKey);
    bad["recipients"][0]["mobiles"] = "915812345678";
    refused(bad, "202", kKey);
    Json poor{{"provider", "msg91"},
              {"auth_key", "poor"},
              {"credits", 0},
              {"templates", Json::array({"notice=64f0c1d2e3f4a5b6c7d8e9f1=Dear"})}};
    client_.control(Method::Post, "/_accounts", poor);
    refused(body(), "301", "poor");
    CPPUNIT_ASSERT(client_.book()["msg91"]["messages"].empty());
  }

  void aFlowFillsItsRegisteredText() {
    const auto told = flow(body(), kKey);
    CPPUNIT_ASSERT_EQUAL(std::string{"success"}, told.body["type"].get<std::string>());
    const auto booked = client_.book()["msg91"]["messages"][0];
    CPPUNIT_ASSERT_EQUAL(told.body["message"], booked["id"]);
    CPPUNIT_ASSERT_EQUAL(std::string{"Dear client, invoice 7 of Host."},
                         booked["text"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"msg_1"}, booked["reference"].get<std::string>());
    const auto left = client_.ask(Method::Post, "/msg91/api/balance.php", "", {{"authkey", kKey}});
    CPPUNIT_ASSERT_EQUAL(Json(4'999), left.body);
  }

  void aCodeFillsItsRegisteredText() {
    const auto told = client_.ask(
        Method::Post, "/msg91/api/v5/otp?template_id=64f0c1d2e3f4a5b6c7d8e9f0&mobile=919812345678",
        R"({"otp":"123456","brand":"Host","CRQID":"msg_2"})", {{"authkey", kKey}});
    CPPUNIT_ASSERT_EQUAL(std::string{"success"}, told.body["type"].get<std::string>());
    CPPUNIT_ASSERT(told.body.contains("request_id"));
    CPPUNIT_ASSERT_EQUAL(std::string{"123456 is your code for Host."},
                         client_.book()["msg91"]["messages"][0]["text"].get<std::string>());
  }

  void reportsComeAsAFormWithAToken() {
    const auto id = flow(body(), kKey).body["message"];
    const auto sent = client_.deliver("msg91", id, "rejected").body["webhooks"][0];
    CPPUNIT_ASSERT_EQUAL(std::string{"sandbox_msg91_webhook_01"},
                         sent["headers"]["X-Webhook-Token"].get<std::string>());
    const auto form = hostler::sandbox::parseForm(sent["body"].get<std::string>());
    const auto report = Json::parse(form.at("data"))[0]["report"][0];
    CPPUNIT_ASSERT(report["status"] == "16" && report["CRQID"] == "msg_1");
  }

 private:
  static constexpr const char* kKey = "000001Sandbox0Msg91Key01";

  Told flow(const Json& body, const std::string& key) {
    return client_.ask(Method::Post, "/msg91/api/v5/flow", body.dump(), {{"authkey", key}});
  }
  static Json body() {
    return Json::parse(R"({"template_id": "64f0c1d2e3f4a5b6c7d8e9f1", "short_url": "0",
                           "recipients": [{"mobiles": "919812345678", "CRQID": "msg_1",
                                           "what": "invoice 7", "brand": "Host"}]})");
  }

  SandboxClient client_;
};

HOSTLER_SUITE(SandboxMsg91Test, "plugins/sandbox/msg91");
