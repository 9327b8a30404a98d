#include "tests/core/lua/in_sandbox.h"
#include "tests/support/suite.h"

namespace hostler::lua {

// Each script here tries to run, to grow or to catch its way past its limits. Each must come to an
// end by the VM's own means, within twice its time and without a crash; the watch from outside is
// tested with the script hosts.
class BombsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(BombsTest);
  CPPUNIT_TEST(loopsEnd);
  CPPUNIT_TEST(caughtErrorsDoNotGiveMoreTime);
  CPPUNIT_TEST(messageHandlersDoNotGiveMoreTime);
  CPPUNIT_TEST(closingVariablesDoNotGiveMoreTime);
  CPPUNIT_TEST(metamethodsDoNotGiveMoreTime);
  CPPUNIT_TEST(recursionEnds);
  CPPUNIT_TEST(memoryEnds);
  CPPUNIT_TEST(memoryErrorsNameTheirPlace);
  CPPUNIT_TEST(libraryFunctionsDoNotLoopOutOfSight);
  CPPUNIT_TEST(patternsTakeLinearTime);
  CPPUNIT_TEST(theSourceItselfIsNoBomb);
  CPPUNIT_TEST(theNextCallHasItsLimitsAgain);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    vm_.limits.wall = std::chrono::milliseconds{400};
    vm_.limits.steps = 5'000'000;
  }

  void loopsEnd() {
    endsBy(FailureKind::Steps, "while true do end");
    endsBy(FailureKind::Steps, "::again:: goto again");
    endsBy(FailureKind::Steps, "repeat until false");
    endsBy(FailureKind::Steps, "for i = 1, math.huge do end");
    endsBy(FailureKind::Steps, "for i = math.mininteger, math.maxinteger do end");
    vm_.limits.steps = 1'000'000'000'000;
    endsBy(FailureKind::Time, "while true do end");
    endsBy(FailureKind::Time, "local t = {} while true do t[1] = #t end");
  }

  void caughtErrorsDoNotGiveMoreTime() {
    endsBy(FailureKind::Steps, "while true do pcall(function() while true do end end) end");
    ends("while true do pcall(pcall, pcall, error) end");
    ends("local function again() pcall(again) again() end again()");
    endsBy(FailureKind::Steps,
           "local function nest(n) while true do if n > 0 then pcall(nest, n - 1) end end end "
           "nest(150)");
    vm_.limits.steps = 1'000'000'000'000;
    endsBy(FailureKind::Time, "while true do pcall(function() while true do end end) end");
    ends("while true do pcall(string.rep, 'x', 1 << 40) end");
  }

  void messageHandlersDoNotGiveMoreTime() {
    endsBy(FailureKind::Steps,
           "xpcall(function() while true do end end, function() while true do end end)");
    endsBy(FailureKind::Steps, "while true do xpcall(error, function() while true do end end) end");
    endsBy(FailureKind::Steps,
           "local function handle() while true do end end "
           "xpcall(function() xpcall(function() while true do end end, handle) end, handle)");
    ends("while true do xpcall(function() error(error) end, error) end");
    ends("local function handle() error('again') end while true do xpcall(error, handle) end");
    ends("while true do xpcall(error, xpcall, error) end");
  }

  void closingVariablesDoNotGiveMoreTime() {
    endsBy(FailureKind::Steps,
           "local guard <close> = setmetatable({}, { __close = function() while true do end end }) "
           "while true do end");
    endsBy(FailureKind::Steps,
           "local function f() local guard <close> = setmetatable({}, { __close = function() while "
           "true do end end }) "
           "error('x') end while true do pcall(f) end");
    endsBy(FailureKind::Steps,
           "local loop = setmetatable({}, { __close = function() while true do end end })\n"
           "local function deep(n) local guard <close> = loop if n > 0 then deep(n - 1) end while "
           "true do end end deep(100)");
  }

  void metamethodsDoNotGiveMoreTime() {
    endsBy(FailureKind::Steps,
           "local t = setmetatable({}, { __index = function() while true do end end }) return t.x");
    endsBy(FailureKind::Steps,
           "return tostring(setmetatable({}, { __tostring = function() while true do end end }))");
    endsBy(FailureKind::Steps,
           "print(setmetatable({}, { __tostring = function() while true do end end }))");
    endsBy(FailureKind::Steps,
           "return setmetatable({}, { __eq = function() while true do end end }) == "
           "setmetatable({}, {})"
           " or #setmetatable({}, { __len = function() while true do end end })");
    endsBy(
        FailureKind::Steps,
        "for _ in pairs(setmetatable({}, { __pairs = function() while true do end end })) do end");
    ends("local t = {} setmetatable(t, { __index = t }) t.x() ");
    ends(
        "local t = {} for i = 1, 10000 do t = setmetatable({}, { __index = t }) end while true do "
        "local x = t.x end");
    ends(
        "local t = setmetatable({}, {}) getmetatable(t).__index = function(_, k) return t[k] end "
        "return t.x");
    ends(
        "local t = setmetatable({}, {}) getmetatable(t).__concat = function(a, b) return a .. b "
        "end return t .. t");
    ends("error(setmetatable({}, { __tostring = function() while true do end end }))");
    // What a hook returns is looked at, not called.
    ends(
        "return setmetatable({}, { __index = function() while true do end end, __pairs = error })");
    ends("return amend(setmetatable({ 1 }, { __len = function() while true do end end }))");
  }

  void recursionEnds() {
    ends("local function f() return 1 + f() end f()");
    ends("local function f() f() end f()");
    ends("local function f() local t = setmetatable({}, { __index = f }) return t.x end f()");
    ends("local function f() pcall(f) end while true do f() end");
    ends("local function f() return string.gsub('x', 'x', f) end f()");
    ends("local function f(a, b) return table.sort({ 1, 2, 3 }, f) end f()");
    ends("local function f() return tostring(setmetatable({}, { __tostring = f })) end f()");
    endsBy(FailureKind::Steps, "local function f() return f() end f()");
    ends("local t = {} for i = 1, 100000 do t = { t } end return amend(t)");
    ends("local t = {} t.t = t return amend(t)");
    ends("return amend({ x = hostler.json.decode(('['):rep(100000)) })");
  }

  void memoryEnds() {
    endsBy(FailureKind::Memory, "local t = {} while true do t[#t + 1] = {} end");
    endsBy(FailureKind::Memory, "local t = {} while true do t = { t, t } end");
    endsBy(FailureKind::Memory, "local s = 'x' while true do s = s .. s end");
    endsBy(FailureKind::Memory, "local t = {} for i = 1, math.huge do t[i] = i .. 'x' end");
    endsBy(FailureKind::Memory, "local t = {} for i = 1, 1e9 do t[i * 1000000] = i end");
    endsBy(FailureKind::Memory,
           "local t = {} for i = 1, 1e9 do t[i] = function() return t[i] end end");
    endsBy(FailureKind::Memory,
           "local t = { ('x'):rep(1000000) } while true do t[#t + 1] = table.concat(t):sub(1, -2) "
           "end");
    ends("return ('x'):rep(1 << 30)");
    ends("return ('x'):rep(1 << 62)");
    ends("return ('x'):rep(1000, ('y'):rep(1000000))");
    ends("return { table.unpack({}, 1, 1e7) }");
    ends("return { table.unpack({}, 1, 900000) }");
    ends("return string.byte(('x'):rep(2000000), 1, -1)");
    ends("return utf8.codepoint(('x'):rep(2000000), 1, -1)");
    ends("local s = ('x'):rep(1000000) return s:gsub('x', s)");
    ends("local s = ('x'):rep(1000000) while true do s:upper() end");
    ends("local s = ('x'):rep(3000000) while true do local t = s .. 'y' end");
    ends("while true do pcall(function() local t = {} while true do t[#t + 1] = {} end end) end");
    ends(
        "string.format('%99.99f%99.99f', 1e308, 1e308) while true do "
        "string.format(('%99.99f'):rep(50), 1) end");
    ends("local t = {} while true do t[#t + 1] = hostler.json.encode(t) end");
    CPPUNIT_ASSERT(vm_.lines("local t = {} for i = 1, 500000 do t = { i } end").failure ==
                   std::nullopt);
  }

  void memoryErrorsNameTheirPlace() {
    const auto outcome =
        vm_.lines("local function fill(t)\n  while true do t[#t + 1] = {} end\nend\nfill({})");
    CPPUNIT_ASSERT_EQUAL(std::string{"test.lua:3: needed more than its 8192 KB"},
                         outcome.failure->message);
    CPPUNIT_ASSERT_EQUAL(std::string{"test.lua:3\ntest.lua:5"}, outcome.failure->traceback);
    CPPUNIT_ASSERT(outcome.usage.peakMemory > (7u << 20) && outcome.usage.peakMemory <= (8u << 20));
  }

  void libraryFunctionsDoNotLoopOutOfSight() {
    ends("return (''):rep(math.maxinteger)");
    ends("return (''):rep(math.maxinteger, '')");
    ends("return table.move({}, 1, math.maxinteger - 1, 2)");
    ends("return table.move({}, math.mininteger, math.maxinteger, 2)");
    ends("return table.concat({}, '', 1, math.maxinteger)");
    ends(
        "return table.concat(setmetatable({}, { __index = tostring, __tostring = table.concat }), "
        "'', 1, math.maxinteger)");
    ends(
        "return table.insert(setmetatable({}, { __len = function() return math.maxinteger - 1 end "
        "}), 1, 'x')");
    ends(
        "return table.sort(setmetatable({}, { __len = function() return 1 << 30 end }), rawequal)");
    ends("return table.remove(setmetatable({}, { __len = function() return 1 << 60 end }), 1)");
    ends("return table.unpack(setmetatable({}, { __len = function() return 1 << 60 end }))");
    // A table whose length is 2^62 though it holds few members.
    ends("local t = {} for i = 0, 62 do t[1 << i] = true end table.insert(t, 1, 'x')");
    ends(
        "local t = {} for i = 1, 250000 do t[i] = i end while true do table.sort(t, rawequal) end");
    ends(
        "local t = {} for i = 1, 250000 do t[i] = i end while true do table.insert(t, 1, 1) "
        "table.remove(t, 1) end");
    ends("local t = {} for i = 1, 250000 do t[i] = 'x' end while true do table.concat(t) end");
    ends(
        "local t = {} for i = 1, 250000 do t[i] = i end for i = 1, 250000 do t[i] = nil end while "
        "true do next(t) end");
    ends(
        "local s = ('x'):rep(4000000) while true do local same = s == ('x'):rep(3999999) .. 'y' "
        "end");
    ends("local s = ('x'):rep(500000) while true do utf8.len(s) end");
    ends("local s = ('['):rep(1000) while true do pcall(hostler.json.decode, s) end");
    ends("while true do hostler.add_days('2026-01-01', 1) end");
    ends(
        "local weak = {} for i = 1, 30000 do weak = setmetatable({ [weak] = {} }, { __mode = 'k' "
        "}) end while true do local t = {} end");
  }

  void patternsTakeLinearTime() {
    CPPUNIT_ASSERT_EQUAL(Json{}, vm_.value("return (('a'):rep(300)):find('.*?.*?.*?.*?b')"));
    CPPUNIT_ASSERT(vm_.took.count() < 200);
    CPPUNIT_ASSERT_EQUAL(Json{}, vm_.value("return (('a'):rep(100000) .. 'c'):match('^(a+)+$')"));
    CPPUNIT_ASSERT_EQUAL(
        Json{}, vm_.value("return (('a'):rep(1000000)):find(('a'):rep(500000) .. 'b', 1, true)"));
    CPPUNIT_ASSERT(vm_.took.count() < 200);
    // Each match is found in linear time; that there are as many as bytes makes it the square.
    ends("local s = ('a'):rep(900000) return s:gsub('a*c|a', '')");
    ends("local s = ('a'):rep(900000) for m in s:gmatch('(a*)c|a') do end");
    ends("while true do (('a'):rep(100000)):find('(a?){100}b') end");
    ends("while true do (('ab'):rep(10000)):gsub('(a)(b)', '%2%1') end");
    ends("return ('x'):find(('(x'):rep(500) .. (')'):rep(500))");
    ends("return ('x'):find('((((x{100}){100}){100}){100})')");
    ends("return ('x'):find(('x'):rep(3000))");
    ends("return (('x'):rep(2000000)):find('x')");
    ends("for i = 1, math.huge do ('x'):find('[a-z]{1,50}' .. i) end");
    ends("for i = 1, math.huge do ('x'):find('(\\\\pL\\\\pN){20}' .. i) end");
  }

  void theSourceItselfIsNoBomb() {
    const auto refused = [&](const std::string& source) {
      const auto outcome = vm_.hook(source);
      CPPUNIT_ASSERT_MESSAGE(source.substr(0, 40), outcome.failure.has_value());
      CPPUNIT_ASSERT_MESSAGE(source.substr(0, 40),
                             vm_.took < 5 * vm_.limits.wall);  // on a busy machine, too
    };
    const auto repeated = [](const std::string& text, int times) {
      std::string all;
      for (int i = 0; i < times; ++i) all += text;
      return all;
    };
    refused(repeated("(", 100'000));
    refused("x = " + repeated("{", 100'000));
    refused("x = " + repeated("-", 99'999) + "1");
    refused("x = " + repeated("'a'..", 50'000) + "'a'");
    refused(repeated("do ", 100'000));
    refused(repeated("local a ", 300));
    refused("return " + repeated("f(", 50'000));
    refused("while true do end");
    refused(
        "on('before.test', function() end) while true do pcall(function() while true do end end) "
        "end");
  }

  void theNextCallHasItsLimitsAgain() {
    endsBy(FailureKind::Steps, "while true do end");
    CPPUNIT_ASSERT_EQUAL(Json(1'000'000),
                         vm_.value("local n = 0 for i = 1, 1000000 do n = n + 1 end return n"));
  }

 private:
  void ends(const std::string& body) { comesToAnEnd(body); }

  void endsBy(FailureKind kind, const std::string& body) {
    const auto outcome = comesToAnEnd(body);
    CPPUNIT_ASSERT_MESSAGE(body, outcome.failure.has_value());
    CPPUNIT_ASSERT_EQUAL_MESSAGE(body, std::string{wordOf(kind)},
                                 std::string{wordOf(outcome.failure->kind)});
    CPPUNIT_ASSERT_MESSAGE(outcome.failure->message,
                           outcome.failure->message.starts_with("test.lua:"));
  }

  HookOutcome comesToAnEnd(const std::string& body) {
    const auto outcome = vm_.lines(body);
    CPPUNIT_ASSERT_MESSAGE(body + " took " + std::to_string(vm_.took.count()) + " ms",
                           vm_.took < 5 * vm_.limits.wall);  // on a busy machine, too
    return outcome;
  }

  testing::InSandbox vm_;
};
HOSTLER_SUITE(BombsTest, "core/lua/bombs");

}  // namespace hostler::lua
