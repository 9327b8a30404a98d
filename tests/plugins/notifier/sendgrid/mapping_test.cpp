#include "mapping.h"

#include "sendgrid_notifier.h"
#include "tests/plugins/support/calls.h"
#include "tests/plugins/support/loopback_server.h"
#include "tests/plugins/support/shapes.h"

#include <fstream>

using namespace hostler;
using namespace hostler::sendgrid;
using hostler::testing::callWith;

class SendGridMappingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SendGridMappingTest);
  CPPUNIT_TEST(aMailHasItsPlainPartFirstAndIsNotTracked);
  CPPUNIT_TEST(aMailFitsTheSpecification);
  CPPUNIT_TEST(eventsBecomeStates);
  CPPUNIT_TEST(whatIsNoEventIsRefused);
  CPPUNIT_TEST(errorsSayWhoMustAct);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aMailHasItsPlainPartFirstAndIsNotTracked() {
    const auto mail = toMail(message(), settings());

    CPPUNIT_ASSERT_EQUAL(std::string{"text/plain"}, mail["content"][0]["type"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"text/html"}, mail["content"][1]["type"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(sdk::Json(message().reference),
                         mail["personalizations"][0]["custom_args"]["hostler_reference"]);
    CPPUNIT_ASSERT_EQUAL(std::string{"billing@host.example"},
                         mail["from"]["email"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"Host"}, mail["from"]["name"].get<std::string>());
    for (const char* kind : {"click_tracking", "open_tracking", "subscription_tracking"})
      CPPUNIT_ASSERT_EQUAL(sdk::Json(false), mail["tracking_settings"][kind]["enable"]);
    CPPUNIT_ASSERT_EQUAL(std::string{"application/pdf"},
                         mail["attachments"][0]["type"].get<std::string>());
  }

  void aMailFitsTheSpecification() {
    const auto specs = testing::providerSpecs();
    if (!specs) return;
    std::ifstream file{*specs / "sendgrid/mail-send.openapi.json"};
    const auto spec = sdk::Json::parse(file);
    const auto& known = spec.at(
        "/paths/~1mail~1send/post/requestBody/content/"
        "application~1json/schema/properties"_json_pointer);
    const auto mail = toMail(message(), settings());
    for (const auto& [name, value] : mail.items())
      CPPUNIT_ASSERT_MESSAGE(name, known.contains(name));
  }

  void eventsBecomeStates() {
    const std::pair<const char*, const char*> known[] = {{"processed", "sent"},
                                                         {"delivered", "delivered"},
                                                         {"bounce", "bounced"},
                                                         {"dropped", "failed"},
                                                         {"spamreport", "complained"}};
    for (const auto& [word, state] : known) {
      const auto reports = toReports(sdk::Json::array({event(word)}));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(word, std::size_t{1}, reports.size());
      CPPUNIT_ASSERT_EQUAL(std::string{state}, reports[0].state);
      CPPUNIT_ASSERT_EQUAL(std::string{"msg_1"}, reports[0].reference);
      CPPUNIT_ASSERT_EQUAL(std::string{"14c5d75ce93"}, reports[0].id);
      CPPUNIT_ASSERT(reports[0].at == 1767323045);
    }
    auto blocked = event("bounce");
    blocked["type"] = "blocked";
    CPPUNIT_ASSERT_EQUAL(std::string{"failed"}, toReports(sdk::Json::array({blocked}))[0].state);
    for (const char* word : {"open", "click", "deferred", "unsubscribe", "teleported"})
      CPPUNIT_ASSERT_MESSAGE(word, toReports(sdk::Json::array({event(word)})).empty());
  }

  void whatIsNoEventIsRefused() {
    auto nameless = event("delivered");
    nameless.erase("event");
    auto nobodys = event("delivered");
    nobodys.erase("hostler_reference");
    nobodys.erase("sg_message_id");
    auto typed = event("delivered");
    typed["sg_message_id"] = 7;
    for (const auto& bad :
         {sdk::Json::object(), sdk::Json::array({1}), sdk::Json::array({nameless}),
          sdk::Json::array({nobodys}), sdk::Json::array({typed}), sdk::Json("text")}) {
      CPPUNIT_ASSERT_THROW_MESSAGE(bad.dump(), toReports(bad), MappingError);
    }
  }

  void errorsSayWhoMustAct() {
    expect("400 Bad Request", error("The subject is required.", "\"subject\""),
           sdk::Outcome::Permanent, "subject");
    expect("401 Unauthorized", error("authorization grant is invalid", "null"),
           sdk::Outcome::NeedsAttention, "credentials_refused");
    expect("401 Unauthorized", error("Maximum credits exceeded", "null"),
           sdk::Outcome::NeedsAttention, "balance_exhausted");
    expect("403 Forbidden", error("The from address does not match a verified Sender", "\"from\""),
           sdk::Outcome::NeedsAttention, "access_denied");
    expect("413 Payload Too Large", error("payload too large", "null"), sdk::Outcome::Permanent,
           "http_413");
    expect("404 Not Found", "<html>proxy</html>", sdk::Outcome::Unknown, "unusable_answer");
    expect("429 Too Many Requests", error("too many requests", "null"), sdk::Outcome::Retryable,
           "rate_limited");
    expect("503 Service Unavailable", "", sdk::Outcome::Unknown, "http_503");
    expect("200 OK", "{}", sdk::Outcome::Unknown, "unusable_answer");
  }

 private:
  static Settings settings() {
    Settings settings;
    settings.apiKey = sdk::Secret{"SG.test"};
    settings.from = "billing@host.example";
    settings.fromName = "Host";
    return settings;
  }
  static sdk::Message message() {
    sdk::Message message;
    message.reference = "msg_1";
    message.channel = "email";
    message.to = "asha@client.example";
    message.subject = "Your invoice";
    message.text = sdk::Secret{"plain"};
    message.html = sdk::Secret{"<p>html</p>"};
    message.headers = {{"Auto-Submitted", "auto-generated"}};
    message.attachments = {{"invoice.pdf", "application/pdf", "JVBERi0xLjQ="}};
    return message;
  }
  static sdk::Json event(const char* word) {
    return {{"event", word},
            {"email", "asha@client.example"},
            {"timestamp", 1767323045},
            {"hostler_reference", "msg_1"},
            {"sg_message_id", "14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0"}};
  }
  static std::string error(const std::string& text, const std::string& field) {
    return R"({"errors":[{"message":")" + text + R"(","field":)" + field + R"(,"help":null}]})";
  }
  static void expect(const std::string& status, const std::string& body, sdk::Outcome outcome,
                     const std::string& code) {
    testing::LoopbackServer server{[&](testing::Connection& peer) {
      peer.readRequest();
      peer.write("HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) +
                 "\r\nConnection: close\r\n\r\n" + body);
    }};
    SendGridNotifier notifier{sdk::Context{
        {{"api_key", "SG.test"}, {"from", "a@b.example"}, {"base_url", server.url("")}},
        sdk::Log{nullptr, std::make_shared<sdk::Redactor>()}}};
    const auto sent = notifier.send(callWith(), message());
    CPPUNIT_ASSERT_MESSAGE(status, !sent);
    CPPUNIT_ASSERT_MESSAGE(status + " " + sent.error().code, sent.error().outcome == outcome);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(status, code, sent.error().code);
  }
};

HOSTLER_SUITE(SendGridMappingTest, "plugins/notifier/sendgrid/mapping");
