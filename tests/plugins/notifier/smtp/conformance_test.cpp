// The kit's faults are HTTP's; here its contract runs over a real mail server, and
// scripted_server_test does SMTP's own faults.
#include "tests/plugins/support/conformance.h"

#include "tests/core/mail/smtp_server.h"

using namespace hostler;

class SmtpConformanceTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SmtpConformanceTest);
  CPPUNIT_TEST(keepsTheContractOfEveryPlugin);
  CPPUNIT_TEST_SUITE_END();

 public:
  void keepsTheContractOfEveryPlugin() {
    const auto server = mail::SmtpServer::start({"--auth", "mailer:Marked-Word-1"});
    if (!server) return testing::skip("Python's aiosmtpd is not installed");
    testing::SandboxServer sandbox;  // the kit wants one; nothing is asked of it
    conformance::SandboxControl control{sandbox.url()};
    conformance::LoadedPlugin loaded{HOSTLER_PLUGIN_FILE};
    auto subject =
        testing::jsonFile(testing::sourceTree() / "plugins/notifier/smtp/conformance.json");
    subject["settings"]["port"] = server->port();

    const auto report = conformance::run(loaded, control, subject, conformance::contractChecks());

    CPPUNIT_ASSERT_MESSAGE("\n" + report.text(), report.held());
  }
};

HOSTLER_SUITE(SmtpConformanceTest, "plugins/notifier/smtp/conformance");
