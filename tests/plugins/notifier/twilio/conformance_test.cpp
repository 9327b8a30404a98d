#include "tests/plugins/support/conformance.h"

class TwilioConformanceTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TwilioConformanceTest);
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
    hostler::testing::conform("notifier/twilio", HOSTLER_PLUGIN_FILE, prefix);
  }
};

HOSTLER_SUITE(TwilioConformanceTest, "plugins/notifier/twilio/conformance");
