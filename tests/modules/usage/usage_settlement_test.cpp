#include "tests/modules/usage/usage_shop.h"

#include <utility>

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;

// A month's use is invoiced once it is over, whatever runs twice or comes late.
template <class Engine>
class UsageSettlementTest : public testing::InUsageShop<Engine> {
  using Base = testing::InUsageShop<Engine>;
  using Base::report, Base::shop_, Base::service_, Base::client_, Base::usage_, Base::settle,
      Base::invoiced, Base::product_;

  CPPUNIT_TEST_SUITE(UsageSettlementTest);
  CPPUNIT_TEST(aMonthIsInvoicedOnceItIsOver);
  CPPUNIT_TEST(runAgainAndAgainItIsTheSame);
  CPPUNIT_TEST(whatComesLateIsOnTheNextInvoice);
  CPPUNIT_TEST(missedMonthsAreMadeUp);
  CPPUNIT_TEST(allServicesOfAClientAreOnOneInvoice);
  CPPUNIT_TEST(whatIsShownIsWhatIsInvoiced);
  CPPUNIT_TEST(nothingUsedIsNoInvoice);
  CPPUNIT_TEST(aServiceThatEndedPaysForItsLastMonth);
  CPPUNIT_TEST(aPaidInvoiceOfUseExtendsNoTerm);
  CPPUNIT_TEST(aMonthIsTheTenantsOwn);
  CPPUNIT_TEST(aPlanThatWasLeftIsPaidForItsTime);
  CPPUNIT_TEST(eachPlanOfAMonthCountsItsOwnPart);
  CPPUNIT_TEST(aVeryLongNameIsInvoicedToo);
  CPPUNIT_TEST(oneAccountKeepsNobodyFromBeingInvoiced);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aMonthIsInvoicedOnceItIsOver() {
    report("a", "125");
    settle();
    CPPUNIT_ASSERT_EQUAL(std::string{}, invoiced());
    shop_->moveTo(Date::of(2026, 7, 1));
    CPPUNIT_ASSERT_EQUAL(1, settle().invoices);
    CPPUNIT_ASSERT_EQUAL(std::string{"50.00"}, invoiced());
    const auto invoice = shop_->now(*this->rows(202606, 202607).at(0).settled->invoice);
    CPPUNIT_ASSERT_EQUAL(inr(59'00), invoice.total);  // and 18 % GST
    const auto lines = shop_->database->read(
        [&](db::Reader& reader) { return shop_->billing.lines(reader, invoice); });
    CPPUNIT_ASSERT_EQUAL(
        std::string{"Cloud (example.com): Traffic, June 2026: 125 GB, 100 included"},
        lines.at(0).priced.draft.description);
    shop_->mustAddUp();
  }

  void runAgainAndAgainItIsTheSame() {
    report("a", "125");
    shop_->moveTo(Date::of(2026, 7, 1));
    settle();
    CPPUNIT_ASSERT_EQUAL(0, settle().invoices);
    shop_->moveTo(Date::of(2026, 7, 20));
    CPPUNIT_ASSERT_EQUAL(0, settle().accounts);
    CPPUNIT_ASSERT_EQUAL(std::string{"50.00"}, invoiced());
  }

  void whatComesLateIsOnTheNextInvoice() {
    report("a", "90", "2026-06-10T02:00:00Z");
    shop_->moveTo(Date::of(2026, 7, 1), 3);
    settle();
    CPPUNIT_ASSERT_EQUAL(std::string{}, invoiced());
    shop_->moveTo(Date::of(2026, 7, 1), 5);
    // The 20 that are missing of June, of which 10 were included; and July's own.
    report("b", "20", "2026-06-30T10:00:00Z");
    report("c", "101", "2026-06-30T22:00:00Z");
    settle();
    CPPUNIT_ASSERT_EQUAL(std::string{}, invoiced());
    shop_->moveTo(Date::of(2026, 8, 1), 3);
    settle();
    CPPUNIT_ASSERT_EQUAL(std::string{"22.00"}, invoiced());
    settle();
    shop_->moveTo(Date::of(2026, 9, 1), 3);
    settle();
    CPPUNIT_ASSERT_EQUAL(std::string{"22.00"}, invoiced());
  }

  void missedMonthsAreMadeUp() {
    report("a", "110", "2026-06-10T02:00:00Z");
    shop_->moveTo(Date::of(2026, 7, 10));
    report("b", "120");
    shop_->moveTo(Date::of(2026, 9, 3));
    settle();
    CPPUNIT_ASSERT_EQUAL(std::string{"20.00 40.00"}, invoiced());
    settle();
    CPPUNIT_ASSERT_EQUAL(std::string{"20.00 40.00"}, invoiced());
  }

  void allServicesOfAClientAreOnOneInvoice() {
    report("a", "110");
    service_ = this->serviceOf(client_);
    report("a", "115");
    shop_->moveTo(Date::of(2026, 7, 1));
    CPPUNIT_ASSERT_EQUAL(1, settle().invoices);
    CPPUNIT_ASSERT_EQUAL(std::string{"50.00"}, invoiced());
  }

  void whatIsShownIsWhatIsInvoiced() {
    report("a", "133.333333");
    const auto before = this->rows(202606, 202607).at(0);
    CPPUNIT_ASSERT(!before.settled);
    shop_->moveTo(Date::of(2026, 7, 1));
    settle();
    const auto after = this->rows(202606, 202607).at(0);
    CPPUNIT_ASSERT_EQUAL(before.used.rated.amount, after.settled->total);
    CPPUNIT_ASSERT_EQUAL(before.used.rated.amount.decimalText(), invoiced());
  }

  void nothingUsedIsNoInvoice() {
    shop_->moveTo(Date::of(2026, 7, 1));
    CPPUNIT_ASSERT_EQUAL(0, settle().invoices);
    CPPUNIT_ASSERT(this->rows(202606, 202607).at(0).settled);
  }

  void aServiceThatEndedPaysForItsLastMonth() {
    report("a", "150");
    shop_->database->transaction([&](db::Transaction& tx) {
      auto service =
          shop_->services.services().lock(tx, Scope::ofTenant(kPlatform), service_).value();
      service.status = ServiceStatus::Terminated;
      service.endedAt = shop_->clock.now();
      shop_->services.services().save(tx, service);
    });
    shop_->moveTo(Date::of(2026, 7, 1));
    settle();
    CPPUNIT_ASSERT_EQUAL(std::string{"100.00"}, invoiced());
    shop_->moveTo(Date::of(2026, 8, 1));
    CPPUNIT_ASSERT_EQUAL(0, settle().accounts);
  }

  void aPaidInvoiceOfUseExtendsNoTerm() {
    shop_->database->transaction([&](db::Transaction& tx) {
      auto service =
          shop_->services.services().lock(tx, Scope::ofTenant(kPlatform), service_).value();
      service.paidUntil = service.billedUntil = Date::of(2026, 6, 15);
      shop_->services.services().save(tx, service);
    });
    report("a", "150");
    shop_->moveTo(Date::of(2026, 7, 1));
    settle();
    shop_->pay(shop_->now(*this->rows(202606, 202607).at(0).settled->invoice), "pay_1");
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 6, 15), shop_->now(service_).paidUntil.value());
  }

  void aMonthIsTheTenantsOwn() {
    // In India the first of July begins at 18:30 UTC.
    shop_->moveTo(Date::of(2026, 7, 1), 3);
    report("a", "110", "2026-06-30T18:29:59Z");
    report("b", "500", "2026-06-30T18:30:00Z");
    settle();
    CPPUNIT_ASSERT_EQUAL(std::string{"20.00"}, invoiced());
  }

  void aPlanThatWasLeftIsPaidForItsTime() {
    report("a", "150", "2026-06-10T02:00:00Z");
    moveTo(shop_->product(), "2026-06-15T18:30:00Z");  // after half of June
    shop_->moveTo(Date::of(2026, 7, 1));
    settle();
    // Half of what June includes was had: 50.
    CPPUNIT_ASSERT_EQUAL(std::string{"200.00"}, invoiced());
  }

  void eachPlanOfAMonthCountsItsOwnPart() {
    report("a", "90", "2026-06-10T02:00:00Z");
    const auto larger = shop_->product();
    usage_->meters().replace(shop_->staff(), larger, {this->traffic("4")});
    moveTo(larger, "2026-06-15T18:30:00Z");
    shop_->moveTo(Date::of(2026, 6, 20));
    report("b", "60");
    shop_->moveTo(Date::of(2026, 7, 1));
    settle();
    CPPUNIT_ASSERT_EQUAL(std::string{"120.00"}, invoiced());  // 40 at 2, and 10 at 4
    CPPUNIT_ASSERT_EQUAL(Decimal{150}, this->rows(202606, 202607).at(0).settled->quantity.units());
    settle();
    CPPUNIT_ASSERT_EQUAL(std::string{"120.00"}, invoiced());
  }

  void aVeryLongNameIsInvoicedToo() {
    shop_->database->transaction([&](db::Transaction& tx) {
      auto service =
          shop_->services.services().lock(tx, Scope::ofTenant(kPlatform), service_).value();
      service.name = std::string(110, 'n');
      service.domain = std::string(60, 'a') + "." + std::string(60, 'b') + "." +
                       std::string(60, 'c') + "." + std::string(50, 'd') + ".example";
      shop_->services.services().save(tx, service);
      shop_->services.services().setDomain(tx, service.id, *service.domain);
    });
    report("a", "125");
    shop_->moveTo(Date::of(2026, 7, 1));
    CPPUNIT_ASSERT_EQUAL(1, settle().invoices);
    CPPUNIT_ASSERT_EQUAL(std::string{"50.00"}, invoiced());
  }

  void oneAccountKeepsNobodyFromBeingInvoiced() {
    const auto mine = service_;
    const auto other = shop_->client();
    product_ = shop_->product();
    usage_->meters().replace(shop_->staff(), product_, {this->traffic("1000000000")});
    service_ = this->serviceOf(other);
    report("huge", "1000000000");
    service_ = mine;
    report("a", "125");
    shop_->moveTo(Date::of(2026, 7, 1));
    const auto settled = settle();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, settled.failed.size());
    CPPUNIT_ASSERT_EQUAL(other, settled.failed.at(0));
    CPPUNIT_ASSERT_EQUAL(std::string{"50.00"}, invoiced());
  }

 private:
  // The service's plan as a change at its provider leaves it.
  void moveTo(Id<Product> product, const char* at) {
    shop_->database->transaction([&](db::Transaction& tx) {
      auto service =
          shop_->services.services().lock(tx, Scope::ofTenant(kPlatform), service_).value();
      const auto before = std::exchange(service.product, product);
      shop_->services.services().save(tx, service);
      const auto when = Instant::parse(at).value();
      tx.execute(
          "INSERT INTO service_changes (id, service_id, tenant_id, product_id, from_product_id, "
          "name, cycle, currency, price, state, created_at, updated_at) VALUES (?, ?, ?, ?, ?, "
          "'Cloud', 'monthly', 'INR', 0, 'done', ?, ?)",
          shop_->ids.template next<Service>().value(), service.id, kPlatform, product, before, when,
          when);
    });
  }
};
HOSTLER_SUITE_ON_BOTH_ENGINES(UsageSettlementTest, "modules/usage/usage_settlement");

}  // namespace hostler
