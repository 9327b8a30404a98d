#include "tests/modules/services/terms_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::TermsShop;

// A renewal of several services on which a part was paid: who ends one of them is through with it,
// and the others go on as if it had never been there.
template <class Engine>
class PartlyPaidRenewalsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PartlyPaidRenewalsTest);
  CPPUNIT_TEST(whatEndedIsNotRenewedByThePaymentOfTheRest);
  CPPUNIT_TEST(whatEndedIsNotRenewedWhenItsCreditSettlesTheRest);
  CPPUNIT_TEST(whatEndedIsNotOverdueWithTheRest);
  CPPUNIT_TEST(itsTermIsInvoicedToNobodyAnyMore);
  CPPUNIT_TEST(aTermThatHasBegunStaysOnIt);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<Engine>();
    shop_ = std::make_unique<TermsShop>(engine_->url());
    const auto small = shop_->plan(499'00, "Small"), large = shop_->plan(999'00, "Large");
    const auto ids = shop_->bought({small, large});
    ended_ = ids.at(0);
    other_ = ids.at(1);
    renewal_ =
        shop_->services.renewals()
            .issueDue(shop_->staff(), {{ended_, std::nullopt}, {other_, std::nullopt}}, false, true)
            .at(0)
            .invoice;
  }
  void tearDown() override {
    shop_->mustAddUp();
    shop_.reset();
    engine_.reset();
  }

  void whatEndedIsNotRenewedByThePaymentOfTheRest() {
    payPart(inr(100'00));
    shop_->end(ended_, "end_of_term");
    CPPUNIT_ASSERT_EQUAL(inr(1'078'82), shop_->now(renewal_).balance);
    CPPUNIT_ASSERT(shop_->now(renewal_).stored == InvoiceStatus::PartiallyPaid);
    shop_->settle(renewal_);
    mustBePaidUntil(kDue, kNext);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->given());
  }

  // The other's part was paid already: the note pays the invoice off.
  void whatEndedIsNotRenewedWhenItsCreditSettlesTheRest() {
    payPart(inr(1'178'82));
    shop_->end(ended_, "end_of_term");
    CPPUNIT_ASSERT(shop_->now(renewal_).stored == InvoiceStatus::Paid);
    mustBePaidUntil(kDue, kNext);
    shop_->moveTo(kDue.plusDays(1));
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->given());
  }

  void whatEndedIsNotOverdueWithTheRest() {
    payPart(inr(100'00));
    shop_->end(ended_, "end_of_term");
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, overdue(ended_));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, overdue(other_));
  }

  void itsTermIsInvoicedToNobodyAnyMore() {
    payPart(inr(100'00));
    shop_->end(ended_, "end_of_term");
    CPPUNIT_ASSERT_EQUAL(kDue, shop_->now(ended_).billedUntil.value());
    CPPUNIT_ASSERT_EQUAL(kNext, shop_->now(other_).billedUntil.value());
    const auto of = [&](const std::string& table) {
      return shop_->count("SELECT COUNT(*) AS n FROM " + table +
                          " WHERE invoice_id = " + std::to_string(renewal_.value()) +
                          " AND service_id = " + std::to_string(ended_.value()));
    };
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, of("invoice_withdrawals"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, of("billed_periods"));
  }

  // Ten of its days were used: what they cost is owed, and the service is on its invoice yet.
  void aTermThatHasBegunStaysOnIt() {
    payPart(inr(100'00));
    shop_->moveTo(kDue.plusDays(10));
    shop_->end(ended_);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0},
                         shop_->count("SELECT COUNT(*) AS n FROM invoice_withdrawals"));
    CPPUNIT_ASSERT(inr(1'078'82).lessThan(shop_->now(renewal_).balance));
  }

 private:
  // What was bought on 11 June is due on 11 July.
  const Date kDue = Date::of(2026, 7, 11), kNext = Date::of(2026, 8, 11);

  void payPart(Money amount) {
    const auto payment = shop_->attempt(shop_->owner(), {renewal_});
    shop_->gateway.book({TermsShop::captured(payment, amount, "pay_part")});
    CPPUNIT_ASSERT(shop_->now(renewal_).stored == InvoiceStatus::PartiallyPaid);
  }
  void mustBePaidUntil(Date ended, Date other) {
    CPPUNIT_ASSERT_EQUAL(ended, shop_->now(ended_).paidUntil.value());
    CPPUNIT_ASSERT_EQUAL(other, shop_->now(other_).paidUntil.value());
  }
  std::size_t overdue(Id<Service> id) {
    return shop_->database
        ->read([&](db::Reader& reader) {
          return shop_->billing.overdueOf(reader, kPlatform, id, kDue.plusDays(30));
        })
        .size();
  }

  std::unique_ptr<Engine> engine_;
  std::unique_ptr<TermsShop> shop_;
  Id<Service> ended_, other_;
  Id<Invoice> renewal_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(PartlyPaidRenewalsTest, "modules/services/partly_paid_renewals");

}  // namespace hostler
