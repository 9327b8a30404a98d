#include "tests/modules/billing/till.h"

namespace hostler {

using namespace testing;
using namespace db;
using Kind = GatewayNotice::Kind;

// What arrives together is booked together, each as it would be alone, and for its own tenant.
template <class Engine>
class GatewayBatchesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(GatewayBatchesTest);
  CPPUNIT_TEST(aCaptureAfterARefundForgetsNothing);
  CPPUNIT_TEST(aCaptureAfterADisputeForgetsNothing);
  CPPUNIT_TEST(eachTenantHasItsOwnEntries);
  CPPUNIT_TEST(aReferenceIsEachTenantsOwn);
  CPPUNIT_TEST(theDayOnWhichMoneyCameInIsKept);
  CPPUNIT_TEST(whatIsHeldIsListed);
  CPPUNIT_TEST(moneyForAResellersClientCanBeAssigned);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { client_ = till_.client(); }

  void aCaptureAfterARefundForgetsNothing() {
    const auto invoice = till_.issue(client_, rupees(500'00)).id;
    const auto payment = till_.attempt(client_, {invoice});
    till_.desk.book({Till::captured(payment, rupees(500'00), "pay_1"),
                     Till::about(Kind::RefundProcessed, "pay_1", "rfnd_1", rupees(500'00)),
                     Till::captured(payment, rupees(500'00), "pay_2")});
    CPPUNIT_ASSERT_EQUAL(rupees(1000'00), till_.now(payment.id).paid);
    CPPUNIT_ASSERT_EQUAL(rupees(500'00), till_.now(payment.id).refunded);
    till_.mustAddUp();
  }

  void aCaptureAfterADisputeForgetsNothing() {
    const auto invoice = till_.issue(client_, rupees(500'00)).id;
    const auto payment = till_.attempt(client_, {invoice});
    till_.desk.book({Till::captured(payment, rupees(500'00), "pay_1"),
                     Till::about(Kind::DisputeLost, "pay_1", "dp_1", rupees(500'00)),
                     Till::captured(payment, rupees(500'00), "pay_2")});
    CPPUNIT_ASSERT_EQUAL(rupees(500'00), till_.now(payment.id).chargedBack);
    CPPUNIT_ASSERT(till_.now(invoice).stored == InvoiceStatus::Paid);
    till_.mustAddUp();
  }

  void eachTenantHasItsOwnEntries() {
    const auto shop = till_.reseller("shop");
    const auto theirs = till_.client(shop);
    const auto ours = till_.attempt(client_, {till_.issue(client_, rupees(5'00)).id});
    const auto other = till_.attempt(theirs, {till_.issue(theirs, rupees(7'00), shop).id}, shop);
    till_.desk.book({Till::captured(ours, rupees(5'00), "pay_1"),
                     Till::captured(other, rupees(7'00), "pay_2")});
    for (const auto tenant : {kPlatform, shop}) {
      CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                           till_.count("SELECT COUNT(*) AS n FROM audit_entries WHERE action = "
                                       "'transaction.booked' AND tenant_id = " +
                                       std::to_string(tenant.value())));
    }
  }

  void aReferenceIsEachTenantsOwn() {
    const auto shop = till_.reseller("shop");
    const auto theirs = till_.client(shop);
    const auto ours = till_.issue(client_, rupees(5'00)).id;
    const auto again = till_.issue(client_, rupees(5'00)).id;
    const auto other = till_.issue(theirs, rupees(5'00), shop).id;
    till_.payments.markPaid(Till::staff(), ours, "cheque", "000123", rupees(5'00));
    till_.payments.markPaid(Till::staff(shop), other, "cheque", "000123", rupees(5'00));
    CPPUNIT_ASSERT(till_.now(other, shop).stored == InvoiceStatus::Paid);
    Till::refused("reference_used", [&] {
      till_.payments.markPaid(Till::staff(), again, "cheque", "000123", rupees(5'00));
    });
    CPPUNIT_ASSERT(till_.now(again).stored == InvoiceStatus::Unpaid);
  }

  void theDayOnWhichMoneyCameInIsKept() {
    const auto invoice = till_.issue(client_, rupees(5'00)).id;
    const auto payment = till_.payments.markPaid(Till::staff(), invoice, "cheque", "1",
                                                 rupees(5'00), Date::of(2026, 6, 1));
    CPPUNIT_ASSERT(till_.now(payment.id).receivedOn == Date::of(2026, 6, 1));
  }

  void whatIsHeldIsListed() {
    const auto payment = till_.attempt(client_, {till_.issue(client_, rupees(5'00)).id});
    till_.desk.book({Till::captured(payment, rupees(5'00), "pay_1")});
    till_.desk.receive({"bank",
                        "evt_1",
                        "refund.processed",
                        "{}",
                        true,
                        {Till::about(Kind::RefundProcessed, "pay_1", "rfnd_1", rupees(5'01))}});
    CPPUNIT_ASSERT_EQUAL(std::string{"held"}, listed().at(0).state);
  }

  void moneyForAResellersClientCanBeAssigned() {
    const auto shop = till_.reseller("shop");
    const auto theirs = till_.client(shop);
    const auto invoice = till_.issue(theirs, rupees(5'00), shop).id;
    Payment stray;
    stray.reference = "order_of_nobody";
    till_.desk.receive({"bank",
                        "evt_1",
                        "payment.captured",
                        "{}",
                        true,
                        {Till::captured(stray, rupees(5'00), "pay_1")}});
    const auto event = listed().at(0).id;
    CPPUNIT_ASSERT_THROW(till_.desk.assign(Till::staff(till_.reseller("other")), event, invoice),
                         NotFound);
    till_.desk.assign(Till::staff(), event, invoice);
    CPPUNIT_ASSERT(till_.now(invoice, shop).stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT(listed().empty());
    till_.mustAddUp();
  }

 private:
  std::vector<GatewayDesk::StoredEvent> listed() {
    return till_.database->read([&](db::Reader& reader) {
      return till_.desk.needingSomeone(
          reader, Id<GatewayEvent>::of(std::numeric_limits<std::int64_t>::max()), 10);
    });
  }

  Engine engine_;
  Till till_{engine_.url()};
  Id<Account> client_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(GatewayBatchesTest, "modules/billing/gateway_batches");

}  // namespace hostler
