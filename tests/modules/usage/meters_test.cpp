#include "tests/modules/usage/usage_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;

// What a product bills by use changes with notice: from the next month on.
template <class Engine>
class MetersTest : public testing::InUsageShop<Engine> {
  using Base = testing::InUsageShop<Engine>;
  using Base::report, Base::shop_, Base::settle, Base::invoiced, Base::set, Base::traffic;

  CPPUNIT_TEST_SUITE(MetersTest);
  CPPUNIT_TEST(aNewPriceHoldsFromTheNextMonth);
  CPPUNIT_TEST(aSecondThoughtReplacesTheFirst);
  CPPUNIT_TEST(aMeterThatIsRemovedEndsWithItsMonth);
  CPPUNIT_TEST(aNewMeterCountsAtOnce);
  CPPUNIT_TEST(everyCurrencyThatTheProductIsSoldInNeedsAPrice);
  CPPUNIT_TEST(hoursAreCountedWithoutReports);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aNewPriceHoldsFromTheNextMonth() {
    const auto view = set({traffic("3")});
    CPPUNIT_ASSERT_EQUAL(std::string{"2"}, view.meters.at(0).prices[0].tiers[0].unitPrice.text());
    CPPUNIT_ASSERT_EQUAL(std::string{"3"},
                         view.next.value().at(0).prices[0].tiers[0].unitPrice.text());
    report("a", "110");
    shop_->moveTo(Date::of(2026, 7, 2));
    report("b", "110");
    shop_->moveTo(Date::of(2026, 8, 2));
    settle();
    CPPUNIT_ASSERT_EQUAL(std::string{"20.00 30.00"}, invoiced());
  }

  void aSecondThoughtReplacesTheFirst() {
    set({traffic("3")});
    set({traffic("4")});
    CPPUNIT_ASSERT(!set({traffic("2")}).next);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->count("SELECT COUNT(*) AS n FROM usage_meters"));
  }

  void aMeterThatIsRemovedEndsWithItsMonth() {
    const auto view = set({});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, view.meters.size());
    CPPUNIT_ASSERT(view.next.value().empty());
    report("a", "110");
    shop_->moveTo(Date::of(2026, 7, 2));
    CPPUNIT_ASSERT_THROW(report("b", "110"), ValidationError);
    settle();
    CPPUNIT_ASSERT_EQUAL(std::string{"20.00"}, invoiced());
  }

  void aNewMeterCountsAtOnce() {
    auto licences = traffic("10");
    licences.name = "licences";
    licences.metering = Metering::Peak;
    licences.included = 0;
    set({traffic(), licences});
    report("a", "5", {}, "licences");
    report("b", "3", {}, "licences");
    shop_->moveTo(Date::of(2026, 7, 2));
    settle();
    CPPUNIT_ASSERT_EQUAL(std::string{"50.00"}, invoiced());
  }

  void everyCurrencyThatTheProductIsSoldInNeedsAPrice() {
    auto meter = traffic();
    meter.prices[0].currency = Currency::of("USD");
    CPPUNIT_ASSERT_THROW(set({meter}), ValidationError);
  }

  void hoursAreCountedWithoutReports() {
    auto hours = traffic("0.5");
    hours.name = "hours";
    hours.unit = "h";
    hours.metering = Metering::Running;
    hours.included = 0;
    set({hours});
    CPPUNIT_ASSERT_THROW(report("a", "1", {}, "hours"), ValidationError);
    shop_->moveTo(Date::of(2026, 7, 2));
    settle();
    // 30 days but for the five and a half hours of the first of June in India.
    CPPUNIT_ASSERT_EQUAL(std::string{"357.25"}, invoiced());
  }
};
HOSTLER_SUITE_ON_BOTH_ENGINES(MetersTest, "modules/usage/meters");

}  // namespace hostler
