#include "tests/modules/services/service_shop.h"

namespace hostler {

using testing::ServiceShop;

// An order that turns out to be fraud: nothing of it is made, what was made meanwhile goes, and
// what was delivered already is suspended.
class CalledOffOrdersTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CalledOffOrdersTest);
  CPPUNIT_TEST(whatWaitsForItsJobIsNotMade);
  CPPUNIT_TEST(whatIsBeingMadeIsRemovedAgain);
  CPPUNIT_TEST(whatWasLostAndIsNotThereIsNotMadeAgain);
  CPPUNIT_TEST(whatWasLostAndIsThereIsRemoved);
  CPPUNIT_TEST(whatWaitsForAPersonIsNotMade);
  CPPUNIT_TEST(whatIsToBeMadeByHandIsNotMade);
  CPPUNIT_TEST(whatRunsAlreadyIsSuspendedForAbuse);
  CPPUNIT_TEST(whatItsClientHadSuspendedStaysDown);
  CPPUNIT_TEST(whatRunsByHandIsSuspendedByAPerson);
  CPPUNIT_TEST_SUITE_END();

 public:
  void whatWaitsForItsJobIsNotMade() {
    const auto id = ordered();
    markFraud();
    shop_.settle();
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, shop_.panel.asked("create"));
    mustBeOver(id);
  }

  void whatIsBeingMadeIsRemovedAgain() {
    const auto id = ordered();
    shop_.panel.on("create", [&](const ProviderRequest& request) {
      shop_.panel.recovers("create");
      markFraud();
      return shop_.panel.act(request);
    });
    shop_.settle();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop_.panel.asked("terminate"));
    mustBeOver(id);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0},
                         shop_.count("SELECT COUNT(*) AS n FROM events WHERE name IN "
                                     "('service.active', 'service.terminated')"));
  }

  void whatWasLostAndIsNotThereIsNotMadeAgain() {
    const auto id = ordered();
    shop_.panel.fails("create", Outcome::Unknown);
    shop_.doJobs();
    markFraud();
    shop_.settle();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop_.panel.asked("create"));
    mustBeOver(id);
  }

  void whatWasLostAndIsThereIsRemoved() {
    const auto id = ordered();
    shop_.panel.cutsOff("create", true);
    shop_.doJobs();
    markFraud();
    shop_.settle();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop_.panel.asked("terminate"));
    mustBeOver(id);
  }

  void whatWaitsForAPersonIsNotMade() {
    const auto id = ordered();
    shop_.panel.fails("create", Outcome::Permanent);
    shop_.doJobs();
    CPPUNIT_ASSERT(shop_.now(id).provisioning == ProvisioningState::Attention);
    markFraud();
    mustBeOver(id);
    CPPUNIT_ASSERT_THROW(shop_.services.actions().provision(shop_.staff(), id, {}), DomainError);
  }

  void whatIsToBeMadeByHandIsNotMade() {
    const auto id = ordered("");
    markFraud();
    mustBeOver(id);
  }

  void whatRunsAlreadyIsSuspendedForAbuse() {
    const auto [runs, waits] = halfDelivered();
    markFraud();
    shop_.settle();
    CPPUNIT_ASSERT(shop_.is(shop_.now(runs), ServiceStatus::Suspended, ProvisioningState::Idle));
    CPPUNIT_ASSERT(shop_.now(runs).suspensionReason == SuspensionReason::Abuse);
    CPPUNIT_ASSERT(shop_.panel.accounts.at("u1").suspended);
    CPPUNIT_ASSERT(shop_.now(waits).status == ServiceStatus::Cancelled);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, shop_.panel.asked("terminate"));
    // Only staff may let it run again.
    const auto byClient = [&] { shop_.services.actions().unsuspend(shop_.clientActor(), runs); };
    CPPUNIT_ASSERT_THROW(byClient(), DomainError);
    shop_.services.actions().unsuspend(shop_.staff(), runs);
    shop_.settle();
    CPPUNIT_ASSERT(shop_.now(runs).status == ServiceStatus::Active);
  }

  void whatItsClientHadSuspendedStaysDown() {
    const auto runs = halfDelivered().first;
    shop_.suspend(runs, SuspensionReason::Client);
    shop_.doJobs();
    shop_.moveBy(std::chrono::seconds{1});
    shop_.services.actions().unsuspend(shop_.clientActor(), runs);  // on its way up
    markFraud();
    shop_.settle();
    CPPUNIT_ASSERT(shop_.is(shop_.now(runs), ServiceStatus::Suspended, ProvisioningState::Idle));
    CPPUNIT_ASSERT(shop_.now(runs).suspensionReason == SuspensionReason::Abuse);
    CPPUNIT_ASSERT(shop_.panel.accounts.at("u1").suspended);
  }

  void whatRunsByHandIsSuspendedByAPerson() {
    const auto runs = halfDelivered("").first;
    markFraud();
    shop_.settle();
    const auto service = shop_.now(runs);
    CPPUNIT_ASSERT(shop_.is(service, ServiceStatus::Active, ProvisioningState::Attention));
    CPPUNIT_ASSERT(service.suspensionReason == SuspensionReason::Abuse);
  }

 private:
  // An order of two, of which one is delivered and the other waits for a person.
  std::pair<Id<Service>, Id<Service>> halfDelivered(const std::string& plugin = "panel") {
    const auto runs = ordered(plugin);
    const auto order = order_;
    if (plugin.empty()) {
      shop_.services.actions().provision(shop_.staff(), runs,
                                         ServiceCredentials{"asha", Secret{"a password"}});
    } else {
      shop_.doJobs();
    }
    shop_.moveBy(std::chrono::seconds{1});
    shop_.panel.fails("create", Outcome::NeedsAttention);
    const auto waits = ordered();
    shop_.doJobs();
    shop_.panel.recovers("create");
    const auto other = order_;
    shop_.engine.database().transaction([&](db::Transaction& tx) {
      tx.execute("UPDATE order_items SET order_id = ? WHERE order_id = ?", order, other);
      tx.execute("UPDATE orders SET status = 'processing' WHERE id = ?", order);
    });
    order_ = order;
    return {runs, waits};
  }
  Id<Service> ordered(const std::string& plugin = "panel") {
    const auto made = shop_.order(plugin);
    order_ = made.order;
    shop_.pay(made.invoice);
    return made.service;
  }
  void markFraud() { shop_.orderService.markFraud(shop_.staff(), order_, "Stolen card"); }
  void mustBeOver(Id<Service> id) {
    const auto service = shop_.now(id);
    CPPUNIT_ASSERT(shop_.is(service, ServiceStatus::Cancelled, ProvisioningState::Idle));
    CPPUNIT_ASSERT(service.endedAt.has_value());
    CPPUNIT_ASSERT(shop_.panel.accounts.empty());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_.count("SELECT SUM(accounts) AS n FROM servers"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         shop_.count("SELECT COUNT(*) AS n FROM orders WHERE status = 'fraud'"));
  }

  ServiceShop shop_;
  Id<Order> order_;
};
HOSTLER_SUITE(CalledOffOrdersTest, "modules/services/called_off_orders");

}  // namespace hostler
