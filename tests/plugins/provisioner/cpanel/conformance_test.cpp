#include "tests/plugins/support/conformance.h"

class CpanelConformanceTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CpanelConformanceTest);
  CPPUNIT_TEST(keepsTheContractOfEveryPlugin);
  CPPUNIT_TEST(livesAWholeLife);
  CPPUNIT_TEST(isSafe);
  CPPUNIT_TEST(answersForTheServer);
  CPPUNIT_TEST(createsOnceWhateverHappens);
  CPPUNIT_TEST(suspendsWhateverHappens);
  CPPUNIT_TEST(unsuspendsWhateverHappens);
  CPPUNIT_TEST(terminatesWhateverHappens);
  CPPUNIT_TEST(changesPackagesAndPasswordsWhateverHappens);
  CPPUNIT_TEST(readsNothingIntoBadAnswers);
  CPPUNIT_TEST_SUITE_END();

 public:
  void keepsTheContractOfEveryPlugin() { conform("contract."); }
  void livesAWholeLife() { conform("lifecycle."); }
  void isSafe() { conform("safety."); }
  void answersForTheServer() { conform("server."); }
  void createsOnceWhateverHappens() { conform("create."); }
  void suspendsWhateverHappens() { conform("suspend."); }
  void unsuspendsWhateverHappens() { conform("unsuspend."); }
  void terminatesWhateverHappens() { conform("terminate."); }
  void changesPackagesAndPasswordsWhateverHappens() { conform("change_"); }
  void readsNothingIntoBadAnswers() {
    for (const char* verb : {"test_connection.", "locate.", "usage.", "single_sign_on.", "backups.",
                             "progress.", "packages.", "capacity.", "accounts."}) {
      conform(verb);
    }
  }

 private:
  static void conform(const std::string& prefix) {
    hostler::testing::conform("provisioner/cpanel", HOSTLER_PLUGIN_FILE, prefix);
  }
};

HOSTLER_SUITE(CpanelConformanceTest, "plugins/provisioner/cpanel/conformance");
