#include "core/plugin_host/masking.h"

#include "tests/support/suite.h"

namespace hostler::plugin {

class MaskingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(MaskingTest);
  CPPUNIT_TEST(everyOccurrenceIsMasked);
  CPPUNIT_TEST(aSecretIsFoundAsItStandsInUrlsAndJson);
  CPPUNIT_TEST(aSecretInsideAnotherHidesNothingOfIt);
  CPPUNIT_TEST(whatIsTooShortToBeSecretStays);
  CPPUNIT_TEST(valuesAndNamesAreMaskedAtEveryDepth);
  CPPUNIT_TEST(secretsAreFoundByPathAndByName);
  CPPUNIT_TEST_SUITE_END();

 public:
  void everyOccurrenceIsMasked() {
    const Masking masking{{"hunter2", "other"}};
    CPPUNIT_ASSERT_EQUAL(std::string{"a *** b *** c ******"},
                         masking.mask("a hunter2 b other c hunter2hunter2"));
    CPPUNIT_ASSERT_EQUAL(std::string{"nothing"}, masking.mask("nothing"));
    CPPUNIT_ASSERT_EQUAL(std::string{"hunter2"}, Masking{}.mask("hunter2"));
    // A secret that is part of the mask cannot go round in circles.
    CPPUNIT_ASSERT_EQUAL(std::string{"***"}, Masking{{"****"}}.mask("****"));
  }

  void aSecretIsFoundAsItStandsInUrlsAndJson() {
    const std::string secret = "p/a ss\"w\\rd₹";
    const Masking masking{{secret}};
    for (const auto& text :
         {std::string{"key=p%2Fa%20ss%22w%5Crd%E2%82%B9&x"}, dump(Json{{"key", secret}}), secret}) {
      const auto masked = masking.mask(text);
      CPPUNIT_ASSERT(masked.find("***") != std::string::npos);
      CPPUNIT_ASSERT(masked.find("ss") == std::string::npos);
    }
  }

  void aSecretInsideAnotherHidesNothingOfIt() {
    const Masking masking{{"secret", "secret-and-more"}};
    CPPUNIT_ASSERT_EQUAL(std::string{"*** ***"}, masking.mask("secret-and-more secret"));
  }

  void whatIsTooShortToBeSecretStays() {
    const Masking masking{{"yes", ""}};
    CPPUNIT_ASSERT_EQUAL(std::string{"a yes b"}, masking.mask("a yes b"));
  }

  void valuesAndNamesAreMaskedAtEveryDepth() {
    const Masking masking{{"hunter2"}};
    const Json value{{"a", {1, "x hunter2", {{"hunter2", true}}}}, {"n", nullptr}};
    CPPUNIT_ASSERT_EQUAL(std::string{R"({"a":[1,"x ***",{"***":true}],"n":null})"},
                         dump(masking.maskAll(value)));
  }

  void secretsAreFoundByPathAndByName() {
    const Json settings{{"api_key", "one"},
                        {"proxy", {{"password", "two"}, {"host", "no"}}},
                        {"keys", {"three", "four"}}};
    CPPUNIT_ASSERT(secretsAt(settings, {"api_key", "proxy.password", "keys[]", "gone.too"}) ==
                   (std::vector<std::string>{"one", "three", "four", "two"}));
    const Json request{{"server", {{"host", "no"}, {"token", "five"}}},
                       {"list", {{{"token", {"six"}}}}}};
    CPPUNIT_ASSERT(secretsNamed(request, {"token"}) == (std::vector<std::string>{"six", "five"}));
  }
};
HOSTLER_SUITE(MaskingTest, "core/plugin_host/masking");

}  // namespace hostler::plugin
