#include "tests/core/db/engines.h"
#include "tests/modules/automation/shop.h"

namespace hostler {

using testing::Shop;

class RuleSettingsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RuleSettingsTest);
  CPPUNIT_TEST(everyShippedRuleIsThereAndScheduled);
  CPPUNIT_TEST(aTenantsChoiceIsTheRulesSetting);
  CPPUNIT_TEST(aRulesSettingIsTheTenantsChoice);
  CPPUNIT_TEST(whatIsNoSettingIsRefused);
  CPPUNIT_TEST(aRuleThatIsSwitchedOffIsNotScheduled);
  CPPUNIT_TEST(aScheduleIsTheTenantsToChoose);
  CPPUNIT_TEST(anOwnVersionStandsBeforeTheShippedOne);
  CPPUNIT_TEST(aJobRunsItsRuleOnce);
  CPPUNIT_TEST(scriptsFindTheirTypes);
  CPPUNIT_TEST_SUITE_END();

 public:
  void everyShippedRuleIsThereAndScheduled() {
    std::vector<std::string> names;
    for (const auto& rule : shop_.book.all(kPlatform)) names.push_back(rule.name());
    const std::vector<std::string> expected{
        "cancel_unpaid_orders", "charge_late_fees", "end_cancelled",      "issue_renewals",
        "remind_unpaid",        "suspend_overdue",  "terminate_suspended"};
    CPPUNIT_ASSERT(expected == names);
    // Late fees are off until somebody wants them.
    CPPUNIT_ASSERT_EQUAL(expected.size() - 1, shop_.runner.schedule().size());
    for (const auto& entry : shop_.runner.schedule())
      CPPUNIT_ASSERT_EQUAL(std::string{"Asia/Kolkata"}, entry.zone.name());
  }

  void aTenantsChoiceIsTheRulesSetting() {
    CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, grace());
    shop_.database->transaction(
        [&](db::Transaction& tx) { shop_.tenants.change(tx, kPlatform, "renewal.grace_days", 7); });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{7}, grace());
  }

  void aRulesSettingIsTheTenantsChoice() {
    shop_.book.change(shop_.staff(), "suspend_overdue", {{}, {}, {{"grace_days", 9}}, {}});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{9}, grace());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{9},
                         shop_.tenants.settings(kPlatform).integer("renewal.grace_days"));
    shop_.book.change(shop_.staff(), "suspend_overdue", {{}, {}, {{"grace_days", nullptr}}, {}});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, grace());
  }

  void whatIsNoSettingIsRefused() {
    const auto refused = [&](const std::map<std::string, Json>& settings,
                             const std::string& field) {
      try {
        shop_.book.change(shop_.staff(), "suspend_overdue", {{}, {}, settings, {}});
        CPPUNIT_FAIL("it was taken");
      } catch (const ValidationError& error) {
        CPPUNIT_ASSERT_EQUAL(field, error.errors().at(0).field);
      }
    };
    refused({{"grace", 3}}, "settings.grace");
    refused({{"grace_days", "3"}}, "settings.grace_days");
    refused({{"grace_days", 100'000}}, "settings.grace_days");
    refused({{"exempt_groups", 1}}, "settings.exempt_groups");
    CPPUNIT_ASSERT_THROW(shop_.book.change(shop_.staff(), "suspend_overdue",
                                           {{}, std::optional<std::string>{"61 * * * *"}, {}, {}}),
                         ValidationError);
    CPPUNIT_ASSERT_THROW(shop_.book.change(shop_.staff(), "no_such_rule", {true, {}, {}, {}}),
                         NotFound);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, grace());
  }

  void aRuleThatIsSwitchedOffIsNotScheduled() {
    shop_.book.change(shop_.staff(), "remind_unpaid", {false, {}, {}, {}});
    for (const auto& entry : shop_.runner.schedule())
      CPPUNIT_ASSERT(entry.name.find("remind_unpaid") == std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::size_t{5}, shop_.runner.schedule().size());
  }

  void aScheduleIsTheTenantsToChoose() {
    shop_.book.change(shop_.staff(), "remind_unpaid",
                      {{}, std::optional<std::string>{"0 9 * * *"}, {}, {}});
    CPPUNIT_ASSERT_EQUAL(std::string{"0 9 * * *"}, shop_.book.get(kPlatform, "remind_unpaid").when);
    shop_.book.change(
        shop_.staff(), "remind_unpaid",
        {{}, std::optional<std::optional<std::string>>{std::optional<std::string>{}}, {}, {}});
    CPPUNIT_ASSERT_EQUAL(std::string{"20 0 * * *"},
                         shop_.book.get(kPlatform, "remind_unpaid").when);
  }

  void anOwnVersionStandsBeforeTheShippedOne() {
    const std::string source =
        "return rule { name = 'suspend_overdue', when = '0 6 * * *', select = 'services.overdue', "
        "settings = { grace_days = 5 }, action = 'suspend' }";
    const auto own =
        shop_.book.change(shop_.staff(), "suspend_overdue",
                          {{}, {}, {}, std::optional<std::optional<std::string>>{source}});
    CPPUNIT_ASSERT(own.isOwn);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, grace());
    CPPUNIT_ASSERT(!shop_.book.get(Id<Tenant>::of(2), "suspend_overdue").isOwn);
    CPPUNIT_ASSERT_THROW(
        shop_.book.change(
            shop_.staff(), "suspend_overdue",
            {{},
             {},
             {},
             std::optional<std::optional<std::string>>{"return rule { name = 'other' }"}}),
        ValidationError);
  }

  void aJobRunsItsRuleOnce() {
    shop_.manyServices(3, shop_.today().plusDays(3));
    Scheduler scheduler{*shop_.database, shop_.clock, shop_.queue};
    scheduler.addSource([this] { return shop_.runner.schedule(); });
    scheduler.runDue();  // from here on they are known
    shop_.clock.advance(std::chrono::hours{48});

    CPPUNIT_ASSERT_EQUAL(std::size_t{6}, scheduler.runDue());
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, scheduler.runDue());
    NodeRegistry nodes{*shop_.database, shop_.clock};
    jobs::Handlers handlers{shop_.queue};
    handlers.add<RunRule>({.lane = "automation"}, [this](auto& context, const auto& task) {
      return shop_.runner.perform(context, task);
    });
    jobs::Workers workers{*shop_.database, shop_.clock, nodes, shop_.queue, handlers};
    workers.start();
    CPPUNIT_ASSERT(workers.settle(shop_.clock.monotonic() + std::chrono::seconds{60}));
    workers.drain(std::chrono::seconds{10});

    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{6},
        shop_.count(
            "SELECT COUNT(*) AS n FROM rule_runs WHERE state = 'done' AND cause = 'schedule'"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, shop_.count("SELECT COUNT(*) AS n FROM invoices"));
  }

  void scriptsFindTheirTypes() {
    CPPUNIT_ASSERT(shop_.functions.find("email") != nullptr);
    CPPUNIT_ASSERT(shop_.functions.find("kv.get") != nullptr);
    shop_.shelf.hosts();
    CPPUNIT_ASSERT(shop_.events.find("invoice.paid") != nullptr);
    CPPUNIT_ASSERT(shop_.events.find("before.suspend") != nullptr);
  }

 private:
  std::int64_t grace() {
    return shop_.book.get(kPlatform, "suspend_overdue").settings.integer("grace_days", -1);
  }

  db::OnSqlite engine_;
  Shop shop_{engine_.url()};
};
HOSTLER_SUITE(RuleSettingsTest, "modules/automation/settings");

}  // namespace hostler
