#include "core/lua/script_hosts.h"
#include "core/problem/problem.h"
#include "tests/core/lua/with_hosts.h"
#include "tests/support/suite.h"

namespace hostler::lua {

class HooksTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(HooksTest);
  CPPUNIT_TEST(aHookThatSaysNothingLetsItPass);
  CPPUNIT_TEST(aHookRefusesWithItsCodeAndSentence);
  CPPUNIT_TEST(aHookAmends);
  CPPUNIT_TEST(everyHookOnTheEventIsAskedInOrder);
  CPPUNIT_TEST(aFailingHookCountsAsItDeclares);
  CPPUNIT_TEST(anAfterHookCannotRefuse);
  CPPUNIT_TEST(whatIsNoVerdictIsAFailure);
  CPPUNIT_TEST(aFailureNamesFileLineAndFrames);
  CPPUNIT_TEST(noHookStartsNoHost);
  CPPUNIT_TEST(sizesAreBounded);
  CPPUNIT_TEST(globalsNeverReachAnotherHookRunOrTenant);
  CPPUNIT_TEST(aTenantsScriptsRunForThatTenant);
  CPPUNIT_TEST(nowAndTodayAreTheContexts);
  CPPUNIT_TEST(countersTellWhoFailsInARow);
  CPPUNIT_TEST(aDisabledHookIsNotAsked);
  CPPUNIT_TEST(anUnloadedScriptCanBeTried);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aHookThatSaysNothingLetsItPass() {
    const auto verdict = with_.hook("local days = event.days_overdue + 1");
    CPPUNIT_ASSERT(verdict.failure.has_value());  // nil + 1

    const auto passed =
        with_.hook("local days = event.days_overdue + 1", Json{{"days_overdue", 3}});
    CPPUNIT_ASSERT(!passed.failure);
    CPPUNIT_ASSERT(passed.verdict.kind == Verdict::Kind::Pass);
    CPPUNIT_ASSERT(passed.run.took.count() > 0);
    CPPUNIT_ASSERT(passed.run.usage.peakMemory > 10'000);
  }

  void aHookRefusesWithItsCodeAndSentence() {
    with_.load({{"hooks/vip_grace.lua", R"(
      on("before.suspend", function(event)
        if event.group == "vip" and event.days_overdue < 14 then
          return refuse("vip_grace", "VIP clients keep their service for 14 days. नमस्ते")
        end
      end))"}});
    const auto ask = [&](const char* group) {
      return with_.scripts()
          .runHooks("before.suspend", {{"group", group}, {"days_overdue", 5}}, with_.context())
          .refusal();
    };

    const auto refusal = ask("vip");
    CPPUNIT_ASSERT(refusal.has_value());
    CPPUNIT_ASSERT_EQUAL(std::string{"vip_grace"}, refusal->code);
    CPPUNIT_ASSERT_EQUAL(std::string{"VIP clients keep their service for 14 days. नमस्ते"},
                         refusal->sentence);
    CPPUNIT_ASSERT_EQUAL(std::string{"hooks/vip_grace.lua#0"}, refusal->hook.text());
    CPPUNIT_ASSERT(!ask("standard"));
  }

  void aHookAmends() {
    const auto verdict = with_.hook(
        "return amend{ discount = 100 / 2, note = 'ok', tags = { 'a', 'b' }, none = "
        "hostler.json.null, "
        "empty = hostler.json.list{}, nested = { deep = event.items[2].price }, items = "
        "event.items }",
        Json{{"items", {{{"price", 100}}, {{"price", 250}}}}});
    CPPUNIT_ASSERT(verdict.verdict.kind == Verdict::Kind::Amend);
    CPPUNIT_ASSERT_EQUAL(Json({{"discount", 50},
                               {"note", "ok"},
                               {"tags", {"a", "b"}},
                               {"none", nullptr},
                               {"empty", Json::array()},
                               {"nested", {{"deep", 250}}},
                               {"items", {{{"price", 100}}, {{"price", 250}}}}}),
                         verdict.verdict.amendment);
  }

  void everyHookOnTheEventIsAskedInOrder() {
    with_.load({{"hooks/b.lua",
                 "on('before.test', function() return amend{ by = 'b1' } end)\n"
                 "on('before.suspend', function() error('not asked') end)\n"
                 "on('before.test', function() return amend{ by = 'b2' } end, { name = 'second', "
                 "priority = -5 })"},
                {"hooks/a.lua", "on('before.test', function() return amend{ by = 'a' } end)"}});
    with_.load(
        {{"hooks/mine.lua", "on('before.test', function() return amend{ by = 'mine' } end)"}},
        kPlatform);

    const auto run = with_.scripts().runHooks("before.test", Json::object(), with_.context());

    std::string order;
    for (const auto* one : run.amendments())
      order += one->verdict.amendment["by"].get<std::string>() + " ";
    CPPUNIT_ASSERT_EQUAL(std::string{"b2 a b1 mine "}, order);
    CPPUNIT_ASSERT_EQUAL(std::string{"second"}, run.verdicts[0].hook.declaration().name);
    CPPUNIT_ASSERT_EQUAL(3, run.verdicts[0].hook.declaration().line);
  }

  void aFailingHookCountsAsItDeclares() {
    with_.events.add({.name = "before.lenient", .whenFailing = WhenFailing::Open});
    const auto refusalOf = [&](const char* event, const char* options) {
      with_.load({{"hooks/a.lua",
                   "on('" + std::string{event} + "', function() error('x') end" + options + ")"}});
      return with_.scripts().runHooks(event, Json::object(), with_.context()).refusal();
    };
    CPPUNIT_ASSERT(!refusalOf("before.test", ", { fail = 'open' }"));
    CPPUNIT_ASSERT(!refusalOf("before.lenient", ""));
    CPPUNIT_ASSERT(refusalOf("before.lenient", ", { fail = 'closed' }"));
    const auto refusal = refusalOf("before.test", "");
    CPPUNIT_ASSERT(refusal);
    CPPUNIT_ASSERT_EQUAL(std::string{"hook_failed"}, refusal->code);
  }

  void anAfterHookCannotRefuse() {
    with_.load({{"hooks/a.lua",
                 "on('test.happened', function(event) if event.try then return refuse('no', 'No.') "
                 "end end)"}});
    const auto run = [&](bool tries) {
      return with_.scripts().runHooks("test.happened", {{"try", tries}}, with_.context());
    };
    CPPUNIT_ASSERT(!run(false).verdicts[0].failure);
    const auto tried = run(true);
    CPPUNIT_ASSERT(tried.verdicts[0].failure->kind == FailureKind::Result);
    CPPUNIT_ASSERT(!tried.refusal());
  }

  void whatIsNoVerdictIsAFailure() {
    const auto result = [&](const std::string& body, const std::string& words) {
      const auto verdict = with_.hook(body);
      CPPUNIT_ASSERT_MESSAGE(body, verdict.failure.has_value());
      CPPUNIT_ASSERT_MESSAGE(verdict.failure->message,
                             verdict.failure->message.find(words) != std::string::npos);
    };
    result("return true", "not a boolean");
    result("return 'no'", "not a string");
    result("return { refuse = true }", "not a table");
    result("return hostler.json.null", "not a userdata");
    result("refuse('late', 'Too late.')", "write `return refuse");
    result("return refuse('Not A Code', 'x')", "lower case");
    result("return refuse('code')", "string expected");
    result("return refuse('code', 'bell \\a')", "control characters");
    result("return refuse('code', ('x'):rep(2000))", "up to 1,000 bytes");
    result("return amend('x')", "table expected");
    result("return amend{ 1, 2 }", "named members");
    result("return amend{ f = print }", "f is a function");
    result("return amend{ n = 0/0 }", "not a finite number");
    result("return amend{ t = 'bad \\xff' }", "not UTF-8");
    result("return amend{ t = 'nul \\0' }", "not UTF-8");
    result("return amend{ list = { 1, nil, 3 } }", "holes");
    result("return amend{ mixed = { 1, x = 2 } }", "holes or mixes");
    result("return amend{ keys = { [true] = 1 } }", "a key that is not text");
    result("local t = {} t.t = t return amend(t)", "nested too deep");
    result("return amend{ long = ('x'):rep(70000) }", "too long");
    result("local t = {} for i = 1, 30000 do t[i] = i end return amend{ t = t }",
           "too many values");
    result("return amend{ x = refuse('a', 'b') }", "which is not data");
    result("for i = 1, 1000 do refuse('a', 'b') end", "too many verdicts");
    result("on('before.test', print)", "top level");
    result("rule { name = 'x' }", "top level");
  }

  void aFailureNamesFileLineAndFrames() {
    const auto verdict = with_.hook("local function inner()\n  error('broken')\nend\ninner()");
    CPPUNIT_ASSERT_EQUAL(std::string{"hooks/test.lua:3: broken"}, verdict.failure->message);
    CPPUNIT_ASSERT_EQUAL(
        std::string{"[C]: in function 'error'\nhooks/test.lua:3: in local 'inner'\n"
                    "hooks/test.lua:5: in function <hooks/test.lua:1>"},
        verdict.failure->traceback);
  }

  void noHookStartsNoHost() {
    CPPUNIT_ASSERT(
        with_.scripts().runHooks("before.test", Json::object(), with_.context()).verdicts.empty());
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, with_.scripts().status().started);
  }

  void sizesAreBounded() {
    auto tiny = with_.context();
    for (const std::size_t bytes : {1u << 10, 16u << 10, 30u << 10}) {
      tiny.limits.memoryBytes = bytes;
      const auto verdict = with_.hook("local t = {} for i = 1, 1000 do t[i] = {} end", tiny);
      CPPUNIT_ASSERT(verdict.failure->kind == FailureKind::Memory);
    }
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, with_.scripts().status().killed);
    const auto hook = "return amend{ size = #event.text }";
    CPPUNIT_ASSERT_EQUAL(
        Json(1'000'000),
        with_.hook(hook, Json{{"text", std::string(1'000'000, 'x')}}).verdict.amendment["size"]);
    CPPUNIT_ASSERT_THROW(with_.hook(hook, Json{{"text", std::string(2'000'000, 'x')}}),
                         std::invalid_argument);
  }

  void globalsNeverReachAnotherHookRunOrTenant() {
    const std::string leaking =
        "leaked = (leaked or 0) + 1 string.leaked = true _G.print = nil "
        "hostler.json.leaked = true table.leaked = true";
    with_.load({{"hooks/a.lua", leaking +
                                    "\nlocal calls = 0\n"
                                    "on('before.test', function() calls = calls + 1 " +
                                    leaking +
                                    " end, { priority = -1 })\n"
                                    "on('before.test', function() calls = calls + 1\n"
                                    "  return amend{ leaked = leaked, calls = calls } end)"},
                {"hooks/b.lua",
                 "on('before.test', function() return amend{ leaked = leaked or 0, library = "
                 "string.leaked "
                 "or table.leaked or rawget(hostler.json, 'leaked') or false, has = print ~= nil } "
                 "end)"}});
    for (const auto tenant : {1, 2, 1}) {
      const auto run =
          with_.scripts().runHooks("before.test", Json::object(), with_.context(tenant));
      CPPUNIT_ASSERT(!run.verdicts[0].failure);
      CPPUNIT_ASSERT_EQUAL(Json({{"leaked", 1}, {"calls", 1}}), run.verdicts[1].verdict.amendment);
      CPPUNIT_ASSERT_EQUAL(Json({{"leaked", 0}, {"library", false}, {"has", true}}),
                           run.verdicts[2].verdict.amendment);
    }
  }

  void aTenantsScriptsRunForThatTenant() {
    with_.load({{"hooks/all.lua", "on('before.test', function() end)"}});
    with_.load({{"hooks/two.lua", "on('before.test', function() end)"}}, Id<Tenant>::of(2));
    const auto hooksFor = [&](int tenant) {
      return with_.scripts()
          .runHooks("before.test", Json::object(), with_.context(tenant))
          .verdicts.size();
    };
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, hooksFor(1));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, hooksFor(2));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, hooksFor(3));
  }

  void nowAndTodayAreTheContexts() {
    const auto verdict = with_.hook(
        "return amend{ now = hostler.now(), today = hostler.today(), between = "
        "hostler.days_between('2026-02-28', "
        "'2026-03-01'), later = hostler.add_days('2026-02-28', 2) }");
    CPPUNIT_ASSERT_EQUAL(Json({{"now", 1'772'236'800},
                               {"today", "2026-02-28"},
                               {"between", 1},
                               {"later", "2026-03-02"}}),
                         verdict.verdict.amendment);
  }

  void countersTellWhoFailsInARow() {
    with_.load({{"hooks/a.lua",
                 "on('before.test', function(event) if event.bad then error('x') end end)"}});
    const HookKey key{{}, "hooks/a.lua", 0};
    const auto run = [&](bool bad) {
      with_.scripts().runHooks("before.test", {{"bad", bad}}, with_.context());
    };

    run(false);
    for (int i = 0; i < 5; ++i) run(true);
    auto record = with_.scripts().statistics().of(key);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{6}, record.calls);
    CPPUNIT_ASSERT_EQUAL(5, record.failuresInARow);
    CPPUNIT_ASSERT_EQUAL(std::string{"hooks/a.lua:1: x"}, record.lastFailure->message);
    CPPUNIT_ASSERT(record.p95.count() > 0);

    run(false);
    CPPUNIT_ASSERT_EQUAL(0, with_.scripts().statistics().of(key).failuresInARow);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{5}, with_.scripts().statistics().of(key).failures);
  }

  void aDisabledHookIsNotAsked() {
    with_.load({{"hooks/a.lua", "on('before.test', function() error('x') end)"}});
    const HookKey key{{}, "hooks/a.lua", 0};
    with_.scripts().collection().setEnabled(key, false);
    CPPUNIT_ASSERT(
        with_.scripts().runHooks("before.test", Json::object(), with_.context()).verdicts.empty());
    with_.scripts().collection().setEnabled(key, true);
    CPPUNIT_ASSERT_EQUAL(
        std::size_t{1},
        with_.scripts().runHooks("before.test", Json::object(), with_.context()).verdicts.size());
  }

  void anUnloadedScriptCanBeTried() {
    const auto tried = with_.scripts().tryHooks(
        {"new.lua",
         "on('before.test', function(event) print(event.id) return refuse('no', 'No.') end)"},
        "before.test", {{"id", 7}}, with_.context());
    CPPUNIT_ASSERT(tried);
    CPPUNIT_ASSERT_EQUAL(std::string{"no"}, tried->refusal()->code);
    CPPUNIT_ASSERT_EQUAL(std::string{"7"}, tried->verdicts[0].run.lines.at(0).text);
    CPPUNIT_ASSERT(with_.scripts().collection().all().empty());
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{0},
                         with_.scripts().statistics().of({kPlatform, "new.lua", 0}).calls);

    const auto broken = with_.scripts().tryHooks({"new.lua", "on('before.test' function"},
                                                 "before.test", {}, with_.context());
    CPPUNIT_ASSERT(!broken);
    CPPUNIT_ASSERT(broken.error().kind == FailureKind::Syntax);
  }

 private:
  testing::WithHosts with_;
};
HOSTLER_SUITE(HooksTest, "core/lua/hooks");

}  // namespace hostler::lua
