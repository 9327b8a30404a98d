#include "tests/modules/services/terms_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::TermsShop;

// What is terminated for want of payment does not go on being owed, unless its seller wants that.
template <class Engine>
class UnpaidAtTheEndTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(UnpaidAtTheEndTest);
  CPPUNIT_TEST(itsUnpaidRenewalIsTakenBack);
  CPPUNIT_TEST(anUnpaidProformaIsCalledOffWithoutANote);
  CPPUNIT_TEST(daysThatWereUsedOfAProformaAreInvoiced);
  CPPUNIT_TEST(aSellerMayKeepItOwed);
  CPPUNIT_TEST(whatIsInvoicedWithAnotherStaysOwed);
  CPPUNIT_TEST(whatIsPartlyPaidIsForAPerson);
  CPPUNIT_TEST(whatWasCreditedInPartIsTakenBackForTheRest);
  CPPUNIT_TEST(daysBeforeItsSuspensionStayOwed);
  CPPUNIT_TEST(daysBeforeItsEndStayOwedWhereItWasNotSuspended);
  CPPUNIT_TEST(whatABankTookBackStaysOwed);
  CPPUNIT_TEST(whatEndsBeforeTheDayThatItsClientAskedForOwesTheRestNeither);
  CPPUNIT_TEST(whoeverCancelsNowOwesWhatWasUsed);
  CPPUNIT_TEST(anUpgradeThatWasNeverMadeIsTakenBack);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<Engine>();
    shop_ = std::make_unique<TermsShop>(engine_->url());
    small_ = shop_->plan(499'00, "Small");
  }
  void tearDown() override {
    shop_->mustAddUp();
    shop_.reset();
    engine_.reset();
  }

  void itsUnpaidRenewalIsTakenBack() {
    const auto id = shop_->bought({small_}).at(0);
    const auto renewal = shop_->renew(id).id;
    terminate(id);
    CPPUNIT_ASSERT(shop_->now(renewal).stored == InvoiceStatus::Cancelled);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->now(renewal).balance);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{588'82},
                         shop_->count("SELECT total AS n FROM credit_notes WHERE invoice_id = " +
                                      std::to_string(renewal.value())));
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->given());  // the term that was paid is not given back
  }

  void anUnpaidProformaIsCalledOffWithoutANote() {
    shop_->set("invoice.proforma", true);
    const auto id = shop_->bought({small_}).at(0);  // whose order was a proforma until it was paid
    const auto renewal = shop_->renew(id);
    CPPUNIT_ASSERT(renewal.isProforma);
    terminate(id);
    CPPUNIT_ASSERT(shop_->now(renewal.id).stored == InvoiceStatus::Cancelled);
    CPPUNIT_ASSERT(shop_->now(renewal.id).isProforma);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->now(renewal.id).balance);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM credit_notes"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->count("SELECT COUNT(*) AS n FROM tax_invoices"));
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->given());
  }

  void daysThatWereUsedOfAProformaAreInvoiced() {
    shop_->set("invoice.proforma", true);
    const auto [id, invoice] = ranUnpaid();
    shop_->moveTo(Date::of(2026, 6, 21));  // ten days of thirty
    terminate(id);
    const auto owed = shop_->now(invoice);
    CPPUNIT_ASSERT(!owed.isProforma && owed.isOpen());
    CPPUNIT_ASSERT_EQUAL(inr(196'27), owed.balance);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->count("SELECT COUNT(*) AS n FROM credit_notes"));
  }

  void aSellerMayKeepItOwed() {
    shop_->set("termination.open_invoices", "keep");
    const auto id = shop_->bought({small_}).at(0);
    const auto renewal = shop_->renew(id).id;
    terminate(id);
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->now(renewal).balance);
    CPPUNIT_ASSERT(shop_->now(renewal).isOpen());
  }

  void whatIsInvoicedWithAnotherStaysOwed() {
    for (int i = 0; i < 2; ++i) shop_->put(shop_->owner(), small_);
    const auto sale = shop_->buy(shop_->owner());
    shop_->orderService.accept(shop_->staff(), sale.order.id);  // before it is paid
    shop_->doJobs();
    terminate(sale.order.items.at(0).service);
    CPPUNIT_ASSERT_EQUAL(inr(1'177'64), shop_->now(sale.invoice.id).balance);
    CPPUNIT_ASSERT(shop_->now(sale.invoice.id).isOpen());
  }

  void whatIsPartlyPaidIsForAPerson() {
    const auto id = shop_->bought({small_}).at(0);
    const auto renewal = shop_->renew(id).id;
    const auto payment = shop_->attempt(shop_->owner(), {renewal});
    shop_->gateway.book({TermsShop::captured(payment, inr(200'00), "pay_part")});
    terminate(id);
    CPPUNIT_ASSERT_EQUAL(inr(388'82), shop_->now(renewal).balance);
    CPPUNIT_ASSERT(shop_->now(renewal).stored == InvoiceStatus::PartiallyPaid);
  }

  void whatWasCreditedInPartIsTakenBackForTheRest() {
    const auto id = shop_->bought({small_}).at(0);
    const auto renewal = shop_->renew(id).id;
    shop_->database->transaction([&](db::Transaction& tx) {
      shop_->corrections.credit(tx, shop_->staff(), renewal, inr(100'00), "Sorry");
    });
    terminate(id);
    CPPUNIT_ASSERT(!shop_->now(renewal).isOpen());
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->now(renewal).balance);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->given());
  }

  void daysBeforeItsSuspensionStayOwed() {
    const auto id = shop_->bought({small_}).at(0);
    const auto renewal = shop_->renew(id).id;
    suspendedOn(id, Date::of(2026, 7, 14));  // three days of grace of a term of 31
    shop_->moveTo(Date::of(2026, 7, 29));
    terminate(id);
    CPPUNIT_ASSERT_EQUAL(inr(56'98), shop_->now(renewal).balance);
    CPPUNIT_ASSERT(shop_->now(renewal).isOpen());
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->given());
  }

  void daysBeforeItsEndStayOwedWhereItWasNotSuspended() {
    const auto [id, invoice] = ranUnpaid();
    shop_->moveTo(Date::of(2026, 6, 21));  // ten days of thirty
    terminate(id);
    CPPUNIT_ASSERT_EQUAL(inr(196'27), shop_->now(invoice).balance);
  }

  void whatABankTookBackStaysOwed() {
    const auto id = shop_->bought({small_}).at(0);
    const auto first = shop_->database->query("SELECT MIN(id) AS id FROM invoices")
                           .only()
                           .template id<Invoice>("id");
    shop_->gateway.book(
        {TermsShop::about(GatewayNotice::Kind::DisputeLost, "pay_1", "dp_1", inr(588'82))});
    shop_->doJobs();
    shop_->moveTo(Date::of(2026, 7, 10));
    terminate(id);
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->now(first).balance);
    CPPUNIT_ASSERT(shop_->now(first).isOpen());
  }

  void whatEndsBeforeTheDayThatItsClientAskedForOwesTheRestNeither() {
    const auto id = shop_->bought({small_}).at(0);
    const auto renewal = shop_->renew(id).id;
    shop_->moveTo(Date::of(2026, 7, 16));
    shop_->end(id, "end_of_term");  // of the one that nobody has paid
    suspendedOn(id, Date::of(2026, 7, 16));
    shop_->moveTo(Date::of(2026, 7, 31));
    shop_->services.actions().terminate(shop_->staff(), id, "Not paid");
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Cancelled);
    CPPUNIT_ASSERT_EQUAL(inr(94'97), shop_->now(renewal).balance);
  }

  void whoeverCancelsNowOwesWhatWasUsed() {
    const auto [id, invoice] = ranUnpaid();
    shop_->moveTo(Date::of(2026, 6, 21));
    shop_->end(id, "now");
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Cancelled);
    CPPUNIT_ASSERT_EQUAL(inr(196'27), shop_->now(invoice).balance);
  }

  void anUpgradeThatWasNeverMadeIsTakenBack() {
    const auto id = shop_->bought({small_}).at(0);
    const auto upgrade = shop_->change(id, shop_->plan(999'00, "Large")).invoice.value().id;
    shop_->moveTo(Date::of(2026, 6, 21));
    terminate(id);
    CPPUNIT_ASSERT(shop_->now(upgrade).stored == InvoiceStatus::Cancelled);
  }

 private:
  // An order of 11 June that staff let go ahead and nobody pays.
  std::pair<Id<Service>, Id<Invoice>> ranUnpaid() {
    shop_->put(shop_->owner(), small_);
    const auto sale = shop_->buy(shop_->owner());
    shop_->orderService.accept(shop_->staff(), sale.order.id);
    shop_->doJobs();
    return {sale.order.items.at(0).service, sale.invoice.id};
  }
  void suspendedOn(Id<Service> id, Date day) {
    shop_->moveTo(day);
    shop_->services.actions().suspend(shop_->staff(), id, SuspensionReason::Overdue);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Suspended);
  }
  void terminate(Id<Service> id) {
    shop_->services.actions().terminate(shop_->staff(), id, "Not paid");
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Terminated);
  }

  std::unique_ptr<Engine> engine_;
  std::unique_ptr<TermsShop> shop_;
  Id<Product> small_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(UnpaidAtTheEndTest, "modules/services/unpaid_at_the_end");

}  // namespace hostler
