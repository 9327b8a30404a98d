#include "mapping.h"

#include "tests/plugins/support/shapes.h"

#include <fstream>

using namespace hostler;
using namespace hostler::twilio;

class TwilioMappingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TwilioMappingTest);
  CPPUNIT_TEST(theCallbackCarriesOurReference);
  CPPUNIT_TEST(aServiceStandsBesideOrInPlaceOfASender);
  CPPUNIT_TEST(aFormFitsTheSpecification);
  CPPUNIT_TEST(messagesAndCallbacksBecomeReports);
  CPPUNIT_TEST(whatIsNoMessageIsRefused);
  CPPUNIT_TEST(errorNumbersSayWhoMustAct);
  CPPUNIT_TEST_SUITE_END();

 public:
  void theCallbackCarriesOurReference() {
    CPPUNIT_ASSERT_EQUAL(std::string{"https://engine.example/hook?reference=msg_1"},
                         valueOf(toForm(message(), settings()), "StatusCallback"));
    auto keyed = settings();
    keyed.statusCallback += "?key=1";
    CPPUNIT_ASSERT_EQUAL(std::string{"https://engine.example/hook?key=1&reference=msg_1"},
                         valueOf(toForm(message(), keyed), "StatusCallback"));
    keyed.statusCallback.clear();
    CPPUNIT_ASSERT_EQUAL(std::string{}, valueOf(toForm(message(), keyed), "StatusCallback"));
  }

  void aServiceStandsBesideOrInPlaceOfASender() {
    auto served = settings();
    served.messagingServiceSid = "MG0123456789abcdef0123456789abcdef";
    served.from.clear();
    const auto form = toForm(message(), served);
    CPPUNIT_ASSERT_EQUAL(served.messagingServiceSid, valueOf(form, "MessagingServiceSid"));
    CPPUNIT_ASSERT_EQUAL(std::string{}, valueOf(form, "From"));
    auto named = message();
    named.from = "HOSTLR";
    CPPUNIT_ASSERT_EQUAL(std::string{"HOSTLR"}, valueOf(toForm(named, settings()), "From"));
  }

  void aFormFitsTheSpecification() {
    const auto specs = testing::providerSpecs();
    if (!specs) return;
    std::ifstream file{*specs / "twilio/messages.openapi.json"};
    const auto spec = sdk::Json::parse(file);
    const auto& known = spec.at("paths")
                            .at("/2010-04-01/Accounts/{AccountSid}/Messages.json")
                            .at("post")
                            .at("requestBody")
                            .at("content")
                            .at("application/x-www-form-urlencoded")
                            .at("schema")
                            .at("properties");
    for (const auto& [name, value] : toForm(message(), settings()))
      CPPUNIT_ASSERT_MESSAGE(name, known.contains(name));
  }

  void messagesAndCallbacksBecomeReports() {
    const std::pair<const char*, const char*> known[] = {
        {"sent", "sent"},          {"delivered", "delivered"}, {"read", "delivered"},
        {"undelivered", "failed"}, {"failed", "failed"},       {"canceled", "failed"}};
    for (const auto& [status, state] : known) {
      const auto report = toReport(callback(status), kUrl);
      CPPUNIT_ASSERT_MESSAGE(status, report);
      CPPUNIT_ASSERT_EQUAL(std::string{state}, report->state);
      CPPUNIT_ASSERT_EQUAL(std::string{"msg_1"}, report->reference);
      CPPUNIT_ASSERT_EQUAL(kSid, report->id);
      CPPUNIT_ASSERT_EQUAL(std::string{"30003"}, report->reason);
      CPPUNIT_ASSERT_EQUAL(std::string{state},
                           toReport(sdk::Json{{"sid", kSid}, {"status", status}})->state);
    }
    for (const char* status : {"queued", "accepted", "sending", "scheduled", "teleported"})
      CPPUNIT_ASSERT_MESSAGE(status, !toReport(callback(status), kUrl));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"30005"},
        toReport(sdk::Json{{"sid", kSid}, {"status", "failed"}, {"error_code", 30005}})->reason);
  }

  void whatIsNoMessageIsRefused() {
    CPPUNIT_ASSERT_THROW(toReport(Fields{}, kUrl), MappingError);
    CPPUNIT_ASSERT_THROW(toReport(Fields{{"MessageSid", kSid}}, kUrl), MappingError);
    CPPUNIT_ASSERT_THROW(toReport(Fields{{"MessageSid", "../x"}, {"MessageStatus", "sent"}}, kUrl),
                         MappingError);
    for (const auto& json :
         {sdk::Json::array(), sdk::Json::object(), sdk::Json{{"sid", 7}, {"status", "sent"}},
          sdk::Json{{"sid", "SM1"}, {"status", "sent"}}, sdk::Json{{"sid", kSid}}}) {
      CPPUNIT_ASSERT_THROW_MESSAGE(json.dump(), toReport(json), MappingError);
    }
  }

  void errorNumbersSayWhoMustAct() {
    using sdk::Outcome;
    for (const int code : {21211, 21610, 21614, 21617, 21612})
      expect(400, code, Outcome::Permanent, std::to_string(code));
    for (const int code : {21408, 21603, 21606, 21608, 21659, 21703, 30002})
      expect(400, code, Outcome::NeedsAttention, std::to_string(code));
    for (const int code : {30001, 63038, 14107})
      expect(400, code, Outcome::Retryable, std::to_string(code));
    expect(401, 20003, Outcome::NeedsAttention, "credentials_refused");
    expect(403, 20006, Outcome::NeedsAttention, "20006");
    expect(404, 20404, Outcome::Permanent, "20404");
    expect(429, 20429, Outcome::Retryable, "rate_limited");
    expect(500, 20500, Outcome::Unknown, "http_500");
    const auto foreign = errorOf({404, {}, "<h1>nginx</h1>"}, sdk::Effect::Write);
    CPPUNIT_ASSERT(foreign.outcome == Outcome::Unknown);
    CPPUNIT_ASSERT(errorOf({404, {}, "{}"}, sdk::Effect::Read).outcome == Outcome::Retryable);
  }

 private:
  const std::string kSid = "SM0123456789abcdef0123456789abcdef";
  const std::string kUrl = "https://engine.example/hook?key=1&reference=msg_1";

  Fields callback(const std::string& status) const {
    return {{"MessageSid", kSid}, {"MessageStatus", status}, {"ErrorCode", "30003"}};
  }
  static Settings settings() {
    Settings settings;
    settings.from = "+15005550006";
    settings.statusCallback = "https://engine.example/hook";
    return settings;
  }
  static sdk::Message message() {
    sdk::Message message;
    message.reference = "msg_1";
    message.channel = "sms";
    message.to = "+919812345678";
    message.text = sdk::Secret{"text"};
    return message;
  }
  static std::string valueOf(const Fields& form, const std::string& name) {
    for (const auto& [each, value] : form) {
      if (each == name) return value;
    }
    return {};
  }
  static void expect(int status, int code, sdk::Outcome outcome, const std::string& word) {
    const sdk::Json body{{"code", code}, {"message", "why"}, {"more_info", ""}, {"status", status}};
    const auto error = errorOf({status, {}, body.dump()}, sdk::Effect::Write);
    CPPUNIT_ASSERT_MESSAGE(std::to_string(code), error.outcome == outcome);
    CPPUNIT_ASSERT_EQUAL(word, error.code);
  }
};

HOSTLER_SUITE(TwilioMappingTest, "plugins/notifier/twilio/mapping");
