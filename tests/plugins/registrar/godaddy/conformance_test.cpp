#include "tests/plugins/support/conformance.h"

class GodaddyConformanceTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(GodaddyConformanceTest);
  CPPUNIT_TEST(keepsTheContractOfEveryPlugin);
  CPPUNIT_TEST(livesAWholeLife);
  CPPUNIT_TEST(isSafe);
  CPPUNIT_TEST(registersOnceWhateverHappens);
  CPPUNIT_TEST(renewsOnceWhateverHappens);
  CPPUNIT_TEST(renewsOnceByTheFirstApiToo);
  CPPUNIT_TEST(restoresOnceWhateverHappens);
  CPPUNIT_TEST(movesInOnceWhateverHappens);
  CPPUNIT_TEST(cancelsWhateverHappens);
  CPPUNIT_TEST(changesSettingsWhateverHappens);
  CPPUNIT_TEST(changesRecordsWhateverHappens);
  CPPUNIT_TEST(readsNothingIntoBadAnswers);
  CPPUNIT_TEST_SUITE_END();

 public:
  void keepsTheContractOfEveryPlugin() { conform("contract."); }
  void livesAWholeLife() { conform("lifecycle."); }
  void isSafe() { conform("safety."); }
  void registersOnceWhateverHappens() { conform("register."); }
  void renewsOnceWhateverHappens() { conform("renew."); }

  // Without a customer id there is only the call that renews as often as it is sent.
  void renewsOnceByTheFirstApiToo() {
    hostler::testing::SandboxServer server;
    hostler::conformance::SandboxControl control{server.url()};
    hostler::conformance::LoadedPlugin loaded{HOSTLER_PLUGIN_FILE};
    auto subject = hostler::testing::jsonFile(hostler::testing::sourceTree() /
                                              "plugins/registrar/godaddy/conformance.json");
    subject["settings"].erase("shopper_id");
    subject["operations"]["renew"] = "POST /v1/domains/:domain/renew";
    auto checks = hostler::conformance::checksFor("registrar/1");
    std::erase_if(checks, [](const auto& check) {
      return !check.id.starts_with("renew.") && check.id != "safety.price_cap";
    });
    const auto report = hostler::conformance::run(loaded, control, subject, checks);
    CPPUNIT_ASSERT_MESSAGE("\n" + report.text(), report.held());
  }

  void restoresOnceWhateverHappens() { conform("restore."); }
  void movesInOnceWhateverHappens() { conform("transfer."); }
  void cancelsWhateverHappens() { conform("cancel."); }
  void changesSettingsWhateverHappens() { conform("set_"); }
  void changesRecordsWhateverHappens() {
    conform("change_records.");
    conform("resend_verification.");
  }
  void readsNothingIntoBadAnswers() {
    for (const char* verb :
         {"test_connection.", "locate.", "check.", "suggest.", "tlds.", "agreements.",
          "registration_fields.", "registrations.", "contacts.", "auth_code.", "records."}) {
      conform(verb);
    }
  }

 private:
  static void conform(const std::string& prefix) {
    hostler::testing::conform("registrar/godaddy", HOSTLER_PLUGIN_FILE, prefix);
  }
};

HOSTLER_SUITE(GodaddyConformanceTest, "plugins/registrar/godaddy/conformance");
