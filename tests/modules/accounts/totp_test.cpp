#include "modules/accounts/totp.h"

#include "tests/support/suite.h"

namespace hostler {

class TotpTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TotpTest);
  CPPUNIT_TEST(itComputesTheStandardsOwnExamples);
  CPPUNIT_TEST(oneStepEarlyOrLateIsTaken);
  CPPUNIT_TEST(otherStepsAndTextsAreNot);
  CPPUNIT_TEST(theSecretIsTypedInBase32);
  CPPUNIT_TEST_SUITE_END();

 public:
  // RFC 6238, appendix B: the last six of its eight digits.
  void itComputesTheStandardsOwnExamples() {
    CPPUNIT_ASSERT_EQUAL(std::string{"287082"}, totpCodeAt(kSecret, Instant::ofUnixSeconds(59)));
    CPPUNIT_ASSERT_EQUAL(std::string{"081804"},
                         totpCodeAt(kSecret, Instant::ofUnixSeconds(1'111'111'109)));
    CPPUNIT_ASSERT_EQUAL(std::string{"005924"},
                         totpCodeAt(kSecret, Instant::ofUnixSeconds(1'234'567'890)));
  }

  void oneStepEarlyOrLateIsTaken() {
    const auto now = Instant::ofUnixSeconds(1'111'111'109);
    for (const int seconds : {-30, 0, 30}) {
      const auto moment = Instant::ofUnixSeconds(now.unixSeconds() + seconds);
      CPPUNIT_ASSERT(totpStepOf(kSecret, totpCodeAt(kSecret, moment), now) ==
                     moment.unixSeconds() / 30);
    }
  }

  void otherStepsAndTextsAreNot() {
    const auto now = Instant::ofUnixSeconds(1'111'111'109);
    const auto early = Instant::ofUnixSeconds(now.unixSeconds() - 60);
    CPPUNIT_ASSERT(!totpStepOf(kSecret, totpCodeAt(kSecret, early), now));
    for (const auto* text : {"", "0", "81804", "0818040", " 81804"}) {
      CPPUNIT_ASSERT_MESSAGE(text, !totpStepOf(kSecret, text, now));
    }
  }

  void theSecretIsTypedInBase32() {
    CPPUNIT_ASSERT_EQUAL(std::string{"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"}, totpSecretText(kSecret));
    CPPUNIT_ASSERT_EQUAL(std::string{"MZXW6YQ"}, totpSecretText(Secret{"foob"}));  // RFC 4648
  }

 private:
  const Secret kSecret{"12345678901234567890"};
};

HOSTLER_SUITE(TotpTest, "modules/accounts/totp");

}  // namespace hostler
