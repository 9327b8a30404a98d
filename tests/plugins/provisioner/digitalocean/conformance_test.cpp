#include "tests/plugins/support/conformance.h"

class DigitalOceanConformanceTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DigitalOceanConformanceTest);
  CPPUNIT_TEST(keepsTheContractOfEveryPlugin);
  CPPUNIT_TEST(livesAWholeLife);
  CPPUNIT_TEST(isSafe);
  CPPUNIT_TEST(answersForTheAccount);
  CPPUNIT_TEST(createsOnceWhateverHappens);
  CPPUNIT_TEST(suspendsWhateverHappens);
  CPPUNIT_TEST(unsuspendsWhateverHappens);
  CPPUNIT_TEST(terminatesWhateverHappens);
  CPPUNIT_TEST(resizesWhateverHappens);
  CPPUNIT_TEST(actsOnMachinesWhateverHappens);
  CPPUNIT_TEST(keepsKeysAndImagesWhateverHappens);
  CPPUNIT_TEST(keepsVolumesWhateverHappens);
  CPPUNIT_TEST(keepsSnapshotsWhateverHappens);
  CPPUNIT_TEST(keepsAddressesWhateverHappens);
  CPPUNIT_TEST(keepsFirewallsAndNetworksWhateverHappens);
  CPPUNIT_TEST(keepsLoadBalancersWhateverHappens);
  CPPUNIT_TEST(keepsClustersAndDatabasesWhateverHappens);
  CPPUNIT_TEST(readsNothingIntoBadAnswers);
  CPPUNIT_TEST_SUITE_END();

 public:
  void keepsTheContractOfEveryPlugin() { conform({"contract."}); }
  void livesAWholeLife() { conform({"lifecycle."}); }
  void isSafe() { conform({"safety."}); }
  void answersForTheAccount() { conform({"server."}); }
  void createsOnceWhateverHappens() { conform({"create."}); }
  void suspendsWhateverHappens() { conform({"suspend."}); }
  void unsuspendsWhateverHappens() { conform({"unsuspend."}); }
  void terminatesWhateverHappens() { conform({"terminate."}); }
  void resizesWhateverHappens() { conform({"change_package."}); }
  void actsOnMachinesWhateverHappens() { conform({"machine."}); }
  void keepsKeysAndImagesWhateverHappens() { conform({"ssh_keys.", "images."}); }
  void keepsVolumesWhateverHappens() { conform({"volumes."}); }
  void keepsSnapshotsWhateverHappens() { conform({"snapshots."}); }
  void keepsAddressesWhateverHappens() { conform({"ips."}); }
  void keepsFirewallsAndNetworksWhateverHappens() { conform({"firewalls.", "networks."}); }
  void keepsLoadBalancersWhateverHappens() { conform({"load_balancers."}); }
  void keepsClustersAndDatabasesWhateverHappens() { conform({"clusters.", "databases."}); }
  void readsNothingIntoBadAnswers() {
    conform({"test_connection.", "locate.", "usage.", "backups.", "progress.", "packages.",
             "capacity.", "accounts.", "sizes.", "regions.", "apps."});
  }

 private:
  static void conform(std::initializer_list<const char*> prefixes) {
    for (const auto* prefix : prefixes)
      hostler::testing::conform("provisioner/digitalocean", HOSTLER_PLUGIN_FILE, prefix);
  }
};

HOSTLER_SUITE(DigitalOceanConformanceTest, "plugins/provisioner/digitalocean/conformance");
