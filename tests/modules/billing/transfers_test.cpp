#include "tests/modules/billing/till.h"

namespace hostler {

using namespace testing;
using namespace db;

// Money that no gateway tells of.
template <class Engine>
class TransfersTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TransfersTest);
  CPPUNIT_TEST(whatStaffConfirmPaysTheInvoice);
  CPPUNIT_TEST(lessPaysAPartAndMoreBecomesCredit);
  CPPUNIT_TEST(oneBankReferenceIsBookedOnce);
  CPPUNIT_TEST(oneTransferIsBookedOnceWhoeverSaysSo);
  CPPUNIT_TEST(aReferenceIsTheSameHoweverItIsWritten);
  CPPUNIT_TEST(whatStaffMarkAsPaidIsNotAwaited);
  CPPUNIT_TEST(aTransactionOfAChainIsBookedOnce);
  CPPUNIT_TEST(aProofPutsItIntoTheQueue);
  CPPUNIT_TEST(aProofIsTheClientsOwnFile);
  CPPUNIT_TEST(whatDidNotComeHasFailed);
  CPPUNIT_TEST(theReconcilerLeavesTransfersAlone);
  CPPUNIT_TEST(whatAGatewayTellsOfIsNotConfirmedByHand);
  CPPUNIT_TEST(anotherSellersStaffSeeNothing);
  CPPUNIT_TEST(comingBackFindsTheSameInstructions);
  CPPUNIT_TEST(whatIsOnItsWayIsNotPaidAgainWithAnother);
  CPPUNIT_TEST(whatCameByHandGoesBackByHand);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    client_ = till_.client();
    invoice_ = till_.issue(client_, rupees(1000'00)).id;
  }

  void whatStaffConfirmPaysTheInvoice() {
    const auto payment = till_.transfer(client_, {invoice_});
    CPPUNIT_ASSERT(payment.byHand);
    const auto done = confirm(payment, rupees(1000'00), "UTR1");
    CPPUNIT_ASSERT(done.status == PaymentStatus::Succeeded);
    CPPUNIT_ASSERT(till_.now(invoice_).stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT_EQUAL(rupees(1000'00), till_.book("gateway:bank", client_));
    till_.mustAddUp();
  }

  void lessPaysAPartAndMoreBecomesCredit() {
    const auto payment = till_.transfer(client_, {invoice_});
    confirm(payment, rupees(999'99), "UTR1");
    CPPUNIT_ASSERT_EQUAL(rupees(1), till_.now(invoice_).balance);
    CPPUNIT_ASSERT(till_.now(invoice_).stored == InvoiceStatus::PartiallyPaid);
    confirm(payment, rupees(500'01), "UTR2");
    CPPUNIT_ASSERT(till_.now(invoice_).stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT_EQUAL(rupees(500'00), till_.creditOf(client_));
    CPPUNIT_ASSERT_EQUAL(rupees(1500'00), till_.now(payment.id).paid);
    till_.mustAddUp();
  }

  void oneBankReferenceIsBookedOnce() {
    const auto payment = till_.transfer(client_, {invoice_});
    confirm(payment, rupees(400'00), "UTR1");
    Till::refused("reference_used", [&] { confirm(payment, rupees(400'00), "UTR1"); });
    CPPUNIT_ASSERT_EQUAL(rupees(600'00), till_.now(invoice_).balance);
    till_.mustAddUp();
  }

  void oneTransferIsBookedOnceWhoeverSaysSo() {
    const auto other = till_.issue(client_, rupees(1000'00)).id;
    const auto payment = till_.transfer(client_, {invoice_});
    const auto awaited = till_.transfer(client_, {other});
    markPaid(invoice_, "UTR1");
    Till::refused("reference_used", [&] { confirm(awaited, rupees(1000'00), "UTR1"); });
    Till::refused("reference_used", [&] { confirm(payment, rupees(1000'00), "UTR1"); });
    confirm(awaited, rupees(400'00), "UTR2");
    Till::refused("reference_used", [&] { markPaid(other, "UTR2"); });
    CPPUNIT_ASSERT_EQUAL(rupees(600'00), till_.now(other).balance);
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.creditOf(client_));
    till_.mustAddUp();
  }

  void aReferenceIsTheSameHoweverItIsWritten() {
    const auto payment = till_.transfer(client_, {invoice_});
    confirm(payment, rupees(400'00), "Utr1 ");
    Till::refused("reference_used", [&] { confirm(payment, rupees(400'00), " utr1"); });
    Till::refused("reference_used", [&] { markPaid(invoice_, "UTR1\t"); });
    Till::refused("validation_failed", [&] { confirm(payment, rupees(1), "  "); });
    Till::refused("validation_failed", [&] { markPaid(invoice_, " "); });
    const auto shop = till_.reseller("acme");
    const auto theirs = till_.issue(till_.client(shop), rupees(5'00), shop).id;
    till_.payments.markPaid(Till::staff(shop), theirs, "neft", "UTR1", rupees(5'00));
    till_.mustAddUp();
  }

  void whatStaffMarkAsPaidIsNotAwaited() {
    const auto payment = till_.transfer(client_, {invoice_});
    const auto another = till_.transfer(client_, {till_.issue(client_, rupees(5'00)).id});
    till_.transfers.prove(Till::actorOf(client_), payment.id, upload(client_));
    markPaid(invoice_, "UTR1");
    CPPUNIT_ASSERT(till_.now(payment.id).status == PaymentStatus::Cancelled);
    CPPUNIT_ASSERT(till_.now(another.id).status == PaymentStatus::RequiresAction);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, awaiting(false));
  }

  // Staff give the transaction, what looks by itself one of its outputs.
  void aTransactionOfAChainIsBookedOnce() {
    const std::string one(64, 'a'), two(64, 'b');
    const auto payment = till_.transfer(client_, {invoice_});
    confirm(payment, rupees(100'00), one);
    till_.desk.book({Till::captured(payment, rupees(100'00), one + ":0")});
    CPPUNIT_ASSERT_EQUAL(rupees(900'00), till_.now(invoice_).balance);
    till_.desk.book({Till::captured(payment, rupees(100'00), two + ":1")});
    Till::refused("reference_used", [&] { confirm(payment, rupees(100'00), two); });
    till_.desk.book({Till::captured(payment, rupees(100'00), two + ":2")});
    CPPUNIT_ASSERT_EQUAL(rupees(700'00), till_.now(invoice_).balance);
    till_.mustAddUp();
  }

  void aProofPutsItIntoTheQueue() {
    const auto payment = till_.transfer(client_, {invoice_});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, awaiting(false));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, awaiting(true));
    const auto file = upload(client_);
    till_.transfers.prove(Till::actorOf(client_), payment.id, file);
    till_.transfers.prove(Till::actorOf(client_), payment.id, file);
    CPPUNIT_ASSERT(till_.now(payment.id).status == PaymentStatus::Processing);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, awaiting(true));
    const auto proofs = till_.database->read(
        [&](Reader& reader) { return till_.transfers.proofsOf(reader, till_.now(payment.id)); });
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, proofs.size());
    confirm(payment, rupees(1000'00), "UTR1");
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, awaiting(false));
    Till::refused("no_proof_wanted", [&] {
      till_.transfers.prove(Till::actorOf(client_), payment.id, upload(client_));
    });
  }

  void aProofIsTheClientsOwnFile() {
    const auto payment = till_.transfer(client_, {invoice_});
    const auto other = till_.client();
    const auto foreign = upload(other);
    Till::refused("validation_failed",
                  [&] { till_.transfers.prove(Till::actorOf(client_), payment.id, foreign); });
    Till::refused("not_found",
                  [&] { till_.transfers.prove(Till::actorOf(other), payment.id, foreign); });
    for (int i = 0; i < 5; ++i)
      till_.transfers.prove(Till::actorOf(client_), payment.id, upload(client_));
    Till::refused("proofs_enough", [&] {
      till_.transfers.prove(Till::actorOf(client_), payment.id, upload(client_));
    });
  }

  void whatDidNotComeHasFailed() {
    const auto payment = till_.transfer(client_, {invoice_});
    till_.transfers.prove(Till::actorOf(client_), payment.id, upload(client_));
    const auto rejected = till_.transfers.reject(Till::staff(), payment.id, "Nothing came");
    CPPUNIT_ASSERT(rejected.status == PaymentStatus::Failed);
    Till::refused("payment_closed",
                  [&] { till_.transfers.reject(Till::staff(), payment.id, "x"); });
    CPPUNIT_ASSERT(till_.transfer(client_, {invoice_}).id != payment.id);
    // It came after all.
    confirm(payment, rupees(1000'00), "UTR1");
    CPPUNIT_ASSERT(till_.now(invoice_).stored == InvoiceStatus::Paid);
  }

  void theReconcilerLeavesTransfersAlone() {
    till_.gateway.on("gateway/1.fetch", [](const ProviderRequest&) {
      return ProviderAnswer::failed(Outcome::Permanent, "confirmed_by_staff", "only people know");
    });
    const auto payment = till_.transfer(client_, {invoice_});
    till_.clock.advance(std::chrono::hours{24 * 20});
    till_.reconcile();
    CPPUNIT_ASSERT(till_.now(payment.id).status == PaymentStatus::RequiresAction);
  }

  void whatAGatewayTellsOfIsNotConfirmedByHand() {
    const auto payment = till_.attempt(client_, {invoice_});
    Till::refused("not_by_hand", [&] { confirm(payment, rupees(1000'00), "UTR1"); });
    Till::refused("not_by_hand", [&] { till_.transfers.reject(Till::staff(), payment.id, "x"); });
    Till::refused("no_proof_wanted", [&] {
      till_.transfers.prove(Till::actorOf(client_), payment.id, upload(client_));
    });
    Till::refused("validation_failed", [&] {
      const auto transfer = till_.transfer(client_, {till_.issue(client_, rupees(5'00)).id});
      till_.transfers.confirm(Till::staff(), transfer.id,
                              {Money::ofMinor(500, Currency::of("USD")), "UTR1", {}});
    });
  }

  void anotherSellersStaffSeeNothing() {
    const auto payment = till_.transfer(client_, {invoice_});
    const auto reseller = till_.reseller("acme");
    Till::refused("not_found", [&] {
      till_.transfers.confirm(Till::staff(reseller), payment.id, {rupees(1000'00), "UTR1", {}});
    });
  }

  void comingBackFindsTheSameInstructions() {
    const auto payment = till_.transfer(client_, {invoice_});
    till_.transfers.prove(Till::actorOf(client_), payment.id, upload(client_));
    CPPUNIT_ASSERT_EQUAL(payment.id.text(), till_.transfer(client_, {invoice_}).id.text());
  }

  // A proof was sent for one invoice; then it is paid together with another one, or from credit.
  void whatIsOnItsWayIsNotPaidAgainWithAnother() {
    const auto other = till_.issue(client_, rupees(5'00)).id;
    const auto client = Till::actorOf(client_);
    till_.payments.addCredit(Till::staff(), client_, rupees(2000'00), "Sorry");
    const auto payment = till_.transfer(client_, {invoice_});
    // Who only looked at where to send it has sent nothing.
    CPPUNIT_ASSERT(till_.payments.start(client, {invoice_, other}, "bank").id != payment.id);
    till_.transfers.prove(client, payment.id, upload(client_));
    Till::refused("payment_under_way", [&] {
      till_.payments.start(client, {invoice_, other}, "bank");
    });
    Till::refused("payment_under_way", [&] { till_.payments.start(client, {invoice_}, "wallet"); });
    CPPUNIT_ASSERT_EQUAL(payment.id.text(),
                         till_.payments.start(client, {invoice_}, "bank").id.text());
    till_.payments.start(client, {other}, "wallet");
    till_.transfers.reject(Till::staff(), payment.id, "Nothing came");
    till_.payments.start(client, {invoice_}, "wallet");
    CPPUNIT_ASSERT(till_.now(invoice_).stored == InvoiceStatus::Paid);
    till_.mustAddUp();
  }

  void whatCameByHandGoesBackByHand() {
    const auto payment = till_.transfer(client_, {invoice_});
    confirm(payment, rupees(1000'00), "UTR1");
    const auto refund = till_.refund(payment.id, rupees(400'00));
    CPPUNIT_ASSERT(till_.now(refund.id).status == RefundStatus::Processed);
    till_.doJobs();
    CPPUNIT_ASSERT(till_.gateway.asked("gateway/1.refund").empty());
    CPPUNIT_ASSERT_EQUAL(rupees(600'00), till_.book("gateway:bank", client_));
    till_.mustAddUp();
  }

 private:
  void markPaid(Id<Invoice> invoice, const std::string& reference) {
    till_.payments.markPaid(Till::staff(), invoice, "neft", reference, rupees(1000'00));
  }
  Payment confirm(const Payment& payment, Money amount, const std::string& reference) {
    return till_.transfers.confirm(Till::staff(), payment.id,
                                   {amount, reference, Date::of(2026, 6, 10)});
  }
  Id<File> upload(Id<Account> account) {
    return till_.files
        .keep(Till::actorOf(account), "UTR " + std::to_string(++uploads_), "proof.txt",
              "text/plain")
        .id;
  }
  std::size_t awaiting(bool withProofOnly) {
    return till_.database
        ->read([&](Reader& reader) {
          return till_.paymentRows.awaiting(reader, kPlatform, withProofOnly, {}, 50);
        })
        .size();
  }

  Engine engine_;
  Till till_{engine_.url()};
  Id<Account> client_;
  Id<Invoice> invoice_;
  int uploads_ = 0;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(TransfersTest, "modules/billing/transfers");

}  // namespace hostler
