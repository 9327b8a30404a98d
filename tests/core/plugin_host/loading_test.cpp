#include "core/plugin_host/wire.h"
#include "tests/core/plugin_host/hosting.h"
#include "tests/support/suite.h"

#include <fstream>
#include <sstream>
#include <unistd.h>

namespace hostler::plugin {

/// Each step on the way to a running plugin fails with its own reason, and the engine goes on.
class LoadingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(LoadingTest);
  CPPUNIT_TEST(aLibraryWithoutTheSymbolIsNoPlugin);
  CPPUNIT_TEST(anUndefinedSymbolIsFoundAtOnce);
  CPPUNIT_TEST(anotherAbiIsRefused);
  CPPUNIT_TEST(anIncompleteDescriptorIsRefused);
  CPPUNIT_TEST(codeThatIsNotWhatItsManifestSaysIsRefused);
  CPPUNIT_TEST(settingsThatCannotBeUsedAreAReason);
  CPPUNIT_TEST(aCreateThatThrowsCrashesOrHangsIsAReason);
  CPPUNIT_TEST(aCrashWhileItLoadsIsAReason);
  CPPUNIT_TEST(destroyIsCalledAtTheEnd);
  CPPUNIT_TEST(aPluginRunsInTheSmallProgramUntilAnUpgradeReplacesIt);
  CPPUNIT_TEST(aSmallProgramOfAnotherBuildIsLeftAlone);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aLibraryWithoutTheSymbolIsNoPlugin() {
    CPPUNIT_ASSERT_EQUAL(std::string{"could not be loaded (symbol): it exports no symbol "
                                     "\"hostler_plugin_v1\": it is not a plugin"},
                         reason("no_symbol"));
  }

  void anUndefinedSymbolIsFoundAtOnce() {
    const auto said = reason("undefined_symbol");
    CPPUNIT_ASSERT(said.starts_with("could not be loaded (open): "));
    CPPUNIT_ASSERT(said.ends_with("undefined symbol: nobody_defines_this"));
  }

  void anotherAbiIsRefused() {
    CPPUNIT_ASSERT_EQUAL(
        std::string{
            "could not be loaded (abi): it was built for border 2.0, the engine offers 1.0"},
        reason("other_major"));
    CPPUNIT_ASSERT_EQUAL(
        std::string{
            "could not be loaded (abi): it was built for border 1.1, the engine offers 1.0"},
        reason("newer_minor"));
  }

  void anIncompleteDescriptorIsRefused() {
    CPPUNIT_ASSERT(
        reason("small_descriptor").starts_with("could not be loaded (abi): its descriptor has "));
    CPPUNIT_ASSERT_EQUAL(std::string{"could not be loaded (abi): its descriptor lacks a function"},
                         reason("no_function"));
    CPPUNIT_ASSERT_EQUAL(std::string{"could not be loaded (abi): it describes nothing"},
                         reason("no_descriptor"));
  }

  void codeThatIsNotWhatItsManifestSaysIsRefused() {
    CPPUNIT_ASSERT_EQUAL(
        std::string{"could not be loaded (identity): its code is of name \"somebody_else\", its "
                    "plugin.json says \"other_name\""},
        reason("other_name"));
    CPPUNIT_ASSERT(reason("other_kind").find("is of kind \"gateway/1\"") != std::string::npos);
    CPPUNIT_ASSERT(reason("other_version").find("is of version \"9.9.9\"") != std::string::npos);
  }

  void settingsThatCannotBeUsedAreAReason() {
    CPPUNIT_ASSERT_EQUAL(std::string{"could not be loaded (create): it cannot use its settings"},
                         reason("null_create"));
    // What it logged before it refused says why, without the secret.
    CPPUNIT_ASSERT_EQUAL(
        std::string{"could not be loaded (create): it cannot use its settings: acme.bad_settings "
                    "{\"why\":\"the key *** is not one\"}"},
        reason("badly_behaved", {{"mood", "refuse"}, {"api_key", "hunter2-api-key"}}));
  }

  void aCreateThatThrowsCrashesOrHangsIsAReason() {
    const auto inMood = [this](const char* mood) {
      return reason("badly_behaved", {{"mood", mood}, {"api_key", "hunter2-api-key"}});
    };
    CPPUNIT_ASSERT_EQUAL(
        std::string{"could not be loaded (create): it threw: cannot start with ***"},
        inMood("throw"));
    CPPUNIT_ASSERT_EQUAL(std::string{"while starting: killed by signal 6 (aborted)"},
                         inMood("crash"));
    hosting_.settings.startLimit = std::chrono::milliseconds{300};
    CPPUNIT_ASSERT_EQUAL(std::string{"did not come up within its start limit"}, inMood("hang"));
  }

  void aCrashWhileItLoadsIsAReason() {
    CPPUNIT_ASSERT_EQUAL(std::string{"while starting: killed by signal 6 (aborted)"},
                         reason("crash_on_load"));
  }

  void destroyIsCalledAtTheEnd() {
    char name[] = "/tmp/hostler-destroy-XXXXXX";
    const std::filesystem::path folder = ::mkdtemp(name);
    {
      Hosting hosting;
      hosting.settings.walls = child::Walls::Open;
      auto host = hosting.host("badly_behaved", {{"mark", (folder / "mark").string()}});
      CPPUNIT_ASSERT(!host.start(soon()));
    }
    // The nursery's end waits for children that were told to leave.
    const bool marked = std::filesystem::exists(folder / "mark");
    std::filesystem::remove_all(folder);
    CPPUNIT_ASSERT(marked);
  }

  void aPluginRunsInTheSmallProgramUntilAnUpgradeReplacesIt() {
    char name[] = "/tmp/hostler-small-XXXXXX";
    const std::filesystem::path folder = ::mkdtemp(name);
    const auto small = folder / "small", next = folder / "next";
    std::filesystem::copy_file(hosting_.settings.program, small);
    hosting_.settings.smallProgram.emplace(small, wire::mark());
    hosting_.settings.program = "/nowhere";
    const auto before = hosting_.host("in_c").start(soon());
    // As a package does it: another file under the same name.
    std::filesystem::copy_file(small, next);
    std::filesystem::rename(next, small);

    const auto after = hosting_.host("in_c").start(soon());

    std::filesystem::remove_all(folder);
    CPPUNIT_ASSERT_MESSAGE(before.value_or(""), !before);
    CPPUNIT_ASSERT(after && after->find("/nowhere") != std::string::npos);
  }

  // The engine was unpacked, or copied, and what lies beside it is that of before.
  void aSmallProgramOfAnotherBuildIsLeftAlone() {
    char name[] = "/tmp/hostler-small-XXXXXX";
    const std::filesystem::path folder = ::mkdtemp(name);
    const auto small = folder / "small";
    std::filesystem::copy_file(hosting_.settings.program, small);
    const auto at = marked(small);
    {
      std::fstream file{small, std::ios::in | std::ios::out | std::ios::binary};
      file.seekp(at + static_cast<std::streamoff>(wire::mark().size()) - 1);
      file.put('?');
    }
    hosting_.settings.smallProgram.emplace(small, wire::mark());
    const auto withTheEngine = hosting_.host("in_c").start(soon());
    hosting_.settings.program = "/nowhere";
    const auto without = hosting_.host("in_c").start(soon());

    std::filesystem::remove_all(folder);
    CPPUNIT_ASSERT_MESSAGE(withTheEngine.value_or(""), !withTheEngine);
    CPPUNIT_ASSERT(without && without->find("/nowhere") != std::string::npos);
  }

 private:
  // Where the mark lies in a program.
  static std::streamoff marked(const std::filesystem::path& program) {
    std::ifstream file{program, std::ios::binary};
    std::ostringstream bytes;
    bytes << file.rdbuf();
    const auto at = bytes.view().find(wire::mark());
    CPPUNIT_ASSERT(at != std::string_view::npos);
    CPPUNIT_ASSERT(bytes.view().find(wire::mark(), at + 1) == std::string_view::npos);
    return static_cast<std::streamoff>(at);
  }

  std::string reason(const std::string& plugin, Json settings = Json::object()) {
    auto host = hosting_.host(plugin, std::move(settings));
    const auto reason = host.start(soon());
    CPPUNIT_ASSERT_MESSAGE(plugin, reason);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, host.status().child.startFailures);
    return *reason;
  }

  Hosting hosting_;
};
HOSTLER_SUITE(LoadingTest, "core/plugin_host/loading");

}  // namespace hostler::plugin
