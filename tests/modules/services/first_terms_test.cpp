#include "modules/catalog/product_service.h"
#include "tests/modules/services/terms_shop.h"

namespace hostler {

using testing::inr;
using testing::TermsShop;

// What a first term says about the later ones: on which day they fall, and what a coupon leaves
// them.
class FirstTermsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(FirstTermsTest);
  CPPUNIT_TEST(aDayOfTheMonthIsForMonthlyTermsAlone);
  CPPUNIT_TEST(aMonthlyTermKeepsTheDayOfTheMonth);
  CPPUNIT_TEST(anAmountIsSharedByTheRenewalsOfAnOrder);
  CPPUNIT_TEST(anAmountForRenewalsAloneIsSharedToo);
  CPPUNIT_TEST(aCouponsLastDayIsForUsingItAlone);
  CPPUNIT_TEST(nothingIsSoldByTheHour);
  CPPUNIT_TEST(noProductIsPricedByTheHour);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aDayOfTheMonthIsForMonthlyTermsAlone() {
    const auto yearly = shop_.plan(499'00, "Yearly", [](Product& product) {
      product.prorataDay = 1;
      product.prices = {{Cycle::Annually, inr(4'999'00), inr(0)}};
    });
    const auto service = shop_.bought({yearly}).at(0);
    CPPUNIT_ASSERT_EQUAL(Date::of(2027, 6, 11), shop_.now(service).paidUntil.value());
    shop_.renew(service);
    CPPUNIT_ASSERT_EQUAL(Date::of(2028, 6, 11), shop_.now(service).billedUntil.value());
  }

  void aMonthlyTermKeepsTheDayOfTheMonth() {
    const auto monthly =
        shop_.plan(499'00, "Monthly", [](Product& product) { product.prorataDay = 1; });
    const auto service = shop_.bought({monthly}).at(0);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 1), shop_.now(service).paidUntil.value());
    shop_.renew(service);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 1), shop_.now(service).billedUntil.value());
  }

  void anAmountIsSharedByTheRenewalsOfAnOrder() {
    shop_.coupon("OFF", [](Coupon& coupon) { coupon.amount = inr(600'00); });
    const auto plan = shop_.plan(499'00, "Small");
    const auto services = shop_.bought({plan, plan}, "OFF");
    auto discounts = inr(0);
    for (const auto service : services) {
      const auto renewal = shop_.renew(service);
      discounts = discounts.plus(renewal.discount);
    }
    CPPUNIT_ASSERT_EQUAL(inr(600'00), discounts);
  }

  void anAmountForRenewalsAloneIsSharedToo() {
    shop_.coupon("LATER", [](Coupon& coupon) {
      coupon.amount = inr(600'00);
      coupon.renewalOnly = true;
    });
    const auto plan = shop_.plan(499'00, "Small");
    const auto services = shop_.bought({plan, plan}, "LATER");
    CPPUNIT_ASSERT_EQUAL(inr(499'00), shop_.renew(services.at(0)).discount);
    CPPUNIT_ASSERT_EQUAL(inr(101'00), shop_.renew(services.at(1)).discount);
  }

  void aCouponsLastDayIsForUsingItAlone() {
    shop_.coupon("THREE", [&](Coupon& coupon) {
      coupon.percent = Decimal::of("20");
      coupon.cycles = 3;
      coupon.validTo = shop_.today();
    });
    const auto plan = shop_.plan(999'00, "Large");
    const auto service = shop_.bought({plan}, "THREE").at(0);
    // All of them begin after its last day.
    for (const auto expected : {199'80, 199'80, 0}) {
      shop_.moveTo(shop_.now(service).billedUntil.value());
      const auto renewal = shop_.renew(service);
      CPPUNIT_ASSERT_EQUAL(inr(expected), renewal.discount);
      shop_.settle(renewal.id);
    }
    shop_.put(shop_.owner(), plan);
    CPPUNIT_ASSERT_THROW(shop_.carts.applyCoupon(TermsShop::holder(shop_.owner()), "THREE"),
                         CouponNotValid);
  }

  void nothingIsSoldByTheHour() {
    const auto hourly = shop_.plan(5'00, "Hourly", [](Product& product) {
      product.prices = {{Cycle::Hourly, inr(5'00), inr(0)}};
    });
    CPPUNIT_ASSERT_THROW(shop_.put(shop_.owner(), hourly), ValidationError);
  }

  void noProductIsPricedByTheHour() {
    ProductService products{*shop_.database, shop_.clock, shop_.ids, shop_.audit, {}};
    ProductBody body;
    body.name = "Hourly";
    body.pricing = {{Currency::of("INR"), Cycle::Hourly, inr(5'00), inr(0)}};
    try {
      products.create(shop_.staff(), body);
      CPPUNIT_FAIL("it was taken");
    } catch (const ValidationError& error) {
      CPPUNIT_ASSERT_EQUAL(std::string{"not_metered"}, error.errors().at(0).code);
    }
  }

  db::OnSqlite engine_;
  TermsShop shop_{engine_.url()};
};
HOSTLER_SUITE(FirstTermsTest, "modules/services/first_terms");

}  // namespace hostler
