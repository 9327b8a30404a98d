#include "tests/plugins/support/conformance.h"

class PowerDnsConformanceTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PowerDnsConformanceTest);
  CPPUNIT_TEST(keepsTheContractOfEveryPlugin);
  CPPUNIT_TEST(livesAWholeLife);
  CPPUNIT_TEST(isSafe);
  CPPUNIT_TEST(answersForTheServer);
  CPPUNIT_TEST(createsOnceWhateverHappens);
  CPPUNIT_TEST(removesWhateverHappens);
  CPPUNIT_TEST(writesRecordsWhateverHappens);
  CPPUNIT_TEST(signsWhateverHappens);
  CPPUNIT_TEST(readsNothingIntoBadAnswers);
  CPPUNIT_TEST_SUITE_END();

 public:
  void keepsTheContractOfEveryPlugin() { conform("contract."); }
  void livesAWholeLife() { conform("lifecycle."); }
  void isSafe() { conform("safety."); }
  void answersForTheServer() { conform("server."); }
  void createsOnceWhateverHappens() { conform("create_zone."); }
  void removesWhateverHappens() { conform("remove_zone."); }
  void writesRecordsWhateverHappens() {
    conform("write_records.");
    conform("remove_records.");
  }
  void signsWhateverHappens() {
    conform("set_dnssec.");
    conform("unset_dnssec.");
  }
  void readsNothingIntoBadAnswers() {
    for (const char* verb :
         {"test_connection.", "locate.", "dnssec.", "records.", "rectify.", "notify.", "zones."}) {
      conform(verb);
    }
  }

 private:
  static void conform(const std::string& prefix) {
    hostler::testing::conform("dns/powerdns", HOSTLER_PLUGIN_FILE, prefix);
  }
};

HOSTLER_SUITE(PowerDnsConformanceTest, "plugins/dns/powerdns/conformance");
