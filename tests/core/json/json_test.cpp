#include "core/json/json.h"

#include "tests/support/suite.h"

namespace hostler {

class JsonTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(JsonTest);
  CPPUNIT_TEST(readsWhatTheLibraryReads);
  CPPUNIT_TEST(refusesWhatAStrangerMayNotSend);
  CPPUNIT_TEST(neverRepeatsTheTextInItsError);
  CPPUNIT_TEST(endsDeepAndLongValues);
  CPPUNIT_TEST_SUITE_END();

 public:
  void readsWhatTheLibraryReads() {
    for (const auto* text :
         {R"({"a":[1,-2,3.5,"x",null,true,{"b":[]}],"c":{"d":{}}})", "[]", "{}", "7", "\"₹ हिन्दी\"",
          R"({"a":{"a":1},"b":[{"a":1},{"a":2}]})", "18446744073709551615"}) {
      CPPUNIT_ASSERT(Json::parse(text) == parseStrict(text));
    }
  }

  void refusesWhatAStrangerMayNotSend() {
    for (const std::string& bad :
         {std::string{""}, std::string{"{"}, std::string{R"({"a":1,"a":2})"},
          std::string{R"({"a":{"b":1,"b":2}})"}, std::string{"\xEF\xBB\xBF{}"},
          std::string{"{} {}"}, std::string{"[1,]"}, std::string{"NaN"}, std::string{"'a'"},
          std::string{"\"\xff\""}, std::string{"\"\xc0\xaf\""}, std::string{"\"\\u0000\""},
          std::string{R"({"\u0000":1})"}, std::string{"\"\\ud800\""}, std::string{"01"}}) {
      CPPUNIT_ASSERT_THROW_MESSAGE(bad, parseStrict(bad), JsonError);
    }
  }

  void neverRepeatsTheTextInItsError() {
    try {
      parseStrict(R"({"password":"hunter2" oops)");
      CPPUNIT_FAIL("accepted");
    } catch (const JsonError& error) {
      CPPUNIT_ASSERT(std::string{error.what()}.find("hunter2") == std::string::npos);
    }
  }

  void endsDeepAndLongValues() {
    const auto nested = [](int depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    CPPUNIT_ASSERT_NO_THROW(parseStrict(nested(64)));
    CPPUNIT_ASSERT_THROW(parseStrict(nested(65)), JsonError);
    CPPUNIT_ASSERT_THROW(parseStrict(nested(100'000)), JsonError);
    std::string list = "[0";
    for (int i = 1; i < 10'001; ++i) list += ",0";
    CPPUNIT_ASSERT_THROW(parseStrict(list + "]"), JsonError);
    CPPUNIT_ASSERT_NO_THROW(parseStrict(list.substr(0, list.size() - 2) + "]"));
  }
};
HOSTLER_SUITE(JsonTest, "core/json/json");

}  // namespace hostler
