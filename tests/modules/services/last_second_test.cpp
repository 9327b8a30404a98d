#include "modules/services/service_tasks.h"
#include "tests/modules/services/service_shop.h"

namespace hostler {

using testing::ServiceShop;

// Money that comes between the look at a service and the call to its provider: what is committed
// before the call is sent holds.
class LastSecondTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(LastSecondTest);
  CPPUNIT_TEST(aPaymentBeforeTheSuspensionIsSentPreventsIt);
  CPPUNIT_TEST(aPaymentAfterTheBackupPreventsTheRemoval);
  CPPUNIT_TEST(whatWasRemovedWhileItWasPaidIsShownToAPerson);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aPaymentBeforeTheSuspensionIsSentPreventsIt() {
    const auto id = shop_.running();
    shop_.suspend(id, SuspensionReason::Overdue);
    // The job is taken up, and just then it is paid.
    shop_.engine.database().transaction([](db::Transaction& tx) {
      tx.execute(
          "CREATE TRIGGER paid_meanwhile AFTER UPDATE OF node ON jobs WHEN NEW.kind = "
          "'services.suspend' BEGIN UPDATE services SET provisioning = 'idle'; END");
    });
    shop_.doJobs();

    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, shop_.panel.asked("suspend"));
    CPPUNIT_ASSERT(shop_.is(shop_.now(id), ServiceStatus::Active, ProvisioningState::Idle));
    CPPUNIT_ASSERT(shop_.stateOf(shop_.jobOf(SuspendService::kKind)) == jobs::State::Succeeded);
  }

  void aPaymentAfterTheBackupPreventsTheRemoval() {
    const auto id = shop_.suspended(SuspensionReason::Overdue);
    shop_.terminate(id);
    shop_.panel.on("backup", [&](const ProviderRequest& request) {
      shop_.engine.database().transaction(
          [](db::Transaction& tx) { tx.execute("UPDATE services SET provisioning = 'idle'"); });
      return shop_.panel.act(request);
    });
    shop_.doJobs();

    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop_.panel.asked("backup"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, shop_.panel.asked("terminate"));
    CPPUNIT_ASSERT(shop_.is(shop_.now(id), ServiceStatus::Suspended, ProvisioningState::Idle));
  }

  void whatWasRemovedWhileItWasPaidIsShownToAPerson() {
    const auto id = shop_.running();
    const auto invoice = shop_.overdue(id);
    shop_.suspend(id, SuspensionReason::Overdue);
    shop_.doJobs();
    shop_.moveBy(std::chrono::hours{360});
    shop_.terminate(id);
    shop_.panel.on("terminate", [&](const ProviderRequest& request) {
      shop_.panel.recovers("terminate");
      shop_.pay(invoice);
      return shop_.panel.act(request);
    });
    shop_.settle(std::chrono::minutes{5});

    CPPUNIT_ASSERT(shop_.now(id).provisioning == ProvisioningState::Attention);
    CPPUNIT_ASSERT(shop_.now(id).lastError.find("b1") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, shop_.panel.asked("unsuspend"));
  }

 private:
  ServiceShop shop_;
};
HOSTLER_SUITE(LastSecondTest, "modules/services/last_second");

}  // namespace hostler
