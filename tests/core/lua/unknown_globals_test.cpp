#include "core/lua/unknown_globals.h"

#include "tests/core/lua/in_sandbox.h"
#include "tests/support/suite.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace hostler::lua {

// What the check of a hook says of names that mean nothing.
class UnknownGlobalsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(UnknownGlobalsTest);
  CPPUNIT_TEST(aMisspeltNameIsToldWithItsLine);
  CPPUNIT_TEST(whatAScriptDeclaresIsItsOwn);
  CPPUNIT_TEST(membersKeysAndLabelsAreNoGlobals);
  CPPUNIT_TEST(textsAndCommentsAreNotRead);
  CPPUNIT_TEST(whatIsKnownIsWhatScriptsFind);
  CPPUNIT_TEST(theShippedScriptsUseNothingUnknown);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aMisspeltNameIsToldWithItsLine() {
    const auto found = unknownGlobals(
        "on('before.suspend', function(event)\n"
        "  hostlr.log.info('asked')\n"
        "  return refuse('no', tostring(evnt.title))\n"
        "end)");
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, found.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"hostlr"}, found[0].name);
    CPPUNIT_ASSERT_EQUAL(2, found[0].line);
    CPPUNIT_ASSERT_EQUAL(std::string{"; did you mean \"hostler\"?"}, found[0].suggestion);
    CPPUNIT_ASSERT_EQUAL(std::string{"evnt"}, found[1].name);
    CPPUNIT_ASSERT_EQUAL(3, found[1].line);
    CPPUNIT_ASSERT_EQUAL(std::string{"; did you mean \"event\"?"}, found[1].suggestion);
    // What scripts may not have is unknown too.
    CPPUNIT_ASSERT_EQUAL(std::string{"os"}, names("local t = os.time()"));
  }

  void whatAScriptDeclaresIsItsOwn() {
    CPPUNIT_ASSERT_EQUAL(std::string{}, names(R"(
      local most <const>, least = 5, 1
      local function between(value, ...) return value < most and value > least and ... end
      limit, floor = 10, 2
      function clamp(x) return math.min(x, limit) + floor end
      local account = {}
      function account:grow(by) self.size = by return clamp(by) end
      for i = 1, 3 do print(i) end
      for name, value in pairs(account) do print(name, value) end
      on('invoice.paid', function(event) print(between(event.total, true)) end))"));
  }

  void membersKeysAndLabelsAreNoGlobals() {
    CPPUNIT_ASSERT_EQUAL(std::string{}, names(R"(
      local t = { colour = 'red', shape = { sides = 3 }, act = function() local n = 1 return n end }
      t.size, t.name = 1, t.colour:upper()
      for i = 1, 3 do
        if i == 2 then goto done end
        t[i] = i
        ::done::
      end)"));
    // But what a key stands for is looked at, and so is a computed one.
    CPPUNIT_ASSERT_EQUAL(std::string{"red there"},
                         names("local t = { colour = red, [there] = 1 }"));
    // What is set inside a function inside a table is set.
    CPPUNIT_ASSERT_EQUAL(std::string{},
                         names("local t = { act = function() seen = true end } print(seen)"));
  }

  void textsAndCommentsAreNotRead() {
    CPPUNIT_ASSERT_EQUAL(std::string{"wrong"},
                         names("-- nobody\n--[==[ nor\n these ]] ]==]\nlocal a = 'it\\'s \"me\"' "
                               ".. \"o'clock\\\\\" .. [[\nlong "
                               "text]]\nlocal n = 0x1F + 1e-3 + .5\nprint(a, n, wrong)"));
    CPPUNIT_ASSERT_EQUAL(7, unknownGlobals("--[[\n\n]]\nlocal a = [[\n\n]]\nprint(b)").at(0).line);
  }

  void whatIsKnownIsWhatScriptsFind() {
    testing::InSandbox sandbox;
    auto there = sandbox
                     .value(
                         "local names = {}\n"
                         "for name in pairs(_G) do names[#names + 1] = name end\n"
                         "return names")
                     .get<std::vector<std::string>>();
    there.push_back("_ENV");
    std::ranges::sort(there);
    auto known = knownGlobals();
    std::ranges::sort(known);
    CPPUNIT_ASSERT_EQUAL(Json(there).dump(), Json(known).dump());
  }

  void theShippedScriptsUseNothingUnknown() {
    const char* source = std::getenv("HOSTLER_SOURCE");
    CPPUNIT_ASSERT_MESSAGE("HOSTLER_SOURCE names the source tree", source != nullptr);
    int scripts = 0;
    for (const auto* folder : {"hooks", "rules"}) {
      for (const auto& entry :
           std::filesystem::directory_iterator{std::string{source} + "/scripts/" + folder}) {
        if (entry.path().extension() != ".lua") continue;
        std::ifstream file{entry.path()};
        const std::string text{std::istreambuf_iterator<char>{file}, {}};
        CPPUNIT_ASSERT_EQUAL_MESSAGE(entry.path().string(), std::string{}, names(text));
        ++scripts;
      }
    }
    CPPUNIT_ASSERT(scripts > 2);
  }

 private:
  static std::string names(const std::string& source) {
    std::string all;
    for (const auto& one : unknownGlobals(source)) all += (all.empty() ? "" : " ") + one.name;
    return all;
  }
};
HOSTLER_SUITE(UnknownGlobalsTest, "core/lua/unknown_globals");

}  // namespace hostler::lua
