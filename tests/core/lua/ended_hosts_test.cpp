#include "core/lua/script_hosts.h"
#include "tests/core/lua/with_hosts.h"
#include "tests/support/suite.h"

#include <csignal>
#include <thread>

namespace hostler::lua {
namespace {

// Lua 5.4 follows a chain of __call metamethods inside one instruction, a frame's shift at a time:
// no count comes, and it would go on for minutes. Only the watch from outside ends it.
constexpr const char* kHang = "local t = setmetatable({}, {}) getmetatable(t).__call = t t()";

using std::chrono::milliseconds;

}  // namespace

// What happens when a script host hangs, is killed or breaks off, and what others notice of it.
class EndedHostsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(EndedHostsTest);
  CPPUNIT_TEST(aHookThatHangsIsKilledInTime);
  CPPUNIT_TEST(limitsInsideSpareTheHost);
  CPPUNIT_TEST(theHooksBesideAHangingOneRun);
  CPPUNIT_TEST(otherTenantsDoNotWaitForAHangingOne);
  CPPUNIT_TEST(aFrozenHostIsReplaced);
  CPPUNIT_TEST(aHookWhoseHostIsKilledRunsAgain);
  CPPUNIT_TEST(aHookThatHadAnEffectDoesNotRunAgain);
  CPPUNIT_TEST(aHookWhoseHostAlwaysEndsIsLost);
  CPPUNIT_TEST(theRowThatHangsTakesTheBlameAlone);
  CPPUNIT_TEST(aBatchGoesOnInAnotherHost);
  CPPUNIT_TEST(aRowUnderWhichHostsEndIsLost);
  CPPUNIT_TEST(aBatchOfHangingRowsIsGivenUp);
  CPPUNIT_TEST(aTopLevelThatHangsIsReported);
  CPPUNIT_TEST(waitingForTheEngineIsNotTheScriptsTime);
  CPPUNIT_TEST(hooksWithinHooksDoNotWaitForOneAnother);
  CPPUNIT_TEST(aFullPoolIsNotWaitedForForever);
  CPPUNIT_TEST(aHostIsReplacedAfterItsRuns);
  CPPUNIT_TEST(aProgramThatIsNoHostIsReported);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aHookThatHangsIsKilledInTime() {
    with_.hook("");
    const auto verdict = with_.hook(kHang, with_.quick());

    CPPUNIT_ASSERT(verdict.failure->kind == FailureKind::Time);
    CPPUNIT_ASSERT_EQUAL(std::string{"hooks/test.lua: ran longer than 300 ms and had to be killed"},
                         verdict.failure->message);
    CPPUNIT_ASSERT_MESSAGE(std::to_string(verdict.run.took.count()),
                           verdict.run.took < milliseconds{600});
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, with_.scripts().status().killed);
    CPPUNIT_ASSERT(!with_.hook("").failure);
  }

  void limitsInsideSpareTheHost() {
    for (const auto* body :
         {"while true do end", "while true do pcall(function() while true do end end) end",
          "local t = {} while true do t[#t + 1] = {} end", "return ('x'):rep(1 << 30)",
          "xpcall(function() while true do end end, function() while true do end end)",
          "local s = ('a'):rep(900000) return s:gsub('a*c|a', '')",
          "local function f() pcall(f) end while true do f() end",
          "error(setmetatable({}, { __tostring = function() while true do end end }))",
          "local guard <close> = setmetatable({}, { __close = function() while true do end end }) "
          "while true do end"}) {
      const auto verdict = with_.hook(body, with_.quick());
      CPPUNIT_ASSERT_MESSAGE(body, verdict.failure.has_value());
      CPPUNIT_ASSERT_MESSAGE(body, verdict.failure->message.starts_with("hooks/test.lua:2: "));
      CPPUNIT_ASSERT_MESSAGE(body, verdict.run.took < milliseconds{600});
    }
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, with_.scripts().status().killed);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, with_.scripts().status().started);
  }

  void theHooksBesideAHangingOneRun() {
    with_.load({{"hooks/a.lua", "on('before.test', function() return amend{ by = 'a' } end)"},
                {"hooks/b.lua", std::string{"on('before.test', function() "} + kHang + " end)"},
                {"hooks/c.lua", "on('before.test', function() return amend{ by = 'c' } end)"}});
    const auto run = with_.scripts().runHooks("before.test", Json::object(), with_.quick());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, run.amendments().size());
    CPPUNIT_ASSERT(run.verdicts[1].failure->kind == FailureKind::Time);
  }

  void otherTenantsDoNotWaitForAHangingOne() {
    with_.load(
        {{"hooks/a.lua", std::string{"on('before.test', function(event) if event.hang then "} +
                             kHang + " end end)"}});
    std::atomic<int> hanging = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 3; ++i) {
      threads.emplace_back([&] {
        ++hanging;
        with_.scripts().runHooks("before.test", {{"hang", true}}, with_.quick());
        --hanging;
      });
    }
    while (hanging == 0) std::this_thread::yield();

    auto slowest = std::chrono::microseconds{0};
    int asked = 0;
    while (hanging > 0) {
      const auto started = std::chrono::steady_clock::now();
      const auto run = with_.scripts().runHooks("before.test", {{"hang", false}}, with_.context(2));
      slowest = std::max(slowest, std::chrono::duration_cast<std::chrono::microseconds>(
                                      std::chrono::steady_clock::now() - started));
      CPPUNIT_ASSERT(!run.verdicts[0].failure);
      ++asked;
    }
    CPPUNIT_ASSERT(asked > 10);
    CPPUNIT_ASSERT_MESSAGE(std::to_string(slowest.count()), slowest < milliseconds{250});
  }

  void aFrozenHostIsReplaced() {
    addSignal("freeze", SIGSTOP, 1);
    const auto verdict = with_.hook("hostler.test.freeze()", with_.quick());
    CPPUNIT_ASSERT(verdict.failure->kind == FailureKind::Time);
    CPPUNIT_ASSERT(!with_.hook("", with_.quick()).failure);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, with_.scripts().status().started);
  }

  void aHookWhoseHostIsKilledRunsAgain() {
    addSignal("kill", SIGKILL, 1);
    const auto verdict = with_.hook("hostler.test.kill() return amend{ done = true }");
    CPPUNIT_ASSERT(!verdict.failure);
    CPPUNIT_ASSERT_EQUAL(2, calls_);
    CPPUNIT_ASSERT_EQUAL(Json(true), verdict.verdict.amendment["done"]);
  }

  void aHookThatHadAnEffectDoesNotRunAgain() {
    addSignal("kill", SIGKILL, 1);
    const auto verdict =
        with_.hook("hostler.kv.set('n', (hostler.kv.get('n') or 0) + 1) hostler.test.kill()");
    CPPUNIT_ASSERT(verdict.failure->kind == FailureKind::Interrupted);
    CPPUNIT_ASSERT(verdict.failure->message.find("killed by signal 9") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(Json(1), *with_.store.get(Scope::ofTenant(kPlatform), "n"));
  }

  void aHookWhoseHostAlwaysEndsIsLost() {
    addSignal("kill", SIGKILL, 99);
    CPPUNIT_ASSERT(with_.hook("hostler.test.kill()").failure->kind == FailureKind::Lost);
    CPPUNIT_ASSERT_EQUAL(2, calls_);
    CPPUNIT_ASSERT(!with_.hook("").failure);
  }

  void theRowThatHangsTakesTheBlameAlone() {
    with_.load(
        {with_.rule(std::string{"if row.number == 700 then "} + kHang + " end return 'skip'")});
    const auto decisions =
        with_.scripts().decide("rule", with_.numbers(1'000), with_.quick(milliseconds{100}));

    CPPUNIT_ASSERT_EQUAL(std::size_t{1'000}, decisions.decidedRows());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, decisions.failures().size());
    CPPUNIT_ASSERT(decisions.failure(699)->kind == FailureKind::Time);
    CPPUNIT_ASSERT_EQUAL(std::string_view{"skip"}, decisions.action(698));
    CPPUNIT_ASSERT_EQUAL(std::string_view{"skip"}, decisions.action(700));
    CPPUNIT_ASSERT(!decisions.ending());
  }

  void aBatchGoesOnInAnotherHost() {
    addSignal("kill", SIGKILL, 1);
    with_.load(
        {with_.rule("if row.number == 5000 then hostler.test.kill() end\n"
                    "return row.number % 2 == 0 and 'suspend' or 'skip'")});
    const auto decisions = with_.scripts().decide("rule", with_.numbers(10'000), with_.context());

    CPPUNIT_ASSERT_EQUAL(std::size_t{10'000}, decisions.decidedRows());
    CPPUNIT_ASSERT(decisions.failures().empty());
    for (std::size_t i = 0; i < 10'000; ++i) {
      CPPUNIT_ASSERT_EQUAL(std::string_view{i % 2 == 1 ? "suspend" : "skip"}, decisions.action(i));
    }
  }

  void aRowUnderWhichHostsEndIsLost() {
    addSignal("kill", SIGKILL, 99);
    with_.load({with_.rule("if row.number == 7 then hostler.test.kill() end return 'skip'")});
    const auto decisions = with_.scripts().decide("rule", with_.numbers(100), with_.context());
    CPPUNIT_ASSERT_EQUAL(std::size_t{100}, decisions.decidedRows());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, decisions.failures().size());
    CPPUNIT_ASSERT(decisions.failure(6)->kind == FailureKind::Lost);
  }

  void aBatchOfHangingRowsIsGivenUp() {
    with_.load({with_.rule(std::string{"if row.number > 2 then "} + kHang + " end return 'skip'")});
    const auto started = std::chrono::steady_clock::now();
    const auto decisions =
        with_.scripts().decide("rule", with_.numbers(100), with_.quick(milliseconds{100}));

    CPPUNIT_ASSERT(decisions.ending()->kind == FailureKind::Interrupted);
    CPPUNIT_ASSERT_EQUAL(std::string_view{"skip"}, decisions.action(1));
    CPPUNIT_ASSERT(decisions.failure(2)->kind == FailureKind::Time);
    CPPUNIT_ASSERT(decisions.failure(99)->kind == FailureKind::Interrupted);
    CPPUNIT_ASSERT(decisions.decidedRows() < 10);
    CPPUNIT_ASSERT(std::chrono::steady_clock::now() - started < std::chrono::seconds{2});
  }

  void aTopLevelThatHangsIsReported() {
    const auto loaded = with_.scripts().load(
        {}, {{"hooks/hang.lua", kHang}, {"hooks/fine.lua", "on('before.test', print)"}});
    CPPUNIT_ASSERT(loaded[0].failure->kind == FailureKind::Time);
    CPPUNIT_ASSERT(!loaded[1].failure);
  }

  void waitingForTheEngineIsNotTheScriptsTime() {
    with_.functions.add({.name = "test.wait", .handler = [](const ScriptCall&) -> Json {
                           // Busy for longer than the script may run.
                           const auto until = std::chrono::steady_clock::now() + milliseconds{400};
                           while (std::chrono::steady_clock::now() < until)
                             std::this_thread::yield();
                           return "waited";
                         }});
    const auto verdict = with_.hook(
        "for i = 1, 200000 do end\nlocal said = hostler.test.wait()\n"
        "for i = 1, 200000 do end return amend{ said = said }",
        with_.quick(milliseconds{200}));
    CPPUNIT_ASSERT_MESSAGE(verdict.failure ? verdict.failure->message : "", !verdict.failure);
    CPPUNIT_ASSERT_EQUAL(Json("waited"), verdict.verdict.amendment["said"]);
  }

  void hooksWithinHooksDoNotWaitForOneAnother() {
    with_.settings.hosts = 1;
    with_.functions.add({.name = "test.ask",
                         .parameters = {{"depth", {{"type", "integer"}}}},
                         .handler = [&](const ScriptCall& call) -> Json {
                           const auto run = with_.scripts().runHooks("before.test", call.arguments,
                                                                     call.context);
                           if (run.verdicts[0].failure) return run.verdicts[0].failure->message;
                           return run.verdicts[0].verdict.amendment["reached"];
                         }});
    const std::string body =
        "if event.depth == 0 then return amend{ reached = 0 } end\n"
        "return amend{ reached = hostler.test.ask(event.depth - 1) }";
    CPPUNIT_ASSERT_EQUAL(Json(0),
                         with_.hook(body, Json{{"depth", 3}}).verdict.amendment["reached"]);
    CPPUNIT_ASSERT_EQUAL(Json("hooks call one another too deep"),
                         with_.hook(body, Json{{"depth", 4}}).verdict.amendment["reached"]);
  }

  void aFullPoolIsNotWaitedForForever() {
    with_.settings.hosts = 1;
    std::atomic<bool> isInside = false, mayLeave = false;
    with_.functions.add({.name = "test.hold", .handler = [&](const ScriptCall&) -> Json {
                           isInside = true;
                           while (!mayLeave) std::this_thread::yield();
                           return nullptr;
                         }});
    with_.load(
        {{"hooks/a.lua",
          "on('before.test', function(event) if event.hold then hostler.test.hold() end end)"}});
    const std::jthread holder{[&] {
      with_.scripts().runHooks("before.test", {{"hold", true}}, with_.context());
    }};
    while (!isInside) std::this_thread::yield();

    auto impatient = with_.context(2);
    impatient.patience = milliseconds{20};
    const auto run = with_.scripts().runHooks("before.test", {{"hold", false}}, impatient);
    mayLeave = true;
    CPPUNIT_ASSERT(run.verdicts[0].failure->kind == FailureKind::Interrupted);
    CPPUNIT_ASSERT_EQUAL(std::string{"all script hosts are busy"},
                         run.verdicts[0].failure->message);
    CPPUNIT_ASSERT_EQUAL(0, with_.scripts().statistics().of({{}, "hooks/a.lua", 0}).failuresInARow);
  }

  void aHostIsReplacedAfterItsRuns() {
    with_.settings.runsOfAHost = 10;
    with_.load({{"hooks/a.lua", "on('before.test', function() end)"}});
    for (int i = 0; i < 40; ++i)
      with_.scripts().runHooks("before.test", Json::object(), with_.context());
    const auto status = with_.scripts().status();
    CPPUNIT_ASSERT(status.started >= 4 && status.started <= 6);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, status.killed);
    CPPUNIT_ASSERT(status.hosts.size() <= 1);
  }

  void aProgramThatIsNoHostIsReported() {
    for (const auto* program : {"/bin/true", "/nowhere/at/all"}) {
      testing::WithHosts with;
      with.settings.program = program;
      const auto loaded = with.scripts().load({}, {{"hooks/a.lua", "on('before.test', print)"}});
      CPPUNIT_ASSERT(loaded[0].failure->kind == FailureKind::Interrupted);
      CPPUNIT_ASSERT(!loaded[0].isRunning);
    }
  }

 private:
  // hostler.test.<name>() sends the signal to the script's own host, the first `times` times.
  void addSignal(const std::string& name, int signal, int times) {
    with_.functions.add(
        {.name = "test." + name, .handler = [this, signal, times](const ScriptCall&) -> Json {
           if (calls_++ < times) {
             for (const auto pid : with_.scripts().status().hosts) ::kill(pid, signal);
           }
           return nullptr;
         }});
  }

  testing::WithHosts with_;
  int calls_ = 0;
};
HOSTLER_SUITE(EndedHostsTest, "core/lua/ended_hosts");

}  // namespace hostler::lua
