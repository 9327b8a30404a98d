#include "tests/plugins/support/conformance.h"

class ViesConformanceTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ViesConformanceTest);
  CPPUNIT_TEST(keepsTheContractOfEveryPlugin);
  CPPUNIT_TEST(tellsWhatTheRegistersTell);
  CPPUNIT_TEST(isSafe);
  CPPUNIT_TEST(readsNothingIntoBadAnswers);
  CPPUNIT_TEST_SUITE_END();

 public:
  void keepsTheContractOfEveryPlugin() { conform("contract."); }
  void tellsWhatTheRegistersTell() { conform("lifecycle."); }
  void isSafe() { conform("safety."); }
  void readsNothingIntoBadAnswers() {
    for (const char* verb : {"test_connection.", "business_number."}) conform(verb);
  }

 private:
  static void conform(const std::string& prefix) {
    hostler::testing::conform("lookup/vies", HOSTLER_PLUGIN_FILE, prefix);
  }
};

HOSTLER_SUITE(ViesConformanceTest, "plugins/lookup/vies/conformance");
