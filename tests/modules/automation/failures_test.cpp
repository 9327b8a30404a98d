#include "tests/core/db/engines.h"
#include "tests/modules/automation/shop.h"

namespace hostler {

using testing::Shop;

class RuleFailuresTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RuleFailuresTest);
  CPPUNIT_TEST(aRuleThatErrsOnOneRowActsOnTheOthers);
  CPPUNIT_TEST(aRowThatCannotBeActedOnLeavesTheOthersAlone);
  CPPUNIT_TEST(anActionThatDoesNotFitIsAFailureOfItsRow);
  CPPUNIT_TEST(aRuleThatLoopsIsGivenUpAndActsOnNothing);
  CPPUNIT_TEST(anOwnRuleThatKeepsFailingIsSwitchedOffAndAnnounced);
  CPPUNIT_TEST(moreRowsThanTheLimitWaitForAPerson);
  CPPUNIT_TEST(whatPiledUpWhileTheEngineStoodWaitsForAPerson);
  CPPUNIT_TEST(whatCouldNotBeLoadedAtFirstIsLoadedLater);
  CPPUNIT_TEST_SUITE_END();

 public:
  // Script hosts that do not come up, on a machine under load for one, must not end all rules for
  // as long as the engine runs.
  void whatCouldNotBeLoadedAtFirstIsLoadedLater() {
    auto hosts = testing::hostsOfTests();
    const auto real = hosts.program;
    const testing::TemporaryDirectory folder{"hostler-late-host"};
    hosts.program = folder.path() / "script_host";
    lua::ScriptEvents events;
    int filled = 0;
    ScriptShelf shelf{
        {*shop_.database, shop_.clock, shop_.nursery, hosts, shop_.functions, events, [&] {
           ++filled;
           addScriptEvents(events, shop_.bus);
         }}};
    for (int twice = 0; twice < 2; ++twice) {
      try {
        shelf.hosts();
        CPPUNIT_FAIL("rules were loaded without a host");
      } catch (const std::exception& error) {
        CPPUNIT_ASSERT_MESSAGE(error.what(),
                               std::string{error.what()}.find("two events") == std::string::npos);
      }
    }
    std::filesystem::create_symlink(real, hosts.program);
    CPPUNIT_ASSERT(shelf.hosts().collection().rule("issue_renewals", kPlatform) != nullptr);
    CPPUNIT_ASSERT_EQUAL(1, filled);
  }

  void aRuleThatErrsOnOneRowActsOnTheOthers() {
    const auto ids = shop_.manyServices(5, shop_.today().plusDays(3));
    own("if row.service_id == '" + ids[2].text() +
        "' then error('no such thing') end return 'issue'");

    const auto report = shop_.run("issue_renewals");

    CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, report.run.counts.at("issue"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, report.run.failures);
    CPPUNIT_ASSERT(report.run.state == RuleRunState::Done);
    const auto written = shop_.database->query(
        "SELECT subject, detail FROM rule_decisions WHERE outcome = 'failed'");
    CPPUNIT_ASSERT_EQUAL(ids[2].text(), written.only().text("subject"));
    CPPUNIT_ASSERT(written.only().text("detail").find("no such thing") != std::string::npos);
  }

  void aRowThatCannotBeActedOnLeavesTheOthersAlone() {
    const auto ids = shop_.manyServices(5, shop_.today().plusDays(3));
    // Its next period is taken by another invoice, which the renewal must not pass over.
    shop_.database->transaction([&](db::Transaction& tx) {
      tx.execute(
          "INSERT INTO billed_periods (service_id, period_from, period_until, invoice_id) VALUES "
          "(?, ?, ?, 1)",
          ids[1], shop_.today().plusDays(3), shop_.today().plusDays(33));
    });

    const auto report = shop_.run("issue_renewals");

    CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, report.run.counts.at("issue"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, report.run.counts.at("failed"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, shop_.count("SELECT COUNT(*) AS n FROM invoices"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, shop_.count("SELECT MAX(number) AS n FROM invoices"));
  }

  void anActionThatDoesNotFitIsAFailureOfItsRow() {
    shop_.manyServices(2, shop_.today().plusDays(3));
    own("return 'terminate'");
    const auto report = shop_.run("issue_renewals");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, report.run.failures);
    CPPUNIT_ASSERT(report.run.state == RuleRunState::Failed);
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{0},
        shop_.count("SELECT COUNT(*) AS n FROM services WHERE provisioning <> 'idle'"));
  }

  void aRuleThatLoopsIsGivenUpAndActsOnNothing() {
    shop_.manyServices(40, shop_.today().plusDays(3));
    own("while true do end");
    const auto report = shop_.run("issue_renewals");
    CPPUNIT_ASSERT(report.run.state == RuleRunState::Failed);
    CPPUNIT_ASSERT(!report.run.counts.contains("issue"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_.count("SELECT COUNT(*) AS n FROM invoices"));
  }

  void anOwnRuleThatKeepsFailingIsSwitchedOffAndAnnounced() {
    shop_.manyServices(1, shop_.today().plusDays(3));
    own("error('broken')");
    for (int i = 1; i < RuleRunner::kForgiven; ++i) shop_.run("issue_renewals");
    CPPUNIT_ASSERT(shop_.book.get(kPlatform, "issue_renewals").enabled);

    shop_.run("issue_renewals");

    CPPUNIT_ASSERT(!shop_.book.get(kPlatform, "issue_renewals").enabled);
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{RuleRunner::kForgiven},
        shop_.count("SELECT COUNT(*) AS n FROM events WHERE name = 'rule.failed'"));
    // The shipped version again, switched on, works and forgets.
    shop_.book.change(
        shop_.staff(), "issue_renewals",
        {true, {}, {}, std::optional<std::optional<std::string>>{std::optional<std::string>{}}});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_.run("issue_renewals").run.counts.at("issue"));
    CPPUNIT_ASSERT_EQUAL(0, shop_.book.get(kPlatform, "issue_renewals").failures);
  }

  void moreRowsThanTheLimitWaitForAPerson() {
    shop_.manyServices(6, shop_.today().plusDays(3));
    own("return 'issue'", "limit = 5,");

    const auto held = shop_.run("issue_renewals");
    CPPUNIT_ASSERT(held.run.state == RuleRunState::Held);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_.count("SELECT COUNT(*) AS n FROM invoices"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         shop_.count("SELECT COUNT(*) AS n FROM events WHERE name = 'rule.held'"));

    RuleRequest request;
    request.tenant = kPlatform;
    request.rule = "issue_renewals";
    request.due = shop_.clock.now();
    request.confirmed = true;
    CPPUNIT_ASSERT_EQUAL(std::int64_t{6}, shop_.runner.run(request).run.counts.at("issue"));
  }

  void whatPiledUpWhileTheEngineStoodWaitsForAPerson() {
    shop_.manyServices(6, shop_.today().plusDays(3));
    own("return 'issue'", "late_limit = 5,");
    // A shop's first run is not late.
    CPPUNIT_ASSERT_EQUAL(std::int64_t{6}, shop_.run("issue_renewals").run.counts.at("issue"));

    shop_.clock.advance(std::chrono::hours{24 * 40});
    shop_.manyServices(6, shop_.today().plusDays(3));
    const auto held = shop_.run("issue_renewals");
    CPPUNIT_ASSERT(held.run.state == RuleRunState::Held);
    const auto wanted = held.run.counts.at("wanted");
    CPPUNIT_ASSERT(wanted > 5);
    // Nor does the next night forget it.
    shop_.clock.advance(std::chrono::hours{24});
    CPPUNIT_ASSERT(shop_.run("issue_renewals").run.state == RuleRunState::Held);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{6}, shop_.count("SELECT COUNT(*) AS n FROM invoices"));

    RuleRequest request;
    request.tenant = kPlatform;
    request.rule = "issue_renewals";
    request.due = shop_.clock.now();
    request.confirmed = true;
    CPPUNIT_ASSERT_EQUAL(wanted, shop_.runner.run(request).run.counts.at("issue"));
    // From then on it is in time again.
    shop_.clock.advance(std::chrono::hours{24});
    CPPUNIT_ASSERT(shop_.run("issue_renewals").run.state == RuleRunState::Done);
  }

 private:
  // The tenant's own version of the rule that issues renewals.
  void own(const std::string& body, const std::string& more = "") {
    const auto source =
        "return rule { name = 'issue_renewals', when = '5 0 * * *', select = "
        "'services.to_renew', " +
        more + " decide = function(row) " + body + " end }";
    shop_.book.change(shop_.staff(), "issue_renewals",
                      {{}, {}, {}, std::optional<std::optional<std::string>>{source}});
  }

  db::OnSqlite engine_;
  Shop shop_{engine_.url()};
};
HOSTLER_SUITE(RuleFailuresTest, "modules/automation/failures");

}  // namespace hostler
