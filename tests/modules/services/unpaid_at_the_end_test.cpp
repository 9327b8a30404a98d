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
  CPPUNIT_TEST(aSellerMayKeepItOwed);
  CPPUNIT_TEST(whatIsInvoicedWithAnotherStaysOwed);
  CPPUNIT_TEST(whatIsPartlyPaidIsForAPerson);
  CPPUNIT_TEST(whatWasCreditedInPartIsTakenBackForTheRest);
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

 private:
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
