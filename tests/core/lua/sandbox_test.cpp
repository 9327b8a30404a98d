#include "tests/core/lua/in_sandbox.h"
#include "tests/support/suite.h"

namespace hostler::lua {

class SandboxTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SandboxTest);
  CPPUNIT_TEST(nothingLeadsOutOfTheState);
  CPPUNIT_TEST(whatAuthorsNeedIsThere);
  CPPUNIT_TEST(bytecodeIsRefused);
  CPPUNIT_TEST(theMetatableOfTextsIsOutOfReach);
  CPPUNIT_TEST(finalizersCannotBeSet);
  CPPUNIT_TEST(addressesDoNotShow);
  CPPUNIT_TEST(aGlobalEndsWithItsRun);
  CPPUNIT_TEST(randomNumbersFollowTheSeed);
  CPPUNIT_TEST(anErrorNamesFileAndLine);
  CPPUNIT_TEST(errorObjectsAreDescribedWithoutTheirOwnHelp);
  CPPUNIT_TEST(printAndLogReachTheLog);
  CPPUNIT_TEST_SUITE_END();

 public:
  void nothingLeadsOutOfTheState() {
    for (const std::string name : {"io",
                                   "os",
                                   "package",
                                   "debug",
                                   "coroutine",
                                   "load",
                                   "loadfile",
                                   "loadstring",
                                   "dofile",
                                   "require",
                                   "collectgarbage",
                                   "warn",
                                   "string.dump",
                                   "string.pack",
                                   "string.unpack",
                                   "string.packsize",
                                   "math.randomseed",
                                   "getfenv",
                                   "setfenv",
                                   "newproxy",
                                   "_G.io",
                                   "_G.debug",
                                   "_G._G.os"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, Json{}, vm_.value("return " + name));
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"test.lua:2: attempt to index a nil value (global 'os')"},
                         vm_.error("os.execute('true')"));
  }

  void whatAuthorsNeedIsThere() {
    CPPUNIT_ASSERT_EQUAL(Json({{"sum", 6},
                               {"text", "3x ok"},
                               {"joined", "a,b"},
                               {"sorted", {1, 2, 3}},
                               {"length", 2},
                               {"pi", 3}}),
                         vm_.value(R"(
          local sum = 0
          for _, n in ipairs{1, 2, 3} do sum = sum + n end
          local sorted = {3, 1, 2}
          table.sort(sorted)
          local ok, message = pcall(error, 'x')
          return { sum = sum, text = string.format('%d%s %s', 3, message, 'ok'), joined = table.concat({'a', 'b'}, ','),
                   sorted = sorted, length = utf8.len('₹5'), pi = math.floor(math.pi) }
        )"));
    CPPUNIT_ASSERT_EQUAL(Json({false, "handled: test.lua:2: broken"}),
                         vm_.value("return { xpcall(function() error('broken') end, function(m) "
                                   "return 'handled: ' .. m end) }"));
    CPPUNIT_ASSERT_EQUAL(Json({true, 1, 2}),
                         vm_.value("return { xpcall(function(...) return ... end, print, 1, 2) }"));
    CPPUNIT_ASSERT_EQUAL(Json("closed"), vm_.value(R"(
          local log = ''
          do local guard <close> = setmetatable({}, { __close = function() log = 'closed' end }) end
          goto done
          ::done::
          return log)"));
  }

  void bytecodeIsRefused() {
    const auto outcome = vm_.hook("\x1bLua\x54\x00\x19\x93\r\n\x1a\n");
    CPPUNIT_ASSERT(outcome.failure.has_value());
    CPPUNIT_ASSERT(outcome.failure->kind == FailureKind::Syntax);
    CPPUNIT_ASSERT(outcome.failure->message.find("attempt to load a binary chunk") !=
                   std::string::npos);
  }

  void theMetatableOfTextsIsOutOfReach() {
    CPPUNIT_ASSERT_EQUAL(Json("string"), vm_.value("return getmetatable('')"));
    CPPUNIT_ASSERT(vm_.error("setmetatable('', {})") != "");
    CPPUNIT_ASSERT(vm_.error("getmetatable('').__index = nil") != "");
    CPPUNIT_ASSERT(vm_.error("setmetatable(setmetatable({}, {__metatable = 1}), {})") != "");
    CPPUNIT_ASSERT_EQUAL(Json("hostler"), vm_.value("return getmetatable(hostler)"));
    // What a script does to its own copy of the library ends with it.
    CPPUNIT_ASSERT_EQUAL(
        Json("mine"),
        vm_.value("string.upper = function() return 'mine' end return ('x'):upper()"));
    CPPUNIT_ASSERT_EQUAL(Json("X"), vm_.value("return ('x'):upper()"));
  }

  void finalizersCannotBeSet() {
    CPPUNIT_ASSERT_EQUAL(
        std::string{"test.lua:2: __gc is not available to scripts"},
        vm_.error("setmetatable({}, { __gc = function() while true do end end })"));
    CPPUNIT_ASSERT(vm_.error("setmetatable({}, setmetatable({ __gc = true }, nil))") != "");
    // Lua marks an object for its finalizer only when the metatable is set, so a late one is never
    // called.
    CPPUNIT_ASSERT_EQUAL(Json(0), vm_.value(R"(
          local calls = 0
          for i = 1, 1000 do
            local metatable = {}
            setmetatable({}, metatable)
            metatable.__gc = function() calls = calls + 1 end
          end
          for i = 1, 20000 do local garbage = { i, tostring(i) } end
          return calls)"));
  }

  void addressesDoNotShow() {
    CPPUNIT_ASSERT_EQUAL(Json({"table", "function", "function", "table", "named", "shown"}),
                         vm_.value(R"(
          return { tostring({}), tostring(print), string.format('%s', print), string.format('%10s', {}):match('\\w+'),
                   tostring(setmetatable({}, { __name = 'named' })),
                   string.format('%s', setmetatable({}, { __tostring = function() return 'shown' end })) })"));
    CPPUNIT_ASSERT(vm_.error("string.format('%p', {})").find("%p is not available") !=
                   std::string::npos);
  }

  void aGlobalEndsWithItsRun() {
    CPPUNIT_ASSERT_EQUAL(Json(1), vm_.value("leaked = (leaked or 0) + 1 return leaked"));
    CPPUNIT_ASSERT_EQUAL(Json(1), vm_.value("leaked = (leaked or 0) + 1 return leaked"));
  }

  void randomNumbersFollowTheSeed() {
    const auto draw = [this] {
      return vm_.value("return { math.random(1, 1000000), math.random(1, 1000000) }");
    };
    const auto first = draw(), again = draw();
    vm_.facts.seed = 8;
    const auto other = draw();

    CPPUNIT_ASSERT_EQUAL(first, again);
    CPPUNIT_ASSERT(first != other);
  }

  void anErrorNamesFileAndLine() {
    const auto outcome = vm_.hook(
        "local function deeper(event)\n  return event.client.name\nend\n"
        "on('before.test', function(event)\n  local name = deeper(event)\n  return name\nend)");
    CPPUNIT_ASSERT(outcome.failure->kind == FailureKind::Runtime);
    CPPUNIT_ASSERT_EQUAL(std::string{"test.lua:2: attempt to index a nil value (field 'client')"},
                         outcome.failure->message);
    CPPUNIT_ASSERT_EQUAL(std::string{"test.lua"}, outcome.failure->file());
    CPPUNIT_ASSERT_EQUAL(2, outcome.failure->line());
    CPPUNIT_ASSERT_EQUAL(
        std::string{"test.lua:2: in upvalue 'deeper'\ntest.lua:5: in function <test.lua:4>"},
        outcome.failure->traceback);

    const auto unparsed = vm_.hook("local x =\n\n= 3");
    CPPUNIT_ASSERT(unparsed.failure->kind == FailureKind::Syntax);
    CPPUNIT_ASSERT_EQUAL(std::string{"test.lua:3: unexpected symbol near '='"},
                         unparsed.failure->message);
  }

  void errorObjectsAreDescribedWithoutTheirOwnHelp() {
    CPPUNIT_ASSERT_EQUAL(
        std::string{"test.lua:2: the script raised a table; code: late; message: too late"},
        vm_.error("error({ code = 'late', message = 'too late' })"));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"test.lua:2: the script raised a table"},
        vm_.error("error(setmetatable({}, { __tostring = function() while true do end end, "
                  "__index = function() while true do end end }))"));
    CPPUNIT_ASSERT_EQUAL(std::string{"test.lua:2: the script raised a nil"}, vm_.error("error()"));
    CPPUNIT_ASSERT_EQUAL(std::string{"test.lua:2: bad ? bytes"},
                         vm_.error("error('bad \\xff bytes')"));
    CPPUNIT_ASSERT_EQUAL(std::string{"test.lua:2: placeless"}, vm_.error("error('placeless', 0)"));
  }

  void printAndLogReachTheLog() {
    vm_.lines(
        "print('a', 1, nil, true, {}) hostler.log.warning('late', { order = 5 }) "
        "hostler.log.error('bad')");
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, vm_.said.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"info: a\t1\tnil\ttrue\ttable"}, vm_.said[0]);
    CPPUNIT_ASSERT_EQUAL(std::string{"warning: late {\"order\":5}"}, vm_.said[1]);
    CPPUNIT_ASSERT_EQUAL(std::string{"error: bad"}, vm_.said[2]);
  }

 private:
  testing::InSandbox vm_;
};
HOSTLER_SUITE(SandboxTest, "core/lua/sandbox");

}  // namespace hostler::lua
