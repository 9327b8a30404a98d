#include "core/plugin_host/wire.h"

#include "core/plugin_host/answer.h"
#include "tests/support/suite.h"

#include <random>

namespace hostler::plugin {

/// What comes out of a plugin's process may be anything, for its memory is the plugin's to write.
class WireTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(WireTest);
  CPPUNIT_TEST(whatIsSaidIsUnderstood);
  CPPUNIT_TEST(aCallCutShortIsNoCall);
  CPPUNIT_TEST(everyMutationOfAReplyIsAnAnswer);
  CPPUNIT_TEST(everyMutationOfALineIsALineOrNone);
  CPPUNIT_TEST(errorsOfThePluginAreKeptWithinBounds);
  CPPUNIT_TEST_SUITE_END();

 public:
  void whatIsSaidIsUnderstood() {
    const wire::Greeting greeting{"/p/x.so",      "dns/1", "x",       "1.0.0",
                                  {{"key", "k"}}, {"key"}, {"token"}, 77};
    const auto read = wire::Greeting::parse(greeting.text());
    CPPUNIT_ASSERT(read.binary == greeting.binary && read.settings == greeting.settings &&
                   read.secretFields == greeting.secretFields && read.largestReply == 77);
    CPPUNIT_ASSERT(!wire::parseGreetingReply(wire::greetingReply(std::nullopt)));
    const auto refusal =
        wire::parseGreetingReply(wire::greetingReply(wire::Refusal{"open", "no such file"}));
    CPPUNIT_ASSERT(refusal && refusal->step == "open" && refusal->reason == "no such file");
    CPPUNIT_ASSERT_EQUAL(std::string{"it answered in an unknown way"},
                         wire::parseGreetingReply("garbage")->reason);
    const auto line = wire::LogLine::parse(wire::LogLine{3, "acme.said", {{"n", 1}}}.text());
    CPPUNIT_ASSERT(line && line->level == 3 && line->event == "acme.said" &&
                   line->fields["n"] == 1);
  }

  void aCallCutShortIsNoCall() {
    const wire::CallHead head{123, 2, 3};
    std::string text(reinterpret_cast<const char*>(&head), sizeof head);
    text.append("opkey{}");
    const auto call = wire::parseCall(text);
    CPPUNIT_ASSERT(call.deadlineNanos == 123 && call.operation == "op" && call.key == "key" &&
                   call.request == "{}");
    for (std::size_t size = 0; size < sizeof head + 5; ++size) {
      CPPUNIT_ASSERT_THROW(wire::parseCall(text.substr(0, size)), std::runtime_error);
    }
    const wire::CallHead huge{0, UINT32_MAX, UINT32_MAX};
    CPPUNIT_ASSERT_THROW(wire::parseCall({reinterpret_cast<const char*>(&huge), sizeof huge}),
                         std::runtime_error);
  }

  void everyMutationOfAReplyIsAnAnswer() {
    const std::string right =
        "\x01\x02"
        R"({"code":"E","message":"m","retry_after_seconds":9,"list":[1,"x"]})";
    mutate(right, [](const std::string& text) {
      const auto answer = answerOf(text);
      const bool happened =
          answer.outcome == Outcome::Succeeded || answer.outcome == Outcome::Pending;
      CPPUNIT_ASSERT(answer.outcome >= Outcome::Succeeded && answer.outcome <= Outcome::Unknown);
      CPPUNIT_ASSERT(happened ? answer.code.empty()
                              : !answer.code.empty() && answer.reply.is_null());
    });
  }

  void everyMutationOfALineIsALineOrNone() {
    mutate(wire::LogLine{2, "acme.said", {{"n", {1, 2, {{"deep", "x"}}}}}}.text(),
           [](const std::string& text) {
             const auto line = wire::LogLine::parse(text);
             if (line) CPPUNIT_ASSERT(dump(line->fields).size() < 1000);
             wire::parseGreetingReply(text);
           });
  }

  void errorsOfThePluginAreKeptWithinBounds() {
    const auto error = [](const Json& json) { return answerOf("\x03\x02" + dump(json)); };
    const auto large = error({{"code", std::string(500, 'c')},
                              {"message", std::string(9000, 'm')},
                              {"retry_after_seconds", INT64_MAX}});
    CPPUNIT_ASSERT(large.code.size() == 100 && large.message.size() == 2000);
    CPPUNIT_ASSERT(large.retryAfter == std::chrono::hours{24 * 7});
    CPPUNIT_ASSERT(error({{"retry_after_seconds", -5}}).retryAfter == std::chrono::seconds{0});
    const auto odd = error({{"code", 7}, {"message", nullptr}, {"retry_after_seconds", "soon"}});
    CPPUNIT_ASSERT(odd.outcome == Outcome::Retryable && odd.code == "plugin_unspecified" &&
                   !odd.retryAfter);
    // Of a limit of requests nobody need say when it begins anew: waiting for it costs no attempt.
    CPPUNIT_ASSERT(error({{"code", "rate_limited"}}).retryAfter == std::chrono::seconds{60});
    CPPUNIT_ASSERT_EQUAL(std::string{"plugin_bad_reply"}, error(Json::array()).code);
    // A character in two is one that is not there, and what was thrown need not be text at all.
    CPPUNIT_ASSERT(error({{"code", std::string(99, 'c') + "₹"}}).code.ends_with("c\xEF\xBF\xBD"));
    CPPUNIT_ASSERT_EQUAL(std::string{"the plugin threw: a\xEF\xBF\xBD"}, answerOf("\x06\x04"
                                                                                  "a\xff")
                                                                             .message);
  }

 private:
  template <class Check>
  static void mutate(const std::string& right, Check&& check) {
    std::mt19937 random{42};
    const auto below = [&random](std::size_t bound) { return random() % bound; };
    for (int round = 0; round < 20'000; ++round) {
      auto text = right;
      for (std::size_t changes = 1 + below(4); changes > 0 && !text.empty(); --changes) {
        const auto at = below(text.size());
        switch (below(4)) {
          case 0:
            text[at] = static_cast<char>(below(256));
            break;
          case 1:
            text.resize(at);
            break;
          case 2:
            text.insert(at, below(8), "[{\"\x01\xff,:"[below(8)]);
            break;
          default:
            text.erase(at, below(6));
            break;
        }
      }
      check(text);
    }
  }
};
HOSTLER_SUITE(WireTest, "core/plugin_host/wire");

}  // namespace hostler::plugin
