#include "core/lua/clean_text.h"
#include "tests/core/lua/in_sandbox.h"
#include "tests/support/suite.h"

namespace hostler::lua {

// Values on their way into a script and out of it.
class DataTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DataTest);
  CPPUNIT_TEST(anEventComesBackAsItWas);
  CPPUNIT_TEST(nullIsAbsentInObjectsAndKeptInLists);
  CPPUNIT_TEST(numbersStayWhatTheyMean);
  CPPUNIT_TEST(jsonIsReadAndWritten);
  CPPUNIT_TEST(badJsonIsRefused);
  CPPUNIT_TEST(namesThatAreNotThereAreReported);
  CPPUNIT_TEST(textsAreCleaned);
  CPPUNIT_TEST_SUITE_END();

 public:
  void anEventComesBackAsItWas() {
    const auto event = Json::parse(
        R"({"id":"inv_1","lines":[{"amount":-5,"tax":[]},{"amount":9007199254740993}],"paid":false,
                                       "empty":{},"list":[],"deep":[[[[1]]]],"rate":1.5,"name":"नमस्ते \"q\" \\"})");
    CPPUNIT_ASSERT_EQUAL(event, vm_.value("return event", event));
  }

  void nullIsAbsentInObjectsAndKeptInLists() {
    const Json event{{"gone", nullptr}, {"list", {1, nullptr, 3}}};
    CPPUNIT_ASSERT_EQUAL(
        Json({{"absent", true}, {"count", 3}, {"list", {1, nullptr, 3}}, {"isNull", true}}),
        vm_.value("return { absent = event.gone == nil, count = #event.list, list = event.list, "
                  "isNull = event.list[2] == hostler.json.null }",
                  event));
  }

  void numbersStayWhatTheyMean() {
    CPPUNIT_ASSERT_EQUAL(Json({50, 0.5, 1, -3, 9007199254740993}),
                         vm_.value("return { 100 / 2, 0.5, 1.0, -3, 9007199254740993 }"));
    CPPUNIT_ASSERT(vm_.value("return 100 / 2").is_number_integer());
    CPPUNIT_ASSERT(vm_.value("return 2^60").is_number_float());
    CPPUNIT_ASSERT(vm_.error("return amend{ x = 1/0 }").find("not a finite number") !=
                   std::string::npos);
    const auto tooLarge = vm_.lines("return event.n", Json{{"n", UINT64_MAX}});
    CPPUNIT_ASSERT(tooLarge.failure.has_value());
  }

  void jsonIsReadAndWritten() {
    CPPUNIT_ASSERT_EQUAL(
        Json(R"({"a":[1,2,{"b":"x"}],"c":true})"),
        vm_.value("return hostler.json.encode{ a = { 1, 2, { b = 'x' } }, c = true }"));
    CPPUNIT_ASSERT_EQUAL(
        Json("[[],{},null,\"x\"]"),
        vm_.value("return hostler.json.encode{ hostler.json.list{}, {}, hostler.json.null, 'x' }"));
    CPPUNIT_ASSERT_EQUAL(
        Json(R"([{"a":[]},7])"),
        vm_.value("return hostler.json.encode(hostler.json.decode(' [ {\"a\":[]} , 7 ] '))"));
    CPPUNIT_ASSERT_EQUAL(Json("list"), vm_.value("return getmetatable(hostler.json.decode('[]'))"));
  }

  void badJsonIsRefused() {
    for (const auto* text :
         {"", "{", "[1,]", "{\\\"a\\\":1,\\\"a\\\":2}", "nul", "\\\"\\\\u0000\\\"", "01"}) {
      CPPUNIT_ASSERT_MESSAGE(text, vm_.error("hostler.json.decode(\"" + std::string{text} + "\")")
                                       .starts_with("test.lua:2: "));
    }
    CPPUNIT_ASSERT(vm_.error("hostler.json.encode(print)").find("it is a function") !=
                   std::string::npos);
    CPPUNIT_ASSERT(vm_.error("hostler.json.decode((' '):rep(2000000))").find("too long") !=
                   std::string::npos);
  }

  void namesThatAreNotThereAreReported() {
    vm_.functions = {"client", "kv.get"};
    CPPUNIT_ASSERT_EQUAL(
        std::string{"test.lua:2: hostler.clinet does not exist; did you mean \"client\"?"},
        vm_.error("hostler.clinet(5)"));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"test.lua:2: hostler.kv.gett does not exist; did you mean \"get\"?"},
        vm_.error("hostler.kv.gett('x')"));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"test.lua:2: hostler.log.inform does not exist; did you mean \"info\"?"},
        vm_.error("hostler.log.inform('x')"));
    CPPUNIT_ASSERT_EQUAL(std::string{"test.lua:2: hostler.client: nobody answers"},
                         vm_.error("hostler.client(5)"));
    vm_.answers["client"] = [](const Json& arguments) { return Json{{"asked", arguments}}; };
    CPPUNIT_ASSERT_EQUAL(Json({{"asked", {"acc_1", nullptr, {{"x", 1}}}}}),
                         vm_.value("return hostler.client('acc_1', nil, { x = 1 })"));
    CPPUNIT_ASSERT(vm_.error("hostler.client(print)").find("which is not data") !=
                   std::string::npos);
  }

  void textsAreCleaned() {
    CPPUNIT_ASSERT_EQUAL(std::string{"a\n\tb₹"}, cleanText("a\r\n\t\x07"
                                                           "b₹\x7f",
                                                           100));
    CPPUNIT_ASSERT_EQUAL(std::string{"a?b"}, cleanText("a\xff"
                                                       "b",
                                                       100));
    CPPUNIT_ASSERT_EQUAL(std::string{"ab"}, cleanText("ab₹", 4));
    for (const auto* bad :
         {"\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\x80", "\xf5\x80\x80\x80"}) {
      CPPUNIT_ASSERT(!isUtf8(bad));
    }
    CPPUNIT_ASSERT(isUtf8("a₹\xf4\x8f\xbf\xbf\xed\x9f\xbf"));
  }

 private:
  testing::InSandbox vm_;
};
HOSTLER_SUITE(DataTest, "core/lua/data");

}  // namespace hostler::lua
