#include "modules/billing/vat_number.h"
#include "tests/support/suite.h"

#include <vector>

namespace hostler {

// What can be said of a VAT number without asking its register.
class VatNumbersTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(VatNumbersTest);
  CPPUNIT_TEST(aNumberIsReadAsPeopleWriteIt);
  CPPUNIT_TEST(everyMemberStatesNumbersAreTaken);
  CPPUNIT_TEST(aMistypedDigitIsSeen);
  CPPUNIT_TEST(twoDigitsThatChangedPlacesAreSeen);
  CPPUNIT_TEST(anotherFormIsNamed);
  CPPUNIT_TEST(onlyTheUnionsNumbersAreTaken);
  CPPUNIT_TEST(aNumberBelongsToItsCountry);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aNumberIsReadAsPeopleWriteIt() {
    for (const char* text : {"FR40303265045", "fr 40 303 265 045", "FR-40.303.265.045"}) {
      const auto read = readVatNumber(text);
      CPPUNIT_ASSERT_MESSAGE(text, !read.fault);
      CPPUNIT_ASSERT_EQUAL(std::string{"FR40303265045"}, read.number.text());
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"EL094259216"}, readVatNumber("GR094259216").number.text());
  }

  void everyMemberStatesNumbersAreTaken() {
    for (const auto& number : numbers()) {
      const auto fault = readVatNumber(number).fault;
      CPPUNIT_ASSERT_MESSAGE(number + " " + (fault ? fault->message : ""), !fault);
    }
    // Without a rule that holds for all of them.
    for (const char* number : {"BG1234567890", "CZ7103192745", "LV32345678901", "FRK7399859412",
                               "XI123456789", "XIGD001", "XIHA500"})
      CPPUNIT_ASSERT_MESSAGE(number, !readVatNumber(number).fault);
  }

  void aMistypedDigitIsSeen() {
    for (const auto& number : numbers()) {
      auto mistyped = number;
      const auto at = mistyped.find_first_of("0123456789", 3);
      mistyped[at] = static_cast<char>('0' + (mistyped[at] - '0' + 1) % 10);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(mistyped, std::string{"wrong_check_digit"}, faultOf(mistyped));
    }
  }

  void twoDigitsThatChangedPlacesAreSeen() {
    for (const char* number : {"DE136969576", "FR40302365045", "ATU13558627", "BE0427859497",
                               "IT00743101157", "PL8563746215", "NL004499545B01", "IE6434335F"})
      CPPUNIT_ASSERT_EQUAL_MESSAGE(number, std::string{"wrong_check_digit"}, faultOf(number));
  }

  void anotherFormIsNamed() {
    CPPUNIT_ASSERT_EQUAL(std::string{"is not a VAT number of Germany: that is DE and 9 digits"},
                         readVatNumber("DE1234").fault.value().message);
    for (const char* number :
         {"DE1234567890", "FR4030326504", "ES123456789", "NL004495445X01", "AT13585627", "IT1",
          "SE1234567897", "RO1", "BE2428759497", "DE13669597\n", "DE<script>", "XIHB500", "FR"})
      CPPUNIT_ASSERT_EQUAL_MESSAGE(number, std::string{"malformed"}, faultOf(number));
  }

  void onlyTheUnionsNumbersAreTaken() {
    for (const char* number : {"", "F", "12345", "US123456789", "GB980780684", "CHE123456789",
                               "NO923456783", "\u00c9L094259216"})
      CPPUNIT_ASSERT_EQUAL_MESSAGE(number, std::string{"unknown_country"}, faultOf(number));
  }

  void aNumberBelongsToItsCountry() {
    CPPUNIT_ASSERT_EQUAL(std::string{"FR"}, readVatNumber("FR40303265045").number.country());
    const auto greek = readVatNumber("EL094259216").number;
    CPPUNIT_ASSERT_EQUAL(std::string{"GR"}, greek.country());
    CPPUNIT_ASSERT_EQUAL(std::string{"GR"}, greek.registerCountry());
    const auto northern = readVatNumber("XIGD001").number;
    CPPUNIT_ASSERT_EQUAL(std::string{"GB"}, northern.country());
    CPPUNIT_ASSERT_EQUAL(std::string{"XI"}, northern.registerCountry());
  }

 private:
  // Each of the form whose check digits are known.
  static std::vector<std::string> numbers() {
    return {"ATU13585627",    "BE0428759497",   "BG175074752",    "CY10259033P",   "CZ25123891",
            "DE136695976",    "DK13585628",     "EE100931558",    "EL094259216",   "ESB58378431",
            "ES54362315K",    "ESX2482300W",    "FI20774740",     "FR40303265045", "FR83404833048",
            "HR33392005961",  "HU12892312",     "IE6433435F",     "IE6433435OA",   "IE8D79739I",
            "IT00743110157",  "LT119511515",    "LT100001919017", "LU15027442",    "LV40003521600",
            "MT11679112",     "NL004495445B01", "PL8567346215",   "PT501964843",   "RO18547290",
            "SE123456789701", "SI50223054",     "SK2022749619"};
  }
  static std::string faultOf(std::string_view text) {
    const auto fault = readVatNumber(text).fault;
    return fault ? fault->code : "none";
  }
};

HOSTLER_SUITE(VatNumbersTest, "modules/billing/vat_numbers");

}  // namespace hostler
