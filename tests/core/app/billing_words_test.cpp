#include "core/app/billing_words.h"

#include "tests/support/suite.h"

namespace hostler::app {

// What a run of billing and a simulation print for people.
class BillingWordsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(BillingWordsTest);
  CPPUNIT_TEST(eachListSaysHowManyAndWhich);
  CPPUNIT_TEST(whatWaitsForAPersonSaysWhyAndByWhichRule);
  CPPUNIT_TEST(whatWentWrongOrIsLeftOutIsSaid);
  CPPUNIT_TEST(domainsAndChargesHaveTheirOwnLists);
  CPPUNIT_TEST(aSimulationTellsItsScriptsWords);
  CPPUNIT_TEST(whatFailsEndsTheCommandWithAnError);
  CPPUNIT_TEST_SUITE_END();

 public:
  void eachListSaysHowManyAndWhich() {
    const Json invoice{
        {"subject", "svc_1"},           {"title", "Hosting"},
        {"number", "HST/2627/0000002"}, {"total", {{"amount", 23482}, {"currency", "INR"}}},
        {"due_date", "2026-12-23"},     {"client_id", "acc_1"},
        {"detail", "HST/2627/0000002"}, {"paid_from_credit", true}};
    auto run = nothing();
    run["invoiced"].push_back(invoice);
    run["charged"].push_back(invoice);
    run["reminded"].push_back({{"subject", "inv_7"}, {"kind", "overdue_1"}, {"detail", "HST/1"}});
    const std::string line =
        "  svc_1  Hosting  HST/2627/0000002  234.82 INR  due 2026-12-23  client acc_1\n";
    CPPUNIT_ASSERT_EQUAL("billing of 2026-12-18\ninvoiced: 1\n" + line +
                             "of these paid from credit: 1\n" + line +
                             "reminded: 1\n  inv_7  overdue_1  HST/1\n"
                             "issue_renewals: done, 3 looked at\n",
                         billingRunInWords(run));
    run["dry_run"] = true;
    CPPUNIT_ASSERT(billingRunInWords(run).starts_with(
        "billing of 2026-12-18, tried out: nothing was changed\nto be invoiced: 1\n"));
  }

  void whatWaitsForAPersonSaysWhyAndByWhichRule() {
    auto run = nothing();
    run["held"].push_back({{"subject", "svc_2"},
                           {"detail", "it costs much"},
                           {"held_for", "cost"},
                           {"rule", "terminate_suspended"},
                           {"action", "terminate"}});
    const auto text = billingRunInWords(run);
    CPPUNIT_ASSERT_MESSAGE(
        text, text.find("held for a person: 1\n  svc_2  it costs much  held for cost  by "
                        "terminate_suspended, to terminate\n") != std::string::npos);
  }

  void whatWentWrongOrIsLeftOutIsSaid() {
    auto run = nothing();
    run["truncated"] = true;
    run["rules"][0]["state"] = "failed";
    run["rules"][0]["error"] = "line 3: nil";
    CPPUNIT_ASSERT_EQUAL(std::string{"billing of 2026-12-18\nthere was nothing to do\n"
                                     "there is more than is shown here\n"
                                     "issue_renewals: failed, 3 looked at: line 3: nil\n"},
                         billingRunInWords(run));
    // Members that are not what they should be are left out.
    run["invoiced"].push_back({{"subject", "svc_1"}, {"title", 7}, {"total", {{"amount", "x"}}}});
    CPPUNIT_ASSERT(billingRunInWords(run).find("invoiced: 1\n  svc_1\n") != std::string::npos);
  }

  void domainsAndChargesHaveTheirOwnLists() {
    auto run = nothing();
    run["dry_run"] = true;
    run["expired"].push_back({{"subject", "dom_1"}, {"title", "asha.com"}});
    run["collected"].push_back({{"subject", "inv_7"},
                                {"number", "HST/1"},
                                {"balance", {{"amount", 11800}, {"currency", "INR"}}},
                                {"detail", "Visa 1111 at 2026-12-19T03:30:00Z"}});
    const auto text = billingRunInWords(run);
    for (const std::string line :
         {"domains to move on after their expiry: 1\n  dom_1  asha.com\n",
          "to be charged to saved methods: 1\n  inv_7  HST/1  118.00 INR  Visa 1111 at "
          "2026-12-19T03:30:00Z\n"})
      CPPUNIT_ASSERT_MESSAGE(text, text.find(line) != std::string::npos);
  }

  void aSimulationTellsItsScriptsWords() {
    const Json report{{"rule", "remind_unpaid"},
                      {"date", "2026-12-18"},
                      {"state", "done"},
                      {"rows", 2},
                      {"decisions", Json::array({{{"subject", "inv_7"},
                                                  {"client_id", "acc_1"},
                                                  {"action", "remind"},
                                                  {"outcome", "foreseen"},
                                                  {"detail", ""},
                                                  {"facts", {{"kind", "reminder"}}}}})},
                      {"truncated", false},
                      {"log", Json::array({"info: seen"})},
                      {"error", ""}};
    CPPUNIT_ASSERT_EQUAL(std::string{"remind_unpaid: done, 2 looked at, as if it were 2026-12-18; "
                                     "nothing was changed\n"
                                     "  remind (foreseen)  inv_7  reminder  client acc_1\n"
                                     "log: info: seen\n"},
                         simulationInWords(report));
  }

  void whatFailsEndsTheCommandWithAnError() {
    auto run = nothing();
    run["held"].push_back({{"subject", "svc_1"}});
    run["refused"].push_back({{"subject", "svc_2"}});
    CPPUNIT_ASSERT(!billingRunFailed(run));
    run["rules"].push_back({{"rule", "remind_unpaid"}, {"state", "failed"}, {"rows", 0}});
    CPPUNIT_ASSERT(billingRunFailed(run));
    // Its rows may be beyond those that are listed.
    run = nothing();
    run["rules"][0]["counts"] = {{"issue", 1000}, {"failed", 1}};
    CPPUNIT_ASSERT(billingRunFailed(run));

    Json report{{"state", "done"}, {"counts", {{"held", 1}}}};
    CPPUNIT_ASSERT(!simulationFailed(report));
    report["counts"]["failed"] = 1;
    CPPUNIT_ASSERT(simulationFailed(report));
    CPPUNIT_ASSERT(simulationFailed({{"state", "failed"}}));
  }

 private:
  static Json nothing() {
    Json run{{"date", "2026-12-18"}, {"dry_run", false}, {"truncated", false}};
    for (const char* list :
         {"invoiced", "charged", "reminded", "late_fees", "suspended", "terminated",
          "cancelled_orders", "expired", "collected", "held", "refused", "failed"})
      run[list] = Json::array();
    run["rules"] = Json::array();
    run["rules"].push_back({{"rule", "issue_renewals"}, {"state", "done"}, {"rows", 3}});
    return run;
  }
};
HOSTLER_SUITE(BillingWordsTest, "core/app/billing_words");

}  // namespace hostler::app
