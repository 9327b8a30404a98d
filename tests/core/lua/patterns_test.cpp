#include "tests/core/lua/in_sandbox.h"
#include "tests/support/suite.h"

namespace hostler::lua {

// The calls and results of Lua's own functions, with RE2's patterns.
class PatternsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PatternsTest);
  CPPUNIT_TEST(findTellsWhere);
  CPPUNIT_TEST(findTakesPlainText);
  CPPUNIT_TEST(initCountsAsInLua);
  CPPUNIT_TEST(matchGivesGroupsOrTheWhole);
  CPPUNIT_TEST(gmatchGoesThroughAllMatches);
  CPPUNIT_TEST(gsubReplaces);
  CPPUNIT_TEST(emptyMatchesMoveOn);
  CPPUNIT_TEST(textIsUtf8);
  CPPUNIT_TEST(luasOwnSyntaxIsPointedOut);
  CPPUNIT_TEST(badPatternsNameTheirFault);
  CPPUNIT_TEST_SUITE_END();

 public:
  void findTellsWhere() {
    same({3, 5}, "return { ('xxabc'):find('abc') }");
    same({2, 4, "b", "c"}, "return { ('abcd'):find('(b)(c)d?') }");
    same({1, 0}, "return { ('abc'):find('') }");
    same(Json::array(), "return hostler.json.list{ ('abc'):find('z') }");
    same({1, 3}, "return { string.find(123, '\\\\d+') }");
  }

  void findTakesPlainText() {
    same({2, 3}, "return { ('a.*b'):find('.*', 1, true) }");
    same({4, 3}, "return { ('abc'):find('', 4, true) }");
    same({3, 3}, "return { ('aXaXa'):find('a', 2, true) }");
    same(Json::array(), "return hostler.json.list{ ('abc'):find('abcd', 1, true) }");
    same({3, 3}, "return { ('a\\0b'):find('b', 1, true) }");
  }

  void initCountsAsInLua() {
    same({3, 3}, "return { ('aba'):find('a', 2) }");
    same({3, 3}, "return { ('aba'):find('a', -1) }");
    same({1, 1}, "return { ('aba'):find('a', -100) }");
    same({1, 1}, "return { ('aba'):find('a', 0) }");
    same({4, 3}, "return { ('aba'):find('$', 4) }");
    same(Json::array(), "return hostler.json.list{ ('aba'):find('', 5) }");
    same({1, 1}, "return { ('aba'):find('a', math.mininteger) }");
    same(Json::array(), "return hostler.json.list{ ('aba'):find('a', math.maxinteger) }");
    same({2, 3}, "return { ('aba'):find('^ba', 2) }");
  }

  void matchGivesGroupsOrTheWhole() {
    same({"2026-02"}, "return { ('due 2026-02-28'):match('\\\\d{4}-\\\\d\\\\d') }");
    same({"2026", "02"}, "return { ('due 2026-02-28'):match('(\\\\d{4})-(\\\\d\\\\d)') }");
    same({"x", "none"}, "local a, b = ('x'):match('(x)(y)?') return { a, b or 'none' }");
    same({"EXAMPLE"}, "return { ('an EXAMPLE'):match('(?i)example') }");
    same({"b"}, "return { ('a\\nb'):match('(?m)^b$') }");
    same({"ab"}, "return { ('abab'):match('^(?:ab)+?') }");
    same({"example"}, "return { ('x@example.com'):match('@(?P<domain>\\\\w+)') }");
  }

  void gmatchGoesThroughAllMatches() {
    same({"a", "b", "c"},
         "local all = {} for word in ('a, b,c'):gmatch('\\\\w+') do all[#all + 1] = word end "
         "return all");
    same({"k=1", "l=2"},
         "local all = {} for k, v in ('k:1 l:2'):gmatch('(\\\\w):(\\\\d)') do all[#all + 1] = k .. "
         "'=' .. v end return all");
    same({"b"},
         "local all = {} for word in ('a b'):gmatch('\\\\w+', 2) do all[#all + 1] = word end "
         "return all");
    same({"one"},
         "local all = {} for word in ('one one'):gmatch('^one') do all[#all + 1] = word end return "
         "all");
  }

  void gsubReplaces() {
    same({"x_x", 1}, "return { ('x-x'):gsub('-', '_') }");
    same({"b=a", 1}, "return { ('a=b'):gsub('(\\\\w)=(\\\\w)', '%2=%1') }");
    same({"<a><b>", 2}, "return { ('ab'):gsub('.', '<%0>') }");
    same({"<a>b", 1}, "return { ('ab'):gsub('.', '<%1>', 1) }");
    same({"100%", 1}, "return { ('x'):gsub('x', '100%%') }");
    same({"1-$2", 1}, "return { ('$1-$2'):gsub('\\\\$1', '1') }");
    same({"Hello Asha", 1},
         "return { ('Hello {name}'):gsub('\\\\{(\\\\w+)\\\\}', { name = 'Asha' }) }");
    same({"Hello {age}", 1},
         "return { ('Hello {age}'):gsub('\\\\{(\\\\w+)\\\\}', { name = 'Asha' }) }");
    same({"AB", 2}, "return { ('ab'):gsub('\\\\w', string.upper) }");
    same({"2-a", 1},
         "return { ('a-2'):gsub('(\\\\w)-(\\\\w)', function(a, b) return b .. '-' .. a end) }");
    same({"a1", 1}, "return { ('a'):gsub('a', function() return 'a' .. 1 end) }");
    same({"a[]", 1}, "return { ('a'):gsub('a(b)?', 'a[%1]') }");
    same({"abc", 0}, "return { ('abc'):gsub('b', 'x', 0) }");
    CPPUNIT_ASSERT(vm_.error("('a'):gsub('a', '%2')").find("names group %2") != std::string::npos);
    CPPUNIT_ASSERT(vm_.error("('a'):gsub('a', '%x')").find("invalid use of '%'") !=
                   std::string::npos);
    CPPUNIT_ASSERT(vm_.error("('a'):gsub('a', '%')").find("invalid use of '%'") !=
                   std::string::npos);
    CPPUNIT_ASSERT(
        vm_.error("('a'):gsub('a', function() return {} end)").find("invalid replacement") !=
        std::string::npos);
    CPPUNIT_ASSERT(vm_.error("('a'):gsub('a', true)").find("string/function/table expected") !=
                   std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::string{"test.lua:2: from within"},
                         vm_.error("('a'):gsub('a', function() error('from within') end)"));
  }

  void emptyMatchesMoveOn() {
    same({"-a-b-", 3}, "return { ('ab'):gsub('', '-') }");
    same({"-b-", 2}, "return { ('ab'):gsub('a*', '-') }");
    same({"-", 1}, "return { (''):gsub('.*', '-') }");
    same({"-", 1}, "return { ('abc'):gsub('.*', '-') }");
    same({"", "a", ""},
         "local all = {} for m in ('bab'):gmatch('a*') do all[#all + 1] = m end return all");
    same({"-ä-€-", 3}, "return { ('ä€'):gsub('', '-') }");
  }

  void textIsUtf8() {
    same({"₹", "5"}, "return { ('₹5'):match('(.)(.)') }");
    same({1, 3}, "return { ('₹5'):find('.') }");
    same({"नमस्ते"}, "return { ('x नमस्ते'):match('[\\\\p{L}\\\\p{M}]{2,}') }");
    same({3}, "return { select(2, ('a₹b'):gsub(utf8.charpattern, '')) }");
    same(Json::array(), "return hostler.json.list{ ('a\\xffb'):find('[^ab]') }");
  }

  void luasOwnSyntaxIsPointedOut() {
    for (const auto* pattern : {"%d+", "^%s*(.-)%s*$", "%.", "[%w_]+", "%%", "%b()", "100%-"}) {
      const auto message = vm_.error("('x'):find('" + std::string{pattern} + "')");
      CPPUNIT_ASSERT_MESSAGE(pattern, message.find("patterns here are RE2's") != std::string::npos);
    }
    same({2, 3}, "return { ('x5%'):find('5%') }");
    same({1, 2}, "return { ('%d'):find('[%]d') }");
    same({1, 2}, "return { ('%d'):find('\\\\%d') }");
  }

  void badPatternsNameTheirFault() {
    CPPUNIT_ASSERT_EQUAL(std::string{"test.lua:2: bad pattern: missing ): (x"},
                         vm_.error("('x'):find('(x')"));
    CPPUNIT_ASSERT(vm_.error("('x'):match('x**')").find("bad repetition operator") !=
                   std::string::npos);
    CPPUNIT_ASSERT(vm_.error("('x'):gmatch('[')").find("missing ]") != std::string::npos);
    CPPUNIT_ASSERT(vm_.error("('xx'):gsub('(x)\\\\1', '')").find("invalid escape sequence") !=
                   std::string::npos);
    CPPUNIT_ASSERT(vm_.error("('x'):find()").find("string expected") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(Json("a\\.b"), vm_.value("return hostler.re2.quote('a.b')"));
  }

 private:
  void same(const Json& expected, const std::string& body) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(body, expected, vm_.value(body));
  }

  testing::InSandbox vm_;
};
HOSTLER_SUITE(PatternsTest, "core/lua/patterns");

}  // namespace hostler::lua
