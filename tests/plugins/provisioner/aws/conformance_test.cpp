#include "tests/plugins/support/conformance.h"

class AwsConformanceTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(AwsConformanceTest);
  CPPUNIT_TEST(keepsTheContractOfEveryPlugin);
  CPPUNIT_TEST(livesAWholeLife);
  CPPUNIT_TEST(isSafe);
  CPPUNIT_TEST(answersForTheCloud);
  CPPUNIT_TEST(createsOnceWhateverHappens);
  CPPUNIT_TEST(suspendsWhateverHappens);
  CPPUNIT_TEST(unsuspendsWhateverHappens);
  CPPUNIT_TEST(terminatesWhateverHappens);
  CPPUNIT_TEST(resizesWhateverHappens);
  CPPUNIT_TEST(worksOnMachinesWhateverHappens);
  CPPUNIT_TEST(keepsKeysWhateverHappens);
  CPPUNIT_TEST(keepsVolumesWhateverHappens);
  CPPUNIT_TEST(keepsSnapshotsWhateverHappens);
  CPPUNIT_TEST(keepsAddressesWhateverHappens);
  CPPUNIT_TEST(keepsFirewallsWhateverHappens);
  CPPUNIT_TEST(readsNothingIntoBadAnswers);
  CPPUNIT_TEST_SUITE_END();

 public:
  void keepsTheContractOfEveryPlugin() { conform("contract."); }
  void livesAWholeLife() { conform("lifecycle."); }
  void isSafe() { conform("safety."); }
  void answersForTheCloud() { conform("server."); }
  void createsOnceWhateverHappens() { conform("create."); }
  void suspendsWhateverHappens() { conform("suspend."); }
  void unsuspendsWhateverHappens() { conform("unsuspend."); }
  void terminatesWhateverHappens() { conform("terminate."); }
  void resizesWhateverHappens() { conform("change_package."); }
  void worksOnMachinesWhateverHappens() { conform("machine."); }
  void keepsKeysWhateverHappens() { conform("ssh_keys."); }
  void keepsVolumesWhateverHappens() { conform("volumes."); }
  void keepsSnapshotsWhateverHappens() { conform("snapshots."); }
  void keepsAddressesWhateverHappens() { conform("ips."); }
  void keepsFirewallsWhateverHappens() { conform("firewalls."); }
  void readsNothingIntoBadAnswers() {
    for (const char* verb : {"test_connection.", "locate.", "usage.", "backups.", "progress.",
                             "accounts.", "sizes.", "regions.", "images."}) {
      conform(verb);
    }
  }

 private:
  static void conform(const std::string& prefix) {
    hostler::testing::conform("provisioner/aws", HOSTLER_PLUGIN_FILE, prefix);
  }
};

HOSTLER_SUITE(AwsConformanceTest, "plugins/provisioner/aws/conformance");
