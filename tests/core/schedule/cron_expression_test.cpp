#include "core/schedule/cron_expression.h"

#include "tests/support/suite.h"

#include <random>

namespace hostler {
namespace {

constexpr std::chrono::minutes kMinute{1};

// What one field of cron holds, read in the plainest way.
std::set<int> valuesOf(const std::string& field, int least, int most) {
  std::set<int> values;
  std::size_t start = 0;
  while (start <= field.size()) {
    const auto comma = std::min(field.find(',', start), field.size());
    std::string part = field.substr(start, comma - start);
    int step = 1;
    if (const auto slash = part.find('/'); slash != std::string::npos) {
      step = std::stoi(part.substr(slash + 1));
      part.resize(slash);
    }
    int from = least, to = most;
    if (part != "*") {
      from = std::stoi(part);
      const auto dash = part.find('-');
      to = dash != std::string::npos ? std::stoi(part.substr(dash + 1)) : step > 1 ? most : from;
    }
    for (int value = from; value <= to; value += step) values.insert(value);
    start = comma + 1;
  }
  return values;
}

struct LocalMinute {
  Date date;
  int minute;  // since midnight
  friend auto operator<=>(const LocalMinute&, const LocalMinute&) = default;
};

// cron as its manual describes it, asked for every single minute.
class Naive {
 public:
  explicit Naive(const std::vector<std::string>& fields)
      : minutes_{valuesOf(fields[0], 0, 59)},
        hours_{valuesOf(fields[1], 0, 23)},
        days_{valuesOf(fields[2], 1, 31)},
        months_{valuesOf(fields[3], 1, 12)},
        weekdays_{valuesOf(fields[4], 0, 7)},
        anyHour_{fields[1][0] == '*'},
        eitherDay_{fields[2][0] != '*' && fields[4][0] != '*'} {
    if (weekdays_.contains(7)) weekdays_.insert(0);
  }

  // All times after `from` up to `until`.
  std::vector<Instant> times(Instant from, Instant until, const TimeZone& zone) const {
    std::vector<Instant> all;
    std::set<LocalMinute> shown;
    // The day before is walked too, so that an hour that comes twice is known for its second time.
    const auto begin = Instant::ofUnixSeconds((from.unixSeconds() / 60 - 24 * 60) * 60);
    LocalMinute last = localOf(begin.minus(kMinute), zone);
    for (auto now = begin; now <= until; now = now.plus(kMinute)) {
      const auto local = localOf(now, zone);
      bool due = matches(local) && (anyHour_ || !shown.contains(local));
      if (!anyHour_) {
        for (auto skipped = after(last); skipped < local; skipped = after(skipped))
          due = due || matches(skipped);
      }
      shown.insert(local);
      last = local;
      if (due && now > from) all.push_back(now);
    }
    return all;
  }

 private:
  static LocalMinute localOf(Instant instant, const TimeZone& zone) {
    return {zone.dateOf(instant), zone.minuteOfDay(instant)};
  }
  static LocalMinute after(const LocalMinute& local) {
    return local.minute == 24 * 60 - 1 ? LocalMinute{local.date.plusDays(1), 0}
                                       : LocalMinute{local.date, local.minute + 1};
  }
  bool matches(const LocalMinute& local) const {
    if (!minutes_.contains(local.minute % 60) || !hours_.contains(local.minute / 60)) return false;
    if (!months_.contains(static_cast<int>(local.date.month()))) return false;
    const bool day = days_.contains(static_cast<int>(local.date.day()));
    const bool weekday = weekdays_.contains(static_cast<int>(local.date.isoWeekday() % 7));
    return eitherDay_ ? day || weekday : day && weekday;
  }

  std::set<int> minutes_, hours_, days_, months_, weekdays_;
  bool anyHour_, eitherDay_;
};

}  // namespace

class CronExpressionTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CronExpressionTest);
  CPPUNIT_TEST(itAgreesWithAMinuteByMinuteReference);
  CPPUNIT_TEST(hoursThatAreSkippedAndThoseThatComeTwice);
  CPPUNIT_TEST(daysOfMonthAndWeekAreAlternatives);
  CPPUNIT_TEST(leapDaysAndRareDaysAreFound);
  CPPUNIT_TEST(whatIsNoExpressionIsRefused);
  CPPUNIT_TEST_SUITE_END();

 public:
  void itAgreesWithAMinuteByMinuteReference() {
    const std::vector<std::vector<std::string>> choices{
        {"*", "0", "30", "*/7", "5,35", "10-20/5", "59"},
        {"*", "0", "1", "2", "3", "*/2", "8-18/3", "2,23", "1-3"},
        {"*", "*", "1", "15,31", "*/10", "28-31"},
        {"*", "*", "3", "10,11", "*/2"},
        {"*", "*", "0", "7", "1-5", "*/3", "6,0"}};
    const auto zones = {"Asia/Kolkata",        "Europe/Berlin",     "America/New_York",
                        "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia"};
    // About the changes of the clocks in those zones, and a month's end.
    const auto starts = {"2018-11-02T00:00:00Z", "2026-03-06T00:00:00Z", "2026-03-27T00:00:00Z",
                         "2026-10-23T00:00:00Z", "2026-10-30T12:00:00Z", "2011-12-28T00:00:00Z"};
    std::mt19937 random{20260314};
    for (int round = 0; round < 250; ++round) {
      std::vector<std::string> fields;
      for (const auto& choice : choices) fields.push_back(choice[random() % choice.size()]);
      const std::string text =
          fields[0] + " " + fields[1] + " " + fields[2] + " " + fields[3] + " " + fields[4];
      const auto zone = TimeZone::named(*(zones.begin() + random() % zones.size()));
      const auto from = Instant::parse(*(starts.begin() + random() % starts.size()))
                            .value()
                            .plus(std::chrono::seconds{random() % 86'400});
      const auto until = from.plus(std::chrono::hours{24 * 5});
      const auto expected = Naive{fields}.times(from, until, zone);

      const auto cron = CronExpression::parse(text);
      std::vector<Instant> actual;
      for (auto time = from; actual.size() <= expected.size();) {
        if (expected.empty() && cron.passed(from, until, zone).count == 0) break;
        time = cron.next(time, zone);
        if (time > until) break;
        actual.push_back(time);
      }
      const auto where = text + " in " + zone.name() + " from " + from.text();
      CPPUNIT_ASSERT_EQUAL_MESSAGE(where, expected.size(), actual.size());
      for (std::size_t i = 0; i < expected.size(); ++i)
        CPPUNIT_ASSERT_EQUAL_MESSAGE(where, expected[i], actual[i]);
      const auto passed = cron.passed(from, until, zone);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(where, static_cast<int>(expected.size()), passed.count);
      if (!expected.empty()) CPPUNIT_ASSERT_EQUAL_MESSAGE(where, expected.back(), passed.last);
    }
  }

  void hoursThatAreSkippedAndThoseThatComeTwice() {
    const auto berlin = TimeZone::named("Europe/Berlin");
    // On 29 March 2026 the clocks go from 2 to 3 at 01:00 UTC; on 25 October from 3 to 2.
    CPPUNIT_ASSERT_EQUAL(
        at("2026-03-29T01:00:00Z"),
        CronExpression::parse("30 2 * * *").next(at("2026-03-28T12:00:00Z"), berlin));
    CPPUNIT_ASSERT_EQUAL(
        at("2026-03-30T00:30:00Z"),
        CronExpression::parse("30 2 * * *").next(at("2026-03-29T01:00:00Z"), berlin));
    CPPUNIT_ASSERT_EQUAL(
        at("2026-10-25T00:30:00Z"),
        CronExpression::parse("30 2 * * *").next(at("2026-10-24T12:00:00Z"), berlin));
    CPPUNIT_ASSERT_EQUAL(
        at("2026-10-26T01:30:00Z"),
        CronExpression::parse("30 2 * * *").next(at("2026-10-25T00:30:00Z"), berlin));
    CPPUNIT_ASSERT_EQUAL(
        at("2026-10-25T01:30:00Z"),
        CronExpression::parse("30 * * * *").next(at("2026-10-25T00:30:00Z"), berlin));
  }

  void daysOfMonthAndWeekAreAlternatives() {
    const auto utc = TimeZone::named("UTC");
    const auto either = CronExpression::parse("0 0 13 * 5");
    CPPUNIT_ASSERT_EQUAL(at("2026-06-05T00:00:00Z"),
                         either.next(at("2026-06-01T00:00:00Z"), utc));  // a Friday
    CPPUNIT_ASSERT_EQUAL(at("2026-06-13T00:00:00Z"),
                         either.next(at("2026-06-12T00:00:00Z"), utc));  // the 13th, a Saturday
    CPPUNIT_ASSERT_EQUAL(at("2026-06-07T00:00:00Z"),
                         CronExpression::parse("0 0 * * 7").next(at("2026-06-01T00:00:00Z"), utc));
  }

  void leapDaysAndRareDaysAreFound() {
    const auto utc = TimeZone::named("UTC");
    CPPUNIT_ASSERT_EQUAL(at("2028-02-29T03:00:00Z"),
                         CronExpression::parse("0 3 29 2 *").next(at("2026-01-01T00:00:00Z"), utc));
    CPPUNIT_ASSERT_EQUAL(at("2104-02-29T03:00:00Z"),
                         CronExpression::parse("0 3 29 2 *").next(at("2096-03-01T00:00:00Z"), utc));
    const auto day31 = CronExpression::parse("0 0 31 * *");
    CPPUNIT_ASSERT_EQUAL(at("2026-03-31T00:00:00Z"), day31.next(at("2026-01-31T00:00:00Z"), utc));
  }

  void whatIsNoExpressionIsRefused() {
    for (const auto& text : {"",
                             "* * * *",
                             "* * * * * *",
                             "60 * * * *",
                             "* 24 * * *",
                             "* * 0 * *",
                             "* * 32 * *",
                             "* * * 13 *",
                             "* * * * 8",
                             "5-1 * * * *",
                             "*/0 * * * *",
                             "*/ * * * *",
                             "1, * * * *",
                             ",1 * * * *",
                             "-1 * * * *",
                             "1- * * * *",
                             "a * * * *",
                             "1.5 * * * *",
                             "@daily",
                             "0 0 30 2 *",
                             "0 0 31 4,6,9,11 *",
                             "* * * JAN *",
                             "99999999999 * * * *"}) {
      CPPUNIT_ASSERT_THROW_MESSAGE(text, CronExpression::parse(text), std::invalid_argument);
    }
  }

 private:
  static Instant at(std::string_view text) { return Instant::parse(text).value(); }
};
HOSTLER_SUITE(CronExpressionTest, "core/schedule/cron_expression");

}  // namespace hostler
