#include "registered_texts.h"

#include "tests/support/suite.h"

using namespace hostler::msg91;

class Msg91RegisteredTextsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(Msg91RegisteredTextsTest);
  CPPUNIT_TEST(entriesAreNameIdAndText);
  CPPUNIT_TEST(variablesAreWhatStandsInTheirPlace);
  CPPUNIT_TEST(otherWordsDoNotPass);
  CPPUNIT_TEST(textsInOtherScriptsWorkAlike);
  CPPUNIT_TEST_SUITE_END();

 public:
  void entriesAreNameIdAndText() {
    const auto whole = parseRegistered("otp=64f0c1=##OTP## = code");
    CPPUNIT_ASSERT(whole);
    CPPUNIT_ASSERT_EQUAL(std::string{"otp"}, whole->name);
    CPPUNIT_ASSERT_EQUAL(std::string{"64f0c1"}, whole->templateId);
    CPPUNIT_ASSERT_EQUAL(std::string{"##OTP## = code"}, whole->text);
    CPPUNIT_ASSERT(parseRegistered("otp=64f0c1")->text.empty());
    for (const char* bad : {"", "otp", "=64f0c1", "otp=", "o tp=64f0c1=x", "otp=64/../f0=x"})
      CPPUNIT_ASSERT_MESSAGE(bad, !parseRegistered(bad));
  }

  void variablesAreWhatStandsInTheirPlace() {
    const auto found =
        variablesIn("##OTP## is your code for ##brand##. It is valid for ##minutes## minutes.",
                    "123456 is your code for Host & Co. It is valid for 10 minutes.");
    CPPUNIT_ASSERT(
        (found == Variables{{"OTP", "123456"}, {"brand", "Host & Co"}, {"minutes", "10"}}));
    CPPUNIT_ASSERT((variablesIn("Pay ##amount##", "Pay Rs. 1,180.00") ==
                    Variables{{"amount", "Rs. 1,180.00"}}));
    CPPUNIT_ASSERT((variablesIn("Hello ##n##, bye ##n##!", "Hello Asha, bye Asha!") ==
                    Variables{{"n", "Asha"}}));
    CPPUNIT_ASSERT(variablesIn("No variables at all.", "No variables at all.")->empty());
    CPPUNIT_ASSERT(areAllIn("##a## and ##b##", {{"a", "1"}, {"b", "2"}, {"c", "3"}}));
    CPPUNIT_ASSERT(!areAllIn("##a## and ##b##", {{"a", "1"}}));
    CPPUNIT_ASSERT(areAllIn("No variables.", {}) && areAllIn("", {}));
  }

  void otherWordsDoNotPass() {
    const char* registered = "##OTP## is your code for ##brand##.";
    for (const char* other : {"", "123456 is your code for .", " is your code for Host.",
                              "123456 is your code for Host", "123456 is the code for Host.",
                              "Dear, 123456 is your code for Host. Buy now!"}) {
      CPPUNIT_ASSERT_MESSAGE(other, !variablesIn(registered, other));
    }
    CPPUNIT_ASSERT(!variablesIn("Hello ##n##, bye ##n##!", "Hello Asha, bye Ravi!"));
    CPPUNIT_ASSERT(!variablesIn("No variables.", "No variables. None."));
  }

  void textsInOtherScriptsWorkAlike() {
    CPPUNIT_ASSERT(
        (variablesIn("आपका कोड ##OTP## है", "आपका कोड 123456 है") == Variables{{"OTP", "123456"}}));
  }
};

HOSTLER_SUITE(Msg91RegisteredTextsTest, "plugins/notifier/msg91/registered_texts");
