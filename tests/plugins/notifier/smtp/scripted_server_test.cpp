// What a mail server can do wrong at each word of the conversation, and what then is true.
#include "smtp_notifier.h"
#include "tests/plugins/support/calls.h"
#include "tests/plugins/support/loopback_server.h"
#include "tests/support/suite.h"

#include <atomic>
#include <map>
#include <mutex>
#include <vector>

using namespace hostler;
using hostler::testing::callWith;
using hostler::testing::Connection;
using hostler::testing::LoopbackServer;
using sdk::Outcome;

namespace {

constexpr const char* kCut = "cut";        // ends the connection
constexpr const char* kSilent = "silent";  // says nothing more

/// A mail server that answers by a list: "banner", each command's verb, "content". What the list
/// does not name is answered as it should be.
class ScriptedServer {
 public:
  using Answers = std::map<std::string, std::string>;

  explicit ScriptedServer(Answers answers)
      : answers_{std::move(answers)}, server_{[this](Connection& peer) { converse(peer); }} {}

  std::uint16_t port() const { return server_.port(); }
  /// The content that was taken whole, with its dots as they came.
  int mails() const { return mails_; }
  std::vector<std::string> heard() const {
    const std::lock_guard lock{mutex_};
    return heard_;
  }

 private:
  // False when the conversation is over.
  bool answer(Connection& peer, const std::string& word, const std::string& usual) {
    const auto found = answers_.find(word);
    const auto text = found == answers_.end() ? usual : found->second;
    if (text == kCut) return false;
    if (text == kSilent) {
      peer.waitForPeer();
      return false;
    }
    peer.write(text + "\r\n");
    return true;
  }

  void converse(Connection& peer) {
    if (!answer(peer, "banner", "220 test ESMTP")) return;
    for (auto line = peer.readLine(); !line.empty(); line = peer.readLine()) {
      const auto verb = line.substr(0, line.find_first_of(" \r"));
      {
        const std::lock_guard lock{mutex_};
        heard_.push_back(line);
      }
      if (verb == "EHLO") {
        if (!answer(peer, verb, "250-test\r\n250 SIZE 10000000")) return;
      } else if (verb == "DATA") {
        if (!answer(peer, verb, "354 go on")) return;
        if (answers_.contains(verb) && !answers_.at(verb).starts_with("354")) continue;
        if (!readContent(peer)) return;
        if (!answer(peer, "content", "250 queued")) return;
      } else if (!answer(peer, verb, verb == "QUIT" ? "221 bye" : "250 ok")) {
        return;
      }
    }
  }
  bool readContent(Connection& peer) {
    for (auto line = peer.readLine(); !line.empty(); line = peer.readLine()) {
      if (line != ".\r\n") continue;
      ++mails_;
      return true;
    }
    return false;
  }

  const Answers answers_;
  std::atomic<int> mails_{0};
  mutable std::mutex mutex_;
  std::vector<std::string> heard_;
  LoopbackServer server_;  // last: its threads use the rest
};

}  // namespace

class SmtpScriptedServerTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SmtpScriptedServerTest);
  CPPUNIT_TEST(aPatientServerGetsOneMail);
  CPPUNIT_TEST(aServerThatDoesNotWantUsNeedsAPerson);
  CPPUNIT_TEST(refusalsBeforeTheContentChangeNothing);
  CPPUNIT_TEST(aCutBeforeTheContentIsForLater);
  CPPUNIT_TEST(aCutAfterTheContentIsUnknown);
  CPPUNIT_TEST(theVerdictOnTheContentCounts);
  CPPUNIT_TEST(silenceEndsWithTheCall);
  CPPUNIT_TEST(aSilentGoodbyeIsNotWaitedFor);
  CPPUNIT_TEST(nonsenseIsNoAnswer);
  CPPUNIT_TEST(whatIsSlippedInBeforeTlsIsNotBelieved);
  CPPUNIT_TEST(linesThatBeginWithADotAreDoubled);
  CPPUNIT_TEST(aServerWithoutSignInIsNoSuccess);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aPatientServerGetsOneMail() {
    ScriptedServer server{{}};
    CPPUNIT_ASSERT(send(server));
    CPPUNIT_ASSERT_EQUAL(1, server.mails());
    const auto heard = server.heard();
    CPPUNIT_ASSERT_EQUAL(std::string{"EHLO host.example\r\n"}, heard.at(0));
    CPPUNIT_ASSERT(heard.at(1).starts_with("MAIL FROM:<billing@host.example>"));
    CPPUNIT_ASSERT_EQUAL(std::string{"RCPT TO:<asha@client.example>\r\n"}, heard.at(2));
  }

  void aServerThatDoesNotWantUsNeedsAPerson() {
    expect({{"banner", "554 no service here"}}, Outcome::NeedsAttention, 0, "smtp_554");
    expect({{"banner", "421 too busy"}}, Outcome::Retryable, 0, "smtp_421");
    expect({{"MAIL", "530 sign in first"}}, Outcome::NeedsAttention, 0, "smtp_530");
  }

  void refusalsBeforeTheContentChangeNothing() {
    for (const std::string verb : {"MAIL", "RCPT", "DATA"}) {
      expect({{verb, "450 not now"}}, Outcome::Retryable, 0, "smtp_450");
      const bool isSender = verb == "MAIL";
      const auto outcome = isSender ? Outcome::NeedsAttention : Outcome::Permanent;
      const std::string code = isSender ? "sender_refused" : "smtp_550";
      expect({{verb, "550 never"}}, outcome, 0, code);
      expect({{verb, "550-never\r\n550 ever"}}, outcome, 0, code);
    }
  }

  void aCutBeforeTheContentIsForLater() {
    for (const std::string word : {"banner", "EHLO", "MAIL", "RCPT", "DATA"})
      expect({{word, kCut}}, Outcome::Retryable, 0);
  }

  void aCutAfterTheContentIsUnknown() {
    expect({{"content", kCut}}, Outcome::Unknown, 1, "answer_lost");
  }

  void theVerdictOnTheContentCounts() {
    expect({{"content", "452 mailbox full"}}, Outcome::Retryable, 1, "smtp_452");
    expect({{"content", "554 looks like spam"}}, Outcome::Permanent, 1, "smtp_554");
    expect({{"content", "554-looks\r\n554 like spam"}}, Outcome::Permanent, 1, "smtp_554");
  }

  void silenceEndsWithTheCall() {
    for (const std::string word : {"banner", "EHLO", "MAIL", "RCPT", "DATA"})
      expect({{word, kSilent}}, Outcome::Retryable, 0, "timeout");
    expect({{"content", kSilent}}, Outcome::Unknown, 1, "timeout");
  }

  void aSilentGoodbyeIsNotWaitedFor() {
    ScriptedServer server{{{"QUIT", kSilent}}};
    const auto began = std::chrono::steady_clock::now();
    CPPUNIT_ASSERT(send(server, std::chrono::seconds{20}));
    CPPUNIT_ASSERT(std::chrono::steady_clock::now() - began < std::chrono::seconds{5});
    ScriptedServer tested{{{"QUIT", kSilent}}};
    CPPUNIT_ASSERT(notifier(tested).testConnection(callWith(std::chrono::seconds{20}), {}));
    CPPUNIT_ASSERT(std::chrono::steady_clock::now() - began < std::chrono::seconds{10});
  }

  void nonsenseIsNoAnswer() {
    const std::string page = "HTTP/1.1 400 Bad Request\r\n\r\n<html></html>";
    expect({{"banner", page}}, Outcome::Retryable, 0);
    expect({{"MAIL", "what?"}}, Outcome::Retryable, 0);
    expect({{"content", "yes, fine"}}, Outcome::Unknown, 1);
  }

  void whatIsSlippedInBeforeTlsIsNotBelieved() {
    ScriptedServer server{{{"EHLO", "250-test\r\n250 STARTTLS"},
                           {"STARTTLS", "220 go\r\n250 injected\r\n250 injected"}}};
    auto settings = settingsOf(server);
    settings["security"] = "starttls";
    settings["host"] = "localhost";
    const auto reply = notifier(settings).send(callWith(kShort), message());
    CPPUNIT_ASSERT(!reply && reply.error().outcome != Outcome::Unknown);
    for (const auto& line : server.heard()) CPPUNIT_ASSERT(!line.starts_with("MAIL"));
  }

  void linesThatBeginWithADotAreDoubled() {
    ScriptedServer server{{}};
    auto dotted = message();
    dotted.text = sdk::Secret{".\r\n.\r\nQUIT\r\n"};
    CPPUNIT_ASSERT(notifier(server).send(callWith(), dotted));
    CPPUNIT_ASSERT_EQUAL(1, server.mails());
    CPPUNIT_ASSERT_EQUAL(std::string{"DATA\r\n"}, server.heard().at(3));
    for (std::size_t i = 4; i < server.heard().size(); ++i)
      CPPUNIT_ASSERT_EQUAL(std::string{"QUIT\r\n"}, server.heard().at(i));  // ours, not the text's
  }

  void aServerWithoutSignInIsNoSuccess() {
    ScriptedServer server{{}};
    auto settings = settingsOf(server);
    settings.update({{"username", "mailer"}, {"password", "a long password"}});
    const auto reply = notifier(settings).testConnection(callWith(), {});
    CPPUNIT_ASSERT(!reply && reply.error().outcome == Outcome::NeedsAttention);
    CPPUNIT_ASSERT_EQUAL(std::string{"sign_in_not_offered"}, reply.error().code);
    for (const ScriptedServer::Answers& answers :
         {ScriptedServer::Answers{}, ScriptedServer::Answers{{"RCPT", "550 no relaying"}}}) {
      ScriptedServer plain{answers};
      settings["port"] = plain.port();
      const auto sent = notifier(settings).send(callWith(), message());
      CPPUNIT_ASSERT(!sent && sent.error().outcome == Outcome::NeedsAttention);
      CPPUNIT_ASSERT_EQUAL(std::string{"sign_in_not_offered"}, sent.error().code);
      CPPUNIT_ASSERT_EQUAL(0, plain.mails());
    }
    for (const auto& line : server.heard()) CPPUNIT_ASSERT(!line.starts_with("AUTH"));
  }

 private:
  static constexpr std::chrono::milliseconds kShort{600};

  static sdk::Json settingsOf(const ScriptedServer& server) {
    return {{"host", "127.0.0.1"},
            {"port", server.port()},
            {"security", "none"},
            {"from", "billing@host.example"}};
  }
  static smtp::SmtpNotifier notifier(const sdk::Json& settings) {
    return smtp::SmtpNotifier{
        sdk::Context{settings, sdk::Log{nullptr, std::make_shared<sdk::Redactor>()}}};
  }
  static smtp::SmtpNotifier notifier(const ScriptedServer& server) {
    return notifier(settingsOf(server));
  }
  static sdk::Message message() {
    sdk::Message message;
    message.reference = "msg_1";
    message.channel = "email";
    message.to = "asha@client.example";
    message.subject = "Hello";
    message.text = sdk::Secret{"text"};
    return message;
  }
  static sdk::Reply<sdk::Sent> send(const ScriptedServer& server,
                                    std::chrono::milliseconds time = std::chrono::seconds{10}) {
    return notifier(server).send(callWith(time), message());
  }
  /// `mails`: how many the server has taken in, whatever it said of them.
  static void expect(const ScriptedServer::Answers& answers, Outcome outcome, int mails,
                     const std::string& code = {}) {
    const auto what = answers.begin()->first + ": " + answers.begin()->second;
    const ScriptedServer server{answers};
    const auto began = std::chrono::steady_clock::now();
    const auto reply = send(server, kShort);
    CPPUNIT_ASSERT_MESSAGE(
        what + " outlived its deadline",
        std::chrono::steady_clock::now() - began < kShort + std::chrono::seconds{1});
    CPPUNIT_ASSERT_MESSAGE(what + " succeeded", !reply);
    CPPUNIT_ASSERT_MESSAGE(what + " was " + reply.error().code, reply.error().outcome == outcome);
    if (!code.empty()) CPPUNIT_ASSERT_EQUAL_MESSAGE(what, code, reply.error().code);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(what, mails, server.mails());
  }
};

HOSTLER_SUITE(SmtpScriptedServerTest, "plugins/notifier/smtp/scripted_server");
