// Whoever writes a hook: from an empty file to a trial on what really happened, on the command
// line.

#include "tests/journeys/engine_process.h"
#include "tests/journeys/journey.h"
#include "tests/support/suite.h"

#include <fstream>

namespace hostler::testing {

class HookAuthorsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(HookAuthorsTest);
  CPPUNIT_TEST(aNewHookIsWrittenWithAnEventToTryItOn);
  CPPUNIT_TEST(whatIsThereIsNotOverwritten);
  CPPUNIT_TEST(aMisspeltEventIsCorrected);
  CPPUNIT_TEST(aMisspeltNameIsFoundBeforeItRuns);
  CPPUNIT_TEST(aTrialShowsTheVerdictAndHasNoEffect);
  CPPUNIT_TEST(aHookThatFailsFailsTheCommand);
  CPPUNIT_TEST(aHookIsTriedOnWhatHappenedLast);
  CPPUNIT_TEST(aConversationKeepsItsVariables);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aNewHookIsWrittenWithAnEventToTryItOn() {
    const Installation here;
    const auto folder = (here.folder() / "mine").string();
    here.run({"hook", "new", "patience", "--on", "before.suspend", "--folder", folder});
    CPPUNIT_ASSERT(holds(here.run({"hook", "check", folder + "/hooks"}), "patience.lua: sound"));
    CPPUNIT_ASSERT(holds(here.run({"hook", "test", folder + "/hooks/patience.lua", "--event",
                                   folder + "/events/patience.json"}),
                         "before.suspend, line"));
  }

  void whatIsThereIsNotOverwritten() {
    const Installation here;
    const auto file = write(here, "patience", "-- mine\n");
    CPPUNIT_ASSERT(holds(refused(here, {"hook", "new", "patience", "--on", "before.suspend",
                                        "--folder", here.folder().string()}),
                         "is there already"));
    CPPUNIT_ASSERT(holds(refused(here, {"hook", "test", file}), "hooks no event"));
  }

  void aMisspeltEventIsCorrected() {
    const Installation here;
    CPPUNIT_ASSERT(holds(refused(here, {"hook", "new", "patience", "--on", "before.suspnd"}),
                         "did you mean \"before.suspend\"?"));
  }

  void aMisspeltNameIsFoundBeforeItRuns() {
    const Installation here;
    const auto file = write(here, "patience",
                            "on('before.suspend', function(event)\n"
                            "  if event.days_overdue then return refse('patience', 'No.') end\n"
                            "end)\n");
    const auto said = refused(here, {"hook", "check", file});
    CPPUNIT_ASSERT_MESSAGE(said, holds(said, "patience.lua:2: nothing gives \"refse\" a value"));
    CPPUNIT_ASSERT_MESSAGE(said, holds(said, "did you mean \"refuse\"?"));
  }

  void aTrialShowsTheVerdictAndHasNoEffect() {
    const Installation here;
    const auto file = write(here, "patience",
                            "on('before.suspend', function(event)\n"
                            "  hostler.kv.set('asked', event.days_overdue)\n"
                            "  return refuse('patience', 'Not yet.')\n"
                            "end)\n");
    const auto answer = Json::parse(here.run({"hook", "test", file, "--json"}));
    const auto& run = answer.at("runs").at(0);
    CPPUNIT_ASSERT_EQUAL(Json("refuse"), run.at("verdict"));
    CPPUNIT_ASSERT_EQUAL(Json("Not yet."), answer.at("refusal").at("sentence"));
    CPPUNIT_ASSERT_EQUAL(Json("kv.set"), run.at("effects").at(0).at("function"));
    CPPUNIT_ASSERT(run.at("memory_bytes") > 0);
    CPPUNIT_ASSERT_EQUAL(std::string{"nil\n"},
                         here.run({"hook", "repl"}, "hostler.kv.get('asked')\n"));
  }

  void aHookThatFailsFailsTheCommand() {
    const Installation here;
    const auto file =
        write(here, "broken", "on('before.suspend', function(event)\n  error('not mine')\nend)\n");
    CPPUNIT_ASSERT(holds(refused(here, {"hook", "test", file}), "broken.lua:2: not mine"));
    CPPUNIT_ASSERT(holds(refused(here, {"hook", "test", file, "--last"}), "has happened yet"));
  }

  void aHookIsTriedOnWhatHappenedLast() {
    Installation here;
    here.startEngine();
    Journey journey{here};
    journey.signUp("meera@example.in");
    const auto bought = journey.buyHosting("starter-hosting", "meera-bakes.in");
    const auto file =
        write(here, "told", "on('invoice.issued', function(event) print(event.invoice) end)\n");
    CPPUNIT_ASSERT(holds(here.run({"hook", "test", file, "--last"}), bought.invoiceId()));
    const auto guard = write(here, "guard",
                             "on('before.checkout', function(event)\n"
                             "  print(event.items[1].domain .. ' in ' .. event.total.currency)\n"
                             "end)\n");
    CPPUNIT_ASSERT(holds(here.run({"hook", "test", guard, "--last"}), "meera-bakes.in in INR"));
  }

  void aConversationKeepsItsVariables() {
    const Installation here;
    CPPUNIT_ASSERT_EQUAL(
        std::string{"7\ninvoice.paid\nhooks/repl.lua:3: wrong\n5\n"},
        here.run({"hook", "repl"}, "local a = 5\na + 2\n\nevent.event\nerror('wrong')\na\n"));
  }

 private:
  static bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  }
  static std::string write(const Installation& here, const std::string& name,
                           const std::string& source) {
    const auto file = here.folder() / "hooks" / (name + ".lua");
    std::filesystem::create_directories(file.parent_path());
    std::ofstream{file} << source;
    return file.string();
  }
  static std::string refused(const Installation& here, const std::vector<std::string>& arguments) {
    try {
      here.run(arguments);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    CPPUNIT_FAIL("it was not refused");
    return {};
  }
};
HOSTLER_SUITE(HookAuthorsTest, "journeys/hook_authors");

}  // namespace hostler::testing
