#include "tests/core/plugin_host/hosting.h"
#include "tests/support/suite.h"

namespace hostler::plugin {

class PluginLogTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PluginLogTest);
  CPPUNIT_TEST(secretsOfSettingsAndRequestAreMasked);
  CPPUNIT_TEST(secretsInErrorsAreMasked);
  CPPUNIT_TEST(whatIsNoJsonIsStillMaskedAndShort);
  CPPUNIT_TEST(aTalkativeCallIsCutOff);
  CPPUNIT_TEST(linesOfOtherThreadsArrive);
  CPPUNIT_TEST(linesOfCreateArrive);
  CPPUNIT_TEST_SUITE_END();

 public:
  void secretsOfSettingsAndRequestAreMasked() {
    auto host =
        hosting_.host("badly_behaved", {{"api_key", "hunter2-api/key\""}, {"mood", "quiet"}});
    host.call(
        calling("log", {{"server", {{"token", "token-of-the-server"}}}, {"user", "visible"}}));
    const auto lines = hosting_.lines.named("acme.said");
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, lines.size());
    CPPUNIT_ASSERT(lines[0].level == PluginLine::Level::Warning);
    CPPUNIT_ASSERT_EQUAL(
        std::string{R"({"request":{"server":{"token":"***"},"user":"visible"},)"
                    R"("settings":{"api_key":"***","mood":"quiet"},"url":"https://x/?key=***"})"},
        dump(lines[0].fields));
  }

  void secretsInErrorsAreMasked() {
    auto host = hosting_.host("badly_behaved", {{"api_key", "hunter2-api-key"}});
    const auto answer = host.call(calling("leak_in_error", {{"token", "token-of-the-server"}}));
    CPPUNIT_ASSERT(answer.outcome == Outcome::Permanent);
    CPPUNIT_ASSERT_EQUAL(std::string{"key ***, token ***"}, answer.message);
  }

  void whatIsNoJsonIsStillMaskedAndShort() {
    auto host = hosting_.host("badly_behaved", {{"api_key", "hunter2-api-key"}});
    host.call(calling("log_badly"));
    const auto lines = hosting_.lines.all();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, lines.size());
    CPPUNIT_ASSERT(lines[0].level == PluginLine::Level::Error);
    CPPUNIT_ASSERT_EQUAL(std::size_t{128}, lines[0].event.size());
    CPPUNIT_ASSERT_EQUAL(std::string{R"({"text":"not json ***"})"}, dump(lines[0].fields));
  }

  void aTalkativeCallIsCutOff() {
    hosting_.settings.mostLogLines = 100;
    auto host = hosting_.host("badly_behaved");
    CPPUNIT_ASSERT(host.call(calling("log_much")).outcome == Outcome::Succeeded);
    CPPUNIT_ASSERT_EQUAL(std::size_t{100}, hosting_.lines.named("acme.line").size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, hosting_.lines.named("plugin.too_talkative").size());
  }

  void linesOfOtherThreadsArrive() {
    auto host = hosting_.host("badly_behaved");
    host.call(calling("log_elsewhere"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, hosting_.lines.named("acme.background").size());
  }

  void linesOfCreateArrive() {
    auto host = hosting_.host("badly_behaved", {{"mood", "talk"}});
    CPPUNIT_ASSERT(!host.start(soon()));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, hosting_.lines.named("acme.created").size());
  }

 private:
  Hosting hosting_;
};
HOSTLER_SUITE(PluginLogTest, "core/plugin_host/plugin_log");

}  // namespace hostler::plugin
