#include "tests/modules/services/terms_shop.h"

namespace hostler {

using testing::inr;
using testing::refused;
using testing::TermsShop;

// A term is nobody's gift: it is owed, paid or invoiced again.
class TermInvoicesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TermInvoicesTest);
  CPPUNIT_TEST(aCancelledRenewalIsInvoicedAgain);
  CPPUNIT_TEST(aRenewalCreditedWholeIsInvoicedAgain);
  CPPUNIT_TEST(aTermInTheMiddleIsInvoicedAgainAndThoseAfterItAreNot);
  CPPUNIT_TEST(aWrittenOffTermIsNotInvoicedAgain);
  CPPUNIT_TEST(theDiscountOfACancelledRenewalIsNotUsedUp);
  CPPUNIT_TEST(anOrderPartlyPaidFromCreditCanBeCancelled);
  CPPUNIT_TEST(anOrderPartlyPaidWithMoneyCannot);
  CPPUNIT_TEST(whatWasGivenUpGivesNoCredit);
  CPPUNIT_TEST(aServiceThatWasRenewedMeanwhileIsLeftAlone);
  CPPUNIT_TEST(endingOneServiceLeavesTheOthersOfItsOrderOwed);
  CPPUNIT_TEST(aFirstTermThatNobodyPaidIsInvoicedAgain);
  CPPUNIT_TEST(aChangeThatWaitsHoldsUpNoTerm);
  CPPUNIT_TEST(aChangeThatIsPartlyPaidAtTheRenewalIsCalledOff);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { small_ = shop_.plan(499'00, "Small"); }

  void endingOneServiceLeavesTheOthersOfItsOrderOwed() {
    const auto sale = accepted(2);
    const auto first = sale.order.items.at(0).service, second = sale.order.items.at(1).service;
    shop_.end(first);
    CPPUNIT_ASSERT(shop_.now(sale.invoice.id).isOpen());
    CPPUNIT_ASSERT_EQUAL(sale.invoice.total, shop_.now(sale.invoice.id).balance);
    CPPUNIT_ASSERT_EQUAL(july(), shop_.now(second).billedUntil.value());
    shop_.mustAddUp();
  }

  void aFirstTermThatNobodyPaidIsInvoicedAgain() {
    const auto sale = accepted(1);
    cancel(sale.invoice.id);
    const auto service = sale.order.items.at(0).service;
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 6, 11), shop_.now(service).billedUntil.value());
    CPPUNIT_ASSERT_EQUAL(sale.invoice.total, shop_.renew(service).total);
    shop_.mustAddUp();
  }

  void aChangeThatWaitsHoldsUpNoTerm() {
    const auto large = shop_.plan(999'00, "Large");
    const auto service = shop_.bought({small_}).at(0);
    const auto change = shop_.change(service, large);
    shop_.services.actions().suspend(shop_.actorOf(shop_.owner()), service,
                                     SuspensionReason::Client);
    shop_.doJobs();
    shop_.settle(change.invoice->id);
    CPPUNIT_ASSERT(shop_.now(service).status == ServiceStatus::Suspended);
    // It is paid for, so the next term is invoiced by the plan that it has by then.
    const auto renewal = shop_.renew(service);
    CPPUNIT_ASSERT_EQUAL(july(), renewal.dueDate);
    CPPUNIT_ASSERT_EQUAL(inr(1'178'82), renewal.total);
    shop_.settle(renewal.id);
    shop_.services.actions().unsuspend(shop_.actorOf(shop_.owner()), service);
    shop_.doJobs();
    shop_.clock.advance(std::chrono::hours{1});
    shop_.doJobs();
    CPPUNIT_ASSERT(shop_.now(service).product == large);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 11), shop_.now(service).paidUntil.value());
    shop_.mustAddUp();
  }

  void aChangeThatIsPartlyPaidAtTheRenewalIsCalledOff() {
    const auto large = shop_.plan(999'00, "Large");
    const auto service = shop_.bought({small_}).at(0);
    const auto upgrade = shop_.change(service, large).invoice.value();
    const auto payment = shop_.attempt(shop_.owner(), {upgrade.id});
    shop_.gateway.book({TermsShop::captured(payment, inr(200'00), "pay_part")});
    CPPUNIT_ASSERT(shop_.now(upgrade.id).stored == InvoiceStatus::PartiallyPaid);

    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_.renew(service).total);
    CPPUNIT_ASSERT(!shop_.now(upgrade.id).isOpen());
    CPPUNIT_ASSERT_EQUAL(inr(200'00), shop_.given());
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        shop_.count("SELECT COUNT(*) AS n FROM service_changes WHERE state = 'called_off'"));
    shop_.doJobs();
    CPPUNIT_ASSERT(shop_.now(service).product == small_);
    shop_.mustAddUp();
  }

  void aCancelledRenewalIsInvoicedAgain() {
    const auto service = shop_.bought({small_}).at(0);
    cancel(shop_.renew(service).id);
    CPPUNIT_ASSERT_EQUAL(july(), shop_.now(service).billedUntil.value());
    CPPUNIT_ASSERT_EQUAL(july(), shop_.renew(service).dueDate);
  }

  void aRenewalCreditedWholeIsInvoicedAgain() {
    const auto service = shop_.bought({small_}).at(0);
    const auto renewal = shop_.renew(service);
    shop_.database->transaction([&](db::Transaction& tx) {
      shop_.corrections.credit(tx, shop_.staff(), renewal.id, renewal.total, "Wrong address");
    });
    CPPUNIT_ASSERT(shop_.now(renewal.id).stored == InvoiceStatus::Cancelled);
    CPPUNIT_ASSERT(shop_.now(renewal.id).cancelledAt.has_value());
    CPPUNIT_ASSERT_EQUAL(july(), shop_.renew(service).dueDate);
    shop_.mustAddUp();
  }

  void aTermInTheMiddleIsInvoicedAgainAndThoseAfterItAreNot() {
    const auto service = shop_.bought({small_}).at(0);
    const auto first = shop_.renew(service);
    const auto second = shop_.renew(service);
    cancel(first.id);
    CPPUNIT_ASSERT_EQUAL(july(), shop_.renew(service).dueDate);
    // The second one is there already: the run goes past it, and the next one is the third.
    CPPUNIT_ASSERT(shop_.services.renewals().issue(shop_.staff(), {service}, false).empty());
    CPPUNIT_ASSERT(shop_.now(second.id).isOpen());
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 9, 11), shop_.renew(service).dueDate);
  }

  void aWrittenOffTermIsNotInvoicedAgain() {
    const auto service = shop_.bought({small_}).at(0);
    const auto renewal = shop_.renew(service);
    shop_.database->transaction([&](db::Transaction& tx) {
      shop_.corrections.writeOff(tx, shop_.staff(), renewal.id, "Ours to bear");
    });
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 11), shop_.now(service).billedUntil.value());
  }

  void theDiscountOfACancelledRenewalIsNotUsedUp() {
    shop_.coupon("TWICE", [](Coupon& coupon) {
      coupon.percent = Decimal::of("50");
      coupon.cycles = 2;
    });
    const auto service = shop_.bought({small_}, "TWICE").at(0);
    cancel(shop_.renew(service).id);
    CPPUNIT_ASSERT_EQUAL(inr(294'42), shop_.renew(service).total);
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_.renew(service).total);
  }

  void anOrderPartlyPaidFromCreditCanBeCancelled() {
    const auto done = orderedWithCredit(200'00);
    CPPUNIT_ASSERT_EQUAL(inr(388'82), done.invoice.balance);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_.given());
    shop_.orderService.cancel(shop_.actorOf(shop_.owner()), done.order.id, "Not wanted");
    CPPUNIT_ASSERT_EQUAL(inr(200'00), shop_.given());
    CPPUNIT_ASSERT(shop_.now(done.order.id).status == OrderStatus::Cancelled);
    CPPUNIT_ASSERT(shop_.now(done.invoice.id).stored == InvoiceStatus::Cancelled);
    shop_.mustAddUp();
  }

  void anOrderPartlyPaidWithMoneyCannot() {
    const auto done = orderedWithCredit(200'00);
    const auto payment = shop_.attempt(shop_.owner(), {done.invoice.id});
    shop_.gateway.book({TermsShop::captured(payment, inr(100'00), "pay_part")});
    refused("invoice_not_cancellable", [&] {
      shop_.orderService.cancel(shop_.actorOf(shop_.owner()), done.order.id, "Not wanted");
    });
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_.given());
  }

  void whatWasGivenUpGivesNoCredit() {
    const auto service = shop_.bought({small_}).at(0);
    const auto renewal = shop_.renew(service);
    shop_.database->transaction([&](db::Transaction& tx) {
      shop_.corrections.writeOff(tx, shop_.staff(), renewal.id, "Ours to bear");
    });
    refused("credit_exceeds_invoice", [&] {
      shop_.database->transaction([&](db::Transaction& tx) {
        shop_.corrections.credit(tx, shop_.staff(), renewal.id, inr(100'00), "Again");
      });
    });
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_.given());
  }

  void aServiceThatWasRenewedMeanwhileIsLeftAlone() {
    const auto service = shop_.bought({small_}).at(0);
    const Renewals::Due seen{service, shop_.now(service).billedUntil};
    auto& renewals = shop_.services.renewals();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, renewals.issueDue(shop_.staff(), {seen}, false).size());
    CPPUNIT_ASSERT(renewals.issueDue(shop_.staff(), {seen}, false).empty());
  }

 private:
  // Staff let it go ahead before it is paid.
  CheckoutService::Done accepted(int services) {
    for (int i = 0; i < services; ++i) shop_.put(shop_.owner(), small_);
    auto sale = shop_.buy(shop_.owner());
    shop_.orderService.accept(shop_.staff(), sale.order.id);
    shop_.doJobs();
    for (const auto& item : sale.order.items)
      CPPUNIT_ASSERT(shop_.now(item.service).status == ServiceStatus::Active);
    return sale;
  }
  static Date july() { return Date::of(2026, 7, 11); }
  void cancel(Id<Invoice> invoice) {
    shop_.database->transaction([&](db::Transaction& tx) {
      shop_.corrections.cancel(tx, shop_.staff(), invoice, "Wrong address");
    });
  }
  CheckoutService::Done orderedWithCredit(std::int64_t paise) {
    shop_.database->transaction([&](db::Transaction& tx) {
      shop_.credit.add(tx, kPlatform, shop_.owner(), inr(paise));
      shop_.ledger.post(tx, {kPlatform,
                             shop_.owner(),
                             "credit.added",
                             "test",
                             {{std::string{book::kGoodwill}, inr(paise)},
                              {std::string{book::kClientCredit}, inr(-paise)}}});
    });
    shop_.put(shop_.owner(), small_);
    CheckoutBody body;
    body.acceptTerms = true;
    body.useCredit = true;
    return shop_.buy(shop_.owner(), body);
  }

  db::OnSqlite engine_;
  TermsShop shop_{engine_.url()};
  Id<Product> small_;
};
HOSTLER_SUITE(TermInvoicesTest, "modules/services/term_invoices");

}  // namespace hostler
