#include "tests/modules/billing/till.h"

namespace hostler {

using namespace testing;
using namespace db;
using Kind = GatewayNotice::Kind;

// What a gateway has paid out is booked, whatever became of the invoices and the credit; so all
// that can be refused is refused before the gateway is asked.
template <class Engine>
class RefundPromisesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RefundPromisesTest);
  CPPUNIT_TEST(creditThatIsSpentIsToldBeforeTheGatewayIsAsked);
  CPPUNIT_TEST(promisedCreditCannotBeSpent);
  CPPUNIT_TEST(aRefusedRefundGivesTheCreditBack);
  CPPUNIT_TEST(aTopUpThatIsSpentIsNotGivenBack);
  CPPUNIT_TEST(anInvoiceThatWasCreditedIsGivenBackFromTheCredit);
  CPPUNIT_TEST(aNoteIssuedMeanwhileDoesNotStopTheBooking);
  CPPUNIT_TEST(whatTheGatewayGaveBackByItselfIsBookedThoughTheCreditIsSpent);
  CPPUNIT_TEST(twoPromisesDoNotCountOnTheSameMoney);
  CPPUNIT_TEST(whatIsPromisedToTheSourceIsNotGivenToCreditAsWell);
  CPPUNIT_TEST(anEventThatDoesNotNameOurRefundIsNotBookedTwice);
  CPPUNIT_TEST(whatCameInByHandIsBookedAtOnce);
  CPPUNIT_TEST(whatWasPaidFromTheWalletGoesBackThere);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { client_ = till_.client(); }

  void creditThatIsSpentIsToldBeforeTheGatewayIsAsked() {
    const auto payment = overpaid();
    till_.spend(client_, rupees(821'18));
    Till::refused("credit_was_spent", [&] { till_.refund(payment, rupees(2000'00)); });
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.now(payment).refunded);
    till_.refund(payment, rupees(1178'82));
    till_.doJobs();
    CPPUNIT_ASSERT_EQUAL(rupees(1178'82), till_.now(payment).refunded);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, till_.gateway.asked("gateway/1.refund").size());
    till_.mustAddUp();
  }

  void promisedCreditCannotBeSpent() {
    const auto payment = overpaid();
    const auto refund = till_.refund(payment, rupees(2000'00));
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.creditOf(client_));
    Till::refused("insufficient_credit", [&] { till_.spend(client_, rupees(1'00)); });
    till_.mustAddUp();
    till_.doJobs();
    CPPUNIT_ASSERT(till_.now(refund.id).status == RefundStatus::Processed);
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.book("gateway:bank", client_));
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.book("refunds_promised", client_));
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.book("write_off", client_));
    till_.mustAddUp();
  }

  void aRefusedRefundGivesTheCreditBack() {
    const auto payment = overpaid();
    till_.gateway.on("gateway/1.refund", [](const ProviderRequest&) {
      return ProviderAnswer::failed(Outcome::Permanent, "too_old", "older than 180 days");
    });
    till_.refund(payment, rupees(2000'00));
    till_.doJobs();
    CPPUNIT_ASSERT_EQUAL(rupees(821'18), till_.creditOf(client_));
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.book("refunds_promised", client_));
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.now(payment).refunded);
    till_.mustAddUp();
  }

  void aTopUpThatIsSpentIsNotGivenBack() {
    const auto started = till_.payments.topUp(Till::actorOf(client_), rupees(1000'00), "bank");
    const auto payment = till_.database->transaction([&](db::Transaction& tx) {
      auto one = till_.paymentRows.lock(tx, started.id).value();
      one.reference = "order_1";
      till_.paymentRows.save(tx, one);
      return one;
    });
    till_.desk.book({Till::captured(payment, rupees(1000'00), "pay_1")});
    till_.spend(client_, rupees(400'00));
    Till::refused("credit_was_spent", [&] { till_.refund(payment.id, std::nullopt); });
    till_.refund(payment.id, rupees(600'00));
    till_.doJobs();
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.creditOf(client_));
    till_.mustAddUp();
  }

  void anInvoiceThatWasCreditedIsGivenBackFromTheCredit() {
    const auto [invoice, payment] = paid();
    till_.creditNote(invoice, rupees(500'00));
    till_.refund(payment, std::nullopt);
    till_.doJobs();
    CPPUNIT_ASSERT_EQUAL(rupees(1178'82), till_.now(payment).refunded);
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.creditOf(client_));
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.book("gateway:bank", client_));
    till_.mustAddUp();
  }

  void aNoteIssuedMeanwhileDoesNotStopTheBooking() {
    const auto [invoice, payment] = paid();
    const auto refund = till_.refund(payment, std::nullopt);
    till_.creditNote(invoice, rupees(500'00));
    till_.spend(client_, rupees(300'00));
    till_.doJobs();
    CPPUNIT_ASSERT(till_.now(refund.id).status == RefundStatus::Processed);
    CPPUNIT_ASSERT_EQUAL(rupees(300'00), till_.book("write_off", client_));
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.book("gateway:bank", client_));
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        till_.count("SELECT COUNT(*) AS n FROM audit_entries WHERE action = 'refund.written_off'"));
    till_.mustAddUp();
  }

  void whatTheGatewayGaveBackByItselfIsBookedThoughTheCreditIsSpent() {
    const auto payment = overpaid();
    till_.spend(client_, rupees(821'18));
    till_.desk.receive({"bank",
                        "evt_1",
                        "refund.processed",
                        "{}",
                        true,
                        {Till::about(Kind::RefundProcessed, "pay_1", "rfnd_x", rupees(2000'00))}});
    CPPUNIT_ASSERT_EQUAL(rupees(2000'00), till_.now(payment).refunded);
    CPPUNIT_ASSERT_EQUAL(rupees(821'18), till_.book("write_off", client_));
    till_.mustAddUp();
  }

  void twoPromisesDoNotCountOnTheSameMoney() {
    const auto payment = overpaid();
    till_.refund(payment, rupees(1000'00));
    CPPUNIT_ASSERT_EQUAL(rupees(821'18), till_.creditOf(client_));
    till_.refund(payment, rupees(1000'00));
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.creditOf(client_));
    till_.doJobs();
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.book("write_off", client_));
    till_.mustAddUp();
  }

  void whatIsPromisedToTheSourceIsNotGivenToCreditAsWell() {
    const auto payment = overpaid();
    till_.refund(payment, rupees(1178'82));
    Till::refused("nothing_to_refund",
                  [&] { till_.refund(payment, rupees(821'18), RefundDestination::Credit); });
    till_.doJobs();
    CPPUNIT_ASSERT_EQUAL(rupees(821'18), till_.creditOf(client_));
    till_.mustAddUp();
  }

  void anEventThatDoesNotNameOurRefundIsNotBookedTwice() {
    const auto [invoice, payment] = paid();
    const auto refund = till_.refund(payment, rupees(500'00));
    till_.desk.book({Till::about(Kind::RefundProcessed, "pay_1", "rfnd_1", rupees(500'00))});
    till_.doJobs();
    CPPUNIT_ASSERT(till_.now(refund.id).status == RefundStatus::Failed);
    CPPUNIT_ASSERT_EQUAL(rupees(500'00), till_.now(payment).refunded);
    till_.mustAddUp();
  }

  void whatCameInByHandIsBookedAtOnce() {
    const auto invoice = till_.issue(client_, rupees(1178'82));
    const auto payment = till_.payments.markPaid(Till::staff(), invoice.id, "bank_transfer", "UTR1",
                                                 rupees(1178'82));
    const auto refund = till_.refund(payment.id, std::nullopt);
    CPPUNIT_ASSERT(refund.status == RefundStatus::Processed);
    CPPUNIT_ASSERT(till_.now(invoice.id).stored == InvoiceStatus::Refunded);
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.book("gateway:manual", client_));
    CPPUNIT_ASSERT_EQUAL(0, till_.doJobs());
    till_.mustAddUp();
  }

  void whatWasPaidFromTheWalletGoesBackThere() {
    till_.payments.addCredit(Till::staff(), client_, rupees(1000'00), "Welcome");
    const auto invoice = till_.issue(client_, rupees(700'00));
    const auto payment = till_.payments.start(Till::actorOf(client_), {invoice.id}, "wallet");
    const auto refund = till_.refund(payment.id, std::nullopt);
    CPPUNIT_ASSERT(refund.destination == RefundDestination::Credit);
    CPPUNIT_ASSERT_EQUAL(rupees(1000'00), till_.creditOf(client_));
    CPPUNIT_ASSERT_EQUAL(0, till_.doJobs());
    till_.mustAddUp();
  }

 private:
  std::pair<Id<Invoice>, Id<Payment>> paid() {
    const auto invoice = till_.issue(client_, rupees(1178'82)).id;
    const auto payment = till_.attempt(client_, {invoice});
    till_.desk.book({Till::captured(payment, rupees(1178'82), "pay_1")});
    till_.doJobs();
    return {invoice, payment.id};
  }
  // 2000.00 on 1178.82: the rest is credit.
  Id<Payment> overpaid() {
    const auto payment = till_.attempt(client_, {till_.issue(client_, rupees(1178'82)).id});
    till_.desk.book({Till::captured(payment, rupees(2000'00), "pay_1")});
    till_.doJobs();
    return payment.id;
  }

  Engine engine_;
  Till till_{engine_.url()};
  Id<Account> client_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(RefundPromisesTest, "modules/billing/refund_promises");

}  // namespace hostler
