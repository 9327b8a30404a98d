#include "tests/modules/services/service_shop.h"

namespace hostler {

using testing::ServiceShop;

// Why a service is down decides who may take it up again: nobody gets a better reason than the one
// that holds.
class SuspensionReasonsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SuspensionReasonsTest);
  CPPUNIT_TEST(aClientCannotTakeOverASuspensionForAbuse);
  CPPUNIT_TEST(aDisputeOnTheWayDownIsNotTheClientsToEnd);
  CPPUNIT_TEST(aDisputeOfWhatEndsIsNoError);
  CPPUNIT_TEST(whatItsClientSuspendedIsInvoicedAndOthersAreNot);
  CPPUNIT_TEST(whatItsClientSuspendedIsOverdueLikeAnyOther);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aClientCannotTakeOverASuspensionForAbuse() {
    const auto id = shop_.running();
    shop_.suspend(id, SuspensionReason::Abuse);

    const auto answer = shop_.client.post("/services/" + id.text() + "/suspend", Json::object());
    CPPUNIT_ASSERT_EQUAL(409, answer.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"service_state"}, answer.code());
    shop_.doJobs();

    CPPUNIT_ASSERT(shop_.now(id).suspensionReason == SuspensionReason::Abuse);
    CPPUNIT_ASSERT_EQUAL(409, shop_.client.post("/services/" + id.text() + "/unsuspend").status);
  }

  void aDisputeOnTheWayDownIsNotTheClientsToEnd() {
    const auto ordered = shop_.order();
    shop_.pay(ordered.invoice);
    shop_.doJobs();
    shop_.suspend(ordered.service, SuspensionReason::Client);
    dispute(ordered.invoice, false);
    shop_.doJobs();
    CPPUNIT_ASSERT(shop_.now(ordered.service).suspensionReason == SuspensionReason::Dispute);

    dispute(ordered.invoice, true);
    shop_.doJobs();
    CPPUNIT_ASSERT(
        shop_.is(shop_.now(ordered.service), ServiceStatus::Active, ProvisioningState::Idle));
  }

  void aDisputeOfWhatEndsIsNoError() {
    const auto ordered = shop_.order();
    shop_.pay(ordered.invoice);
    shop_.doJobs();
    shop_.terminate(ordered.service);
    dispute(ordered.invoice, false);
    dispute(ordered.invoice, true);
    CPPUNIT_ASSERT(shop_.now(ordered.service).provisioning == ProvisioningState::Terminating);
  }

  void whatItsClientSuspendedIsInvoicedAndOthersAreNot() {
    const auto id = shop_.suspended(SuspensionReason::Client);
    const auto day = *shop_.now(id).billedUntil;
    const auto toRenew = [&] {
      return shop_.engine.database().read([&](db::Reader& reader) {
        return shop_.services.services().endingBy(reader, kPlatform, day, {}, 10).size();
      });
    };
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, toRenew());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         shop_.services.renewals().issue(shop_.rule(), {id}, false).size());
    CPPUNIT_ASSERT(day < *shop_.now(id).billedUntil);

    const auto other = shop_.suspended(SuspensionReason::Abuse);
    CPPUNIT_ASSERT(shop_.services.renewals().issue(shop_.rule(), {other}, false).empty());
  }

  void whatItsClientSuspendedIsOverdueLikeAnyOther() {
    const auto id = shop_.suspended(SuspensionReason::Client);
    const auto invoice = shop_.overdue(id);
    const auto unpaid = shop_.engine.database().read([&](db::Reader& reader) {
      return shop_.services.services().unpaidSince(reader, kPlatform,
                                                   shop_.engine.tenants().today(kPlatform), {}, 10);
    });
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, unpaid.size());

    shop_.suspend(id, SuspensionReason::Overdue);
    CPPUNIT_ASSERT(shop_.now(id).suspensionReason == SuspensionReason::Overdue);
    CPPUNIT_ASSERT(*shop_.now(id).suspendedAt == shop_.engine.clock().now());
    auto client = shop_.engine.signedIn("asha@example.in");  // weeks have passed
    CPPUNIT_ASSERT_EQUAL(409, client.post("/services/" + id.text() + "/unsuspend").status);

    shop_.pay(invoice);
    shop_.doJobs();
    CPPUNIT_ASSERT(shop_.is(shop_.now(id), ServiceStatus::Active, ProvisioningState::Idle));
  }

 private:
  void dispute(Id<Invoice> invoice, bool won) {
    shop_.engine.database().transaction([&](db::Transaction& tx) {
      shop_.services.desk().paymentDisputed(tx, shop_.rule(), {invoice}, won);
    });
  }

  ServiceShop shop_;
};
HOSTLER_SUITE(SuspensionReasonsTest, "modules/services/suspension_reasons");

}  // namespace hostler
