#include "modules/services/renewals.h"

#include "tests/core/db/threads.h"
#include "tests/modules/billing/money_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::MoneyShop;

template <class Engine>
class RenewalsTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(RenewalsTest);
  CPPUNIT_TEST(theAnchorDayComesBackAfterEveryShortMonth);
  CPPUNIT_TEST(aYearFromALeapDayEndsInFebruary);
  CPPUNIT_TEST(aLatePaymentDoesNotMoveTheTerm);
  CPPUNIT_TEST(severalAtOnceInvoiceEachPeriodOnce);
  CPPUNIT_TEST(missedPeriodsAreMadeUpOneByOne);
  CPPUNIT_TEST(aDiscountLastsItsCycles);
  CPPUNIT_TEST(aDiscountForLifeDoesNotEnd);
  CPPUNIT_TEST(quantityCountsAndSetupDoesNot);
  CPPUNIT_TEST(whatIsFreeRenewsWithoutADocument);
  CPPUNIT_TEST(whatIsFreeMayHaveAnInvoiceOfNothing);
  CPPUNIT_TEST(whatIsFreeRenewsOnceForATerm);
  CPPUNIT_TEST(creditThatCoversItPaysItAtOnce);
  CPPUNIT_TEST(whatEndsOrIsSuspendedIsNotRenewed);
  CPPUNIT_TEST(aCancelledRenewalFreesItsPeriod);
  CPPUNIT_TEST(aCancelledRenewalGivesItsDiscountBackOnce);
  CPPUNIT_TEST_SUITE_END();

 public:
  RenewalsTest() : testing::InShop{testing::InShop::placeOn<Engine>} {}

  void theAnchorDayComesBackAfterEveryShortMonth() {
    // Since 31 January 2026, through February and back.
    const auto service = made(Date::of(2026, 2, 28), 31);
    std::string ends;
    for (int i = 0; i < 12; ++i) ends += " " + renew(service).text().substr(2);
    CPPUNIT_ASSERT_EQUAL(std::string{" 26-03-31 26-04-30 26-05-31 26-06-30 26-07-31 26-08-31"
                                     " 26-09-30 26-10-31 26-11-30 26-12-31 27-01-31 27-02-28"},
                         ends);
    const auto leap = made(Date::of(2028, 2, 29), 31);
    CPPUNIT_ASSERT_EQUAL(Date::of(2028, 3, 31), renew(leap));
    const auto thirtieth = made(Date::of(2027, 2, 28), 30);
    CPPUNIT_ASSERT_EQUAL(Date::of(2027, 3, 30), renew(thirtieth));
  }

  void aYearFromALeapDayEndsInFebruary() {
    const auto service = made(Date::of(2028, 2, 29), 29, Cycle::Annually);
    for (const auto& expected : {Date::of(2029, 2, 28), Date::of(2030, 2, 28),
                                 Date::of(2031, 2, 28), Date::of(2032, 2, 29)})
      CPPUNIT_ASSERT_EQUAL(expected, renew(service));
  }

  void aLatePaymentDoesNotMoveTheTerm() {
    const auto service = made(Date::of(2026, 6, 15), 15);
    const auto invoice = issue({service}).at(0);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 6, 15), invoice.dueDate);
    shop_->moveTo(Date::of(2026, 6, 24));
    shop_->pay(shop_->now(invoice.invoice), "pay_1");
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 15), shop_->now(service).paidUntil.value());
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 15), renew(service));
  }

  void severalAtOnceInvoiceEachPeriodOnce() {
    std::vector<Id<Service>> all;
    for (int i = 0; i < 12; ++i) all.push_back(made(Date::of(2026, 6, 15), 15));
    std::atomic<int> issued{0};
    db::inThreads(5, [&](int) {
      for (const auto service : all) {
        // As schedulers do: whoever finds its term ended renews it.
        if (Date::of(2026, 6, 15) < shop_->now(service).billedUntil.value()) continue;
        issued += static_cast<int>(renewOnce(service));
      }
    });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{issued.load()},
                         shop_->count("SELECT COUNT(*) AS n FROM invoices"));
    CPPUNIT_ASSERT_EQUAL(shop_->count("SELECT COUNT(*) AS n FROM billed_periods"),
                         shop_->count("SELECT COUNT(*) AS n FROM invoices"));
    // Each invoice is for a period of its own.
    CPPUNIT_ASSERT_EQUAL(
        shop_->count("SELECT COUNT(*) AS n FROM invoice_lines"),
        shop_->count("SELECT COUNT(*) AS n FROM (SELECT DISTINCT service_id, period_from FROM "
                     "invoice_lines) periods"));
    shop_->mustAddUp();
  }

  void missedPeriodsAreMadeUpOneByOne() {
    const auto service = made(Date::of(2026, 3, 15), 15);
    std::vector<Date> due;
    while (!(shop_->today() < shop_->now(service).billedUntil.value()))
      due.push_back(issue({service}).at(0).dueDate);
    CPPUNIT_ASSERT(due == (std::vector<Date>{Date::of(2026, 3, 15), Date::of(2026, 4, 15),
                                             Date::of(2026, 5, 15)}));
  }

  void aDiscountLastsItsCycles() {
    const auto service = made(Date::of(2026, 6, 15), 15, Cycle::Monthly, [](Service& some) {
      some.discount = RecurringDiscount{Decimal::of("20"), std::nullopt, 2};
    });
    CPPUNIT_ASSERT_EQUAL(inr(471'06), issue({service}).at(0).total);
    CPPUNIT_ASSERT_EQUAL(inr(471'06), issue({service}).at(0).total);
    CPPUNIT_ASSERT_EQUAL(inr(588'82), issue({service}).at(0).total);
    CPPUNIT_ASSERT(!shop_->now(service).discount);
  }

  void aDiscountForLifeDoesNotEnd() {
    const auto service = made(Date::of(2026, 6, 15), 15, Cycle::Monthly, [](Service& some) {
      some.discount = RecurringDiscount{std::nullopt, inr(600'00), std::nullopt};
    });
    for (int i = 0; i < 3; ++i) {
      const auto invoice = issue({service}).at(0);
      CPPUNIT_ASSERT_EQUAL(inr(0), invoice.total);  // never below its price
      CPPUNIT_ASSERT(shop_->now(invoice.invoice).stored == InvoiceStatus::Paid);
    }
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 9, 15), shop_->now(service).paidUntil.value());
  }

  void quantityCountsAndSetupDoesNot() {
    const auto service =
        made(Date::of(2026, 6, 15), 15, Cycle::Monthly, [](Service& some) { some.quantity = 3; });
    const auto invoice = shop_->now(issue({service}).at(0).invoice);
    CPPUNIT_ASSERT_EQUAL(inr(1497'00), invoice.subtotal);
    CPPUNIT_ASSERT_EQUAL(inr(134'73), invoice.taxes.at(0).amount);
    const auto client = shop_->client();
    shop_->put(client, shop_->product(499'00, [](Product& product) {
      product.prices.at(0).setupFee = inr(199'00);
    }));
    const auto first = shop_->buy(client);
    CPPUNIT_ASSERT_EQUAL(inr(823'64), first.invoice.total);
    shop_->pay(first.invoice, "pay_1");
    shop_->database->transaction([&](db::Transaction& tx) {
      auto service = shop_->services.services()
                         .lock(tx, Scope::ofTenant(kPlatform), first.order.items.at(0).service)
                         .value();
      service.status = ServiceStatus::Active;
      shop_->services.services().save(tx, service);
    });
    CPPUNIT_ASSERT_EQUAL(inr(588'82), issue({first.order.items.at(0).service}).at(0).total);
  }

  void whatIsFreeRenewsWithoutADocument() {
    const auto service =
        made(Date::of(2026, 6, 15), 15, Cycle::Monthly, [](Service& some) { some.price = inr(0); });
    CPPUNIT_ASSERT(issue({service}).empty());
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 15), shop_->now(service).paidUntil.value());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM invoices"));
  }

  void whatIsFreeMayHaveAnInvoiceOfNothing() {
    shop_->set("renewal.free_invoice", true);
    const auto service = free();
    const auto invoice = shop_->now(issue({service}).at(0).invoice);
    CPPUNIT_ASSERT_EQUAL(inr(0), invoice.total);
    CPPUNIT_ASSERT(invoice.kind == InvoiceKind::Renewal);
    CPPUNIT_ASSERT(invoice.stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 15), shop_->now(service).paidUntil.value());
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 15), shop_->now(service).billedUntil.value());
    shop_->mustAddUp();
  }

  void whatIsFreeRenewsOnceForATerm() {
    for (const bool documented : {false, true}) {
      shop_->set("renewal.free_invoice", documented);
      const auto service = free();
      int renewed = 0;
      for (int run = 0; run < 5; ++run) {
        const auto due = shop_->database->read([&](db::Reader& reader) {
          return shop_->services.services().endingBy(reader, kPlatform, Date::of(2026, 6, 24), {},
                                                     10);
        });
        for (const auto& one : due) {
          CPPUNIT_ASSERT(one.id == service);
          shop_->services.renewals().issueDue(shop_->staff(), {{one.id, one.billedUntil}}, true);
          ++renewed;
        }
      }
      CPPUNIT_ASSERT_EQUAL(1, renewed);
      CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 15), shop_->now(service).paidUntil.value());
      CPPUNIT_ASSERT_EQUAL(std::int64_t{documented ? 1 : 0},
                           shop_->count("SELECT COUNT(*) AS n FROM invoices"));
    }
  }

  void creditThatCoversItPaysItAtOnce() {
    const auto rich = made(Date::of(2026, 6, 15), 15), poor = made(Date::of(2026, 6, 15), 15);
    shop_->payments.addCredit(shop_->staff(), shop_->now(rich).account, inr(588'82), "Sorry");
    shop_->payments.addCredit(shop_->staff(), shop_->now(poor).account, inr(588'81), "Sorry");
    shop_->services.renewals().issue(shop_->staff(), {rich, poor}, true);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 15), shop_->now(rich).paidUntil.value());
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 6, 15), shop_->now(poor).paidUntil.value());
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(shop_->now(rich).account));
    CPPUNIT_ASSERT_EQUAL(inr(588'81), shop_->creditOf(shop_->now(poor).account));
    shop_->mustAddUp();
  }

  void whatEndsOrIsSuspendedIsNotRenewed() {
    const auto day = Date::of(2026, 6, 15);
    std::vector<Id<Service>> none;
    for (const auto status : {ServiceStatus::Pending, ServiceStatus::Suspended,
                              ServiceStatus::Terminated, ServiceStatus::Cancelled}) {
      none.push_back(made(day, 15, Cycle::Monthly, [&](Service& some) { some.status = status; }));
    }
    none.push_back(made(day, 15, Cycle::Monthly, [&](Service& some) { some.cancelOn = day; }));
    none.push_back(made(day, 15, Cycle::OneTime));
    CPPUNIT_ASSERT(issue(none).empty());
    const auto later = made(day, 15, Cycle::Monthly,
                            [&](Service& some) { some.cancelOn = Date::of(2026, 7, 15); });
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, issue({later}).size());
    CPPUNIT_ASSERT(issue({later}).empty());
  }

  // However many lines it was on.
  void aCancelledRenewalGivesItsDiscountBackOnce() {
    const auto service = made(Date::of(2026, 6, 15), 15, Cycle::Monthly, [](Service& some) {
      some.discount = RecurringDiscount{Decimal::of("20"), std::nullopt, 2};
      Extra disk;
      disk.key = disk.title = "Disk";
      disk.price = inr(100'00);
      some.extras = {disk};
    });
    const auto invoice = issue({service}).at(0).invoice;
    CPPUNIT_ASSERT_EQUAL(1, shop_->now(service).discount->cyclesLeft.value());
    shop_->database->transaction([&](db::Transaction& tx) {
      shop_->corrections.cancel(tx, shop_->staff(), invoice, "Wrong price");
    });
    CPPUNIT_ASSERT_EQUAL(2, shop_->now(service).discount->cyclesLeft.value());
  }

  void aCancelledRenewalFreesItsPeriod() {
    const auto service = made(Date::of(2026, 6, 15), 15);
    const auto invoice = issue({service}).at(0).invoice;
    shop_->database->transaction([&](db::Transaction& tx) {
      shop_->corrections.cancel(tx, shop_->staff(), invoice, "Wrong price");
    });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM billed_periods"));
  }

 private:
  Id<Service> free() {
    return made(Date::of(2026, 6, 15), 15, Cycle::Monthly,
                [](Service& some) { some.price = inr(0); });
  }
  Id<Service> made(
      Date until, unsigned anchor, Cycle cycle = Cycle::Monthly,
      const std::function<void(Service&)>& change = [](Service&) {}) {
    if (product_ == Id<Product>{}) product_ = shop_->product();
    return shop_->service(shop_->client(), until, [&](Service& service) {
      service.anchorDay = anchor;
      service.cycle = cycle;
      service.product = product_;
      change(service);
    });
  }
  std::vector<Renewals::Issued> issue(const std::vector<Id<Service>>& services) {
    return shop_->services.renewals().issue(shop_->staff(), services, false);
  }
  std::size_t renewOnce(Id<Service> service) { return issue({service}).size(); }
  // The end of the period that is invoiced next.
  Date renew(Id<Service> service) {
    issue({service});
    return shop_->now(service).billedUntil.value();
  }

  Id<Product> product_{};
};
HOSTLER_SUITE_ON_BOTH_ENGINES(RenewalsTest, "modules/services/renewals");

}  // namespace hostler
