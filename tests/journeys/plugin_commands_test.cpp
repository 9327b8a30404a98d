// Plugins on the command line: asked, taken on, and watched while somebody builds one.

#include "tests/journeys/engine_process.h"
#include "tests/journeys/http_client.h"
#include "tests/support/mariadb.h"
#include "tests/support/suite.h"

#include <csignal>
#include <cstdlib>
#include <fstream>

namespace hostler::testing {
namespace {

namespace fs = std::filesystem;

bool holds(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

class PluginCommandsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PluginCommandsTest);
  CPPUNIT_TEST(aProviderIsAskedWhetherTheSettingsWork);
  CPPUNIT_TEST(whatLiesInTheFolderIsTakenOn);
  CPPUNIT_TEST(aPluginIsCheckedAgainEachTimeItIsBuilt);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aProviderIsAskedWhetherTheSettingsWork() {
    const Installation here;
    const auto works = here.end({"plugin", "test", "razorpay"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(works.said, 0, works.code);
    CPPUNIT_ASSERT_MESSAGE(works.said, works.said.starts_with("razorpay: works\n"));
    // A provisioner is asked at each of its servers.
    const auto servers = here.end({"plugin", "test", "cpanel"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(servers.said, std::string{"cpanel: works\n  server1: works\n"},
                                 servers.said);
    CPPUNIT_ASSERT(Json::parse(here.run({"plugin", "test", "cpanel", "--json"}))["works"] == true);

    HttpClient sandbox{here.sandboxUrl()};
    CPPUNIT_ASSERT_EQUAL(
        201, sandbox.post("/_faults", {{"provider", "whm"}, {"fault", "garbage"}, {"times", 50}})
                 .status);
    const auto broken = here.end({"plugin", "test", "cpanel"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(broken.said, 1, broken.code);
    CPPUNIT_ASSERT_MESSAGE(broken.said, holds(broken.said, "cpanel: does not work: ") &&
                                            holds(broken.said, "\n  server1: does not work: "));
    const auto told = here.end({"plugin", "test", "cpanel", "--json"});
    CPPUNIT_ASSERT_EQUAL(1, told.code);
    CPPUNIT_ASSERT(Json::parse(told.said)["servers"][0]["works"] == false);

    CPPUNIT_ASSERT_EQUAL(1, here.end({"plugin", "test", "nobody"}).code);
    CPPUNIT_ASSERT_EQUAL(2, here.end({"plugin", "test"}).code);
  }

  void whatLiesInTheFolderIsTakenOn() {
    const Installation here;
    CPPUNIT_ASSERT_EQUAL(std::string{"accepted razorpay as it lies there\n"},
                         here.run({"plugin", "accept", "razorpay"}));
    CPPUNIT_ASSERT_EQUAL(
        Json("razorpay"),
        Json::parse(here.run({"plugin", "accept", "razorpay", "--json"}))["accepted"]);
    const auto unknown = here.end({"plugin", "accept", "nobody"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(unknown.said, 1, unknown.code);
    CPPUNIT_ASSERT_MESSAGE(unknown.said, holds(unknown.said, "no plugin of that name"));
    CPPUNIT_ASSERT_EQUAL(2, here.end({"plugin", "frobnicate"}).code);
  }

  void aPluginIsCheckedAgainEachTimeItIsBuilt() {
    const TemporaryDirectory folder{"hostler-built"};
    const auto file = built(folder.path() / "smtp", "smtp.so");
    built(folder.path() / "smtp", "plugin.json");
    ProgramProcess watch{{"plugin", "dev", file.string()}, {}, folder.path() / "watch.log"};

    awaitRounds(watch, 1);
    const auto first = watch.log();
    CPPUNIT_ASSERT_MESSAGE(first, holds(first, "contract.symbols") && holds(first, ", 0 failed,"));

    // As a linker leaves it: another file, put in its place. This one is no library.
    std::ofstream{folder.path() / "next"} << "not yet";
    fs::rename(folder.path() / "next", file);
    awaitRounds(watch, 2);
    CPPUNIT_ASSERT_MESSAGE(watch.log(), holds(watch.log().substr(first.size()), "smtp.so: "));
    // And mended.
    const auto second = watch.log().size();
    fs::rename(built(folder.path(), "smtp.so"), file);
    awaitRounds(watch, 3);
    CPPUNIT_ASSERT_MESSAGE(watch.log(), holds(watch.log().substr(second), ", 0 failed,"));

    CPPUNIT_ASSERT(watch.isRunning());
    CPPUNIT_ASSERT_EQUAL(128 + SIGTERM, watch.stop());
    const auto nothing = runToItsEnd({"plugin", "dev", "/nowhere/smtp.so"}, {});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(nothing.said, 2, nothing.code);
  }

 private:
  // A file of a plugin that ships, laid into a folder.
  static fs::path built(const fs::path& folder, const std::string& name) {
    const fs::path program = ::getenv("HOSTLER_PROGRAM");
    fs::create_directories(folder);
    fs::copy_file(program.parent_path() / "plugins" / "notifier" / "smtp" / name, folder / name);
    return folder / name;
  }

  // Until it waits for the next build, so many times in all.
  static void awaitRounds(const ProgramProcess& watch, int rounds) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::minutes{1};
    while (std::chrono::steady_clock::now() < until) {
      const auto log = watch.log();
      int seen = 0;
      for (auto at = log.find("to be built anew\n"); at != std::string::npos;
           at = log.find("to be built anew\n", at + 1))
        ++seen;
      if (seen >= rounds) return;
      if (watch.endsWithin(std::chrono::milliseconds{20})) break;
    }
    CPPUNIT_FAIL("it does not wait for another build:\n" + watch.log());
  }
};
HOSTLER_SUITE(PluginCommandsTest, "journeys/plugin_commands");

}  // namespace hostler::testing
