#include "core/lua/engine_refused.h"
#include "core/problem/problem.h"
#include "tests/core/lua/with_hosts.h"
#include "tests/support/suite.h"

namespace hostler::lua {

// hostler.* as scripts call it and modules serve it.
class EngineCallsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(EngineCallsTest);
  CPPUNIT_TEST(aFunctionIsServedInTheMiddleOfAHook);
  CPPUNIT_TEST(whatScriptsStoreIsTheirTenants);
  CPPUNIT_TEST(argumentsAreTypedByTheRegistrar);
  CPPUNIT_TEST(aDomainErrorReachesTheScriptInWords);
  CPPUNIT_TEST(whatGoesWrongInsideStaysInside);
  CPPUNIT_TEST(callsAreCounted);
  CPPUNIT_TEST(aDryRunWritesEffectsDown);
  CPPUNIT_TEST(needsMustBeDeclared);
  CPPUNIT_TEST(aNeedNamesWhatMayBeCalled);
  CPPUNIT_TEST(whatActsIsForHooksThatAreToldOfSomething);
  CPPUNIT_TEST(aDryRunTellsTheScriptWhatWouldCome);
  CPPUNIT_TEST(aRunKnowsWhatItAskedForBefore);
  CPPUNIT_TEST(aRequestThatIsWrongIsToldFieldByField);
  CPPUNIT_TEST(linesOfLogAreKeptAndBounded);
  CPPUNIT_TEST(namesOfFunctionsGoTogether);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aFunctionIsServedInTheMiddleOfAHook() {
    with_.functions.add({.name = "client",
                         .parameters = {{"id", {{"type", "string"}}}},
                         .result = {{"type", "object"}},
                         .handler = [](const ScriptCall& call) {
                           CPPUNIT_ASSERT_EQUAL(std::string{"hooks/test.lua"}, call.script);
                           return Json{{"id", call.arguments["id"]},
                                       {"group", "vip"},
                                       {"tenant", call.context.scope.tenant.value()}};
                         }});
    const auto verdict = with_.hook(
        "local client = hostler.client(event.client_id)\n"
        "return amend{ group = client.group, id = client.id, tenant = client.tenant }",
        Json{{"client_id", "acc_5"}});
    CPPUNIT_ASSERT_EQUAL(Json({{"group", "vip"}, {"id", "acc_5"}, {"tenant", 1}}),
                         verdict.verdict.amendment);
  }

  void whatScriptsStoreIsTheirTenants() {
    const std::string body =
        "local n = (hostler.kv.get('n') or 0) + 1 hostler.kv.set('n', n) return amend{ n = n }";
    for (const int expected : {1, 2})
      CPPUNIT_ASSERT_EQUAL(Json(expected), with_.hook(body).verdict.amendment["n"]);
    CPPUNIT_ASSERT_EQUAL(Json(1), with_.hook(body, with_.context(2)).verdict.amendment["n"]);
    with_.hook("hostler.kv.set('n', nil)");
    CPPUNIT_ASSERT_EQUAL(Json(1), with_.hook(body).verdict.amendment["n"]);
    CPPUNIT_ASSERT(fails("hostler.kv.set('n', ('x'):rep(9000))").find("up to 8 KB") !=
                   std::string::npos);
    CPPUNIT_ASSERT(fails("hostler.kv.set('', 1)").find("1 to 100 bytes") != std::string::npos);
  }

  void argumentsAreTypedByTheRegistrar() {
    with_.functions.add({.name = "test.typed",
                         .parameters = {{"text", {{"type", "string"}}},
                                        {"count", {{"type", "integer"}}, "", false},
                                        {"list", {{"type", "array"}}, "", false},
                                        {"kind", {{"enum", {"a", "b"}}}, "", false},
                                        {"any", {{"type", {"string", "boolean"}}}, "", false}},
                         .handler = [](const ScriptCall& call) { return call.arguments; }});
    const auto call = [&](const std::string& arguments) {
      return with_.hook("return amend(hostler.test.typed(" + arguments + "))").verdict.amendment;
    };
    CPPUNIT_ASSERT_EQUAL(Json({{"text", "x"}}), call("'x'"));
    CPPUNIT_ASSERT_EQUAL(
        Json({{"text", "x"}, {"count", 4}, {"list", Json::array()}, {"kind", "b"}, {"any", true}}),
        call("'x', 8 / 2, {}, 'b', true"));
    CPPUNIT_ASSERT_EQUAL(Json({{"text", "x"}, {"kind", "a"}}), call("'x', nil, nil, 'a'"));
    const auto says = [&](const std::string& arguments, const std::string& words) {
      const auto message = fails("hostler.test.typed(" + arguments + ")");
      CPPUNIT_ASSERT_EQUAL("hooks/test.lua:2: hostler.test.typed: " + words, message);
    };
    says("", "it needs text");
    says("nil", "it needs text");
    says("5", "text is of type string, not number");
    says("'x', 1.5", "count is of type integer, not number");
    says("'x', '1'", "count is of type integer, not string");
    says("'x', 1, { a = 1 }", "list is of type array, not object");
    says("'x', 1, {}, 'c'", "kind is one of [\"a\",\"b\"]");
    says("'x', 1, {}, 'a', 5", "any is of type string or boolean, not number");
    says("'x', 1, {}, 'a', 'b', 6", "it takes 5 arguments, not 6");
  }

  void aDomainErrorReachesTheScriptInWords() {
    with_.functions.add(
        {.name = "test.pay", .handler = [](const ScriptCall&) -> Json {
           throw DomainError{"invoice_not_payable", 409, "The invoice is paid already."};
         }});
    CPPUNIT_ASSERT_EQUAL(std::string{"hooks/test.lua:2: hostler.test.pay: invoice_not_payable: The "
                                     "invoice is paid already."},
                         fails("hostler.test.pay()"));
    CPPUNIT_ASSERT_EQUAL(
        Json(false),
        with_.hook("return amend{ ok = (pcall(hostler.test.pay)) }").verdict.amendment["ok"]);
  }

  void whatGoesWrongInsideStaysInside() {
    with_.functions.add({.name = "test.break", .handler = [](const ScriptCall&) -> Json {
                           throw std::runtime_error{"SELECT secret FROM /etc/hostler failed"};
                         }});
    CPPUNIT_ASSERT_EQUAL(
        std::string{"hooks/test.lua:2: hostler.test.break: the call failed inside the engine"},
        fails("hostler.test['break']()"));
  }

  void callsAreCounted() {
    auto context = with_.context();
    context.limits.engineCalls = 10;
    const auto verdict =
        with_.hook("for i = 1, 10 do hostler.kv.get('x') end\nhostler.kv.get('x')", context);
    CPPUNIT_ASSERT_EQUAL(std::string{"hooks/test.lua:3: hostler.kv.get: a run may make 10 calls"},
                         verdict.failure->message);
    CPPUNIT_ASSERT(with_.hook("while true do pcall(hostler.kv.get, 'x') end", with_.quick())
                       .failure.has_value());
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, with_.scripts().status().killed);

    context.limits.engineTime = std::chrono::milliseconds{0};
    CPPUNIT_ASSERT(with_.hook("hostler.kv.get('x') hostler.kv.get('x')", context)
                       .failure->message.find("took too long") != std::string::npos);
  }

  void aDryRunWritesEffectsDown() {
    auto context = with_.context();
    context.dryRun = true;
    const auto verdict = with_.hook(
        "hostler.kv.set('n', { 1 }) return amend{ stored = hostler.kv.get('n') or 'nothing' }",
        context);
    CPPUNIT_ASSERT_EQUAL(Json("nothing"), verdict.verdict.amendment["stored"]);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, verdict.run.effects.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"kv.set"}, verdict.run.effects[0].function);
    CPPUNIT_ASSERT_EQUAL(Json({{"key", "n"}, {"value", {1}}}), verdict.run.effects[0].arguments);
  }

  void needsMustBeDeclared() {
    with_.functions.add({.name = "http.get", .need = "http", .handler = [](const ScriptCall& call) {
                           return Json(call.needs);
                         }});
    const std::string hook =
        "on('before.test', function() return amend{ got = hostler.http.get() } end)";
    const auto run = [&](const std::string& source) {
      with_.load({{"hooks/a.lua", source}});
      return with_.scripts()
          .runHooks("before.test", Json::object(), with_.context())
          .verdicts.at(0);
    };
    CPPUNIT_ASSERT(run(hook).failure->message.find("`-- needs: http`") != std::string::npos);
    CPPUNIT_ASSERT(run("-- needs: httpx\n" + hook).failure.has_value());
    CPPUNIT_ASSERT_EQUAL(Json({"http api.example.com"}),
                         run("-- needs: http api.example.com\n" + hook).verdict.amendment["got"]);
  }

  void aNeedNamesWhatMayBeCalled() {
    with_.functions.add({.name = "actions.pay",
                         .need = "actions pay",
                         .handler = [](const ScriptCall&) -> Json { return true; }});
    const auto run = [&](const std::string& head) {
      with_.load({{"hooks/a.lua", head + "\non('before.test', function() return amend{ got = "
                                         "hostler.actions.pay() } end)"}});
      return with_.scripts()
          .runHooks("before.test", Json::object(), with_.context())
          .verdicts.at(0);
    };
    for (const auto* head : {"-- needs: actions", "-- needs: actions payments", "-- needs: pay"})
      CPPUNIT_ASSERT(run(head).failure->message.find("`-- needs: actions pay`") !=
                     std::string::npos);
    for (const auto* head : {"-- needs: actions pay", "-- needs: actions suspend  pay, email"})
      CPPUNIT_ASSERT_EQUAL(Json(true), run(head).verdict.amendment["got"]);
  }

  void whatActsIsForHooksThatAreToldOfSomething() {
    int calls = 0;
    with_.functions.add({.name = "test.act", .onlyTold = true, .handler = [&](const ScriptCall& c) {
                           ++calls;
                           return Json(c.context.occasion);
                         }});
    CPPUNIT_ASSERT(fails("hostler.test.act()").find("told of what has happened") !=
                   std::string::npos);
    const auto decided =
        with_.decide("hostler.test.act() return 'skip'", testing::WithHosts::numbers(1));
    CPPUNIT_ASSERT(decided.failures().begin()->second.message.find("only decides") !=
                   std::string::npos);
    CPPUNIT_ASSERT_EQUAL(0, calls);

    with_.load(
        {{"hooks/test.lua", "on('test.happened', function() print(hostler.test.act()) end)"}});
    auto context = with_.context();
    context.occasion = "evt_0000000000001";
    const auto told =
        with_.scripts().runHooks("test.happened", Json::object(), context).verdicts.at(0);
    CPPUNIT_ASSERT(!told.failure);
    CPPUNIT_ASSERT_EQUAL(std::string{"evt_0000000000001"}, told.run.lines.at(0).text);
    CPPUNIT_ASSERT_EQUAL(1, calls);
  }

  void aDryRunTellsTheScriptWhatWouldCome() {
    with_.functions.add(
        {.name = "test.open",
         .parameters = {{"id", {{"type", "string"}}}},
         .hasEffect = true,
         .handler = [](const ScriptCall&) -> Json { throw std::logic_error{"it was done"}; },
         .rehearsal = [](const ScriptCall& call) -> Rehearsed {
           return {{{"id", "tkt_1"}}, call.arguments["id"] == "gone" ? "not_found" : ""};
         }});
    auto context = with_.context();
    context.dryRun = true;
    const auto verdict = with_.hook(
        "hostler.test.open('here') return amend{ id = hostler.test.open('gone').id }", context);
    CPPUNIT_ASSERT_EQUAL(Json("tkt_1"), verdict.verdict.amendment["id"]);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, verdict.run.effects.size());
    CPPUNIT_ASSERT_EQUAL(std::string{}, verdict.run.effects[0].refusal);
    CPPUNIT_ASSERT_EQUAL(std::string{"not_found"}, verdict.run.effects[1].refusal);
  }

  void aRunKnowsWhatItAskedForBefore() {
    with_.functions.add({.name = "test.count", .handler = [](const ScriptCall& call) -> Json {
                           return ++call.tally["count"];
                         }});
    const std::string body = "hostler.test.count() return amend{ n = hostler.test.count() }";
    for (int run = 0; run < 2; ++run)
      CPPUNIT_ASSERT_EQUAL(Json(2), with_.hook(body).verdict.amendment["n"]);
  }

  void aRequestThatIsWrongIsToldFieldByField() {
    with_.functions.add({.name = "test.add", .handler = [](const ScriptCall&) -> Json {
                           throw ValidationError{"amount", "not_positive", "must be positive"};
                         }});
    CPPUNIT_ASSERT_EQUAL(std::string{"hooks/test.lua:2: hostler.test.add: validation_failed: "
                                     "amount must be positive"},
                         fails("hostler.test.add()"));
  }

  void linesOfLogAreKeptAndBounded() {
    const auto verdict = with_.hook(
        "print('one', 2)\nhostler.log.error('bad', { order = 5 })\nfor i = 1, 1000 do print(i) "
        "end");
    CPPUNIT_ASSERT_EQUAL(std::size_t{200}, verdict.run.lines.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"one\t2"}, verdict.run.lines[0].text);
    CPPUNIT_ASSERT(verdict.run.lines[1].level == LogLevel::Error);
    CPPUNIT_ASSERT_EQUAL(Json({{"order", 5}}), verdict.run.lines[1].facts);
    CPPUNIT_ASSERT_EQUAL(802, verdict.run.usage.droppedLines);
  }

  void namesOfFunctionsGoTogether() {
    const auto add = [&](const std::string& name) {
      with_.functions.add(
          {.name = name, .handler = [](const ScriptCall&) -> Json { return nullptr; }});
    };
    add("mail.send");
    for (const auto* bad : {"mail.send", "mail", "mail.send.now", "log.debug", "json", "now", "Bad",
                            "a..b", ".a", "a.", "", "5"}) {
      CPPUNIT_ASSERT_THROW_MESSAGE(bad, add(bad), std::logic_error);
    }
    add("mail.preview");
    CPPUNIT_ASSERT_THROW(with_.functions.add({.name = "x", .handler = nullptr}), std::logic_error);
  }

 private:
  std::string fails(const std::string& body) {
    const auto verdict = with_.hook(body);
    CPPUNIT_ASSERT_MESSAGE(body, verdict.failure.has_value());
    return verdict.failure->message;
  }

  testing::WithHosts with_;
};
HOSTLER_SUITE(EngineCallsTest, "core/lua/engine_calls");

}  // namespace hostler::lua
