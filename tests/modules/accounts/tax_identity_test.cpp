#include "modules/accounts/gstin.h"
#include "modules/accounts/pan.h"
#include "modules/accounts/states.h"
#include "tests/support/suite.h"

namespace hostler {

class TaxIdentityTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TaxIdentityTest);
  CPPUNIT_TEST(aPanNamesItsKindOfHolder);
  CPPUNIT_TEST(aGstinIsCheckedToItsLastCharacter);
  CPPUNIT_TEST(everySingleSlipInAGstinShows);
  CPPUNIT_TEST(aStateIsMeantByNameOrCode);
  CPPUNIT_TEST(mergedTerritoriesEndWithTheirDay);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aPanNamesItsKindOfHolder() {
    CPPUNIT_ASSERT_EQUAL(std::string{"ABCPE1234F"}, normalPan("abcpe1234f").value());
    for (const auto* wrong :
         {"ABCXE1234F", "ABCPE0000F", "ABCPE12345", "ABCPE1234", "1BCPE1234F"}) {
      CPPUNIT_ASSERT_MESSAGE(wrong, !normalPan(wrong));
    }
    CPPUNIT_ASSERT(maskedPan("234F").find("ABC") == std::string::npos);
  }

  void aGstinIsCheckedToItsLastCharacter() {
    const auto gstin = readGstin("27aapfu0939f1zv");
    CPPUNIT_ASSERT(gstin.has_value());
    CPPUNIT_ASSERT_EQUAL(std::string{"27"}, gstin->stateCode);
    CPPUNIT_ASSERT_EQUAL(std::string{"AAPFU0939F"}, gstin->pan);
    CPPUNIT_ASSERT(!readGstin("27AAPFU0939F1ZW"));
    CPPUNIT_ASSERT(!readGstin("27AAPFU0939F1Z"));
  }

  void everySingleSlipInAGstinShows() {
    const std::string right = "27AAPFU0939F1ZV";
    for (std::size_t i = 0; i < right.size(); ++i) {
      auto slip = right;
      const char c = slip[i];
      slip[i] = c == '9' ? '1' : c == 'Z' ? 'A' : static_cast<char>(c + 1);
      CPPUNIT_ASSERT_MESSAGE(slip, !readGstin(slip));
    }
  }

  void aStateIsMeantByNameOrCode() {
    const auto today = Date::of(2026, 1, 10);
    for (const auto* text : {"Maharashtra", "maharashtra", "IN-MH", "MH", "27"}) {
      const auto state = findState("IN", text, today);
      CPPUNIT_ASSERT_MESSAGE(text, state.has_value());
      CPPUNIT_ASSERT_EQUAL(std::string{"27"}, state->code);
      CPPUNIT_ASSERT_EQUAL(std::string{"Maharashtra"}, state->name);
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"01"}, findState("IN", "Jammu & Kashmir", today)->code);
    CPPUNIT_ASSERT(!findState("IN", "Bavaria", today));
    CPPUNIT_ASSERT_EQUAL(std::string{"CA"}, findState("US", "california", today)->code);
    CPPUNIT_ASSERT(!findState("US", "Maharashtra", today));
  }

  void mergedTerritoriesEndWithTheirDay() {
    const auto before = findState("IN", "25", Date::of(2019, 12, 31));
    CPPUNIT_ASSERT(before.has_value());
    CPPUNIT_ASSERT(!findState("IN", "25", Date::of(2026, 1, 10)));
    CPPUNIT_ASSERT_EQUAL(std::string{"26"}, findState("IN", "IN-DH", Date::of(2026, 1, 10))->code);
  }
};

HOSTLER_SUITE(TaxIdentityTest, "modules/accounts/tax_identity");

}  // namespace hostler
