#include "core/time/instant.h"

#include "tests/support/suite.h"

#include <random>

namespace hostler {

class InstantTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(InstantTest);
  CPPUNIT_TEST(readsAnyOffsetAndWritesUtc);
  CPPUNIT_TEST(roundTripsToTheMillisecond);
  CPPUNIT_TEST(refusesWhatRfc3339DoesNotKnow);
  CPPUNIT_TEST_SUITE_END();

 public:
  void readsAnyOffsetAndWritesUtc() {
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-03-31T18:29:59Z"},
                         Instant::parse("2026-03-31T23:59:59+05:30").value().text());
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-01-01T03:00:00.500Z"},
                         Instant::parse("2025-12-31T22:00:00.5-05:00").value().text());
    CPPUNIT_ASSERT_EQUAL(std::string{"1969-12-31T23:59:59Z"}, Instant::ofUnixSeconds(-1).text());
  }

  void roundTripsToTheMillisecond() {
    std::mt19937_64 random{3};
    for (int i = 0; i < 5'000; ++i) {
      const auto at =
          Instant::ofUnixMicros(static_cast<std::int64_t>(random() % 4'000'000'000'000) * 1000);
      CPPUNIT_ASSERT_EQUAL(at, Instant::parse(at.text()).value());
    }
  }

  void refusesWhatRfc3339DoesNotKnow() {
    for (const auto* bad : {"", "2026-01-01", "2026-01-01 10:00:00Z", "2026-01-01T10:00:00",
                            "2026-01-01T25:00:00Z", "2026-02-30T10:00:00Z", "2026-01-01T10:00:00.Z",
                            "2026-01-01T10:00:00+5:30", "2026-01-01T10:00:00Zx"}) {
      CPPUNIT_ASSERT_MESSAGE(bad, !Instant::parse(bad));
    }
  }
};
HOSTLER_SUITE(InstantTest, "core/time/instant");

}  // namespace hostler
