#include "tests/modules/services/service_shop.h"

namespace hostler {

using testing::ServiceShop;

// An order that turns out to be fraud: nothing of it is made, and what was made meanwhile goes.
class CalledOffOrdersTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CalledOffOrdersTest);
  CPPUNIT_TEST(whatWaitsForItsJobIsNotMade);
  CPPUNIT_TEST(whatIsBeingMadeIsRemovedAgain);
  CPPUNIT_TEST(whatWasLostAndIsNotThereIsNotMadeAgain);
  CPPUNIT_TEST(whatWasLostAndIsThereIsRemoved);
  CPPUNIT_TEST(whatWaitsForAPersonIsNotMade);
  CPPUNIT_TEST(whatIsToBeMadeByHandIsNotMade);
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

 private:
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
