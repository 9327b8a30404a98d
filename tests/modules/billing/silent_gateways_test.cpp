#include "modules/billing/silent_gateways.h"

#include "tests/modules/billing/till.h"

namespace hostler {

using namespace testing;
using namespace db;
using namespace std::chrono_literals;

// A gateway that takes money and tells nothing of it is found, since its webhook is off.
template <class Engine>
class SilentGatewaysTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SilentGatewaysTest);
  CPPUNIT_TEST(aGatewayThatNeverSentAnEventIsNamedAfterAnHour);
  CPPUNIT_TEST(oneWhoseEventsComeIsNot);
  CPPUNIT_TEST(oneWhoseEventsStoppedIsNamedAgain);
  CPPUNIT_TEST(whatIsNotPaidSaysNothing);
  CPPUNIT_TEST(afterAWeekNobodyKnows);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aGatewayThatNeverSentAnEventIsNamedAfterAnHour() {
    payWithoutEvent("pay_1");
    till_.clock.advance(59min);
    CPPUNIT_ASSERT(silent().empty());
    till_.clock.advance(2min);
    CPPUNIT_ASSERT(silent() == std::vector<std::string>{"bank"});
  }

  void oneWhoseEventsComeIsNot() {
    const auto payment = begun();
    tell(payment, "pay_1");
    till_.clock.advance(2h);
    CPPUNIT_ASSERT(silent().empty());
  }

  void oneWhoseEventsStoppedIsNamedAgain() {
    tell(begun(), "pay_1");
    till_.clock.advance(24h);
    payWithoutEvent("pay_2");
    till_.clock.advance(2h);
    CPPUNIT_ASSERT(silent() == std::vector<std::string>{"bank"});
    tell(begun(), "pay_3");
    till_.clock.advance(2h);
    CPPUNIT_ASSERT(silent().empty());
  }

  void whatIsNotPaidSaysNothing() {
    begun();
    till_.clock.advance(48h);
    CPPUNIT_ASSERT(silent().empty());
  }

  void afterAWeekNobodyKnows() {
    payWithoutEvent("pay_1");
    till_.clock.advance(24h * 7 + 1min);
    CPPUNIT_ASSERT(silent().empty());
  }

 private:
  Payment begun() { return till_.attempt(client_, {till_.issue(client_, rupees(500'00)).id}); }

  // As the browser's return, or a question to the gateway, shows it.
  void payWithoutEvent(const std::string& id) {
    till_.desk.book({Till::captured(begun(), rupees(500'00), id)});
  }

  void tell(const Payment& payment, const std::string& id) {
    GatewayDelivery delivery;
    delivery.gateway = "bank";
    delivery.eventId = "evt_" + id;
    delivery.providerType = "payment.captured";
    delivery.body = "{}";
    delivery.notices = {Till::captured(payment, rupees(500'00), id)};
    till_.desk.receive(delivery);
  }

  std::vector<std::string> silent() {
    return till_.database->read(
        [&](db::Reader& reader) { return silent_gateways::all(reader, till_.clock.now()); });
  }

  Engine engine_;
  Till till_{engine_.url()};
  Id<Account> client_ = till_.client();
};
HOSTLER_SUITE_ON_BOTH_ENGINES(SilentGatewaysTest, "modules/billing/silent_gateways");

}  // namespace hostler
