#include "core/base/fitted.h"

#include "core/json/json.h"
#include "tests/support/suite.h"

namespace hostler {

// Words of a provider in any language fit into their column.
class FittedTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(FittedTest);
  CPPUNIT_TEST(whatFitsStaysAsItIs);
  CPPUNIT_TEST(itEndsWithAWholeCharacterWhereverItIsCut);
  CPPUNIT_TEST_SUITE_END();

 public:
  void whatFitsStaysAsItIs() {
    CPPUNIT_ASSERT_EQUAL(std::string{"खाता"}, fitted("खाता", 12));
    CPPUNIT_ASSERT_EQUAL(std::string{}, fitted("", 0));
  }

  void itEndsWithAWholeCharacterWhereverItIsCut() {
    const std::string text = "a é ₹ 𝄞 नमस्ते";
    for (std::size_t most = 0; most <= text.size(); ++most) {
      const auto cut = fitted(text, most);
      CPPUNIT_ASSERT(cut.size() <= most && cut.size() + 4 > most);
      CPPUNIT_ASSERT(text.starts_with(cut));
      CPPUNIT_ASSERT_NO_THROW(Json(cut).dump());
    }
  }
};
HOSTLER_SUITE(FittedTest, "core/base/fitted");

}  // namespace hostler
