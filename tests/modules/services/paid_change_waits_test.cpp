#include "modules/services/service_tasks.h"
#include "tests/modules/services/service_shop.h"

namespace hostler {

using testing::ServiceShop;

// A change of plan that was paid comes after whatever is being done to the service.
class PaidChangeWaitsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PaidChangeWaitsTest);
  CPPUNIT_TEST(itIsMadeAtOnceWhereNothingElseIsDone);
  CPPUNIT_TEST(itDoesNotPutOffAPaidServicesReturn);
  CPPUNIT_TEST(itDoesNotCallOffATermination);
  CPPUNIT_TEST(itWaitsForASuspensionToEnd);
  CPPUNIT_TEST(oneThatEndsLateLeavesWhatIsWantedByThen);
  CPPUNIT_TEST(whatTheProviderHasAcceptedIsAskedAfter);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    service_ = shop_.running();
    wanted_ = shop_.largerPlan();
    invoice_ = shop_.services.actions()
                   .changePlan(shop_.clientActor(), service_, wanted_, std::nullopt, false)
                   .invoice.value()
                   .id;
  }

  void itIsMadeAtOnceWhereNothingElseIsDone() {
    pay();
    CPPUNIT_ASSERT(now().provisioning == ProvisioningState::Changing);
    shop_.doJobs();
    mustBeChanged();
  }

  void itDoesNotPutOffAPaidServicesReturn() {
    shop_.suspend(service_, SuspensionReason::Overdue);
    shop_.doJobs();
    pay();
    CPPUNIT_ASSERT(now().provisioning == ProvisioningState::Unsuspending);
    shop_.settle();
    mustBeChanged();
    CPPUNIT_ASSERT(!shop_.panel.accounts.begin()->second.suspended);
  }

  void itDoesNotCallOffATermination() {
    shop_.terminate(service_);
    pay();
    CPPUNIT_ASSERT(now().provisioning == ProvisioningState::Terminating);
    shop_.settle();
    CPPUNIT_ASSERT(now().status == ServiceStatus::Terminated);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, shop_.panel.asked("change_package"));
    // Its money is for a person to look at.
    CPPUNIT_ASSERT(shop_.stateOf(shop_.jobOf(ChangeServicePackage::kKind)) == jobs::State::Parked);
  }

  void itWaitsForASuspensionToEnd() {
    shop_.suspend(service_, SuspensionReason::Staff);
    pay();
    CPPUNIT_ASSERT(now().provisioning == ProvisioningState::Suspending);
    shop_.settle(std::chrono::hours{1});
    CPPUNIT_ASSERT(now().status == ServiceStatus::Suspended);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, shop_.panel.asked("change_package"));

    shop_.services.actions().unsuspend(shop_.staff(), service_);
    shop_.settle(std::chrono::hours{1});
    mustBeChanged();
  }

  void oneThatEndsLateLeavesWhatIsWantedByThen() {
    pay();
    shop_.panel.on("change_package", [&](const ProviderRequest& request) {
      shop_.panel.recovers("change_package");
      shop_.suspend(service_, SuspensionReason::Staff);
      return shop_.panel.act(request);
    });
    shop_.settle(std::chrono::hours{1});
    CPPUNIT_ASSERT(shop_.is(now(), ServiceStatus::Suspended, ProvisioningState::Idle));
    CPPUNIT_ASSERT(now().product == wanted_);
  }

  void whatTheProviderHasAcceptedIsAskedAfter() {
    pay();
    shop_.panel.on("change_package", [&](const ProviderRequest&) {
      shop_.panel.recovers("change_package");
      return ProviderAnswer{Outcome::Pending, Json::object()};
    });
    shop_.doJobs();
    CPPUNIT_ASSERT(now().provisioning == ProvisioningState::Changing);
    shop_.settle(std::chrono::minutes{5});
    mustBeChanged();
  }

 private:
  void pay() { shop_.pay(invoice_); }
  Service now() { return shop_.now(service_); }
  void mustBeChanged() {
    CPPUNIT_ASSERT(shop_.is(now(), ServiceStatus::Active, ProvisioningState::Idle));
    CPPUNIT_ASSERT(now().product == wanted_);
  }

  ServiceShop shop_;
  Id<Service> service_;
  Id<Product> wanted_;
  Id<Invoice> invoice_;
};
HOSTLER_SUITE(PaidChangeWaitsTest, "modules/services/paid_change_waits");

}  // namespace hostler
