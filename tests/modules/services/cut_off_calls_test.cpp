#include "tests/modules/services/service_shop.h"

namespace hostler {

using testing::ServiceShop;

// A process that dies in the middle of a call leaves a row that says "sent", for ever. Nothing
// waits for it longer than a call can take.
class CutOffCallsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CutOffCallsTest);
  CPPUNIT_TEST(aBackupThatWasCutOffDoesNotKeepTheServiceFromItsEnd);
  CPPUNIT_TEST(aSuspensionThatWasCutOffDoesNotKeepAPaidServiceDown);
  CPPUNIT_TEST(aCallThatMayStillRunIsWaitedFor);
  CPPUNIT_TEST(aCallOfAJobThatNeverCameBackIsWaitedForAndNoLonger);
  CPPUNIT_TEST(twoCallsForAServiceNeverRunAtOnce);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aBackupThatWasCutOffDoesNotKeepTheServiceFromItsEnd() {
    const auto id = shop_.running();
    shop_.panel.cutsOff("backup", false);
    shop_.terminate(id);
    shop_.doJobs();
    CPPUNIT_ASSERT_EQUAL(std::string{"sent"}, shop_.states("backup"));

    shop_.moveBy(std::chrono::seconds{10});
    shop_.doJobs();

    CPPUNIT_ASSERT(shop_.is(shop_.now(id), ServiceStatus::Terminated, ProvisioningState::Idle));
    CPPUNIT_ASSERT_EQUAL(std::string{"succeeded"}, shop_.states("backup"));
    CPPUNIT_ASSERT(shop_.panel.accounts.empty());
  }

  void aSuspensionThatWasCutOffDoesNotKeepAPaidServiceDown() {
    const auto id = shop_.running();
    const auto invoice = shop_.overdue(id);
    shop_.panel.cutsOff("suspend", true);
    shop_.suspend(id, SuspensionReason::Overdue);
    shop_.doJobs();
    shop_.pay(invoice);
    shop_.settle(std::chrono::minutes{5});

    CPPUNIT_ASSERT(shop_.is(shop_.now(id), ServiceStatus::Active, ProvisioningState::Idle));
    CPPUNIT_ASSERT(!shop_.panel.accounts.begin()->second.suspended);
    CPPUNIT_ASSERT_EQUAL(std::string{"unknown"}, shop_.states("suspend"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0},
                         shop_.count("SELECT COUNT(*) AS n FROM jobs WHERE state IN (1, 2)"));
  }

  void aCallThatMayStillRunIsWaitedFor() {
    const auto id = shop_.running();
    const auto invoice = shop_.overdue(id);
    shop_.panel.cutsOff("suspend", false);
    shop_.suspend(id, SuspensionReason::Overdue);
    shop_.doJobs();
    shop_.pay(invoice);

    // The panel is still at it: an answer to "take it down" that comes after "put it up" wins.
    shop_.settle(std::chrono::minutes{1});
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, shop_.panel.asked("unsuspend"));
    shop_.settle(std::chrono::minutes{2});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop_.panel.asked("unsuspend"));
  }

  void aCallOfAJobThatNeverCameBackIsWaitedForAndNoLonger() {
    const auto id = shop_.running();
    shop_.panel.cutsOff("suspend", true);
    shop_.suspend(id, SuspensionReason::Staff);
    shop_.doJobs();
    shop_.engine.database().transaction([](db::Transaction& tx) {
      tx.execute("DELETE FROM jobs WHERE kind = 'services.suspend'");
    });
    shop_.begin(id, [&](auto& tx, const auto& actor, auto& service) {
      shop_.services.desk().beginUnsuspend(tx, actor, service);
    });
    shop_.settle(std::chrono::minutes{5});
    CPPUNIT_ASSERT(shop_.is(shop_.now(id), ServiceStatus::Active, ProvisioningState::Idle));
  }

  void twoCallsForAServiceNeverRunAtOnce() {
    const auto id = shop_.running();
    // While the suspension is under way, somebody changes the password.
    std::size_t meanwhile = 1;
    shop_.panel.on("suspend", [&](const ProviderRequest& request) {
      shop_.panel.recovers("suspend");
      shop_.services.actions().changePassword(shop_.staff(), id, {});
      shop_.doJobs();
      meanwhile = shop_.panel.asked("change_password");
      return shop_.panel.act(request);
    });
    shop_.suspend(id, SuspensionReason::Staff);
    shop_.settle(std::chrono::minutes{1});
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, meanwhile);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop_.panel.asked("change_password"));
    CPPUNIT_ASSERT(shop_.now(id).status == ServiceStatus::Suspended);
  }

 private:
  ServiceShop shop_;
};
HOSTLER_SUITE(CutOffCallsTest, "modules/services/cut_off_calls");

}  // namespace hostler
