#include "modules/usage/rating.h"

#include "modules/usage/usage_month.h"
#include "tests/modules/billing/money_shop.h"

namespace hostler {

using testing::inr;

// What use comes to, as pure arithmetic.
class RatingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RatingTest);
  CPPUNIT_TEST(hoursPerSecondAndPerStartedHour);
  CPPUNIT_TEST(aMonthCostsAtMostItsCap);
  CPPUNIT_TEST(theDayOfTheSpringClockHas23Hours);
  CPPUNIT_TEST(whatIsIncludedIsFree);
  CPPUNIT_TEST(stepsAreClimbedOneAfterTheOther);
  CPPUNIT_TEST(pricesBelowAPaisaAddUpBeforeTheyAreRounded);
  CPPUNIT_TEST(theLargestCounts);
  CPPUNIT_TEST(anAverageHoldsFromReportToReport);
  CPPUNIT_TEST(aWholeMonthOfOneValueIsThatValue);
  CPPUNIT_TEST(moreUseNeverCostsLess);
  CPPUNIT_TEST(impossibleQuantitiesAreNone);
  CPPUNIT_TEST(pricesThatMakeNoSenseAreNamed);
  CPPUNIT_TEST_SUITE_END();

 public:
  void hoursPerSecondAndPerStartedHour() {
    auto meter = metered(Metering::Running, "0.5");
    const TimeSpan ran{at("2026-10-05T10:00:00Z"), at("2026-10-05T12:30:00Z")};
    CPPUNIT_ASSERT_EQUAL(inr(1'25), cost(meter, {}, ran));
    meter.wholeUnits = true;
    CPPUNIT_ASSERT_EQUAL(inr(1'50), cost(meter, {}, ran));
    auto reported = metered(Metering::Sum, "0.5");
    CPPUNIT_ASSERT_EQUAL(inr(1'25), cost(reported, {{ran.start, units("2.5")}}));
    reported.wholeUnits = true;
    CPPUNIT_ASSERT_EQUAL(inr(1'50), cost(reported, {{ran.start, units("2.5")}}));
    // Each report by itself: two half hours are two started ones.
    CPPUNIT_ASSERT_EQUAL(inr(1'00),
                         cost(reported, {{ran.start, units("0.5")}, {ran.end, units("0.5")}}));
  }

  void aMonthCostsAtMostItsCap() {
    auto meter = metered(Metering::Sum, "0.5");
    meter.prices[0].cap = inr(300'00);
    const auto price = meter.prices[0];
    CPPUNIT_ASSERT_EQUAL(inr(300'00), rate(meter, price, units("720")).amount);
    CPPUNIT_ASSERT(rate(meter, price, units("720")).capped);
    CPPUNIT_ASSERT(!rate(meter, price, units("600")).capped);
    CPPUNIT_ASSERT_EQUAL(inr(299'50), rate(meter, price, units("599")).amount);
  }

  void theDayOfTheSpringClockHas23Hours() {
    const auto zone = TimeZone::named("Europe/Berlin");
    const TimeSpan day{zone.startOf(Date::of(2026, 3, 29)), zone.startOf(Date::of(2026, 3, 30))};
    const auto march = UsageMonth::numbered(202603).span(zone);
    const auto meter = metered(Metering::Running, "1");
    CPPUNIT_ASSERT(units("23") == quantityOf(meter, {}, day, march, march.end));
    CPPUNIT_ASSERT(units("743") == quantityOf(meter, {}, march, march, march.end));
  }

  void whatIsIncludedIsFree() {
    auto meter = metered(Metering::Sum, "2");
    meter.included = units("100");
    const auto price = meter.prices[0];
    CPPUNIT_ASSERT_EQUAL(inr(0), rate(meter, price, units("100")).amount);
    CPPUNIT_ASSERT_EQUAL(inr(5'00), rate(meter, price, units("102.5")).amount);
    CPPUNIT_ASSERT(units("2.5") == rate(meter, price, units("102.5")).billable);
  }

  void stepsAreClimbedOneAfterTheOther() {
    auto meter = metered(Metering::Sum, "0");
    meter.prices[0].tiers = {{Decimal{100}, Decimal::of("1")},
                             {Decimal{1000}, Decimal::of("0.5")},
                             {std::nullopt, Decimal::of("0.1")}};
    const auto price = meter.prices[0];
    CPPUNIT_ASSERT_EQUAL(inr(50'00), rate(meter, price, units("50")).amount);
    CPPUNIT_ASSERT_EQUAL(inr(100'00), rate(meter, price, units("100")).amount);
    CPPUNIT_ASSERT_EQUAL(inr(550'00), rate(meter, price, units("1000")).amount);
    CPPUNIT_ASSERT_EQUAL(inr(650'00), rate(meter, price, units("2000")).amount);
  }

  void pricesBelowAPaisaAddUpBeforeTheyAreRounded() {
    const auto meter = metered(Metering::Sum, "0.000125");  // an eightieth of a paisa
    CPPUNIT_ASSERT_EQUAL(inr(0), rate(meter, meter.prices[0], units("39")).amount);
    CPPUNIT_ASSERT_EQUAL(inr(1), rate(meter, meter.prices[0], units("40")).amount);
    CPPUNIT_ASSERT_EQUAL(inr(125'00), rate(meter, meter.prices[0], units("1000000")).amount);
  }

  void theLargestCounts() {
    const auto meter = metered(Metering::Peak, "10");
    CPPUNIT_ASSERT_EQUAL(inr(70'00), cost(meter, {{at("2026-10-01T00:00:00Z"), units("3")},
                                                  {at("2026-10-09T00:00:00Z"), units("7")},
                                                  {at("2026-10-20T00:00:00Z"), units("5")}}));
    CPPUNIT_ASSERT_EQUAL(inr(0), cost(meter, {}));
  }

  void anAverageHoldsFromReportToReport() {
    const auto meter = metered(Metering::Average, "31");
    // 10 GB for a day of 31, then none; and 20 GB that were there before the month.
    CPPUNIT_ASSERT_EQUAL(inr(10'00), cost(meter, {{at("2026-10-05T00:00:00Z"), units("10")},
                                                  {at("2026-10-06T00:00:00Z"), units("0")}}));
    CPPUNIT_ASSERT_EQUAL(inr(20'00), cost(meter, {{at("2026-09-20T00:00:00Z"), units("20")},
                                                  {at("2026-10-02T00:00:00Z"), units("0")}}));
  }

  void aWholeMonthOfOneValueIsThatValue() {
    const auto meter = metered(Metering::Average, "1");
    const std::vector<UsageReport> reports{{at("2026-09-20T00:00:00Z"), units("42.5")}};
    CPPUNIT_ASSERT(units("42.5") ==
                   quantityOf(meter, reports, std::nullopt, kOctober, kOctober.end));
    // Half of the month so far: the rest counts as nothing until it comes.
    const auto middle = at("2026-10-16T12:00:00Z");
    CPPUNIT_ASSERT(units("21.25") == quantityOf(meter, reports, std::nullopt, kOctober, middle));
  }

  void moreUseNeverCostsLess() {
    const testing::Seed seed;
    std::mt19937_64 random{seed.value};
    for (int round = 0; round < 2'000; ++round) {
      auto meter = metered(Metering::Sum, "0");
      auto& price = meter.prices[0];
      price.tiers.clear();
      std::int64_t end = 0;
      for (auto steps = random() % 4; steps > 0; --steps) {
        end += static_cast<std::int64_t>(1 + random() % 1'000'000);
        price.tiers.push_back({Decimal::ofScaled(end, 3), anyPrice(random)});
      }
      price.tiers.push_back({std::nullopt, anyPrice(random)});
      if (random() % 3 == 0) price.cap = inr(static_cast<std::int64_t>(1 + random() % 1'000'000));
      meter.included = Quantity::ofMicro(static_cast<std::int64_t>(random() % 1'000'000'000));
      CPPUNIT_ASSERT_MESSAGE(seed.text(), priceFaults(meter).empty());
      const auto less = Quantity::ofMicro(static_cast<std::int64_t>(random() % 10'000'000'000));
      const auto more =
          less.plus(Quantity::ofMicro(static_cast<std::int64_t>(random() % 10'000'000'000)));
      const auto cheaper = rate(meter, price, less), dearer = rate(meter, price, more);
      CPPUNIT_ASSERT_MESSAGE(seed.text(), !dearer.amount.lessThan(cheaper.amount));
      CPPUNIT_ASSERT_MESSAGE(seed.text(), !cheaper.amount.isNegative());
      CPPUNIT_ASSERT_MESSAGE(seed.text(), !price.cap || !price.cap->lessThan(dearer.amount));
    }
  }

  void impossibleQuantitiesAreNone() {
    CPPUNIT_ASSERT(!Quantity::of(Decimal::of("-1")));
    CPPUNIT_ASSERT(!Quantity::of(Decimal::of("0.0000001")));
    CPPUNIT_ASSERT(!Quantity::of(Decimal::of("1000000001")));
    CPPUNIT_ASSERT(Quantity::of(Decimal::of("1000000000")));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, Quantity::of(Decimal::of("0.000001"))->micro());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, Quantity::of(Decimal::of("0.00000100"))->micro());
  }

  void pricesThatMakeNoSenseAreNamed() {
    auto meter = metered(Metering::Sum, "1");
    auto& tiers = meter.prices[0].tiers;
    tiers = {{Decimal{10}, Decimal{1}}, {Decimal{5}, Decimal{1}}, {std::nullopt, Decimal{1}}};
    CPPUNIT_ASSERT_EQUAL(std::string{"prices[0].tiers[1].up_to"}, faultOf(meter));
    tiers = {{std::nullopt, Decimal{1}}, {std::nullopt, Decimal{1}}};
    CPPUNIT_ASSERT_EQUAL(std::string{"prices[0].tiers[0].up_to"}, faultOf(meter));
    tiers = {{Decimal{10}, Decimal{1}}};
    CPPUNIT_ASSERT_EQUAL(std::string{"prices[0].tiers[0].up_to"}, faultOf(meter));
    tiers = {{std::nullopt, Decimal{-1}}};
    CPPUNIT_ASSERT_EQUAL(std::string{"prices[0].tiers[0].unit_price"}, faultOf(meter));
    tiers = {{std::nullopt, Decimal{1}}};
    meter.prices[0].cap = Money::ofMinor(1, Currency::of("USD"));
    CPPUNIT_ASSERT_EQUAL(std::string{"prices[0].cap"}, faultOf(meter));
  }

 private:
  static inline const TimeSpan kOctober{Instant::parse("2026-10-01T00:00:00Z").value(),
                                        Instant::parse("2026-11-01T00:00:00Z").value()};

  static Instant at(const char* text) { return Instant::parse(text).value(); }
  static Quantity units(const char* text) { return Quantity::of(Decimal::of(text)).value(); }
  static UsageMeter metered(Metering how, const char* unitPrice) {
    UsageMeter meter;
    meter.metering = how;
    meter.prices = {{Currency::of("INR"), {{std::nullopt, Decimal::of(unitPrice)}}, std::nullopt}};
    return meter;
  }
  static Money cost(const UsageMeter& meter, const std::vector<UsageReport>& reports,
                    std::optional<TimeSpan> present = std::nullopt) {
    return rate(meter, meter.prices[0], quantityOf(meter, reports, present, kOctober, kOctober.end))
        .amount;
  }
  static Decimal anyPrice(std::mt19937_64& random) {
    return Decimal::ofScaled(static_cast<std::int64_t>(random() % 1'000'000), 5);
  }
  static std::string faultOf(const UsageMeter& meter) {
    const auto faults = priceFaults(meter);
    return faults.empty() ? "" : faults.front().field;
  }
};
HOSTLER_SUITE(RatingTest, "modules/usage/rating");

}  // namespace hostler
