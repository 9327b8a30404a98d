#include "mapping.h"

#include "msg91_notifier.h"
#include "tests/plugins/support/calls.h"
#include "tests/plugins/support/sandbox_client.h"

using namespace hostler;
using namespace hostler::msg91;
using hostler::testing::callWith;

class Msg91MappingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(Msg91MappingTest);
  CPPUNIT_TEST(aFlowNamesTemplateRecipientAndReference);
  CPPUNIT_TEST(indianRulesHoldForIndianNumbersOnly);
  CPPUNIT_TEST(errorsThatComeAsSuccessAreSeen);
  CPPUNIT_TEST(reportsAreReadInEveryForm);
  CPPUNIT_TEST(whatIsNoReportIsRefused);
  CPPUNIT_TEST(aTextIsMatchedToItsRegisteredOne);
  CPPUNIT_TEST(codesGoBySendOtpWhereAsked);
  CPPUNIT_TEST(aTokenMayComeInTheAddress);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aFlowNamesTemplateRecipientAndReference() {
    CPPUNIT_ASSERT_EQUAL(
        sdk::Json::parse(R"({"template_id": "64f0", "short_url": "0", "recipients": [
          {"mobiles": "919812345678", "CRQID": "msg_1", "what": "x"}]})"),
        toFlow("64f0", mobileOf("+919812345678"), "msg_1", {{"what", "x"}}));
  }

  void indianRulesHoldForIndianNumbersOnly() {
    CPPUNIT_ASSERT(!indianFault("+919812345678", {{"a", std::string(30, 'x')}}));
    CPPUNIT_ASSERT_EQUAL(std::string{"variable_too_long"},
                         indianFault("+919812345678", {{"a", std::string(31, 'x')}})->code);
    CPPUNIT_ASSERT(!indianFault("+919812345678", {{"a", "कखगघङचछजझञटठडढण"}}));
    for (const char* bad : {"+91981234567", "+9198123456789", "+915812345678"})
      CPPUNIT_ASSERT_MESSAGE(bad, indianFault(bad, {}));
    CPPUNIT_ASSERT(!indianFault("+14155550123", {{"a", std::string(200, 'x')}}));
  }

  void errorsThatComeAsSuccessAreSeen() {
    using sdk::Outcome;
    expect(R"({"type":"error","message":"Authentication failure","code":"201"})",
           Outcome::NeedsAttention, "credentials_refused");
    expect(R"({"type":"error","message":"IP is not allowed","code":418})", Outcome::NeedsAttention,
           "credentials_refused");
    expect(R"({"status":"fail","errors":"Unauthorized","hasError":true})", Outcome::NeedsAttention,
           "credentials_refused");
    expect(R"({"type":"error","message":"Insufficient balance","code":"301"})",
           Outcome::NeedsAttention, "balance_exhausted");
    expect(R"({"type":"error","message":"Invalid mobile number","code":"202"})", Outcome::Permanent,
           "202");
    expect(R"({"type":"error","message":"template id missing"})", Outcome::Permanent, "refused");
    expect(R"({"type":"error","message":"Route is down","code":"602"})", Outcome::Retryable, "602");
    expect(R"({"type":"error","message":"same request within 10 seconds","code":"311"})",
           Outcome::Unknown, "311");
    CPPUNIT_ASSERT(!refusalIn(sdk::Json::parse(R"({"type":"success","message":"id"})")));
    CPPUNIT_ASSERT(!refusalIn(sdk::Json::array({1})));
  }

  void reportsAreReadInEveryForm() {
    const std::string requests =
        R"([{"senderId":"HOSTLR","requestId":"346a","report":[{"number":"919812345678",)"
        R"("status":"1","desc":"DELIVERED","CRQID":"msg_1"},{"number":"919812345679",)"
        R"("status":2,"desc":"FAILED","failedReason":"Absent subscriber","CRQID":"0"}]}])";
    for (const auto& body :
         {sdk::formEncode({{"data", requests}}), requests, sdk::Json{{"data", requests}}.dump()}) {
      const auto reports = toReports(body);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(body, std::size_t{2}, reports.size());
      CPPUNIT_ASSERT_EQUAL(std::string{"msg_1"}, reports[0].reference);
      CPPUNIT_ASSERT_EQUAL(std::string{"delivered"}, reports[0].state);
      CPPUNIT_ASSERT_EQUAL(std::string{}, reports[1].reference);
      CPPUNIT_ASSERT_EQUAL(std::string{"346a"}, reports[1].id);
      CPPUNIT_ASSERT_EQUAL(std::string{"Absent subscriber"}, reports[1].reason);
    }
    const auto single = toReports(
        R"({"requestId":"346b","telNum":"919812345678","status":"Rejected","CRQID":"msg_2",)"
        R"("failureReason":"DLT scrubbing"})");
    CPPUNIT_ASSERT(single.size() == 1 && single[0].state == "failed");
    CPPUNIT_ASSERT_EQUAL(std::string{"DLT scrubbing"}, single[0].reason);
    CPPUNIT_ASSERT(toReports(R"({"requestId":"346c","status":"8","desc":"SUBMITTED"})").empty());
  }

  void whatIsNoReportIsRefused() {
    for (const std::string bad :
         {"", "x=1", "data=", "data=7", "[1]", "[{\"report\":7}]", "{}", "{\"status\":[]}",
          "{\"status\":\"1\"}", "{\"data\":\"not json\"}"}) {
      const auto isRefused = [&] {
        try {
          (void)toReports(bad);
          return false;
        } catch (const MappingError&) {
          return true;
        } catch (const sdk::JsonError&) {
          return true;
        }
      };
      CPPUNIT_ASSERT_MESSAGE(bad, isRefused());
    }
  }

  void aTextIsMatchedToItsRegisteredOne() {
    const auto sent = send("notice", "Dear client, invoice 7 of Host.");
    CPPUNIT_ASSERT_MESSAGE(sent ? "" : sent.error().message, bool{sent});
    const auto booked = client_.book()["msg91"]["messages"][0];
    CPPUNIT_ASSERT_EQUAL(std::string{"Dear client, invoice 7 of Host."},
                         booked["text"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"template_mismatch"}, send("notice", "Buy now!").error().code);
    const auto wordless = send("64f0c1d2e3f4a5b6c7d8e9f1", "Dear client, invoice 7 of Host.");
    CPPUNIT_ASSERT(!wordless && wordless.error().outcome == sdk::Outcome::NeedsAttention);
    CPPUNIT_ASSERT_EQUAL(std::string{"template_not_registered"}, wordless.error().code);
    const auto unknown = send("welcome", "Welcome");
    CPPUNIT_ASSERT(unknown.error().outcome == sdk::Outcome::NeedsAttention);
    CPPUNIT_ASSERT_EQUAL(std::string{"template_not_registered"}, unknown.error().code);
  }

  void codesGoBySendOtpWhereAsked() {
    CPPUNIT_ASSERT(send("otp", "480027 is your code for Host."));
    const auto call = client_.control(front::Method::Get, "/_calls?provider=msg91").body["data"][0];
    CPPUNIT_ASSERT_EQUAL(std::string{"/msg91/api/v5/otp"}, call["path"].get<std::string>());
    CPPUNIT_ASSERT(call["query"].get<std::string>().find("480027") == std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::string{"480027 is your code for Host."},
                         client_.book()["msg91"]["messages"][0]["text"].get<std::string>());
  }

  void aTokenMayComeInTheAddress() {
    const sdk::NotifierDelivery delivery{
        "https://engine.example/hook?a=1&token=sandbox_msg91_webhook_01",
        {},
        sdk::base64Of(R"({"requestId":"346a","status":"1"})")};
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, notifier().webhook(callWith(), delivery)->reports.size());
    auto forged = delivery;
    forged.url = "https://engine.example/hook?token=sandbox_msg91_webhook_02";
    CPPUNIT_ASSERT_EQUAL(std::string{"signature_invalid"},
                         notifier().webhook(callWith(), forged).error().code);
    auto nonsense = delivery;
    nonsense.bodyBase64 = sdk::base64Of("nonsense");
    CPPUNIT_ASSERT_EQUAL(std::string{"malformed"},
                         notifier().webhook(callWith(), nonsense).error().code);
  }

 private:
  Msg91Notifier notifier() {
    auto settings = sandbox::fixedAccounts({})[0];
    for (const auto& account : sandbox::fixedAccounts({})) {
      if (account["provider"] == "msg91") settings = account;
    }
    settings["base_url"] = client_.server().url() + "/msg91";
    return Msg91Notifier{
        sdk::Context{settings, sdk::Log{nullptr, std::make_shared<sdk::Redactor>()}}};
  }
  sdk::Reply<sdk::Sent> send(const std::string& name, const std::string& text) {
    sdk::Message message;
    message.reference = "msg_1";
    message.channel = "sms";
    message.to = "+919812345678";
    message.templateId = name;
    message.text = sdk::Secret{text};
    return notifier().send(callWith(), message);
  }
  static void expect(const char* answer, sdk::Outcome outcome, const std::string& code) {
    const auto refusal = refusalIn(sdk::Json::parse(answer));
    CPPUNIT_ASSERT_MESSAGE(answer, refusal && refusal->outcome == outcome);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer, code, refusal->code);
  }

  testing::SandboxClient client_;
};

HOSTLER_SUITE(Msg91MappingTest, "plugins/notifier/msg91/mapping");
