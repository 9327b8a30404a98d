#include "tests/core/db/engines.h"
#include "tests/modules/automation/shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::Shop;

// One sweep takes many overdue services down together, each as its own state asks for.
template <class Engine>
class SweepsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SweepsTest);
  CPPUNIT_TEST(eachServiceIsTakenDownInItsOwnWay);
  CPPUNIT_TEST(whatIsTakenDownSaysWhyAndWaitsForItsJob);
  CPPUNIT_TEST(oneThatCannotBeTakenDownLeavesTheOthersAlone);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    due_ = shop_.today().plusDays(10);
    ids_ = shop_.manyServices(5, due_);
    shop_.run("issue_renewals");
    shop_.moveTo(due_.plusDays(3), 0, 30);
  }

  void eachServiceIsTakenDownInItsOwnWay() {
    change("plugin = ''", ids_[1]);
    change("status = 'suspended', suspension_reason = 'client', suspended_at = 1", ids_[2]);

    // After the rule has looked, one is paid for and one is on its way out.
    const auto report = sweep([&] {
      shop_.pay(shop_.invoiceOf(ids_[3]).id);
      change("provisioning = 'terminating'", ids_[4]);
    });

    CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, report.run.counts.at("suspend"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, report.run.counts.at("unchanged"));
    CPPUNIT_ASSERT(shop_.now(ids_[0]).provisioning == ProvisioningState::Suspending);
    CPPUNIT_ASSERT(shop_.now(ids_[1]).provisioning == ProvisioningState::Attention);
    const auto byClient = shop_.now(ids_[2]);
    CPPUNIT_ASSERT(byClient.status == ServiceStatus::Suspended);
    CPPUNIT_ASSERT(byClient.suspensionReason == SuspensionReason::Overdue);
    CPPUNIT_ASSERT(shop_.now(ids_[3]).provisioning == ProvisioningState::Idle);
    CPPUNIT_ASSERT(!shop_.now(ids_[3]).suspensionReason);
    CPPUNIT_ASSERT(shop_.now(ids_[4]).provisioning == ProvisioningState::Terminating);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, jobs());
  }

  void whatIsTakenDownSaysWhyAndWaitsForItsJob() {
    const auto before = shop_.now(ids_[0]);

    shop_.run("suspend_overdue");

    CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, jobs());
    for (const auto id : ids_) {
      const auto service = shop_.now(id);
      CPPUNIT_ASSERT(service.status == ServiceStatus::Active);
      CPPUNIT_ASSERT(service.provisioning == ProvisioningState::Suspending);
      CPPUNIT_ASSERT(service.suspensionReason == SuspensionReason::Overdue);
      CPPUNIT_ASSERT(service.updatedAt == shop_.clock.now());
      CPPUNIT_ASSERT(service.paidUntil == before.paidUntil);
      CPPUNIT_ASSERT(service.billedUntil == before.billedUntil);
    }
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{5},
        shop_.count("SELECT COUNT(*) AS n FROM service_steps WHERE kind = 'suspending' AND "
                    "detail = 'overdue' AND actor = 'rule:suspend_overdue'"));
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{5},
        shop_.count("SELECT COUNT(*) AS n FROM audit_entries WHERE action = 'service.suspending'"));
  }

  void oneThatCannotBeTakenDownLeavesTheOthersAlone() {
    const auto report = sweep([&] { change("facts = 'torn'", ids_[1]); });

    CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, report.run.counts.at("suspend"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, report.run.counts.at("failed"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{4}, jobs());
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{4},
        shop_.count("SELECT COUNT(*) AS n FROM services WHERE provisioning = 'suspending'"));
  }

 private:
  void change(const std::string& what, Id<Service> id) {
    shop_.database->transaction([&](db::Transaction& tx) {
      tx.execute("UPDATE services SET " + what + " WHERE id = ?", id);
    });
  }
  std::int64_t jobs() {
    return shop_.count("SELECT COUNT(*) AS n FROM jobs WHERE kind = 'services.suspend'");
  }
  // Does something between the look of the rule and its act: before the run's second transaction.
  RuleReport sweep(const std::function<void()>& meanwhile) {
    RuleRequest request;
    request.tenant = kPlatform;
    request.rule = "suspend_overdue";
    request.due = shop_.clock.now();
    int transactions = 0;
    return shop_.runner.run(request, [&](const std::function<void(db::Transaction&)>& work) {
      if (++transactions == 2) meanwhile();
      shop_.database->transaction([&](db::Transaction& tx) { work(tx); });
    });
  }

  Engine engine_;
  Shop shop_{engine_.url()};
  Date due_ = Date::ofDaysSinceEpoch(0);
  std::vector<Id<Service>> ids_;
};

HOSTLER_SUITE_ON_BOTH_ENGINES(SweepsTest, "modules/automation/sweeps");
}  // namespace hostler
