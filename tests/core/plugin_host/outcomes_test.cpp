#include "tests/core/plugin_host/hosting.h"
#include "tests/support/suite.h"

namespace hostler::plugin {

/// What an answer of a plugin's becomes for the job that asked.
class OutcomesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(OutcomesTest);
  CPPUNIT_TEST(aReplyComesBackAsItWasGiven);
  CPPUNIT_TEST(eachOutcomeCrossesTheBorder);
  CPPUNIT_TEST(aSuccessWithoutAReplyIsUnknown);
  CPPUNIT_TEST(anOutcomeThatIsNoneIsUnknown);
  CPPUNIT_TEST(aReplyThatIsNotJsonIsUnknown);
  CPPUNIT_TEST(aReplyThatIsTooLargeIsUnknownAndCostsNoProcess);
  CPPUNIT_TEST(aThrowAcrossTheBorderIsUnknown);
  CPPUNIT_TEST(everyWayToEndTheProcessIsUnknown);
  CPPUNIT_TEST(aHangIsUnknownAtTheDeadline);
  CPPUNIT_TEST(aPluginHearsOfAnEarlierDeadline);
  CPPUNIT_TEST(aRequestThatIsTooLargeIsPermanent);
  CPPUNIT_TEST(whatWasNeverSentIsRetryable);
  CPPUNIT_TEST(aPluginWrittenInCServes);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aReplyComesBackAsItWasGiven() {
    const Json request{
        {"name", "₹ भारत"}, {"list", {1, 2.5, nullptr, true}}, {"text", std::string(70'000, 'x')}};
    const auto answer = host_.call(calling("echo", request));
    CPPUNIT_ASSERT(answer.outcome == Outcome::Succeeded && answer.code.empty());
    CPPUNIT_ASSERT_EQUAL(dump(request), dump(answer.reply));
    CPPUNIT_ASSERT_EQUAL(std::string{"key-1"},
                         host_.call(calling("key")).reply["key"].get<std::string>());
    // Only the first of two answers counts.
    CPPUNIT_ASSERT_EQUAL(1, host_.call(calling("twice")).reply["n"].get<int>());
  }

  void eachOutcomeCrossesTheBorder() {
    const auto pending = host_.call(calling("pending"));
    CPPUNIT_ASSERT(pending.outcome == Outcome::Pending);
    CPPUNIT_ASSERT_EQUAL(std::string{"h1"}, pending.reply["handle"].get<std::string>());
    for (const auto& [verb, outcome] :
         {std::pair{"retryable", Outcome::Retryable}, std::pair{"permanent", Outcome::Permanent},
          std::pair{"attention", Outcome::NeedsAttention},
          std::pair{"unknown", Outcome::Unknown}}) {
      const auto answer = host_.call(calling(verb));
      CPPUNIT_ASSERT_MESSAGE(verb, answer.outcome == outcome && answer.reply.is_null());
      CPPUNIT_ASSERT_EQUAL(std::string{"E42"}, answer.code);
      CPPUNIT_ASSERT_EQUAL(std::string{"the provider said no"}, answer.message);
      CPPUNIT_ASSERT(answer.retryAfter == std::chrono::seconds{7});
    }
    const auto silent = host_.call(calling("silent_refusal"));
    CPPUNIT_ASSERT(silent.outcome == Outcome::Permanent);
    CPPUNIT_ASSERT_EQUAL(std::string{"plugin_unspecified"}, silent.code);
  }

  void aSuccessWithoutAReplyIsUnknown() { unknown("silent", "plugin_no_answer"); }

  void anOutcomeThatIsNoneIsUnknown() {
    unknown("no_outcome", "plugin_bad_outcome");
    unknown("odd_outcome", "plugin_bad_outcome");
  }

  void aReplyThatIsNotJsonIsUnknown() {
    unknown("html", "plugin_bad_reply");
    unknown("html_error", "plugin_bad_reply");
    unknown("deep", "plugin_bad_reply");
  }

  void aReplyThatIsTooLargeIsUnknownAndCostsNoProcess() {
    Hosting hosting;
    hosting.settings.largestReply = 1 << 20;
    auto host = hosting.host("badly_behaved");
    const auto sized = [&](std::size_t size) {
      return host.call(calling("large", {{"size", size}}));
    };
    CPPUNIT_ASSERT(sized((1 << 20) - 2).outcome == Outcome::Succeeded);
    const auto answer = sized(50'000'000);
    CPPUNIT_ASSERT(answer.outcome == Outcome::Unknown);
    CPPUNIT_ASSERT_EQUAL(std::string{"plugin_reply_too_large"}, answer.code);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, host.status().child.starts);
  }

  void aThrowAcrossTheBorderIsUnknown() {
    auto host = hosting_.host("badly_behaved", {{"api_key", "hunter2-api-key"}});
    const auto answer = host.call(calling("throw"));
    CPPUNIT_ASSERT(answer.outcome == Outcome::Unknown);
    CPPUNIT_ASSERT_EQUAL(std::string{"plugin_threw"}, answer.code);
    CPPUNIT_ASSERT_EQUAL(std::string{"the plugin threw: thrown with *** inside"}, answer.message);
    unknown("throw_number", "plugin_threw");
  }

  void everyWayToEndTheProcessIsUnknown() {
    const auto reason = [this](const char* verb) {
      unknown(verb, "plugin_crashed");
      return host_.status().child.lastFailure;
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"killed by signal 6 (aborted)"}, reason("abort"));
    CPPUNIT_ASSERT_EQUAL(std::string{"exited with code 0"}, reason("quit"));
    if (kSanitized) return;
    CPPUNIT_ASSERT_EQUAL(std::string{"killed by signal 11 (segmentation fault)"},
                         reason("segfault"));
    CPPUNIT_ASSERT_EQUAL(std::string{"exited with code 0"}, reason("exit"));
    CPPUNIT_ASSERT_EQUAL(std::string{"killed by signal 6 (aborted)"}, reason("end_thread"));
    CPPUNIT_ASSERT(host_.call(calling("echo")).outcome == Outcome::Succeeded);
  }

  void aHangIsUnknownAtTheDeadline() {
    for (const auto* verb : {"loop", "until"}) {
      const auto deadline = in(std::chrono::milliseconds{300});
      const auto answer = host_.call(calling(verb, {{"file", "/nowhere"}}, deadline));
      CPPUNIT_ASSERT(answer.outcome == Outcome::Unknown);
      CPPUNIT_ASSERT_EQUAL(std::string{"plugin_timeout"}, answer.code);
      CPPUNIT_ASSERT(std::chrono::steady_clock::now() < deadline + std::chrono::milliseconds{500});
    }
    CPPUNIT_ASSERT(host_.call(calling("echo")).outcome == Outcome::Succeeded);
  }

  void aPluginHearsOfAnEarlierDeadline() {
    const auto left =
        host_.call(calling("left", {}, in(std::chrono::seconds{20}))).reply["left_ms"].get<int>();
    CPPUNIT_ASSERT(left > 15'000 && left <= 19'500);
    const auto little =
        host_.call(calling("left", {}, in(std::chrono::seconds{2}))).reply["left_ms"].get<int>();
    CPPUNIT_ASSERT(little > 500 && little <= 1'800);
  }

  void aRequestThatIsTooLargeIsPermanent() {
    const auto answer = host_.call(calling("echo", {{"text", std::string(20 << 20, 'x')}}));
    CPPUNIT_ASSERT(answer.outcome == Outcome::Permanent);
    CPPUNIT_ASSERT_EQUAL(std::string{"plugin_request_too_large"}, answer.code);
  }

  void whatWasNeverSentIsRetryable() {
    auto refusing = hosting_.host("null_create");
    const auto answer = refusing.call(calling("echo"));
    CPPUNIT_ASSERT(answer.outcome == Outcome::Retryable);
    CPPUNIT_ASSERT_EQUAL(std::string{"plugin_unavailable"}, answer.code);
    host_.stop();
    const auto stopped = host_.call(calling("echo"));
    CPPUNIT_ASSERT(stopped.outcome == Outcome::Retryable);
    CPPUNIT_ASSERT_EQUAL(std::string{"plugin_stopped"}, stopped.code);
  }

  void aPluginWrittenInCServes() {
    auto host = hosting_.host("in_c");
    CPPUNIT_ASSERT_EQUAL(7, host.call(calling("anything", {{"n", 7}})).reply["n"].get<int>());
  }

 private:
  void unknown(const char* verb, const std::string& code) {
    const auto answer = host_.call(calling(verb));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(
        verb, std::string{"unknown"},
        std::string{outcomeWord(answer.outcome)} +
            answer.message.substr(0, answer.outcome == Outcome::Unknown ? 0 : 99));
    CPPUNIT_ASSERT_EQUAL(code, answer.code);
    CPPUNIT_ASSERT(!answer.message.empty());
  }

  Hosting hosting_;
  PluginHost host_ = hosting_.host("badly_behaved");
};
HOSTLER_SUITE(OutcomesTest, "core/plugin_host/outcomes");

}  // namespace hostler::plugin
