#include "tests/modules/services/service_shop.h"

namespace hostler {

using testing::ServiceShop;

// What no plugin looks after is made, taken down and ended by people: rules and clients ask, staff
// confirm.
class ByHandTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ByHandTest);
  CPPUNIT_TEST(aRuleAsksForASuspensionAndStaffConfirmIt);
  CPPUNIT_TEST(aPaymentBeforeThatCallsItOff);
  CPPUNIT_TEST(aPaymentAfterThatAsksForTheReturn);
  CPPUNIT_TEST(aRuleAsksForAnEndAndStaffConfirmIt);
  CPPUNIT_TEST(theMoneyOfAnEndNowComesOnceItIsThere);
  CPPUNIT_TEST(itIsNotMadeByHandWhileTheProviderMayHaveMadeIt);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aRuleAsksForASuspensionAndStaffConfirmIt() {
    const auto id = shop_.runningByHand();
    shop_.suspend(id, SuspensionReason::Overdue);
    CPPUNIT_ASSERT(shop_.is(shop_.now(id), ServiceStatus::Active, ProvisioningState::Attention));
    CPPUNIT_ASSERT_EQUAL(std::string{"suspend"}, asked());

    shop_.services.actions().suspend(shop_.staff(), id, SuspensionReason::Overdue);
    CPPUNIT_ASSERT(shop_.is(shop_.now(id), ServiceStatus::Suspended, ProvisioningState::Idle));
    noJobs();
  }

  void aPaymentBeforeThatCallsItOff() {
    const auto id = shop_.runningByHand();
    const auto invoice = shop_.overdue(id);
    shop_.suspend(id, SuspensionReason::Overdue);
    shop_.pay(invoice);
    CPPUNIT_ASSERT(shop_.is(shop_.now(id), ServiceStatus::Active, ProvisioningState::Idle));
    CPPUNIT_ASSERT(!shop_.now(id).suspensionReason);
    noJobs();
  }

  void aPaymentAfterThatAsksForTheReturn() {
    const auto id = shop_.runningByHand();
    const auto invoice = shop_.overdue(id);
    shop_.services.actions().suspend(shop_.staff(), id, SuspensionReason::Overdue);
    shop_.pay(invoice);
    CPPUNIT_ASSERT(shop_.is(shop_.now(id), ServiceStatus::Suspended, ProvisioningState::Attention));
    CPPUNIT_ASSERT_EQUAL(std::string{"unsuspend"}, asked());

    shop_.services.actions().unsuspend(shop_.staff(), id);
    CPPUNIT_ASSERT(shop_.is(shop_.now(id), ServiceStatus::Active, ProvisioningState::Idle));
    noJobs();
  }

  void aRuleAsksForAnEndAndStaffConfirmIt() {
    const auto id = shop_.runningByHand();
    shop_.terminate(id);
    CPPUNIT_ASSERT(shop_.is(shop_.now(id), ServiceStatus::Active, ProvisioningState::Attention));
    shop_.services.actions().terminate(shop_.staff(), id, "Not paid");
    CPPUNIT_ASSERT(shop_.is(shop_.now(id), ServiceStatus::Terminated, ProvisioningState::Idle));
    CPPUNIT_ASSERT(shop_.now(id).endedAt.has_value());
    noJobs();
  }

  void theMoneyOfAnEndNowComesOnceItIsThere() {
    const auto id = shop_.runningByHand();
    shop_.services.actions().cancel(shop_.clientActor(), id, "now", "Moving");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, credit());
    CPPUNIT_ASSERT(shop_.now(id).isLive());

    // Whoever confirms it takes their time; the client's days are counted from when they asked.
    shop_.moveBy(std::chrono::hours{24 * 10});
    shop_.services.actions().terminate(shop_.staff(), id, "");
    CPPUNIT_ASSERT(shop_.now(id).status == ServiceStatus::Cancelled);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{499'00}, credit());
  }

  void itIsNotMadeByHandWhileTheProviderMayHaveMadeIt() {
    const auto ordered = shop_.order();
    shop_.pay(ordered.invoice);
    const ServiceCredentials mine{"asha", Secret{"a password"}};
    const auto byHand = [&] {
      shop_.services.actions().provision(shop_.staff(), ordered.service, mine);
    };
    bool refused = false;
    shop_.panel.on("create", [&](const ProviderRequest&) {
      try {
        byHand();
      } catch (const DomainError& error) {
        refused = error.status() == 409;
      }
      return ProviderAnswer::failed(Outcome::Unknown, "timeout", "no answer");
    });
    shop_.doJobs();
    CPPUNIT_ASSERT(refused);
    CPPUNIT_ASSERT_EQUAL(std::string{"unknown"}, shop_.states("create"));
    CPPUNIT_ASSERT_THROW(byHand(), DomainError);

    shop_.panel.fails("create", Outcome::Permanent);
    shop_.settle();
    byHand();
    CPPUNIT_ASSERT(shop_.now(ordered.service).status == ServiceStatus::Active);
  }

 private:
  std::string asked() {
    const auto row = shop_.engine.database().query(
        "SELECT payload FROM events WHERE name = 'service.needs_attention' ORDER BY id DESC LIMIT "
        "1");
    return Json::parse(row.only().text("payload")).at("step");
  }
  void noJobs() {
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{0},
        shop_.count("SELECT COUNT(*) AS n FROM jobs WHERE kind LIKE 'services.%'"));
  }
  std::int64_t credit() {
    return shop_.engine.database()
        .read([&](db::Reader& reader) {
          return shop_.credit.balance(reader, shop_.account, Currency::of("INR"));
        })
        .minor();
  }

  ServiceShop shop_;
};
HOSTLER_SUITE(ByHandTest, "modules/services/by_hand");

}  // namespace hostler
