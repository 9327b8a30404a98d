#include "tests/plugins/support/conformance.h"

class TurnstileConformanceTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TurnstileConformanceTest);
  CPPUNIT_TEST(keepsTheContractOfEveryPlugin);
  CPPUNIT_TEST(tellsPeopleFromPrograms);
  CPPUNIT_TEST(isSafe);
  CPPUNIT_TEST(readsNothingIntoBadAnswers);
  CPPUNIT_TEST_SUITE_END();

 public:
  void keepsTheContractOfEveryPlugin() { conform("contract."); }
  void tellsPeopleFromPrograms() { conform("lifecycle."); }
  void isSafe() { conform("safety."); }
  void readsNothingIntoBadAnswers() {
    for (const char* verb : {"test_connection.", "verify."}) conform(verb);
  }

 private:
  static void conform(const std::string& prefix) {
    hostler::testing::conform("captcha/turnstile", HOSTLER_PLUGIN_FILE, prefix);
  }
};

HOSTLER_SUITE(TurnstileConformanceTest, "plugins/captcha/turnstile/conformance");
