#include "modules/automation/invoice_notices.h"
#include "modules/automation/selector.h"
#include "tests/support/suite.h"

namespace hostler {

class NoticesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(NoticesTest);
  CPPUNIT_TEST(eachDayOfTheListHasItsNotice);
  CPPUNIT_TEST(whatWasSentIsNotSentAgain);
  CPPUNIT_TEST(ofMissedDaysOnlyTheLastIsSent);
  CPPUNIT_TEST(nothingIsSaidOnTheDayOfIssueOrBefore);
  CPPUNIT_TEST(groupsAreFoundInAList);
  CPPUNIT_TEST_SUITE_END();

 public:
  void eachDayOfTheListHasItsNotice() {
    const std::map<int, std::string> expected{{-3, "reminder"}, {1, "overdue_1"}, {5, "overdue_2"}, {10, "overdue_3"}};
    std::optional<int> last;
    for (int day = -14; day <= 30; ++day) {
      const auto notice = noticeFor(kShipped, {kDue.plusDays(-14), kDue, last}, kDue.plusDays(day));
      CPPUNIT_ASSERT_EQUAL(expected.contains(day), notice.has_value());
      if (!notice) continue;
      CPPUNIT_ASSERT_EQUAL(day, notice->day);
      CPPUNIT_ASSERT_EQUAL(expected.at(day), notice->kind);
      last = notice->day;
    }
  }

  void whatWasSentIsNotSentAgain() {
    CPPUNIT_ASSERT(!noticeFor(kShipped, {kDue.plusDays(-14), kDue, 1}, kDue.plusDays(4)));
    CPPUNIT_ASSERT(!noticeFor(kShipped, {kDue.plusDays(-14), kDue, 10}, kDue.plusDays(400)));
    // A shorter list than the one that was in force begins nothing anew.
    CPPUNIT_ASSERT(!noticeFor({1}, {kDue.plusDays(-14), kDue, 5}, kDue.plusDays(9)));
  }

  void ofMissedDaysOnlyTheLastIsSent() {
    const auto notice = noticeFor(kShipped, {kDue.plusDays(-14), kDue, std::nullopt}, kDue.plusDays(7));
    CPPUNIT_ASSERT_EQUAL(5, notice.value().day);
  }

  void nothingIsSaidOnTheDayOfIssueOrBefore() {
    // Due at once, as after a checkout: a notice "three days before" would be one about the past.
    CPPUNIT_ASSERT(!noticeFor(kShipped, {kDue, kDue, std::nullopt}, kDue));
    CPPUNIT_ASSERT(!noticeFor(kShipped, {kDue.plusDays(-3), kDue, std::nullopt}, kDue.plusDays(-3)));
    CPPUNIT_ASSERT_EQUAL(1, noticeFor(kShipped, {kDue, kDue, std::nullopt}, kDue.plusDays(1)).value().day);
  }

  void groupsAreFoundInAList() {
    CPPUNIT_ASSERT(isAmong("vip, staff", "vip"));
    CPPUNIT_ASSERT(isAmong("vip, staff", "staff"));
    CPPUNIT_ASSERT(isAmong("staff", "staff"));
    CPPUNIT_ASSERT(!isAmong("vip, staff", "sta"));
    CPPUNIT_ASSERT(!isAmong("", "vip"));
    CPPUNIT_ASSERT(!isAmong(" , ", ""));
  }

 private:
  const std::vector<int> kShipped{-3, 1, 5, 10};
  const Date kDue = Date::of(2026, 3, 31);
};
HOSTLER_SUITE(NoticesTest, "modules/automation/notices");

}  // namespace hostler
