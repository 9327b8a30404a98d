// The kit's faults are those of a provider, and there is none behind this plugin: here its contract
// runs by itself.
#include "tests/plugins/support/conformance.h"

using namespace hostler;

class CryptoConformanceTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CryptoConformanceTest);
  CPPUNIT_TEST(keepsTheContractOfEveryPlugin);
  CPPUNIT_TEST_SUITE_END();

 public:
  void keepsTheContractOfEveryPlugin() {
    testing::SandboxServer sandbox;  // the kit wants one; nothing is asked of it
    conformance::SandboxControl control{sandbox.url()};
    conformance::LoadedPlugin loaded{HOSTLER_PLUGIN_FILE};
    const auto subject =
        testing::jsonFile(testing::sourceTree() / "plugins/gateway/crypto/conformance.json");

    const auto report = conformance::run(loaded, control, subject, conformance::contractChecks());

    CPPUNIT_ASSERT_MESSAGE("\n" + report.text(), report.held());
  }
};

HOSTLER_SUITE(CryptoConformanceTest, "plugins/gateway/crypto/conformance");
