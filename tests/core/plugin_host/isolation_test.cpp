#include "tests/core/plugin_host/hosting.h"
#include "tests/support/suite.h"

#include <arpa/inet.h>
#include <cerrno>
#include <fstream>
#include <future>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hostler::plugin {

/// A plugin sees its own settings and the one call's request, and what it does to its process it
/// does to nobody else (security rules X2 and X3).
class IsolationTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(IsolationTest);
  CPPUNIT_TEST(environmentAndDescriptorsAreEmpty);
  CPPUNIT_TEST(settingsAreItsOwnAndOnNoCommandLine);
  CPPUNIT_TEST(aSiblingAndTheEngineAreOutOfReach);
  CPPUNIT_TEST(itMayCallItsProvider);
  CPPUNIT_TEST(fourGigabytesEndItAlone);
  CPPUNIT_TEST(tenThousandFilesAreRefused);
  CPPUNIT_TEST(leakedDescriptorsAreItsOwnTrouble);
  CPPUNIT_TEST(whatItPrintsIsNoAnswer);
  CPPUNIT_TEST(othersAreServedWhileOneCrashesAgainAndAgain);
  CPPUNIT_TEST(aSlowTargetLeavesRoomForOthers);
  CPPUNIT_TEST(deliveriesAreCheckedThoughEveryTurnIsTaken);
  CPPUNIT_TEST(deliveriesAreCheckedThoughTheProviderIsDown);
  CPPUNIT_TEST(aDeliveryThatKillsThePluginStopsNobodysWork);
  CPPUNIT_TEST(crashesOpenTheBreakerAndAProbeClosesIt);
  CPPUNIT_TEST(aProviderThatIsDownIsLeftAlone);
  CPPUNIT_TEST(aServerThatWantsNoMoreRequestsIsNotAskedBeforeItSaid);
  CPPUNIT_TEST(aHundredMixedCallsKeepTheirOwnSecrets);
  CPPUNIT_TEST_SUITE_END();

 public:
  void environmentAndDescriptorsAreEmpty() {
    ::setenv("HOSTLER_MASTER_KEY", "canary", 1);
    auto host = hosting_.host("badly_behaved");
    const auto seen = host.call(calling("look")).reply;
    CPPUNIT_ASSERT_EQUAL(std::string{"[]"}, seen["environment"].dump());
    // Its own three, its four channels for calls and two for deliveries.
    CPPUNIT_ASSERT_EQUAL(std::string{R"(["0","1","2","3","4","5","6","7","8"])"},
                         seen["descriptors"].dump());
  }

  void settingsAreItsOwnAndOnNoCommandLine() {
    auto one = hosting_.host("badly_behaved", {{"api_key", "canary-of-one"}});
    auto other = hosting_.host("badly_behaved", {{"api_key", "canary-of-other"}});
    CPPUNIT_ASSERT_EQUAL(std::string{R"({"api_key":"canary-of-one"})"},
                         dump(one.call(calling("settings")).reply));
    CPPUNIT_ASSERT_EQUAL(std::string{R"({"api_key":"canary-of-other"})"},
                         dump(other.call(calling("settings")).reply));
    const auto arguments = one.call(calling("look")).reply["arguments"].get<std::string>();
    CPPUNIT_ASSERT(arguments.find("canary") == std::string::npos);
  }

  void aSiblingAndTheEngineAreOutOfReach() {
    auto one = hosting_.host("badly_behaved"), sibling = hosting_.host("badly_behaved");
    const int pid = sibling.call(calling("process")).reply["pid"];
    const auto file = testPrograms() / "test_core_plugin_host";
    const auto folder = (installedPlugins() / "badly_behaved").string();

    const auto tried =
        one.call(calling("escape", {{"sibling", pid}, {"file", file}, {"folder", folder}})).reply;

    for (const auto* name : {"fork", "execute", "signal_engine", "signal_sibling"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, EPERM, tried[name].get<int>());
    }
    for (const auto* name : {"sibling_memory", "sibling_environment"}) {
      CPPUNIT_ASSERT_MESSAGE(name,
                             tried[name].get<int>() == EACCES || tried[name].get<int>() == EPERM);
    }
    if (!landlock()) return testing::skip("the kernel has no Landlock for the files");
    for (const auto* name : {"read_file", "write_own_folder"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, EACCES, tried[name].get<int>());
    }
  }

  void itMayCallItsProvider() {
    const int listening = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    CPPUNIT_ASSERT_EQUAL(0, ::bind(listening, reinterpret_cast<sockaddr*>(&address), size));
    CPPUNIT_ASSERT_EQUAL(0, ::listen(listening, 1));
    ::getsockname(listening, reinterpret_cast<sockaddr*>(&address), &size);
    auto host = hosting_.host("badly_behaved");
    const auto reply = host.call(calling("connect", {{"port", ntohs(address.sin_port)}})).reply;
    ::close(listening);
    CPPUNIT_ASSERT_EQUAL(0, reply["error"].get<int>());
  }

  void fourGigabytesEndItAlone() {
    if (kSanitized) return testing::skip("sanitizers reserve more than any limit");
    auto host = hosting_.host("badly_behaved");
    // The heap's limit is an exception in the plugin; memory beside the heap meets the limit of
    // addresses.
    CPPUNIT_ASSERT_EQUAL(std::string{"plugin_threw"}, host.call(calling("allocate")).code);
    CPPUNIT_ASSERT_EQUAL(std::string{"plugin_crashed"}, host.call(calling("map_shared")).code);
    CPPUNIT_ASSERT(host.call(calling("echo")).outcome == Outcome::Succeeded);
  }

  void tenThousandFilesAreRefused() {
    auto host = hosting_.host("badly_behaved");
    const auto reply = host.call(calling("open_many")).reply;
    CPPUNIT_ASSERT_EQUAL(EMFILE, reply["error"].get<int>());
    CPPUNIT_ASSERT(reply["opened"].get<int>() < 256);
    CPPUNIT_ASSERT(host.call(calling("echo")).outcome == Outcome::Succeeded);
  }

  void leakedDescriptorsAreItsOwnTrouble() {
    auto host = hosting_.host("badly_behaved");
    for (int i = 0; i < 10; ++i) host.call(calling("leak_descriptors"));
    CPPUNIT_ASSERT(host.call(calling("echo")).outcome == Outcome::Succeeded);
  }

  void whatItPrintsIsNoAnswer() {
    auto host = hosting_.host("badly_behaved");
    const auto answer = host.call(calling("print"));
    CPPUNIT_ASSERT(answer.outcome == Outcome::Succeeded);
    CPPUNIT_ASSERT_EQUAL(std::string{"{}"}, dump(answer.reply));
  }

  void othersAreServedWhileOneCrashesAgainAndAgain() {
    auto crashing = hosting_.host("badly_behaved");
    auto steady = hosting_.host("in_c");
    std::atomic<bool> stop = false;
    std::atomic<int> crashes = 0;
    std::jthread crasher{[&] {
      while (!stop) {
        if (crashing.call(calling("abort")).code == "plugin_crashed") ++crashes;
      }
    }};
    std::chrono::steady_clock::duration slowest{};
    for (int i = 0; i < 500 || (crashes < 5 && i < 100'000); ++i) {
      const auto begin = std::chrono::steady_clock::now();
      CPPUNIT_ASSERT(steady.call(calling("echo", {{"n", i}})).reply["n"] == i);
      slowest = std::max(slowest, std::chrono::steady_clock::now() - begin);
    }
    stop = true;
    CPPUNIT_ASSERT(crashes >= 5);
    CPPUNIT_ASSERT(slowest < std::chrono::seconds{2});
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, steady.status().child.starts);
  }

  void aSlowTargetLeavesRoomForOthers() {
    hosting_.settings.patience = std::chrono::milliseconds{50};
    auto host = hosting_.host("badly_behaved");
    const auto to = [](std::string target, ProviderCall call) {
      call.target = std::move(target);
      return call;
    };
    std::vector<std::future<ProviderAnswer>> hanging;
    for (int i = 0; i < 3; ++i) {
      hanging.push_back(std::async(std::launch::async, [&] {
        return host.call(to("server 1", calling("until", {{"file", "/nowhere"}},
                                                in(std::chrono::milliseconds{1500}))));
      }));
    }
    awaitRunning(host, 3);

    const auto refused = host.call(to("server 1", calling("echo")));
    const auto served = host.call(to("server 2", calling("echo")));

    CPPUNIT_ASSERT_EQUAL(std::string{"plugin_busy"}, refused.code);
    CPPUNIT_ASSERT(refused.outcome == Outcome::Retryable && refused.retryAfter);
    CPPUNIT_ASSERT(served.outcome == Outcome::Succeeded);
    for (auto& each : hanging) CPPUNIT_ASSERT_EQUAL(std::string{"plugin_timeout"}, each.get().code);
  }

  void deliveriesAreCheckedThoughEveryTurnIsTaken() {
    hosting_.settings.patience = std::chrono::milliseconds{50};
    hosting_.settings.concurrencyPerTarget = hosting_.settings.concurrency;
    auto host = hosting_.host("badly_behaved");
    std::vector<std::future<ProviderAnswer>> hanging;
    for (int i = 0; i < hosting_.settings.concurrency; ++i) {
      hanging.push_back(std::async(std::launch::async, [&] {
        return host.call(
            calling("until", {{"file", "/nowhere"}}, in(std::chrono::milliseconds{1500})));
      }));
    }
    awaitRunning(host, hosting_.settings.concurrency);

    const auto refused = host.call(calling("echo"));
    const auto checked = host.call(calling("webhook"));

    CPPUNIT_ASSERT_EQUAL(std::string{"plugin_busy"}, refused.code);
    CPPUNIT_ASSERT(checked.outcome == Outcome::Succeeded);
    for (auto& each : hanging) each.get();
  }

  void deliveriesAreCheckedThoughTheProviderIsDown() {
    hosting_.settings.provider = {2, std::chrono::seconds{60}, std::chrono::seconds{60}};
    auto host = hosting_.host("badly_behaved");
    for (int i = 0; i < 2; ++i) host.call(calling("down"));
    CPPUNIT_ASSERT_EQUAL(std::string{"plugin_provider_down"}, host.call(calling("echo")).code);
    CPPUNIT_ASSERT(host.call(calling("webhook")).outcome == Outcome::Succeeded);
  }

  void aDeliveryThatKillsThePluginStopsNobodysWork() {
    StillClock clock;
    hosting_.settings.crashes = {3, std::chrono::seconds{5}, std::chrono::seconds{60}};
    PluginHost host{hosting_.spec("badly_behaved"),
                    {hosting_.settings, hosting_.folder, hosting_.nursery, clock, hosting_.lines}};
    const auto poison = calling("webhook", {{"poison", true}});
    for (int i = 0; i < 3; ++i) {
      CPPUNIT_ASSERT_EQUAL(std::string{"plugin_crashed"}, host.call(poison).code);
      clock.advance(std::chrono::milliseconds{10});
    }

    CPPUNIT_ASSERT_EQUAL(std::string{"plugin_unavailable"}, host.call(poison).code);
    CPPUNIT_ASSERT(host.call(calling("echo")).outcome == Outcome::Succeeded);
    CPPUNIT_ASSERT(host.status().breaker == Breaker::State::Closed);
    clock.advance(std::chrono::seconds{5});
    CPPUNIT_ASSERT(host.call(calling("webhook")).outcome == Outcome::Succeeded);
  }

  void crashesOpenTheBreakerAndAProbeClosesIt() {
    StillClock clock;
    hosting_.settings.crashes = {3, std::chrono::seconds{5}, std::chrono::seconds{60}};
    PluginHost host{hosting_.spec("badly_behaved"),
                    {hosting_.settings, hosting_.folder, hosting_.nursery, clock, hosting_.lines}};
    for (int i = 0; i < 3; ++i) {
      CPPUNIT_ASSERT(host.call(calling("abort")).outcome == Outcome::Unknown);
      clock.advance(std::chrono::milliseconds{10});
    }

    const auto refused = host.call(calling("echo"));

    CPPUNIT_ASSERT(host.status().breaker == Breaker::State::Open);
    CPPUNIT_ASSERT(refused.outcome == Outcome::Retryable);
    CPPUNIT_ASSERT_EQUAL(std::string{"plugin_unavailable"}, refused.code);
    CPPUNIT_ASSERT(refused.retryAfter == std::chrono::seconds{5});
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{3}, host.status().child.starts);
    clock.advance(std::chrono::seconds{5});
    CPPUNIT_ASSERT(host.call(calling("echo")).outcome == Outcome::Succeeded);
    CPPUNIT_ASSERT(host.status().breaker == Breaker::State::Closed);
  }

  void aProviderThatIsDownIsLeftAlone() {
    StillClock clock;
    hosting_.settings.provider = {2, std::chrono::seconds{5}, std::chrono::seconds{60}};
    PluginHost host{hosting_.spec("badly_behaved"),
                    {hosting_.settings, hosting_.folder, hosting_.nursery, clock, hosting_.lines}};
    const auto at = [&host](const char* target, const char* verb) {
      auto call = calling(verb);
      call.target = target;
      return host.call(call).code;
    };
    // Rate limits and refusals are answers of a provider that is there.
    for (int i = 0; i < 5; ++i) {
      CPPUNIT_ASSERT_EQUAL(std::string{"E42"}, at("server 1", "retryable"));
      CPPUNIT_ASSERT_EQUAL(std::string{"E42"}, at("server 1", "permanent"));
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"down"}, at("server 1", "down"));
    CPPUNIT_ASSERT_EQUAL(std::string{"down"}, at("server 1", "down"));

    CPPUNIT_ASSERT_EQUAL(std::string{"plugin_provider_down"}, at("server 1", "echo"));

    CPPUNIT_ASSERT_EQUAL(std::string{""}, at("server 2", "echo"));
    CPPUNIT_ASSERT(host.status().openTargets == std::vector<std::string>{"server 1"});
    CPPUNIT_ASSERT(host.status().breaker == Breaker::State::Closed);
    clock.advance(std::chrono::seconds{5});
    CPPUNIT_ASSERT_EQUAL(std::string{""}, at("server 1", "echo"));
    CPPUNIT_ASSERT(host.status().openTargets.empty());
  }

  void aServerThatWantsNoMoreRequestsIsNotAskedBeforeItSaid() {
    StillClock clock;
    PluginHost host{hosting_.spec("badly_behaved"),
                    {hosting_.settings, hosting_.folder, hosting_.nursery, clock, hosting_.lines}};
    const auto at = [&host](const char* target, const char* verb) {
      auto call = calling(verb);
      call.target = target;
      return host.call(call);
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"rate_limited"}, at("server 1", "limited").code);
    clock.advance(std::chrono::seconds{10});

    const auto early = at("server 1", "limited");

    CPPUNIT_ASSERT(early.outcome == Outcome::Retryable);
    CPPUNIT_ASSERT_EQUAL(std::string{"plugin_told_to_wait"}, early.code);
    CPPUNIT_ASSERT(early.retryAfter == std::chrono::seconds{20});
    CPPUNIT_ASSERT_EQUAL(std::string{""}, at("server 1", "echo").code);
    CPPUNIT_ASSERT_EQUAL(std::string{"rate_limited"}, at("server 2", "limited").code);
    // Of the account itself nobody is kept from asking here: its jobs rest.
    CPPUNIT_ASSERT_EQUAL(std::string{"rate_limited"}, at("", "limited").code);
    CPPUNIT_ASSERT_EQUAL(std::string{"rate_limited"}, at("", "limited").code);
    clock.advance(std::chrono::seconds{20});
    CPPUNIT_ASSERT_EQUAL(std::string{"rate_limited"}, at("server 1", "limited").code);
  }

  void aHundredMixedCallsKeepTheirOwnSecrets() {
    auto one = hosting_.host("badly_behaved", {{"api_key", "canary-of-one"}});
    auto other = hosting_.host("badly_behaved", {{"api_key", "canary-of-other"}});
    std::atomic<int> right = 0;
    {
      std::vector<std::jthread> threads;
      for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
          for (int i = 0; i < 25; ++i) {
            const auto token = "token-" + std::to_string(t * 100 + i);
            auto& host = (t + i) % 2 == 0 ? one : other;
            const auto echoed = host.call(calling("echo", {{"token", token}})).reply;
            const auto settings = host.call(calling("settings")).reply;
            const auto wanted = &host == &one ? "canary-of-one" : "canary-of-other";
            if (echoed["token"] == token && settings["api_key"] == wanted) ++right;
          }
        });
      }
    }
    CPPUNIT_ASSERT_EQUAL(100, right.load());
  }

 private:
  bool landlock() {
    child::Command command;
    command.program = "/usr/bin/true";
    return hosting_.nursery.start(command).walls() == child::Walls::Rules;
  }
  static void awaitRunning(const PluginHost& host, int calls) {
    const auto deadline = soon();
    while (host.status().running < calls && std::chrono::steady_clock::now() < deadline)
      std::this_thread::yield();
    CPPUNIT_ASSERT_EQUAL(calls, host.status().running);
  }

  Hosting hosting_;
};
HOSTLER_SUITE(IsolationTest, "core/plugin_host/isolation");

}  // namespace hostler::plugin
