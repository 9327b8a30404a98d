// Plugins on the command line: asked, taken on, and watched while somebody builds one.

#include "tests/journeys/engine_process.h"
#include "tests/journeys/http_client.h"
#include "tests/support/mariadb.h"
#include "tests/support/suite.h"

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <unistd.h>

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
  CPPUNIT_TEST(anAuthorPacksSignsAndSomebodyInstalls);
  CPPUNIT_TEST(withoutTrustedKeysItIsSaidThatNobodyVouches);
  CPPUNIT_TEST(whatDoesNotHoldWhatItSaysIsNotInstalled);
  CPPUNIT_TEST(aVersionTakesThePlaceOfAnother);
  CPPUNIT_TEST(whatIsEnabledOrShippedIsNotRemoved);
  CPPUNIT_TEST(productionLoadsWhatATrustedKeySigned);
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

  void anAuthorPacksSignsAndSomebodyInstalls() {
    const Shelf shelf;
    const auto package = shelf.pack();
    // The same folder gives the same package.
    const auto again = shelf.place() / "again.hpk";
    runProgram({"plugin", "pack", shelf.built().string(), "--out", again.string()}, {});
    CPPUNIT_ASSERT(bytesOf(package) == bytesOf(again));
    const auto taken =
        shelf.end({"plugin", "pack", shelf.built().string(), "--out", again.string()});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(taken.said, 2, taken.code);

    const auto key = (shelf.place() / "author.key").string();
    const auto made = Json::parse(runProgram({"plugin", "sign", "--new-key", key, "--json"}, {}));
    const auto trusted = made["public_key"].get<std::string>();
    const auto unsignedYet = shelf.end({"plugin", "install", package.string()}, trusted);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(unsignedYet.said, 1, unsignedYet.code);
    CPPUNIT_ASSERT_MESSAGE(unsignedYet.said, holds(unsignedYet.said, "it is not signed"));

    fs::permissions(key, fs::perms{0644});
    const auto open = shelf.end({"plugin", "sign", "--key", key, package.string()});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(open.said, 1, open.code);
    CPPUNIT_ASSERT_MESSAGE(open.said, holds(open.said, "chmod 600"));
    fs::permissions(key, fs::perms{0600});
    runProgram({"plugin", "sign", "--key", key, package.string()}, {});

    const auto other = Json::parse(runProgram(
        {"plugin", "sign", "--new-key", (shelf.place() / "other.key").string(), "--json"}, {}));
    const auto foreign = shelf.end({"plugin", "install", package.string()}, other["public_key"]);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(foreign.said, 1, foreign.code);
    CPPUNIT_ASSERT_MESSAGE(foreign.said, holds(foreign.said, "does not name"));
    CPPUNIT_ASSERT_MESSAGE(foreign.said, !fs::exists(shelf.installed()));

    const auto done = shelf.end({"plugin", "install", package.string(), "--json"}, trusted);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.said, 0, done.code);
    const auto told = Json::parse(done.said);
    CPPUNIT_ASSERT_EQUAL(Json("smtp"), told["installed"]);
    CPPUNIT_ASSERT_EQUAL(Json(trusted), told["signed_by"]);
    CPPUNIT_ASSERT_EQUAL(Json(nullptr), told["replaced"]);
    CPPUNIT_ASSERT_MESSAGE(shelf.list().dump(), shelf.list()["usable"][0]["name"] == "smtp");

    const auto twice = shelf.end({"plugin", "install", package.string()}, trusted);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(twice.said, 1, twice.code);
    CPPUNIT_ASSERT_MESSAGE(twice.said, holds(twice.said, "is installed already"));

    std::ofstream{package, std::ios::binary | std::ios::app} << "more";
    const auto changed = shelf.end({"plugin", "install", package.string()}, trusted);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(changed.said, 1, changed.code);
    CPPUNIT_ASSERT_MESSAGE(changed.said, holds(changed.said, "is not of this package"));

    CPPUNIT_ASSERT_EQUAL(0, shelf.end({"plugin", "remove", "smtp"}).code);
    CPPUNIT_ASSERT(shelf.list()["usable"].empty());
    CPPUNIT_ASSERT_EQUAL(1, shelf.end({"plugin", "remove", "smtp"}).code);
    CPPUNIT_ASSERT_EQUAL(2, shelf.end({"plugin", "list"}, "no-key").code);
    CPPUNIT_ASSERT_EQUAL(2, shelf.end({"plugin", "sign", package.string()}).code);
  }

  void withoutTrustedKeysItIsSaidThatNobodyVouches() {
    const Shelf shelf;
    const auto packed = Json::parse(runProgram(
        {"plugin", "pack", shelf.built().string(), "--out", shelf.package().string(), "--json"},
        {}));
    const auto done = shelf.end({"plugin", "install", shelf.package().string()});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.said, 0, done.code);
    CPPUNIT_ASSERT_MESSAGE(
        done.said, holds(done.said, "SHA-256 " + packed["sha256"].get<std::string>()) &&
                       holds(done.said, "it is unsigned") && holds(done.said, "next: fill in"));
  }

  void whatDoesNotHoldWhatItSaysIsNotInstalled() {
    const Shelf shelf;
    // Its library says another version.
    replaceIn(shelf.built() / "plugin.json", shelf.version(), "99.0.0");
    const auto package = shelf.pack();
    const auto other = shelf.end({"plugin", "install", package.string()});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(other.said, 1, other.code);
    CPPUNIT_ASSERT_MESSAGE(other.said, holds(other.said, "does not pass `hostler plugin verify`"));
    std::ofstream{package} << "#!/bin/sh\n";
    const auto script = shelf.end({"plugin", "install", package.string()});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(script.said, 1, script.code);
    CPPUNIT_ASSERT_MESSAGE(script.said, holds(script.said, "cannot be unpacked"));
    CPPUNIT_ASSERT_EQUAL(1, shelf.end({"plugin", "install", "/nowhere.hpk"}).code);
    CPPUNIT_ASSERT(!fs::exists(shelf.installed()));
    // No library is packed.
    std::ofstream{shelf.built() / "smtp.so"} << "text";
    const auto text = shelf.end(
        {"plugin", "pack", shelf.built().string(), "--out", (shelf.place() / "no.hpk").string()});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(text.said, 1, text.code);
    CPPUNIT_ASSERT_MESSAGE(text.said, holds(text.said, "smtp.so: "));
  }

  void aVersionTakesThePlaceOfAnother() {
    const Shelf shelf;
    // As somebody copied an older one there.
    fs::create_directories(shelf.installed().parent_path());
    fs::copy(shelf.built(), shelf.installed());
    replaceIn(shelf.installed() / "plugin.json", shelf.version(), "0.0.1");
    const auto done = shelf.end({"plugin", "install", shelf.pack().string(), "--json"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(done.said, 0, done.code);
    CPPUNIT_ASSERT_EQUAL(Json("0.0.1"), Json::parse(done.said)["replaced"]);
    const auto all = shelf.list();
    CPPUNIT_ASSERT_EQUAL_MESSAGE(all.dump(), std::size_t{1}, all["usable"].size());
    CPPUNIT_ASSERT_EQUAL(Json(shelf.version()), all["usable"][0]["version"]);
    CPPUNIT_ASSERT_MESSAGE(all.dump(), all["unusable"].empty());
  }

  void whatIsEnabledOrShippedIsNotRemoved() {
    const Installation here;
    const auto shipped = here.end({"plugin", "remove", "razorpay"});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(shipped.said, 1, shipped.code);
    CPPUNIT_ASSERT_MESSAGE(shipped.said, holds(shipped.said, "with what ships"));
    const auto package = here.folder() / "razorpay.hpk";
    built(here.folder() / "razorpay", "razorpay.so", "gateway/razorpay");
    built(here.folder() / "razorpay", "plugin.json", "gateway/razorpay");
    here.run({"plugin", "pack", (here.folder() / "razorpay").string(), "--out", package.string()});
    const auto taken = here.end({"plugin", "install", package.string()});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(taken.said, 1, taken.code);
    CPPUNIT_ASSERT_MESSAGE(taken.said, holds(taken.said, "ships with the program"));

    // Where it does not ship but was installed, it is enabled all the same.
    auto elsewhere = here.environment();
    fs::create_directory(here.folder() / "none");
    elsewhere["HOSTLER_PLUGINS_FOLDER"] = (here.folder() / "none").string();
    const auto told = runProgram({"plugin", "install", package.string()}, elsewhere);
    CPPUNIT_ASSERT_MESSAGE(told, holds(told, "next: reload razorpay"));
    const auto enabled = runToItsEnd({"plugin", "remove", "razorpay"}, elsewhere);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(enabled.said, 1, enabled.code);
    CPPUNIT_ASSERT_MESSAGE(enabled.said, holds(enabled.said, "is enabled as razorpay"));
  }

  void productionLoadsWhatATrustedKeySigned() {
    if (::geteuid() != 0) return skip("in production plugins are root's, and this is not root");
    const Shelf shelf{"production"};
    const auto package = shelf.pack();
    const auto key = (shelf.place() / "author.key").string();
    const auto made = Json::parse(
        runProgram({"plugin", "sign", package.string(), "--new-key", key, "--json"}, {}));
    const auto install = [&](const std::string& trusted) {
      const auto done = shelf.end({"plugin", "install", package.string(), "--json"}, trusted);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(done.said, 0, done.code);
      return Json::parse(done.said);
    };
    // Nobody vouches for it: whoever trusts it accepts it.
    const auto told = install({});
    CPPUNIT_ASSERT_MESSAGE(told.dump(), holds(told["next"][0], "hostler plugin accept smtp"));
    CPPUNIT_ASSERT(shelf.list()["usable"].empty());
    CPPUNIT_ASSERT_EQUAL(0, shelf.end({"plugin", "remove", "smtp"}).code);

    CPPUNIT_ASSERT_EQUAL(Json(true), install(made["public_key"])["accepted"]);
    const auto all = shelf.list();
    CPPUNIT_ASSERT_EQUAL_MESSAGE(all.dump(), std::size_t{1}, all["usable"].size());
  }

 private:
  static std::string bytesOf(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }
  static void replaceIn(const fs::path& file, const std::string& old, const std::string& fresh) {
    auto text = bytesOf(file);
    const auto at = text.find('"' + old + '"');
    CPPUNIT_ASSERT_MESSAGE(text, at != std::string::npos);
    text.replace(at + 1, old.size(), fresh);
    std::ofstream{file, std::ios::binary} << text;
  }

  /// An engine's data that no plugin ships with, and the folder of an author who has built one.
  class Shelf {
   public:
    explicit Shelf(const std::string& environment = "sandbox") {
      settings_ = {{"HOSTLER_ENVIRONMENT", environment},
                   {"HOSTLER_DATA_DIR", (place() / "data").string()},
                   {"HOSTLER_PLUGINS_FOLDER", (place() / "none").string()}};
      fs::create_directory(place() / "none");
      PluginCommandsTest::built(built(), "smtp.so");
      PluginCommandsTest::built(built(), "plugin.json");
      version_ = Json::parse(bytesOf(built() / "plugin.json"))["version"];
      runProgram({"migrate"}, settings_);
    }

    const fs::path& place() const { return folder_.path(); }
    fs::path built() const { return place() / "built" / "smtp"; }
    fs::path package() const { return place() / "smtp.hpk"; }
    fs::path installed() const { return place() / "data" / "plugins" / "notifier" / "smtp"; }
    /// Of the plugin as it was built.
    const std::string& version() const { return version_; }
    fs::path pack() const {
      runProgram({"plugin", "pack", built().string(), "--out", package().string()}, {});
      return package();
    }
    Ended end(const std::vector<std::string>& words, const std::string& trusted = {}) const {
      auto settings = settings_;
      if (!trusted.empty()) settings["HOSTLER_PLUGINS_TRUSTED_KEYS"] = trusted;
      return runToItsEnd(words, settings);
    }
    Json list() const { return Json::parse(runProgram({"plugin", "list", "--json"}, settings_)); }

   private:
    const TemporaryDirectory folder_{"hostler-packages"};
    std::map<std::string, std::string> settings_;
    std::string version_;
  };

  // A file of a plugin that ships, laid into a folder.
  static fs::path built(const fs::path& folder, const std::string& name,
                        const std::string& plugin = "notifier/smtp") {
    const fs::path program = ::getenv("HOSTLER_PROGRAM");
    fs::create_directories(folder);
    fs::copy_file(program.parent_path() / "plugins" / plugin / name, folder / name);
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
