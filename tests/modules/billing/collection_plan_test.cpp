#include "modules/billing/collection_plan.h"

#include "tests/support/suite.h"

namespace hostler::testing {

using namespace std::chrono_literals;

// When an invoice is collected, and from what.
class CollectionPlanTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CollectionPlanTest);
  CPPUNIT_TEST(theFirstTryIsOnTheDueDateInTheMorning);
  CPPUNIT_TEST(aMandateIsNeverChargedWithoutADaysNotice);
  CPPUNIT_TEST(triesFollowThePlanAndNeverADayTooSoon);
  CPPUNIT_TEST(theMandatesLimitIsFifteenThousandRupees);
  CPPUNIT_TEST(aMethodHasLimitsOfItsOwn);
  CPPUNIT_TEST(theChosenMethodGoesFirstAndOthersFollow);
  CPPUNIT_TEST_SUITE_END();

 public:
  void theFirstTryIsOnTheDueDateInTheMorning() {
    const auto at = plan_.chargeAt(1, Date::of(2026, 6, 20), dollars(10'00), now_).value();
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-06-20T03:30:00Z"}, at.text());  // 09:00 in Kolkata
    CPPUNIT_ASSERT_EQUAL(now_.text(),
                         plan_.chargeAt(1, Date::of(2026, 6, 1), dollars(10'00), now_)->text());
  }

  void aMandateIsNeverChargedWithoutADaysNotice() {
    for (int attempt = 1; attempt <= 4; ++attempt) {
      const auto at = plan_.chargeAt(attempt, Date::of(2026, 6, 10), rupees(10'00), now_).value();
      CPPUNIT_ASSERT(now_.plus(24h) <= at);
    }
  }

  void triesFollowThePlanAndNeverADayTooSoon() {
    const auto due = Date::of(2026, 6, 10);
    const auto third = plan_.chargeAt(3, due, dollars(10'00), now_).value();
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-06-13T03:30:00Z"}, third.text());
    const auto late = Instant::parse("2026-07-01T00:00:00Z").value();
    CPPUNIT_ASSERT_EQUAL(late.plus(24h).text(),
                         plan_.chargeAt(2, due, dollars(10'00), late)->text());
    CPPUNIT_ASSERT(plan_.chargeAt(4, due, dollars(10'00), now_));
    CPPUNIT_ASSERT(!plan_.chargeAt(5, due, dollars(10'00), now_));
    CPPUNIT_ASSERT(!plan_.chargeAt(0, due, dollars(10'00), now_));
  }

  void theMandatesLimitIsFifteenThousandRupees() {
    CPPUNIT_ASSERT(CollectionPlan::mayCharge(method(1), rupees(15'000'00), now_));
    CPPUNIT_ASSERT(!CollectionPlan::mayCharge(method(1), rupees(15'000'01), now_));
    CPPUNIT_ASSERT(CollectionPlan::mayCharge(method(1), dollars(90'000'00), now_));
  }

  void aMethodHasLimitsOfItsOwn() {
    auto limited = method(1);
    limited.most = rupees(500'00);
    CPPUNIT_ASSERT(CollectionPlan::mayCharge(limited, rupees(500'00), now_));
    CPPUNIT_ASSERT(!CollectionPlan::mayCharge(limited, rupees(500'01), now_));
    CPPUNIT_ASSERT(!CollectionPlan::mayCharge(limited, dollars(1'00), now_));
    auto old = method(2);
    old.expiresAt = now_;
    CPPUNIT_ASSERT(!CollectionPlan::mayCharge(old, rupees(1'00), now_));
    auto lost = method(3);
    lost.blocked = "stolen_card";
    CPPUNIT_ASSERT(!CollectionPlan::mayCharge(lost, rupees(1'00), now_));
    auto paused = method(4);
    paused.state = "paused";
    CPPUNIT_ASSERT(!CollectionPlan::mayCharge(paused, rupees(1'00), now_));
  }

  void theChosenMethodGoesFirstAndOthersFollow() {
    const std::vector<SavedMethod> all{method(1), method(2), method(3)};
    const auto chosen = [&](int attempt) {
      return CollectionPlan::choose(all, Id<PaymentMethod>::of(2), attempt, rupees(1'00), now_)
          ->id.value();
    };
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, chosen(1));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, chosen(2));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, chosen(3));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, chosen(4));
    CPPUNIT_ASSERT(!CollectionPlan::choose({}, std::nullopt, 1, rupees(1'00), now_));
  }

 private:
  static Money rupees(std::int64_t paise) { return Money::ofMinor(paise, Currency::of("INR")); }
  static Money dollars(std::int64_t cents) { return Money::ofMinor(cents, Currency::of("USD")); }
  static SavedMethod method(std::int64_t id) {
    SavedMethod method;
    method.id = Id<PaymentMethod>::of(id);
    method.state = "confirmed";
    return method;
  }
  static CollectionPlan planInKolkata() {
    CollectionPlan plan;
    plan.zone = TimeZone::named("Asia/Kolkata");
    return plan;
  }

  const CollectionPlan plan_ = planInKolkata();
  const Instant now_ = Instant::parse("2026-06-10T06:00:00Z").value();
};
HOSTLER_SUITE(CollectionPlanTest, "modules/billing/collection_plan");

}  // namespace hostler::testing
