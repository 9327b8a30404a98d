#include "modules/resellers/colour_contrast.h"

#include "tests/support/suite.h"

#include <stdexcept>

namespace hostler {

// Whether words can be read in a colour, and which shade of it will do.
class ColourContrastTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ColourContrastTest);
  CPPUNIT_TEST(blackAndWhiteStandFarthestApart);
  CPPUNIT_TEST(aColourThatCanBeReadIsLeftAlone);
  CPPUNIT_TEST(theNearestShadeCanBeRead);
  CPPUNIT_TEST(whatIsNoColourIsRefused);
  CPPUNIT_TEST_SUITE_END();

 public:
  void blackAndWhiteStandFarthestApart() {
    CPPUNIT_ASSERT_DOUBLES_EQUAL(21.0, contrastOf("#000000", "#ffffff"), 0.001);
    CPPUNIT_ASSERT_DOUBLES_EQUAL(1.0, contrastOf("#1d4ed8", "#1D4ED8"), 0.001);
    // The darkest grey that fails and the lightest that passes on white, as WCAG's examples have
    // them.
    CPPUNIT_ASSERT_DOUBLES_EQUAL(4.48, contrastOf("#777777", "#ffffff"), 0.005);
    CPPUNIT_ASSERT_DOUBLES_EQUAL(4.54, contrastOf("#ffffff", "#767676"), 0.005);
  }

  void aColourThatCanBeReadIsLeftAlone() {
    CPPUNIT_ASSERT(!readableInstead("#767676", "#ffffff"));
    CPPUNIT_ASSERT(!readableInstead("#1d4ed8", "#ffffff"));
  }

  void theNearestShadeCanBeRead() {
    for (const auto* colour : {"#777777", "#facc15", "#60A5FA", "#ffffff"}) {
      const auto nearest = readableInstead(colour, "#ffffff").value();
      CPPUNIT_ASSERT_MESSAGE(nearest, contrastOf(nearest, "#ffffff") >= 4.5);
      // And not much darker than need be.
      CPPUNIT_ASSERT_MESSAGE(nearest, contrastOf(nearest, "#ffffff") < 4.8);
    }
  }

  void whatIsNoColourIsRefused() {
    for (const auto* text : {"", "red", "#fff", "#12345g", "123456#"}) {
      CPPUNIT_ASSERT(!isHexColour(text));
      CPPUNIT_ASSERT_THROW(contrastOf(text, "#ffffff"), std::invalid_argument);
    }
  }
};
HOSTLER_SUITE(ColourContrastTest, "modules/company/colour_contrast");

}  // namespace hostler
