#include "core/plugin_host/plugin_registry.h"

#include "tests/core/plugin_host/hosting.h"
#include "tests/support/suite.h"

#include <fstream>
#include <future>
#include <unistd.h>

namespace hostler::plugin {

namespace fs = std::filesystem;

/// Plugins come, change and go while calls run.
class PluginRegistryTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PluginRegistryTest);
  CPPUNIT_TEST(twoInstancesOfOnePluginAreTwo);
  CPPUNIT_TEST(aNameThatIsTakenOrNoneIsRefused);
  CPPUNIT_TEST(newSettingsMeetNewCalls);
  CPPUNIT_TEST(aReloadThatFailsLeavesTheOldOneRunning);
  CPPUNIT_TEST(anUpgradeLetsRunningCallsOfTheOldVersionFinish);
  CPPUNIT_TEST(aDisabledInstanceFinishesWhatItHasBegun);
  CPPUNIT_TEST(callsGoOnWhileItIsReloadedAgainAndAgain);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    char name[] = "/tmp/hostler-registry-XXXXXX";
    root_ = ::mkdtemp(name);
    install(installedPlugins() / "badly_behaved");
    settings_.walls = child::Walls::Open;  // the plugin waits for a file of the test's
    registry_ = std::make_unique<PluginRegistry>(PluginFolder{root_ / "plugins", sandboxTrust()},
                                                 settings_, nursery_, clock_, lines_);
  }
  void tearDown() override {
    registry_.reset();
    fs::remove_all(root_);
  }

  void twoInstancesOfOnePluginAreTwo() {
    enable("one", {{"api_key", "k1"}});
    enable("two", {{"api_key", "k2"}});
    CPPUNIT_ASSERT_EQUAL(std::string{"k1"},
                         call("one", "settings").reply["api_key"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"k2"},
                         call("two", "settings").reply["api_key"].get<std::string>());
    CPPUNIT_ASSERT(call("one", "process").reply != call("two", "process").reply);
    const auto status = registry_->status();
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, status.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"two"}, status[1].instance);
    CPPUNIT_ASSERT_EQUAL(std::string{"badly_behaved"}, status[1].plugin);
    CPPUNIT_ASSERT(status[1].child.state == child::ChildStatus::State::Running &&
                   status[1].child.residentBytes > 0);
  }

  void aNameThatIsTakenOrNoneIsRefused() {
    enable("one");
    CPPUNIT_ASSERT_THROW(enable("one"), PluginRefused);
    CPPUNIT_ASSERT_THROW(enable("../one"), PluginRefused);
    CPPUNIT_ASSERT_THROW(registry_->enable("other", "not_installed", [] { return Json::object(); }),
                         PluginRefused);
    CPPUNIT_ASSERT_THROW(registry_->reload("other", soon()), PluginRefused);
    CPPUNIT_ASSERT_NO_THROW(registry_->disable("other"));
    CPPUNIT_ASSERT(!registry_->find("other"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, registry_->installed().usable.size());
  }

  void newSettingsMeetNewCalls() {
    enable("one", {{"api_key", "before"}});
    CPPUNIT_ASSERT_EQUAL(std::string{"before"},
                         call("one", "settings").reply["api_key"].get<std::string>());
    registry_->reload("one", soon(), [] { return Json{{"api_key", "after"}}; });
    CPPUNIT_ASSERT_EQUAL(std::string{"after"},
                         call("one", "settings").reply["api_key"].get<std::string>());
  }

  void aReloadThatFailsLeavesTheOldOneRunning() {
    enable("one", {{"api_key", "before"}});
    const auto before = call("one", "process").reply;
    CPPUNIT_ASSERT_THROW(registry_->reload("one", soon(),
                                           [] {
                                             return Json{{"mood", "refuse"}};
                                           }),
                         PluginRefused);
    std::ofstream{root_ / "plugins" / "badly_behaved" / "plugin.json"} << "{}";
    CPPUNIT_ASSERT_THROW(registry_->reload("one", soon()), PluginRefused);
    CPPUNIT_ASSERT(before == call("one", "process").reply);
  }

  void anUpgradeLetsRunningCallsOfTheOldVersionFinish() {
    enable("one");
    auto running = begin("one");
    install(testPrograms() / "next_plugins" / "badly_behaved");

    registry_->reload("one", soon());

    CPPUNIT_ASSERT_EQUAL(std::string{"2.0.0"},
                         call("one", "version").reply["version"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"2.0.0"}, registry_->status()[0].version);
    std::ofstream{root_ / "go"};
    CPPUNIT_ASSERT(running.get().outcome == Outcome::Succeeded);
  }

  void aDisabledInstanceFinishesWhatItHasBegun() {
    enable("one");
    auto running = begin("one");
    const auto held = registry_->find("one");

    registry_->disable("one");

    CPPUNIT_ASSERT(!registry_->find("one") && registry_->status().empty());
    CPPUNIT_ASSERT_EQUAL(std::string{"plugin_stopped"}, held->call(calling("echo")).code);
    enable("one");
    CPPUNIT_ASSERT(call("one", "echo").outcome == Outcome::Succeeded);
    std::ofstream{root_ / "go"};
    CPPUNIT_ASSERT(running.get().outcome == Outcome::Succeeded);
  }

  void callsGoOnWhileItIsReloadedAgainAndAgain() {
    enable("one");
    std::atomic<bool> stop = false;
    std::atomic<int> served = 0, wrong = 0;
    {
      std::vector<std::jthread> callers;
      for (int t = 0; t < 3; ++t) {
        callers.emplace_back([&] {
          while (!stop) {
            const auto answer = call("one", "echo");
            ++(answer.outcome == Outcome::Succeeded ? served : wrong);
          }
        });
      }
      for (int i = 0; i < 20; ++i) registry_->reload("one", soon());
      stop = true;
    }
    CPPUNIT_ASSERT_EQUAL(0, wrong.load());
    CPPUNIT_ASSERT(served > 20);
  }

 private:
  void install(const fs::path& from) {
    const auto to = root_ / "plugins" / "badly_behaved";
    fs::create_directories(to);
    // A new file under the old name, as a package manager does it: what runs keeps the old one.
    for (const auto* name : {"plugin.json", "badly_behaved.so"}) {
      fs::copy_file(from / name, to / "new", fs::copy_options::overwrite_existing);
      fs::rename(to / "new", to / name);
    }
  }
  void enable(const std::string& instance, Json settings = Json::object()) {
    registry_->enable(instance, "badly_behaved", [settings] { return settings; });
  }
  ProviderAnswer call(const std::string& instance, const std::string& verb) {
    return registry_->find(instance)->call(calling(verb));
  }
  /// A call that runs until the test makes the file "go".
  std::future<ProviderAnswer> begin(const std::string& instance) {
    auto running = std::async(std::launch::async, [host = registry_->find(instance), this] {
      return host->call(calling("until", {{"file", (root_ / "go").string()}}));
    });
    const auto deadline = soon();
    while (registry_->find(instance)->status().child.running < 1 &&
           std::chrono::steady_clock::now() < deadline) {
      std::this_thread::yield();
    }
    return running;
  }

  fs::path root_;
  HostSettings settings_ = hostSettings();
  child::Nursery nursery_;
  SystemClock clock_;
  Lines lines_;
  std::unique_ptr<PluginRegistry> registry_;
};
HOSTLER_SUITE(PluginRegistryTest, "core/plugin_host/plugin_registry");

}  // namespace hostler::plugin
