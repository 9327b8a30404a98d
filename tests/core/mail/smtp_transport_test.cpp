#include "core/mail/smtp_transport.h"

#include "core/mail/mail_spool.h"
#include "tests/core/mail/smtp_server.h"
#include "tests/support/suite.h"

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Timespan.h>

#include <fstream>
#include <sstream>

namespace hostler::mail {
namespace {

using std::chrono::milliseconds;

Message mailTo(const std::string& local) {
  return {"mail_" + local + "@host.example",
          *Instant::parse("2026-04-01T04:44:09Z"),
          Mailbox::parse("billing@acme.example", "Acme Hosting").value(),
          Mailbox::parse(local + "@example.in", "मीरा कुलकर्णी").value(),
          std::nullopt,
          "आपका बीजक HST/2627/0000042 तैयार है ₹1,23,456.50",
          "नमस्ते,\n\n.\n..\nएक पंक्ति\nFrom here\n" + std::string(2'000, 'x') + "\n",
          "<p>" + std::string(2'000, 'y') + "</p>",
          {},
          ""};
}

SmtpSettings plain(std::uint16_t port) {
  SmtpSettings settings;
  settings.host = "127.0.0.1";
  settings.port = port;
  settings.security = SmtpSecurity::Loopback;
  settings.timeout = milliseconds{5'000};
  return settings;
}

SmtpSettings secured(const SmtpServer& server, SmtpSecurity security) {
  auto settings = plain(server.port());
  settings.host = "localhost";
  settings.security = security;
  settings.caFile = server.caFile();
  return settings;
}

std::string decoded(const Json& base64) {
  static const std::string kSigns =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  unsigned bits = 0, held = 0;
  for (const char c : base64.get<std::string>()) {
    if (c == '=') break;
    bits = bits << 6 | static_cast<unsigned>(kSigns.find(c));
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes += static_cast<char>(bits >> held & 0xFF);
  }
  return bytes;
}

// A server of a few lines: says the next of its answers whenever a line came, then does as told.
class ScriptedServer {
 public:
  enum class End { Hang = 1, Close };

  ScriptedServer(std::vector<std::string> answers, End end, int connections = 1)
      : socket_{Poco::Net::SocketAddress{"127.0.0.1", 0}},
        thread_{[this, answers = std::move(answers), end, connections] {
          for (int i = 0; i < connections; ++i) serve(answers, end);
        }} {}
  ~ScriptedServer() {
    over_ = true;
    if (thread_.joinable()) thread_.join();
  }
  std::uint16_t port() const { return socket_.address().port(); }
  std::string heard() {
    over_ = true;
    thread_.join();
    return heard_;
  }

 private:
  void serve(const std::vector<std::string>& answers, End end) {
    while (!over_ && !socket_.poll(Poco::Timespan{0, 20'000}, Poco::Net::Socket::SELECT_READ)) {
    }
    if (over_) return;
    auto peer = socket_.acceptConnection();
    for (const auto& answer : answers) {
      peer.sendBytes(answer.data(), static_cast<int>(answer.size()));
      if (!hear(peer)) return;
    }
    while (end == End::Hang && !over_ && hear(peer)) {
    }
  }
  bool hear(Poco::Net::StreamSocket& peer) {
    while (!over_) {
      if (!peer.poll(Poco::Timespan{0, 20'000}, Poco::Net::Socket::SELECT_READ)) continue;
      char bytes[4096];
      try {
        const int size = peer.receiveBytes(bytes, sizeof bytes);
        if (size <= 0) return false;
        heard_.append(bytes, static_cast<std::size_t>(size));
      } catch (const Poco::Exception&) {
        return false;
      }
      return true;
    }
    return false;
  }

  Poco::Net::ServerSocket socket_;
  std::atomic<bool> over_{false};
  std::string heard_;
  std::thread thread_;
};

}  // namespace

class SmtpTransportTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SmtpTransportTest);
  CPPUNIT_TEST(aMailArrivesWordForWordAndByteForByte);
  CPPUNIT_TEST(greylistingIsForLaterAndThenDelivered);
  CPPUNIT_TEST(refusalsArePermanentAndFullBoxesAreNot);
  CPPUNIT_TEST(oneConnectionServesABurst);
  CPPUNIT_TEST(aConnectionThatAgedIsReplacedWithoutAFailure);
  CPPUNIT_TEST(aConnectionLostAfterTheContentIsToldApart);
  CPPUNIT_TEST(aServerThatHangsCostsOneTimeOut);
  CPPUNIT_TEST(aServerThatIsNotThereIsForLater);
  CPPUNIT_TEST(startTlsAndSignInWithAnAuthorityOfOurOwn);
  CPPUNIT_TEST(tlsFromTheFirstByteAndSignInByLogin);
  CPPUNIT_TEST(aWrongPasswordNeverLosesAMail);
  CPPUNIT_TEST(certificatesMustBeTrustedAndNamed);
  CPPUNIT_TEST(withoutStartTlsNothingIsSaid);
  CPPUNIT_TEST(whatIsSlippedInBeforeTlsIsForgotten);
  CPPUNIT_TEST(plainMailNeverLeavesTheMachine);
  CPPUNIT_TEST(nonsenseFromTheServerEndsTheAttempt);
  CPPUNIT_TEST(theSpoolKeepsAMailAsItWouldBeSent);
  CPPUNIT_TEST_SUITE_END();

  SystemClock clock_;

  // Nothing, with the reason said, where there is no server to test against.
  std::unique_ptr<SmtpServer> server(std::vector<std::string> arguments = {}) {
    auto server = SmtpServer::start(std::move(arguments));
    if (server == nullptr) testing::skip("Python's aiosmtpd is not installed");
    return server;
  }

 public:
  void aMailArrivesWordForWordAndByteForByte() {
    const auto smtp = server();
    if (smtp == nullptr) return;
    auto mail = mailTo("meera");
    std::string everyByte;
    for (int i = 0; i < 70'000; ++i) everyByte += static_cast<char>(i * 7 + i / 256);
    mail.attachments.push_back({"बीजक HST-2627-0000042.pdf", "application/pdf", everyByte});
    mail.attachments.push_back({"../../terms.txt", "text/plain", "a\nb\r\n.\n"});
    mail.replyTo = Mailbox::parse("help@acme.example");
    SmtpTransport transport{plain(smtp->port()), clock_};

    const auto delivery = transport.deliver(mail);

    CPPUNIT_ASSERT_EQUAL(std::string{"2.0.0 Queued as 42"}, delivery.reply);
    CPPUNIT_ASSERT(delivery.outcome == Delivery::Outcome::Delivered);
    const auto arrived = smtp->await("message");
    CPPUNIT_ASSERT_EQUAL(std::string{"billing@acme.example"}, arrived["sender"].get<std::string>());
    CPPUNIT_ASSERT(arrived["recipients"] == Json{"meera@example.in"});
    CPPUNIT_ASSERT_EQUAL(wireText(mail), decoded(arrived["raw"]));
    const auto& parsed = arrived["parsed"];
    CPPUNIT_ASSERT_EQUAL(std::string{"[]"}, parsed["defects"].dump());
    CPPUNIT_ASSERT_EQUAL(mail.subject, parsed["headers"]["subject"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"मीरा कुलकर्णी <meera@example.in>"},
                         parsed["headers"]["to"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"<mail_meera@host.example>"},
                         parsed["headers"]["message-id"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{R"(["multipart/mixed","multipart/alternative","text/plain",)"
                                     R"("text/html","application/pdf","text/plain"])"},
                         parsed["structure"].dump());
    const auto& parts = parsed["parts"];
    std::string text = decoded(parts[0]["bytes"]);
    std::erase(text, '\r');
    CPPUNIT_ASSERT_EQUAL(mail.text, text);
    CPPUNIT_ASSERT_EQUAL(mail.html + "\r\n", decoded(parts[1]["bytes"]));
    CPPUNIT_ASSERT_EQUAL(mail.attachments[0].name, parts[2]["name"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"attachment"}, parts[2]["disposition"].get<std::string>());
    CPPUNIT_ASSERT(everyByte == decoded(parts[2]["bytes"]));
    CPPUNIT_ASSERT_EQUAL(std::string{"terms.txt"}, parts[3]["name"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"a\nb\r\n.\n"}, decoded(parts[3]["bytes"]));
  }

  void greylistingIsForLaterAndThenDelivered() {
    const auto smtp = server();
    if (smtp == nullptr) return;
    SmtpTransport transport{plain(smtp->port()), clock_};

    const auto first = transport.deliver(mailTo("grey"));
    const auto second = transport.deliver(mailTo("grey"));

    CPPUNIT_ASSERT(first.outcome == Delivery::Outcome::Retry);
    CPPUNIT_ASSERT(first.stage == Stage::Recipient);
    CPPUNIT_ASSERT_EQUAL(451, first.code);
    CPPUNIT_ASSERT_EQUAL(std::string{"4.7.1 Greylisted, come back later"}, first.reply);
    CPPUNIT_ASSERT(!first.mayHaveArrived);
    CPPUNIT_ASSERT(second.outcome == Delivery::Outcome::Delivered);
  }

  void refusalsArePermanentAndFullBoxesAreNot() {
    const auto smtp = server();
    if (smtp == nullptr) return;
    SmtpTransport transport{plain(smtp->port()), clock_};

    const auto nobody = transport.deliver(mailTo("nobody"));
    const auto spam = transport.deliver(mailTo("spam"));
    const auto full = transport.deliver(mailTo("full"));
    const auto bye = transport.deliver(mailTo("bye"));
    auto broken = mailTo("meera");
    broken.id = "no id";
    const auto malformed = transport.deliver(broken);
    const auto good = transport.deliver(mailTo("meera"));

    CPPUNIT_ASSERT(nobody.outcome == Delivery::Outcome::Refused);
    CPPUNIT_ASSERT_EQUAL(550, nobody.code);
    CPPUNIT_ASSERT(spam.outcome == Delivery::Outcome::Refused && spam.stage == Stage::Content);
    CPPUNIT_ASSERT(full.outcome == Delivery::Outcome::Retry && full.code == 452);
    CPPUNIT_ASSERT(bye.outcome == Delivery::Outcome::Retry && bye.code == 421);
    CPPUNIT_ASSERT(malformed.outcome == Delivery::Outcome::Refused);
    CPPUNIT_ASSERT(malformed.stage == Stage::Message);
    CPPUNIT_ASSERT(good.outcome == Delivery::Outcome::Delivered);
  }

  void oneConnectionServesABurst() {
    const auto smtp = server();
    if (smtp == nullptr) return;
    auto settings = plain(smtp->port());
    settings.mailsPerConnection = 20;
    SmtpTransport transport{settings, clock_};
    for (int i = 0; i < 30; ++i) {
      const auto local = i % 10 == 3 ? std::string{"nobody"} : "user" + std::to_string(i);
      const auto delivery = transport.deliver(mailTo(local));
      CPPUNIT_ASSERT_EQUAL(i % 10 != 3, delivery.outcome == Delivery::Outcome::Delivered);
      if (i % 10 != 3) smtp->await("message");
    }
    CPPUNIT_ASSERT_EQUAL(2, smtp->connections());
  }

  void aConnectionThatAgedIsReplacedWithoutAFailure() {
    // It closes after each mail without a word, as servers do with connections that idle.
    const std::vector<std::string> oneMail{"220 hi\r\n", "250 hi\r\n", "250 ok\r\n",
                                           "250 ok\r\n", "354 go\r\n", "250 done\r\n"};
    auto server = std::make_unique<ScriptedServer>(oneMail, ScriptedServer::End::Close, 2);
    SmtpTransport transport{plain(server->port()), clock_};
    CPPUNIT_ASSERT(transport.deliver(mailTo("a")).outcome == Delivery::Outcome::Delivered);

    CPPUNIT_ASSERT(transport.deliver(mailTo("b")).outcome == Delivery::Outcome::Delivered);

    server.reset();
    const auto delivery = transport.deliver(mailTo("c"));
    CPPUNIT_ASSERT(delivery.outcome == Delivery::Outcome::Retry);
    CPPUNIT_ASSERT(delivery.stage == Stage::Connect);
    CPPUNIT_ASSERT(!delivery.mayHaveArrived);
  }

  void aConnectionLostAfterTheContentIsToldApart() {
    const auto smtp = server();
    if (smtp == nullptr) return;
    SmtpTransport transport{plain(smtp->port()), clock_};

    const auto delivery = transport.deliver(mailTo("dropped"));

    CPPUNIT_ASSERT(delivery.outcome == Delivery::Outcome::Retry);
    CPPUNIT_ASSERT(delivery.stage == Stage::Content);
    CPPUNIT_ASSERT(delivery.mayHaveArrived);
    const auto id = smtp->await("message")["parsed"]["headers"]["message-id"];
    CPPUNIT_ASSERT_EQUAL(std::string{"<mail_dropped@host.example>"}, id.get<std::string>());
    CPPUNIT_ASSERT(transport.deliver(mailTo("meera")).outcome == Delivery::Outcome::Delivered);
  }

  void aServerThatHangsCostsOneTimeOut() {
    const auto smtp = server();
    if (smtp == nullptr) return;
    auto settings = plain(smtp->port());
    settings.timeout = milliseconds{300};
    SmtpTransport atContent{settings, clock_};
    ScriptedServer silent{{}, ScriptedServer::End::Hang};
    settings.port = silent.port();
    SmtpTransport atGreeting{settings, clock_};
    ScriptedServer silentTls{{}, ScriptedServer::End::Hang};
    settings.port = silentTls.port();
    settings.security = SmtpSecurity::Tls;
    SmtpTransport atHandshake{settings, clock_};

    for (auto* transport : {&atContent, &atGreeting, &atHandshake}) {
      const auto start = std::chrono::steady_clock::now();
      const auto delivery = transport->deliver(mailTo("hanging"));
      const auto took = std::chrono::steady_clock::now() - start;
      CPPUNIT_ASSERT(delivery.outcome == Delivery::Outcome::Retry);
      CPPUNIT_ASSERT_EQUAL(std::string{"timed out"}, delivery.reply);
      CPPUNIT_ASSERT_EQUAL(transport == &atContent, delivery.mayHaveArrived);
      CPPUNIT_ASSERT(took >= milliseconds{250} && took < milliseconds{3'000});
    }
  }

  void aServerThatIsNotThereIsForLater() {
    const std::uint16_t port = [] {
      return Poco::Net::ServerSocket{Poco::Net::SocketAddress{"127.0.0.1", 0}}.address().port();
    }();
    SmtpTransport transport{plain(port), clock_};
    auto nowhere = plain(port);
    nowhere.host = "no-such-host.invalid";
    SmtpTransport unknown{nowhere, clock_};
    for (auto* each : {&transport, &unknown}) {
      const auto delivery = each->deliver(mailTo("meera"));
      CPPUNIT_ASSERT(delivery.outcome == Delivery::Outcome::Retry);
      CPPUNIT_ASSERT(delivery.stage == Stage::Connect);
      CPPUNIT_ASSERT(!delivery.reply.empty());
    }
  }

  void startTlsAndSignInWithAnAuthorityOfOurOwn() {
    const auto smtp = server({"--tls", "starttls", "--auth", "acme:pass word₹"});
    if (smtp == nullptr) return;
    auto settings = secured(*smtp, SmtpSecurity::StartTls);
    settings.user = "acme";
    settings.password = [] { return "pass word₹"; };
    SmtpTransport transport{settings, clock_};

    CPPUNIT_ASSERT(transport.deliver(mailTo("meera")).outcome == Delivery::Outcome::Delivered);

    const auto arrived = smtp->await("message");
    CPPUNIT_ASSERT(arrived["tls"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(std::string{"PLAIN acme:pass word₹"}, arrived["user"].get<std::string>());
  }

  void tlsFromTheFirstByteAndSignInByLogin() {
    const auto smtp = server({"--tls", "implicit", "--auth", "acme:secret", "--login-only"});
    if (smtp == nullptr) return;
    auto settings = secured(*smtp, SmtpSecurity::Tls);
    settings.user = "acme";
    settings.password = [] { return "secret"; };
    SmtpTransport transport{settings, clock_};

    const auto delivery = transport.deliver(mailTo("meera"));

    CPPUNIT_ASSERT_EQUAL(std::string{"2.0.0 Queued as 42"}, delivery.reply);
    CPPUNIT_ASSERT_EQUAL(std::string{"LOGIN acme:secret"},
                         smtp->await("message")["user"].get<std::string>());
  }

  void aWrongPasswordNeverLosesAMail() {
    const auto smtp = server({"--tls", "starttls", "--auth", "acme:right"});
    if (smtp == nullptr) return;
    auto settings = secured(*smtp, SmtpSecurity::StartTls);
    settings.user = "acme";
    settings.password = [] { return "wrong"; };
    SmtpTransport transport{settings, clock_};

    const auto delivery = transport.deliver(mailTo("meera"));

    CPPUNIT_ASSERT(delivery.outcome == Delivery::Outcome::Retry);
    CPPUNIT_ASSERT(delivery.stage == Stage::SignIn);
    CPPUNIT_ASSERT_EQUAL(535, delivery.code);
    CPPUNIT_ASSERT(delivery.reply.find("wrong") == std::string::npos);
  }

  void certificatesMustBeTrustedAndNamed() {
    const auto smtp = server({"--tls", "implicit", "--names", "mail.example,127.0.0.1"});
    if (smtp == nullptr) return;
    auto byAddress = secured(*smtp, SmtpSecurity::Tls);
    byAddress.host = "127.0.0.1";
    auto byWrongName = secured(*smtp, SmtpSecurity::Tls);  // localhost, which is not in it
    auto byStranger = byAddress;
    byStranger.caFile.clear();

    CPPUNIT_ASSERT(SmtpTransport(byAddress, clock_).deliver(mailTo("a")).outcome ==
                   Delivery::Outcome::Delivered);
    for (const auto& settings : {byWrongName, byStranger}) {
      const auto delivery = SmtpTransport(settings, clock_).deliver(mailTo("a"));
      CPPUNIT_ASSERT(delivery.outcome == Delivery::Outcome::Retry);
      CPPUNIT_ASSERT(delivery.stage == Stage::Secure);
      CPPUNIT_ASSERT(!delivery.mayHaveArrived);
    }
  }

  void withoutStartTlsNothingIsSaid() {
    ScriptedServer stripped{{"220 hi\r\n", "250-mail\r\n250 AUTH PLAIN LOGIN\r\n"},
                            ScriptedServer::End::Hang};
    auto settings = plain(stripped.port());
    settings.security = SmtpSecurity::StartTls;
    settings.user = "acme";
    settings.password = [] { return "secret"; };

    const auto delivery = SmtpTransport(settings, clock_).deliver(mailTo("meera"));

    CPPUNIT_ASSERT(delivery.outcome == Delivery::Outcome::Retry);
    CPPUNIT_ASSERT(delivery.stage == Stage::Secure);
    CPPUNIT_ASSERT_EQUAL(std::string{"EHLO localhost\r\n"}, stripped.heard().substr(0, 16));
  }

  void whatIsSlippedInBeforeTlsIsForgotten() {
    ScriptedServer meddler{
        {"220 hi\r\n", "250-mail\r\n250 STARTTLS\r\n", "220 go\r\n250-mail\r\n250 AUTH PLAIN\r\n"},
        ScriptedServer::End::Close};
    auto settings = plain(meddler.port());
    settings.security = SmtpSecurity::StartTls;
    settings.user = "acme";
    settings.password = [] { return "secret"; };
    settings.timeout = milliseconds{500};

    const auto delivery = SmtpTransport(settings, clock_).deliver(mailTo("meera"));

    CPPUNIT_ASSERT(delivery.stage == Stage::Secure);
    const auto heard = meddler.heard();
    CPPUNIT_ASSERT(heard.find("AUTH") == std::string::npos);
    CPPUNIT_ASSERT(heard.find("MAIL") == std::string::npos);
  }

  void plainMailNeverLeavesTheMachine() {
    auto settings = plain(25);
    settings.host = "192.0.2.1";
    const auto start = std::chrono::steady_clock::now();

    const auto delivery = SmtpTransport(settings, clock_).deliver(mailTo("meera"));

    CPPUNIT_ASSERT(delivery.outcome == Delivery::Outcome::Retry);
    CPPUNIT_ASSERT(delivery.stage == Stage::Secure);
    CPPUNIT_ASSERT(std::chrono::steady_clock::now() - start < milliseconds{1'000});
  }

  void nonsenseFromTheServerEndsTheAttempt() {
    const std::vector<std::vector<std::string>> scripts{
        {"HTTP/1.1 400 Bad Request\r\n\r\n"},
        {"220 hi\r\n", "250-" + std::string(20'000, 'x')},
        {"220 hi\r\n",
         [] {
           std::string endless;
           for (int i = 0; i < 1'000; ++i) endless += "250-more\r\n";
           return endless;
         }()},
        {"554 no mail here\r\n"},
        {"220 hi\r\n", "250 ok\r\n", "250 ok\r\n", "250 ok\r\n", "250 no data please\r\n"}};
    for (const auto& script : scripts) {
      ScriptedServer nonsense{script, ScriptedServer::End::Close};
      auto settings = plain(nonsense.port());
      settings.timeout = milliseconds{1'000};
      const auto delivery = SmtpTransport(settings, clock_).deliver(mailTo("meera"));
      CPPUNIT_ASSERT(delivery.outcome == Delivery::Outcome::Retry);
      CPPUNIT_ASSERT(!delivery.mayHaveArrived);
      CPPUNIT_ASSERT(delivery.reply.size() <= 1'001);
      CPPUNIT_ASSERT(delivery.reply.find('\n') == std::string::npos);
    }
  }

  void theSpoolKeepsAMailAsItWouldBeSent() {
    const ScratchDirectory scratch;
    const auto directory = scratch.path() / "spool";
    MailSpool spool{directory};
    auto mail = mailTo("meera");
    mail.id = "mail=/x+y@host.example";
    CPPUNIT_ASSERT(spool.deliver(mail).outcome == Delivery::Outcome::Refused);
    mail.id = "mail_7@host.example";

    CPPUNIT_ASSERT(spool.deliver(mail).outcome == Delivery::Outcome::Delivered);
    const auto delivery = spool.deliver(mail);

    CPPUNIT_ASSERT(delivery.outcome == Delivery::Outcome::Delivered);
    CPPUNIT_ASSERT_EQUAL(std::string{"1775018649000-mail_7_host.example.eml"}, delivery.reply);
    std::ifstream file{directory / delivery.reply, std::ios::binary};
    std::ostringstream kept;
    kept << file.rdbuf();
    CPPUNIT_ASSERT_EQUAL(wireText(mail), kept.str());
    CPPUNIT_ASSERT_EQUAL(1L, std::distance(std::filesystem::directory_iterator{directory},
                                           std::filesystem::directory_iterator{}));
  }
};
HOSTLER_SUITE(SmtpTransportTest, "core/mail/smtp_transport");

}  // namespace hostler::mail
