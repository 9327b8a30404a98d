#include "modules/automation/billing_run.h"
#include "tests/core/db/engines.h"
#include "tests/modules/automation/shop.h"

namespace hostler {

using testing::Shop;

class SimulationTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SimulationTest);
  CPPUNIT_TEST(aSimulationSaysWhatWouldBeInvoicedAndChangesNothing);
  CPPUNIT_TEST(anotherDayIsSimulatedAsIfItWereToday);
  CPPUNIT_TEST(aSourceIsTriedWithoutBeingStored);
  CPPUNIT_TEST(aDryBillingRunForetellsTheRealOne);
  CPPUNIT_TEST(whatIsLeftOutOfABillingRunWaitsForTheNext);
  CPPUNIT_TEST(whatModulesDoBesideTheRulesIsInTheReport);
  CPPUNIT_TEST(aReportTooLongIsCutAndCounted);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aSimulationSaysWhatWouldBeInvoicedAndChangesNothing() {
    shop_.manyServices(3, shop_.today().plusDays(3));
    shop_.run("issue_renewals");  // invoices, for the other rules to look at
    shop_.manyServices(2, shop_.today().plusDays(3));
    shop_.unpaidOrder(shop_.client());
    const auto before = everything();

    for (const auto& rule : shop_.book.all(kPlatform))
      shop_.simulate(rule.name(), shop_.today().plusDays(40));
    const auto report = shop_.simulate("issue_renewals");

    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, report.run.counts.at("issue"));
    CPPUNIT_ASSERT(report.decisions.at(0).outcome == RowOutcome::Foreseen);
    CPPUNIT_ASSERT_EQUAL(Json({{"amount", 499'00}, {"currency", "INR"}}),
                         report.decisions.at(0).facts.at("total"));
    CPPUNIT_ASSERT(before == everything());
  }

  void anotherDayIsSimulatedAsIfItWereToday() {
    const auto due = shop_.today().plusDays(3);
    shop_.manyServices(1, due);
    shop_.run("issue_renewals");
    CPPUNIT_ASSERT(
        !shop_.simulate("suspend_overdue", due.plusDays(2)).run.counts.contains("suspend"));
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        shop_.simulate("suspend_overdue", due.plusDays(3)).run.counts.at("suspend"));
    CPPUNIT_ASSERT_EQUAL(std::string{"overdue_1"}, shop_.simulate("remind_unpaid", due.plusDays(4))
                                                       .decisions.at(0)
                                                       .facts.at("kind")
                                                       .get<std::string>());
  }

  void aSourceIsTriedWithoutBeingStored() {
    shop_.manyServices(1, shop_.today().plusDays(3));
    RuleRequest request;
    request.tenant = kPlatform;
    request.rule = "issue_renewals";
    request.source =
        "return rule { name = 'issue_renewals', when = '5 0 * * *', select = 'services.to_renew', "
        "decide = function(row) "
        "print(row.days_left) return { action = 'hold', reason = 'not this one' } end }";
    const auto report = shop_.runner.simulate(request);
    CPPUNIT_ASSERT_EQUAL(std::string{"not this one"}, report.decisions.at(0).detail);
    CPPUNIT_ASSERT_EQUAL(std::string{"3"}, report.lines.at(0).text);
    CPPUNIT_ASSERT(!shop_.book.get(kPlatform, "issue_renewals").isOwn);
  }

  void aDryBillingRunForetellsTheRealOne() {
    shop_.manyServices(4, shop_.today().plusDays(3));
    BillingRun run{
        {shop_.clock, shop_.tenants, shop_.book, shop_.runner, *shop_.database, shop_.audit}};
    const auto before = everything();

    const auto foretold = run.run(shop_.staff(), std::nullopt, true);
    CPPUNIT_ASSERT(before == everything());
    const auto done = run.run(shop_.staff(), std::nullopt, false);
    const auto again = run.run(shop_.staff(), std::nullopt, false);

    CPPUNIT_ASSERT_EQUAL(std::size_t{4}, foretold.at("invoiced").size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{4}, done.at("invoiced").size());
    for (std::size_t i = 0; i < 4; ++i) {
      CPPUNIT_ASSERT_EQUAL(foretold.at("invoiced").at(i).at("total"),
                           done.at("invoiced").at(i).at("total"));
      CPPUNIT_ASSERT_EQUAL(foretold.at("invoiced").at(i).at("due_date"),
                           done.at("invoiced").at(i).at("due_date"));
    }
    CPPUNIT_ASSERT(again.at("invoiced").empty());
  }

  void whatIsLeftOutOfABillingRunWaitsForTheNext() {
    shop_.manyServices(3, shop_.today().plusDays(3));
    BillingRun run{
        {shop_.clock, shop_.tenants, shop_.book, shop_.runner, *shop_.database, shop_.audit}};
    const auto foretold = run.run(shop_.staff(), std::nullopt, true).at("invoiced");
    const auto spared = foretold.at(1).at("subject").get<std::string>();

    CPPUNIT_ASSERT_EQUAL(
        std::size_t{2}, run.run(shop_.staff(), std::nullopt, true, {spared}).at("invoiced").size());
    const auto done = run.run(shop_.staff(), std::nullopt, false, {spared}).at("invoiced");
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, done.size());
    for (const auto& one : done) CPPUNIT_ASSERT(one.at("subject") != spared);
    const auto next = run.run(shop_.staff(), std::nullopt, false).at("invoiced");
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, next.size());
    CPPUNIT_ASSERT_EQUAL(spared, next.at(0).at("subject").get<std::string>());
  }

  void whatModulesDoBesideTheRulesIsInTheReport() {
    std::vector<RunPartRequest> asked;
    const auto asha = shop_.client();
    const auto run = withPart([&](const RunPartRequest& request) {
      asked.push_back(request);
      const RunPartRow renewal{"invoiced", "issue", "dom_1", asha, "", {{"title", "asha.com"}}};
      auto paid = renewal;
      paid.facts["paid_from_credit"] = true;
      const RunPartRow failed{"failed", "keep", "dom_2", asha, "It is not sold."};
      return RunPartReport{{renewal, paid, failed}, 7};
    });
    const auto day = shop_.today().plusDays(2);
    const auto answer = run(day, true, {"dom_9"});
    CPPUNIT_ASSERT(asked.at(0).tenant == kPlatform && asked.at(0).day == day);
    CPPUNIT_ASSERT(asked.at(0).dryRun && asked.at(0).except.contains("dom_9"));
    CPPUNIT_ASSERT_EQUAL(
        Json({{"subject", "dom_1"}, {"client_id", asha.text()}, {"title", "asha.com"}}),
        answer.at("invoiced").at(0));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, answer.at("charged").size());
    CPPUNIT_ASSERT_EQUAL(Json({{"subject", "dom_2"},
                               {"client_id", asha.text()},
                               {"detail", "It is not sold."},
                               {"rule", "domains.daily"},
                               {"action", "keep"}}),
                         answer.at("failed").at(0));
    CPPUNIT_ASSERT_EQUAL(Json({{"rule", "domains.daily"},
                               {"state", "done"},
                               {"rows", 7},
                               {"counts", {{"issue", 2}, {"failed", 1}}}}),
                         answer.at("rules").back());
    CPPUNIT_ASSERT(!answer.at("truncated").get<bool>());
    run(std::nullopt, false, {});
    CPPUNIT_ASSERT(!asked.at(1).dryRun && asked.at(1).day == shop_.today());
  }

  void aReportTooLongIsCutAndCounted() {
    const auto asha = shop_.client();
    const auto answer = withPart([&](const RunPartRequest&) {
      const RunPartRow row{"expired", "expire", "dom_1", asha, ""};
      return RunPartReport{std::vector<RunPartRow>(RuleRunner::kReported + 5, row), 2'000};
    })(std::nullopt, true, {});
    CPPUNIT_ASSERT_EQUAL(RuleRunner::kReported, answer.at("expired").size());
    CPPUNIT_ASSERT(answer.at("truncated").get<bool>());
    CPPUNIT_ASSERT_EQUAL(RuleRunner::kReported + 5,
                         answer.at("rules").back().at("counts").at("expire").get<std::size_t>());
  }

 private:
  std::function<Json(std::optional<Date>, bool, const std::set<std::string>&)> withPart(
      std::function<RunPartReport(const RunPartRequest&)> part) {
    auto run =
        std::make_shared<BillingRun>(BillingRun::Parts{shop_.clock,
                                                       shop_.tenants,
                                                       shop_.book,
                                                       shop_.runner,
                                                       *shop_.database,
                                                       shop_.audit,
                                                       {{"domains.daily", std::move(part)}}});
    return [this, run](std::optional<Date> day, bool dryRun, const std::set<std::string>& except) {
      return run->run(shop_.staff(), day, dryRun, except);
    };
  }
  // How many rows each table has, and what services and invoices say.
  std::vector<std::string> everything() {
    std::vector<std::string> all;
    for (const auto& table :
         {"invoices", "invoice_states", "postings", "services", "service_steps", "orders", "jobs",
          "events", "rule_runs", "rule_decisions", "rule_choices", "invoice_notices",
          "kept_reminders", "audit_entries", "script_values"}) {
      all.push_back(std::string{table} + " " +
                    std::to_string(shop_.count("SELECT COUNT(*) AS n FROM " + std::string{table})));
    }
    for (const auto& row : shop_.database->query(
             "SELECT id, status, provisioning, billed_until FROM services ORDER BY id")) {
      all.push_back(row.text("status") + row.text("provisioning") +
                    row.date("billed_until").text());
    }
    return all;
  }

  db::OnSqlite engine_;
  Shop shop_{engine_.url()};
};
HOSTLER_SUITE(SimulationTest, "modules/automation/simulation");

}  // namespace hostler
