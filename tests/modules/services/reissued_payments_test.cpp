#include "modules/billing/invoice_repository.h"
#include "modules/billing/reissue.h"
#include "tests/modules/services/terms_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::TermsShop;
using Kind = GatewayNotice::Kind;

// What was paid, or is about to be, for an invoice that is issued anew concerns the one that stands
// in its place: its bank takes the money back from there, and so do we give it back.
template <class Engine>
class ReissuedPaymentsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ReissuedPaymentsTest);
  CPPUNIT_TEST(whatTheBankTakesBackIsOwedOnTheNewOne);
  CPPUNIT_TEST(aCaseThatIsWonPaysTheNewOneAgain);
  CPPUNIT_TEST(aRefundTakesTheNewOneBack);
  CPPUNIT_TEST(soDoesARefundToCredit);
  CPPUNIT_TEST(aRefundThatWasUnderWayTakesTheNewOneBack);
  CPPUNIT_TEST(whatComesInLatePaysTheNewOne);
  CPPUNIT_TEST(anAttemptForBothIsOneForTheNewOne);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<Engine>();
    shop_ = std::make_unique<TermsShop>(engine_->url());
    shop_->providers.on("gateway/1.refund", [](const ProviderRequest& request) {
      return ProviderAnswer{
          Outcome::Succeeded,
          {{"id", "rfnd_1"}, {"state", "processed"}, {"refund", request.body["refund"]}}};
    });
    id_ = shop_->bought({shop_->plan(499'00, "Small")}).at(0);
    first_ = shop_->database->query("SELECT id FROM invoices").only().template id<Invoice>("id");
    payment_ = shop_->database->query("SELECT id FROM payments").only().template id<Payment>("id");
  }
  void tearDown() override {
    shop_->mustAddUp();
    shop_.reset();
    engine_.reset();
  }

  void whatTheBankTakesBackIsOwedOnTheNewOne() {
    const auto fresh = again(first_);
    tell(Kind::DisputeLost);
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->now(fresh).balance);
    CPPUNIT_ASSERT(shop_->now(fresh).stored == InvoiceStatus::Unpaid);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, writtenOff());
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->now(first_).balance);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 6, 11), shop_->now(id_).paidUntil.value());
  }

  void aCaseThatIsWonPaysTheNewOneAgain() {
    const auto fresh = again(first_);
    tell(Kind::DisputeLost);
    tell(Kind::DisputeWon);
    CPPUNIT_ASSERT(shop_->now(fresh).stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->given());
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 11), shop_->now(id_).paidUntil.value());
  }

  void aRefundTakesTheNewOneBack() {
    const auto fresh = again(first_);
    shop_->refund(payment_, inr(100'00));
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(inr(100'00), credited(fresh));
    CPPUNIT_ASSERT_EQUAL(inr(100'00), shop_->now(payment_).refunded);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->now(fresh).balance);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->given());
  }

  void soDoesARefundToCredit() {
    const auto fresh = again(first_);
    shop_->refund(payment_, std::nullopt, RefundDestination::Credit);
    CPPUNIT_ASSERT(shop_->now(fresh).stored == InvoiceStatus::Refunded);
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->given());
  }

  void aRefundThatWasUnderWayTakesTheNewOneBack() {
    shop_->refund(payment_, std::nullopt);
    const auto fresh = again(first_);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(fresh).stored == InvoiceStatus::Refunded);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, writtenOff());
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->given());
  }

  void whatComesInLatePaysTheNewOne() {
    const auto renewal = shop_->renew(id_);
    const auto attempt = shop_->attempt(shop_->owner(), {renewal.id});
    const auto fresh = again(renewal.id);
    shop_->gateway.book({TermsShop::captured(attempt, inr(588'82), "pay_late")});
    CPPUNIT_ASSERT(shop_->now(fresh).stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->given());
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 11), shop_->now(id_).paidUntil.value());
  }

  void anAttemptForBothIsOneForTheNewOne() {
    const auto one = shop_->issue(shop_->owner(), inr(100'00));
    const auto other = shop_->issue(shop_->owner(), inr(100'00));
    const auto attempt = shop_->attempt(shop_->owner(), {one.id, other.id});
    shop_->database->transaction(
        [&](db::Transaction& tx) { invoice_repository::standIn(tx, one.id, other.id); });
    CPPUNIT_ASSERT(std::vector{other.id} == shop_->now(attempt.id).invoices);
  }

 private:
  Id<Invoice> again(Id<Invoice> id) {
    Reissue reissue{{shop_->billing, shop_->corrections, shop_->accounts, shop_->tenants,
                     shop_->audit, shop_->bus}};
    return shop_->database
        ->transaction([&](db::Transaction& tx) {
          return reissue.reissue(tx, shop_->staff(), id, "Its GSTIN was missing");
        })
        .invoice.id;
  }
  void tell(Kind kind) {
    shop_->gateway.book({TermsShop::about(kind, "pay_1", "dp_1", inr(588'82))});
    shop_->doJobs();
  }
  Money credited(Id<Invoice> id) {
    return inr(shop_->count("SELECT SUM(total) AS n FROM credit_notes WHERE invoice_id = " +
                            std::to_string(id.value())));
  }
  std::int64_t writtenOff() {
    return shop_->count(
        "SELECT COALESCE(SUM(amount), 0) AS n FROM postings WHERE book = 'write_off'");
  }

  std::unique_ptr<Engine> engine_;
  std::unique_ptr<TermsShop> shop_;
  Id<Service> id_;
  Id<Invoice> first_;
  Id<Payment> payment_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ReissuedPaymentsTest, "modules/services/reissued_payments");

}  // namespace hostler
