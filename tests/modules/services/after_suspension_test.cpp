#include "tests/modules/services/terms_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::TermsShop;
using Kind = GatewayNotice::Kind;

// What is paid after a suspension: by the tenant's choice its terms stay where they were and the
// days that it was down are paid for, or the term that was paid for begins with the payment.
template <class Engine>
class AfterSuspensionTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(AfterSuspensionTest);
  CPPUNIT_TEST(keptTermsIncludeTheDaysDown);
  CPPUNIT_TEST(aKeptGapIsInvoiced);
  CPPUNIT_TEST(aRestartedTermBeginsWithThePayment);
  CPPUNIT_TEST(daysOfARestartedTermAreWorthWhatTheyCost);
  CPPUNIT_TEST(severalTermsRestartOneAfterTheOther);
  CPPUNIT_TEST(aRestartWithdrawsTheRenewalAfterIt);
  CPPUNIT_TEST(whatIsPaidAfterARefundInOneBatchFindsTheRenewalThatARestartWithdrew);
  CPPUNIT_TEST(whatIsPaidAfterADisputeInOneBatchFindsTheRenewalThatARestartWithdrew);
  CPPUNIT_TEST(aRenewalThatIsPartlyPaidKeepsTheTerms);
  CPPUNIT_TEST(theShopsOwnDayOfTheMonthStays);
  CPPUNIT_TEST(whatWasNotDownYetKeepsItsTerms);
  CPPUNIT_TEST(aTermRestartsAgain);
  CPPUNIT_TEST(aRestartedTermThatIsChargedBackIsDueAgain);
  CPPUNIT_TEST(restartedTermsThatAreChargedBackAreDueFromTheFirst);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<Engine>();
    shop_ = std::make_unique<TermsShop>(engine_->url());
    small_ = shop_->plan(499'00, "Small");
  }
  void tearDown() override {
    shop_.reset();
    engine_.reset();
  }

  void keptTermsIncludeTheDaysDown() {
    const auto id = suspended();
    shop_->moveTo(Date::of(2026, 7, 25));
    shop_->settle(open_);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Active);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 11), shop_->now(id).paidUntil.value());
    CPPUNIT_ASSERT_EQUAL(11u, shop_->now(id).anchorDay);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 11), shop_->renew(id).dueDate);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, stepsOf("term_kept"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, stepsOf("term_restarted"));
  }

  void aKeptGapIsInvoiced() {
    const auto id = suspended();
    shop_->moveTo(Date::of(2026, 9, 20));
    shop_->settle(open_);
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 11), shop_->renew(id).dueDate);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 9, 11), shop_->renew(id).dueDate);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 10, 11), shop_->now(id).billedUntil.value());
  }

  void aRestartedTermBeginsWithThePayment() {
    restart();
    const auto id = suspended();
    shop_->moveTo(Date::of(2026, 8, 31));
    shop_->settle(open_);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Active);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 9, 30), shop_->now(id).paidUntil.value());
    CPPUNIT_ASSERT_EQUAL(31u, shop_->now(id).anchorDay);
    const auto next = shop_->renew(id);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 9, 30), next.dueDate);
    CPPUNIT_ASSERT_EQUAL(inr(588'82), next.total);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 10, 31), shop_->now(id).billedUntil.value());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, stepsOf("term_restarted"));
    shop_->mustAddUp();
  }

  void daysOfARestartedTermAreWorthWhatTheyCost() {
    restart();
    const auto large = shop_->plan(999'00, "Large");
    const auto id = suspended();
    shop_->moveTo(Date::of(2026, 7, 25));
    shop_->settle(open_);
    shop_->doJobs();
    shop_->moveTo(Date::of(2026, 8, 10));  // 15 of 31 days are left
    const auto quote = shop_->change(id, large, true).quote;
    CPPUNIT_ASSERT_EQUAL(inr(241'45), quote.credit);
    CPPUNIT_ASSERT_EQUAL(inr(483'39), quote.charge);
    shop_->end(id);
    CPPUNIT_ASSERT_EQUAL(inr(284'91), shop_->given());
    shop_->mustAddUp();
  }

  void severalTermsRestartOneAfterTheOther() {
    restart();
    const auto id = shop_->bought({small_}).at(0);
    const auto first = shop_->renew(id).id, second = shop_->renew(id).id;
    suspend(id, Date::of(2026, 9, 20));
    shop_->settle(first);
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Suspended);
    shop_->moveTo(Date::of(2026, 9, 25));
    shop_->settle(second);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Active);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 11, 25), shop_->now(id).paidUntil.value());
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 11, 25), shop_->renew(id).dueDate);
  }

  void aRestartWithdrawsTheRenewalAfterIt() {
    restart();
    const auto id = suspended();
    const auto next = issuedWhileDown(id);
    shop_->moveTo(Date::of(2026, 8, 5));
    shop_->settle(open_);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(next).stored == InvoiceStatus::Cancelled);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 9, 5), shop_->now(id).paidUntil.value());
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 9, 5), shop_->now(id).billedUntil.value());
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 9, 5), shop_->renew(id).dueDate);
    shop_->mustAddUp();
  }

  // The first term is paid, something else is told, the term after it is paid: all at once.
  void whatIsPaidAfterARefundInOneBatchFindsTheRenewalThatARestartWithdrew() {
    paysBothAround(TermsShop::about(Kind::RefundProcessed, "pay_1", "rfnd_1", inr(100'00)));
  }

  void whatIsPaidAfterADisputeInOneBatchFindsTheRenewalThatARestartWithdrew() {
    paysBothAround(TermsShop::about(Kind::DisputeOpen, "pay_1", "dp_1", inr(588'82)));
  }

  void aRenewalThatIsPartlyPaidKeepsTheTerms() {
    restart();
    const auto id = suspended();
    const auto next = issuedWhileDown(id);
    const auto payment = shop_->attempt(shop_->owner(), {next});
    shop_->gateway.book({TermsShop::captured(payment, inr(200'00), "pay_part")});
    shop_->moveTo(Date::of(2026, 8, 5));
    shop_->settle(open_);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Active);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 11), shop_->now(id).paidUntil.value());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, stepsOf("term_kept"));
  }

  void theShopsOwnDayOfTheMonthStays() {
    restart();
    small_ =
        shop_->plan(499'00, "First of the month", [](Product& product) { product.prorataDay = 1; });
    const auto id = shop_->bought({small_}).at(0);
    open_ = shop_->renew(id).id;
    suspend(id, Date::of(2026, 7, 5));
    shop_->settle(open_);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 1), shop_->now(id).paidUntil.value());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, stepsOf("term_kept"));
  }

  void whatWasNotDownYetKeepsItsTerms() {
    restart();
    const auto id = shop_->bought({small_}).at(0);
    open_ = shop_->renew(id).id;
    shop_->moveTo(Date::of(2026, 7, 20));
    shop_->settle(open_);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 11), shop_->now(id).paidUntil.value());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, stepsOf("term_restarted"));
  }

  void aTermRestartsAgain() {
    restart();
    const auto id = suspended();
    shop_->moveTo(Date::of(2026, 7, 25));
    shop_->settle(open_);
    shop_->doJobs();
    open_ = shop_->renew(id).id;
    suspend(id, Date::of(2026, 8, 29));
    shop_->moveTo(Date::of(2026, 9, 3));
    shop_->settle(open_);
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 10, 3), shop_->now(id).paidUntil.value());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, stepsOf("term_restarted"));
    shop_->end(id);
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->given());
  }

  // Nothing of the month that its payment gave it is paid, wherever that month was moved to.
  void aRestartedTermThatIsChargedBackIsDueAgain() {
    restart();
    const auto id = suspended();
    shop_->moveTo(Date::of(2026, 8, 31));
    shop_->settle(open_);
    shop_->doJobs();
    tell(Kind::DisputeLost, "pay_2");
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 31), shop_->now(id).paidUntil.value());
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 9, 30), shop_->now(id).billedUntil.value());
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Suspended);
    tell(Kind::DisputeWon, "pay_2");
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 9, 30), shop_->now(id).paidUntil.value());
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Active);
    shop_->mustAddUp();
  }

  void restartedTermsThatAreChargedBackAreDueFromTheFirst() {
    restart();
    const auto id = shop_->bought({small_}).at(0);
    const auto first = shop_->renew(id).id, second = shop_->renew(id).id;
    suspend(id, Date::of(2026, 9, 20));
    shop_->settle(first);
    shop_->moveTo(Date::of(2026, 9, 25));
    shop_->settle(second);
    shop_->doJobs();
    tell(Kind::DisputeLost, "pay_3");
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 10, 25), shop_->now(id).paidUntil.value());
    tell(Kind::DisputeLost, "pay_2");
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 9, 25), shop_->now(id).paidUntil.value());
    shop_->settle(first);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 10, 25), shop_->now(id).paidUntil.value());
    shop_->settle(second);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 11, 25), shop_->now(id).paidUntil.value());
    shop_->mustAddUp();
  }

 private:
  void tell(Kind kind, const std::string& payment) {
    shop_->gateway.book({TermsShop::about(kind, payment, "dp_" + payment, inr(588'82))});
    shop_->doJobs();
  }
  void paysBothAround(const GatewayNotice& between) {
    restart();
    const auto id = suspended();
    const auto next = issuedWhileDown(id);
    const auto first = shop_->attempt(shop_->owner(), {open_});
    const auto second = shop_->attempt(shop_->owner(), {next});
    shop_->moveTo(Date::of(2026, 8, 5));
    shop_->gateway.book({TermsShop::captured(first, inr(588'82), "pay_first"), between,
                         TermsShop::captured(second, inr(588'82), "pay_second")});
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(open_).stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT(shop_->now(next).stored == InvoiceStatus::Cancelled);
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->given());
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 9, 5), shop_->now(id).paidUntil.value());
    shop_->mustAddUp();
  }
  void restart() { shop_->set("renewal.after_suspension", "restart"); }
  void suspend(Id<Service> id, Date day) {
    shop_->moveTo(day);
    shop_->database->transaction([&](db::Transaction& tx) {
      auto service = shop_->services.services().lock(tx, Scope::ofTenant(kPlatform), id).value();
      shop_->services.desk().beginSuspend(tx, shop_->staff(), service, SuspensionReason::Overdue);
    });
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).status == ServiceStatus::Suspended);
  }
  // Paid to 11 July, invoiced for the month after it, and down since 15 July.
  Id<Service> suspended() {
    const auto id = shop_->bought({small_}).at(0);
    open_ = shop_->renew(id).id;
    suspend(id, Date::of(2026, 7, 15));
    return id;
  }
  // The term after the one that it is down for, as if it had been invoiced just before.
  Id<Invoice> issuedWhileDown(Id<Service> id) {
    shop_->tamper("UPDATE services SET status = 'active'");
    const auto next = shop_->renew(id).id;
    shop_->tamper("UPDATE services SET status = 'suspended'");
    return next;
  }
  std::int64_t stepsOf(const std::string& kind) {
    return shop_->count("SELECT COUNT(*) AS n FROM service_steps WHERE kind = '" + kind + "'");
  }

  std::unique_ptr<Engine> engine_;
  std::unique_ptr<TermsShop> shop_;
  Id<Product> small_;
  Id<Invoice> open_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(AfterSuspensionTest, "modules/services/after_suspension");

}  // namespace hostler
