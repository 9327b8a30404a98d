#include "tests/plugins/support/conformance.h"

class CloudstackConformanceTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CloudstackConformanceTest);
  CPPUNIT_TEST(keepsTheContractOfEveryPlugin);
  CPPUNIT_TEST(livesAWholeLife);
  CPPUNIT_TEST(isSafe);
  CPPUNIT_TEST(answersForTheCloud);
  CPPUNIT_TEST(createsOnceWhateverHappens);
  CPPUNIT_TEST(suspendsWhateverHappens);
  CPPUNIT_TEST(unsuspendsWhateverHappens);
  CPPUNIT_TEST(terminatesWhateverHappens);
  CPPUNIT_TEST(resizesWhateverHappens);
  CPPUNIT_TEST(drivesMachinesWhateverHappens);
  CPPUNIT_TEST(keepsVolumesWhateverHappens);
  CPPUNIT_TEST(keepsSnapshotsWhateverHappens);
  CPPUNIT_TEST(keepsAddressesWhateverHappens);
  CPPUNIT_TEST(keepsFirewallsWhateverHappens);
  CPPUNIT_TEST(keepsLoadBalancersWhateverHappens);
  CPPUNIT_TEST(keepsNetworksWhateverHappens);
  CPPUNIT_TEST(keepsClustersWhateverHappens);
  CPPUNIT_TEST(keepsImagesAndDiscsWhateverHappens);
  CPPUNIT_TEST(keepsKeysAndBucketsWhateverHappens);
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
  void drivesMachinesWhateverHappens() { conform("machine."); }
  void keepsVolumesWhateverHappens() { conform("volumes."); }
  void keepsSnapshotsWhateverHappens() { conform("snapshots."); }
  void keepsAddressesWhateverHappens() { conform("ips."); }
  void keepsFirewallsWhateverHappens() { conform("firewalls."); }
  void keepsLoadBalancersWhateverHappens() { conform("load_balancers."); }
  void keepsNetworksWhateverHappens() { conform("networks."); }
  void keepsClustersWhateverHappens() { conform("clusters."); }
  void keepsImagesAndDiscsWhateverHappens() {
    conform("images.");
    conform("isos.");
  }
  void keepsKeysAndBucketsWhateverHappens() {
    conform("ssh_keys.");
    conform("buckets.");
  }
  void readsNothingIntoBadAnswers() {
    for (const char* verb : {"test_connection.", "locate.", "usage.", "backups.", "progress.",
                             "capacity.", "accounts.", "sizes.", "regions."}) {
      conform(verb);
    }
  }

 private:
  static void conform(const std::string& prefix) {
    hostler::testing::conform("provisioner/cloudstack", HOSTLER_PLUGIN_FILE, prefix);
  }
};

HOSTLER_SUITE(CloudstackConformanceTest, "plugins/provisioner/cloudstack/conformance");
