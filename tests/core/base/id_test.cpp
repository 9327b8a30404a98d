#include "core/base/id.h"

#include "tests/support/suite.h"

#include <random>

namespace hostler {
struct Ticket;
template <>
inline constexpr std::string_view kIdPrefix<Ticket> = "tkt";

class IdTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(IdTest);
  CPPUNIT_TEST(readsBackWhatItWrote);
  CPPUNIT_TEST(sortsOutsideAsInside);
  CPPUNIT_TEST(refusesOtherPrefixesLengthsAndDigits);
  CPPUNIT_TEST_SUITE_END();

 public:
  void readsBackWhatItWrote() {
    std::mt19937_64 random{7};
    for (int i = 0; i < 10'000; ++i) {
      const auto id = Id<Ticket>::of(static_cast<std::int64_t>(random() >> 1U));

      const auto text = id.text();

      CPPUNIT_ASSERT_EQUAL(std::size_t{17}, text.size());
      CPPUNIT_ASSERT_EQUAL(id, Id<Ticket>::parse(text).value());
    }
  }

  void sortsOutsideAsInside() {
    CPPUNIT_ASSERT(Id<Ticket>::of(41).text() < Id<Ticket>::of(42).text());
    CPPUNIT_ASSERT(Id<Ticket>::of(31).text() < Id<Ticket>::of(32).text());
    CPPUNIT_ASSERT(Id<Ticket>::of(1).text() < Id<Ticket>::of(INT64_MAX).text());
  }

  void refusesOtherPrefixesLengthsAndDigits() {
    const std::string good = Id<Ticket>::of(123'456'789).text();
    CPPUNIT_ASSERT(Id<Ticket>::parse(good));
    const std::vector<std::string> wrong{"",
                                         "tkt",
                                         "inv" + good.substr(3),
                                         good + "0",
                                         good.substr(0, 16),
                                         "tkt_800000000000g",
                                         "tkt_0000000000i00",
                                         "TKT_0000000000000",
                                         "tkt-0000000000000",
                                         "tkt_00000000000\xc3\xa9"};
    for (const auto& bad : wrong) {
      CPPUNIT_ASSERT_MESSAGE(bad, !Id<Ticket>::parse(bad));
    }
  }
};
HOSTLER_SUITE(IdTest, "core/base/id");

}  // namespace hostler
