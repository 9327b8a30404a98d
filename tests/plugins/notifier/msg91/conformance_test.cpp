#include "tests/plugins/support/conformance.h"

class Msg91ConformanceTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(Msg91ConformanceTest);
  CPPUNIT_TEST(keepsTheContractOfEveryPlugin);
  CPPUNIT_TEST(sendsAndAnswersForItsAccount);
  CPPUNIT_TEST(isSafe);
  CPPUNIT_TEST(takesOnlyGenuineReports);
  CPPUNIT_TEST(neverClaimsWhatIsNotKnown);
  CPPUNIT_TEST(readsNothingIntoBadAnswers);
  CPPUNIT_TEST_SUITE_END();

 public:
  void keepsTheContractOfEveryPlugin() { conform("contract."); }
  void sendsAndAnswersForItsAccount() { conform("lifecycle."); }
  void isSafe() { conform("safety."); }
  void takesOnlyGenuineReports() { conform("webhook."); }
  void neverClaimsWhatIsNotKnown() { conform("send."); }
  void readsNothingIntoBadAnswers() {
    for (const char* verb : {"test_connection.", "balance.", "delivery."}) conform(verb);
  }

 private:
  static void conform(const std::string& prefix) {
    hostler::testing::conform("notifier/msg91", HOSTLER_PLUGIN_FILE, prefix);
  }
};

HOSTLER_SUITE(Msg91ConformanceTest, "plugins/notifier/msg91/conformance");
