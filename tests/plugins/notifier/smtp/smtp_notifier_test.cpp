// Against a mail server that is not ours.
#include "smtp_notifier.h"

#include "core/json/json.h"
#include "tests/core/mail/smtp_server.h"
#include "tests/plugins/support/calls.h"
#include "tests/plugins/support/loopback_server.h"
#include "tests/support/suite.h"

#include <hostler/signature.hpp>

#include <fstream>
#include <iterator>

using namespace hostler;
using hostler::mail::SmtpServer;
using hostler::testing::callWith;
using sdk::Outcome;

class SmtpNotifierTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SmtpNotifierTest);
  CPPUNIT_TEST(aMailArrivesWordForWordAndByteForByte);
  CPPUNIT_TEST(greylistingIsForLaterAndThenDelivered);
  CPPUNIT_TEST(refusalsArePermanentAndFullBoxesAreNot);
  CPPUNIT_TEST(aConnectionLostAfterTheContentIsUnknown);
  CPPUNIT_TEST(aServerThatHangsCostsNoMoreThanTheCallHas);
  CPPUNIT_TEST(startTlsAndSignInWithAnAuthorityOfOurOwn);
  CPPUNIT_TEST(tlsFromTheFirstByteAndSignInByLogin);
  CPPUNIT_TEST(aWrongPasswordNeedsAPerson);
  CPPUNIT_TEST(certificatesMustBeTrustedAndNamed);
  CPPUNIT_TEST(withoutStartTlsNothingIsSaid);
  CPPUNIT_TEST(plainMailNeverLeavesTheMachine);
  CPPUNIT_TEST(aServerThatIsNotThereIsForLater);
  CPPUNIT_TEST(theConnectionTestSignsIn);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aMailArrivesWordForWordAndByteForByte() {
    if (!start()) return;
    auto message = to("asha");
    message.toName = "Asha \"A.\" Rao";
    message.subject = "आपका बिल ₹ 1,180.00 of this month, and of the one before it";
    message.text = sdk::Secret{"Dear Asha,\n.\n..dots\nFrom here\n" + std::string(200, 'x')};
    message.html = sdk::Secret{"<p>नमस्ते</p>"};
    message.headers = {{"X-Long", std::string(80, 'a') + " " + std::string(80, 'b')}};
    const std::string pdf{"%PDF\0\r\n.\r\n\xff", 12};
    message.attachments = {{"बिल.pdf", "application/pdf", sdk::base64Of(pdf)}};

    const auto sent = notifier().send(callWith(), message);

    CPPUNIT_ASSERT_MESSAGE(sent ? "" : sent.error().code + " " + sent.error().message, bool{sent});
    CPPUNIT_ASSERT_EQUAL(std::string{"msg_1@host.example"}, sent->id);
    const auto got = server_->await("message");
    CPPUNIT_ASSERT_EQUAL(std::string{"billing@host.example"}, got["sender"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(Json::array({"asha@client.example"}), got["recipients"]);
    const auto& parsed = got["parsed"];
    CPPUNIT_ASSERT_EQUAL(Json::array(), parsed["defects"]);
    CPPUNIT_ASSERT_EQUAL(Json(message.subject), parsed["headers"]["subject"]);
    CPPUNIT_ASSERT_EQUAL(std::string{"<msg_1@host.example>"},
                         parsed["headers"]["message-id"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(Json(message.headers["X-Long"]), parsed["headers"]["x-long"]);
    CPPUNIT_ASSERT_EQUAL(std::string{"\"Asha \\\"A.\\\" Rao\" <asha@client.example>"},
                         parsed["headers"]["to"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(Json::array({"multipart/mixed", "multipart/alternative", "text/plain",
                                      "text/html", "application/pdf"}),
                         parsed["structure"]);
    CPPUNIT_ASSERT_EQUAL(
        std::string{"Dear Asha,\r\n.\r\n..dots\r\nFrom here\r\n"} + std::string(200, 'x') + "\r\n",
        bytesOf(parsed["parts"][0]));
    CPPUNIT_ASSERT_EQUAL(std::string{"<p>नमस्ते</p>\r\n"}, bytesOf(parsed["parts"][1]));
    CPPUNIT_ASSERT_EQUAL(pdf, bytesOf(parsed["parts"][2]));
    CPPUNIT_ASSERT_EQUAL(std::string{"बिल.pdf"}, parsed["parts"][2]["name"].get<std::string>());
  }

  void greylistingIsForLaterAndThenDelivered() {
    if (!start()) return;
    expect(notifier().send(callWith(), to("grey")), Outcome::Retryable, "smtp_451");
    CPPUNIT_ASSERT(notifier().send(callWith(), to("grey")));
  }

  void refusalsArePermanentAndFullBoxesAreNot() {
    if (!start()) return;
    expect(notifier().send(callWith(), to("nobody")), Outcome::Permanent, "smtp_550");
    expect(notifier().send(callWith(), to("spam")), Outcome::Permanent, "smtp_554");
    expect(notifier().send(callWith(), to("full")), Outcome::Retryable, "smtp_452");
    expect(notifier().send(callWith(), to("bye")), Outcome::Retryable, "smtp_421");
  }

  void aConnectionLostAfterTheContentIsUnknown() {
    if (!start()) return;
    expect(notifier().send(callWith(), to("dropped")), Outcome::Unknown, "answer_lost");
    server_->await("message");  // it did arrive
  }

  void aServerThatHangsCostsNoMoreThanTheCallHas() {
    if (!start()) return;
    const auto began = std::chrono::steady_clock::now();
    expect(notifier().send(callWith(std::chrono::milliseconds{700}), to("hanging")),
           Outcome::Unknown, "timeout");
    CPPUNIT_ASSERT(std::chrono::steady_clock::now() - began < std::chrono::milliseconds{1'700});
  }

  void startTlsAndSignInWithAnAuthorityOfOurOwn() {
    if (!start({"--tls", "starttls", "--auth", "mailer:a long password"})) return;
    secure("starttls");
    CPPUNIT_ASSERT(notifier().send(callWith(), to("asha")));
    const auto got = server_->await("message");
    CPPUNIT_ASSERT_EQUAL(Json(true), got["tls"]);
    CPPUNIT_ASSERT_EQUAL(std::string{"PLAIN mailer:a long password"},
                         got["user"].get<std::string>());
  }

  void tlsFromTheFirstByteAndSignInByLogin() {
    if (!start({"--tls", "implicit", "--auth", "mailer:a long password", "--login-only"})) return;
    secure("tls");
    CPPUNIT_ASSERT(notifier().send(callWith(), to("asha")));
    CPPUNIT_ASSERT_EQUAL(std::string{"LOGIN mailer:a long password"},
                         server_->await("message")["user"].get<std::string>());
  }

  void aWrongPasswordNeedsAPerson() {
    if (!start({"--tls", "starttls", "--auth", "mailer:another password"})) return;
    secure("starttls");
    expect(notifier().send(callWith(), to("asha")), Outcome::NeedsAttention, "credentials_refused");
    expect(notifier().testConnection(callWith(), {}), Outcome::NeedsAttention,
           "credentials_refused");
  }

  void certificatesMustBeTrustedAndNamed() {
    for (const char* tls : {"starttls", "implicit"}) {
      if (!start({"--tls", tls, "--names", "elsewhere.example"})) return;
      secure(std::string{tls} == "implicit" ? "tls" : "starttls");
      settings_.erase("username");
      expect(notifier().send(callWith(), to("asha")), Outcome::NeedsAttention, "tls_untrusted");
      settings_.erase("ca_certificate");
      expect(notifier().send(callWith(), to("asha")), Outcome::NeedsAttention, "tls_untrusted");
    }
  }

  void withoutStartTlsNothingIsSaid() {
    if (!start()) return;
    settings_["security"] = "starttls";
    expect(notifier().send(callWith(), to("asha")), Outcome::NeedsAttention, "tls_missing");
  }

  void plainMailNeverLeavesTheMachine() {
    settings_ = {{"host", "mail.example"}, {"security", "none"}, {"from", "a@host.example"}};
    expect(notifier().send(callWith(), to("asha")), Outcome::Permanent, "bad_settings");
    settings_["host"] = "127.0.0.1.mail.example";
    expect(notifier().send(callWith(), to("asha")), Outcome::Permanent, "bad_settings");
    settings_["host"] = "a/../b";
    settings_["security"] = "tls";
    expect(notifier().send(callWith(), to("asha")), Outcome::Permanent, "bad_settings");
    settings_.erase("host");
    expect(notifier().send(callWith(), to("asha")), Outcome::NeedsAttention, "not_configured");
  }

  void aServerThatIsNotThereIsForLater() {
    settings_ = {{"host", "127.0.0.1"},
                 {"port", testing::closedPort()},
                 {"security", "none"},
                 {"from", "billing@host.example"}};
    expect(notifier().send(callWith(), to("asha")), Outcome::Retryable, "unreachable");
    expect(notifier().testConnection(callWith(), {}), Outcome::Retryable, "unreachable");
  }

  void theConnectionTestSignsIn() {
    if (!start({"--tls", "starttls", "--auth", "mailer:a long password"})) return;
    secure("starttls");
    const auto report = notifier().testConnection(callWith(), {});
    CPPUNIT_ASSERT_MESSAGE(report ? "" : report.error().message, bool{report});
    CPPUNIT_ASSERT_EQUAL(std::string{"Connected to localhost and signed in as mailer."},
                         report->detail);
  }

 private:
  bool start(std::vector<std::string> arguments = {}) {
    server_ = SmtpServer::start(std::move(arguments));
    if (!server_) {
      testing::skip("Python's aiosmtpd is not installed");
      return false;
    }
    settings_ = {{"host", "127.0.0.1"},
                 {"port", server_->port()},
                 {"security", "none"},
                 {"from", "billing@host.example"}};
    return true;
  }
  void secure(const std::string& security) {
    std::ifstream file{server_->caFile()};
    settings_.update({{"host", "localhost"},
                      {"security", security},
                      {"username", "mailer"},
                      {"password", "a long password"},
                      {"ca_certificate", std::string{std::istreambuf_iterator<char>{file}, {}}}});
  }
  smtp::SmtpNotifier notifier() const {
    return smtp::SmtpNotifier{
        sdk::Context{settings_, sdk::Log{nullptr, std::make_shared<sdk::Redactor>()}}};
  }
  static sdk::Message to(const std::string& name) {
    sdk::Message message;
    message.reference = "msg_1";
    message.channel = "email";
    message.to = name + "@client.example";
    message.subject = "Hello";
    message.text = sdk::Secret{"text"};
    return message;
  }
  static std::string bytesOf(const Json& part) {
    bool ok = false;
    return sdk::base64Decode(part["bytes"].get<std::string>(), ok);
  }
  template <class T>
  static void expect(const sdk::Reply<T>& reply, Outcome outcome, const std::string& code) {
    CPPUNIT_ASSERT_MESSAGE("it succeeded", !reply);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(reply.error().message, code, reply.error().code);
    CPPUNIT_ASSERT_MESSAGE(code, reply.error().outcome == outcome);
  }

  std::unique_ptr<SmtpServer> server_;
  sdk::Json settings_;
};

HOSTLER_SUITE(SmtpNotifierTest, "plugins/notifier/smtp/smtp_notifier");
