#include "tests/core/db/engines.h"
#include "tests/modules/automation/shop.h"

#include <random>

namespace hostler {
namespace {

using db::OnMariaDb;
using db::OnSqlite;
using testing::Shop;

// Loses its lease, as a process that was thought dead does, at its `crash`-th transaction: before
// the commit or after it.
struct Cut {
  int crash = 0;
  bool afterCommit = false;
  int seen = 0;

  Transact around(db::Database& database) {
    return [this, &database](const std::function<void(db::Transaction&)>& work) {
      const bool now = ++seen == crash;
      database.transaction([&](db::Transaction& tx) {
        work(tx);
        if (now && !afterCommit) throw jobs::LeaseLost{"cut off"};
      });
      if (now) throw jobs::LeaseLost{"cut off"};
    };
  }
};

RuleRequest request(const std::string& rule, const std::string& key) {
  RuleRequest wanted;
  wanted.tenant = kPlatform;
  wanted.rule = rule;
  wanted.key = key;
  wanted.due = Instant::ofUnixSeconds(0);
  return wanted;
}

// Runs a rule that is cut off again and again at chosen places, until it comes to its end.
RuleReport runThroughCuts(Shop& shop, const std::string& rule, const std::string& key,
                          std::mt19937& dice) {
  for (int round = 0; round < 50; ++round) {
    Cut cut{static_cast<int>(dice() % 6) + 1, dice() % 2 == 0, 0};
    try {
      return shop.runner.run(request(rule, key), cut.around(*shop.database));
    } catch (const jobs::LeaseLost&) {
    }
  }
  return shop.runner.run(request(rule, key));
}

}  // namespace

template <class Engine>
class ActingOnceTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ActingOnceTest);
  CPPUNIT_TEST(aRuleThatRunsTwiceInvoicesOnce);
  CPPUNIT_TEST(aDayOfTicksSendsOneReminder);
  CPPUNIT_TEST(whereverARunIsCutOffEachServiceIsInvoicedOnce);
  CPPUNIT_TEST(whereverARunIsCutOffEachServiceIsSuspendedOnce);
  CPPUNIT_TEST(aRunThatIsDoneIsNotDoneAgain);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aRuleThatRunsTwiceInvoicesOnce() {
    shop_.manyServices(30, shop_.today().plusDays(10));

    const auto first = shop_.run("issue_renewals");
    const auto second = shop_.run("issue_renewals");

    CPPUNIT_ASSERT_EQUAL(std::int64_t{30}, first.run.counts.at("issue"));
    CPPUNIT_ASSERT(second.run.counts.empty());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{30}, shop_.count("SELECT COUNT(*) AS n FROM invoices"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0},
                         shop_.count("SELECT COALESCE(SUM(amount), 0) AS n FROM postings"));
  }

  void aDayOfTicksSendsOneReminder() {
    const auto due = shop_.today().plusDays(10);
    const auto id = shop_.manyServices(1, due).front();
    shop_.run("issue_renewals");
    const auto invoice = shop_.invoiceOf(id).id;

    for (int day = -10; day <= 12; ++day) {
      for (int hour = 0; hour < 24; hour += 8) {
        shop_.moveTo(due.plusDays(day), hour, 1);
        shop_.run("remind_unpaid");
      }
    }

    const std::vector<std::string> expected{"reminder", "overdue_1", "overdue_2", "overdue_3"};
    CPPUNIT_ASSERT(expected == shop_.reminders.of(*shop_.database, invoice));
  }

  void whereverARunIsCutOffEachServiceIsInvoicedOnce() {
    std::mt19937 dice{20260301};
    for (int round = 0; round < 4; ++round) {
      const auto ids = shop_.manyServices(600, shop_.today().plusDays(10));
      const auto before = shop_.count("SELECT COUNT(*) AS n FROM invoices");

      const auto report =
          runThroughCuts(shop_, "issue_renewals", "round:" + std::to_string(round), dice);

      CPPUNIT_ASSERT_EQUAL(std::int64_t{600},
                           shop_.count("SELECT COUNT(*) AS n FROM invoices") - before);
      CPPUNIT_ASSERT(report.run.state == RuleRunState::Done);
      CPPUNIT_ASSERT_EQUAL(std::int64_t{600}, report.run.counts.at("issue"));
      CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_.count(R"sql(
        SELECT COUNT(*) AS n FROM (SELECT service_id FROM invoice_lines GROUP BY service_id HAVING COUNT(*) <> 1) t)sql"));
      shop_.clock.advance(std::chrono::seconds{1});
    }
    CPPUNIT_ASSERT_EQUAL(shop_.count("SELECT COUNT(*) AS n FROM invoices"),
                         shop_.count("SELECT MAX(number) AS n FROM invoices"));
  }

  void whereverARunIsCutOffEachServiceIsSuspendedOnce() {
    std::mt19937 dice{20260302};
    const auto due = shop_.today().plusDays(1);
    shop_.manyServices(600, due);
    shop_.run("issue_renewals");
    shop_.moveTo(due.plusDays(3), 0, 30);

    const auto report = runThroughCuts(shop_, "suspend_overdue", "once", dice);
    shop_.run("suspend_overdue");

    CPPUNIT_ASSERT_EQUAL(std::int64_t{600}, report.run.counts.at("suspend"));
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{600},
        shop_.count("SELECT COUNT(*) AS n FROM services WHERE provisioning = 'suspending'"));
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{600},
        shop_.count("SELECT COUNT(*) AS n FROM jobs WHERE kind = 'services.suspend'"));
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{600},
        shop_.count("SELECT COUNT(*) AS n FROM service_steps WHERE kind = 'suspending'"));
  }

  void aRunThatIsDoneIsNotDoneAgain() {
    shop_.run("issue_renewals", "due:1");
    shop_.manyServices(3, shop_.today().plusDays(10));

    const auto again = shop_.run("issue_renewals", "due:1");

    CPPUNIT_ASSERT(again.run.counts.empty());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_.count("SELECT COUNT(*) AS n FROM rule_runs"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_.count("SELECT COUNT(*) AS n FROM invoices"));
  }

 private:
  Engine engine_;
  Shop shop_{engine_.url()};
};

HOSTLER_SUITE_ON_BOTH_ENGINES(ActingOnceTest, "modules/automation/acting_once");
}  // namespace hostler
