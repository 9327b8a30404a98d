#include "core/lua/script_hosts.h"
#include "tests/core/lua/with_hosts.h"
#include "tests/support/suite.h"

namespace hostler::lua {

class LoadingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(LoadingTest);
  CPPUNIT_TEST(aScriptIsDescribed);
  CPPUNIT_TEST(aWholeRuleIsDescribed);
  CPPUNIT_TEST(aBadScriptKeepsTheLastGoodVersion);
  CPPUNIT_TEST(aScriptThatIsGoneIsDropped);
  CPPUNIT_TEST(parseErrorsNameFileAndLine);
  CPPUNIT_TEST(wrongHooksAreRefused);
  CPPUNIT_TEST(wrongRulesAreRefused);
  CPPUNIT_TEST(topLevelsReachNothing);
  CPPUNIT_TEST(twoRulesOfOneNameAreRefused);
  CPPUNIT_TEST(scriptsAreNamedAndBounded);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aScriptIsDescribed() {
    const auto description = describe(
        "-- Grace for good clients.\n-- needs: http api.example.com, email\n--needs:kv\n\n"
        "on('before.suspend', print, { name = 'grace', fail = 'open', priority = 3 })\n"
        "on('invoice.paid', print)\n-- needs: not at the head");
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, description.hooks.size());
    const auto& first = description.hooks[0];
    CPPUNIT_ASSERT_EQUAL(std::string{"before.suspend"}, first.event);
    CPPUNIT_ASSERT_EQUAL(std::string{"grace"}, first.name);
    CPPUNIT_ASSERT(first.fail == WhenFailing::Open);
    CPPUNIT_ASSERT_EQUAL(3, first.priority);
    CPPUNIT_ASSERT_EQUAL(5, first.line);
    CPPUNIT_ASSERT(!description.hooks[1].fail);
    CPPUNIT_ASSERT_EQUAL(std::string{"invoice.paid"}, description.hooks[1].name);
    CPPUNIT_ASSERT_EQUAL(Json({"http api.example.com", "email", "kv"}), Json(description.needs));
    CPPUNIT_ASSERT(!description.rule);
  }

  void aWholeRuleIsDescribed() {
    const auto rule = *describe(R"(
      return rule {
        name   = "suspend_overdue",
        title  = "Suspend what is not paid",
        when   = "0 * * * *",
        select = "services.with_overdue_invoice",
        days   = { after_due = { 1, 3 }, grace = "product", before_due = 7 },
        once   = { "service_id", "invoice_id" },
        fee    = { percent = "1.5", at_least = 10000, label = "Late fee" },
        limit  = 500,
        enabled = false,
        settings = { groups = { "vip" } },
        decide = function(item) return item.dispute_open and "skip" or "suspend" end,
      })")
                           .rule;
    CPPUNIT_ASSERT_EQUAL(std::string{"suspend_overdue"}, rule.name);
    CPPUNIT_ASSERT_EQUAL(std::string{"Suspend what is not paid"}, rule.title);
    CPPUNIT_ASSERT_EQUAL(std::string{"0 * * * *"}, rule.when);
    CPPUNIT_ASSERT_EQUAL(std::string{"services.with_overdue_invoice"}, rule.select);
    CPPUNIT_ASSERT_EQUAL(Json({{"after_due", {1, 3}}, {"grace", "product"}, {"before_due", 7}}),
                         rule.days);
    CPPUNIT_ASSERT_EQUAL(Json({"service_id", "invoice_id"}), Json(rule.once));
    CPPUNIT_ASSERT_EQUAL(Json({{"percent", "1.5"}, {"at_least", 10000}, {"label", "Late fee"}}),
                         rule.fee);
    CPPUNIT_ASSERT(rule.limit == 500);
    CPPUNIT_ASSERT(!rule.isEnabled);
    CPPUNIT_ASSERT(rule.decides);
    CPPUNIT_ASSERT_EQUAL(Json({{"groups", {"vip"}}}), rule.settings);
  }

  void aBadScriptKeepsTheLastGoodVersion() {
    with_.load(
        {{"hooks/a.lua", "on('before.test', function() return refuse('first', 'First.') end)"}});
    const auto loaded = with_.scripts().load(
        {}, {{"hooks/a.lua", "on('before.test', function() return refuse('second'"}});
    CPPUNIT_ASSERT(loaded[0].failure->kind == FailureKind::Syntax);
    CPPUNIT_ASSERT(loaded[0].isRunning);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, loaded[0].description.hooks.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"first"}, refusalCode());

    with_.load(
        {{"hooks/a.lua", "on('before.test', function() return refuse('third', 'Third.') end)"}});
    CPPUNIT_ASSERT_EQUAL(std::string{"third"}, refusalCode());
  }

  void aScriptThatIsGoneIsDropped() {
    const Script refuses{"hooks/a.lua",
                         "on('before.test', function() return refuse('a', 'A.') end)"};
    with_.load({refuses});
    with_.load({{"hooks/mine.lua", "on('before.test', print)"}}, Id<Tenant>::of(2));
    CPPUNIT_ASSERT_EQUAL(std::string{"a"}, refusalCode());
    with_.load({});
    CPPUNIT_ASSERT_EQUAL(std::string{""}, refusalCode());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, with_.scripts().collection().all().size());
  }

  void parseErrorsNameFileAndLine() {
    const auto failure = fails("on('before.test',\n  function(event)\n    local x = = 3\n  end)");
    CPPUNIT_ASSERT(failure.kind == FailureKind::Syntax);
    CPPUNIT_ASSERT_EQUAL(std::string{"hooks/test.lua:3: unexpected symbol near '='"},
                         failure.message);
    CPPUNIT_ASSERT_EQUAL(3, failure.line());
    CPPUNIT_ASSERT_EQUAL(std::string{"hooks/test.lua"}, failure.file());

    const auto runtime = fails("local t\n\nprint(t.x)");
    CPPUNIT_ASSERT_EQUAL(std::string{"hooks/test.lua:3: attempt to index a nil value (local 't')"},
                         runtime.message);
    CPPUNIT_ASSERT(fails("\x1bLuaT").message.find("binary chunk") != std::string::npos);
    CPPUNIT_ASSERT(fails("while true do end").kind == FailureKind::Steps);
  }

  void wrongHooksAreRefused() {
    says("on('before.suspnd', print)",
         "hooks/test.lua:1: there is no event \"before.suspnd\"; did you mean \"before.suspend\"?");
    says("\non('before.test', print, { fial = 'open' })",
         "hooks/test.lua:2: on() knows no \"fial\"; did you mean \"fail\"?");
    says("on('before.test', print, { fail = 'ajar' })", "\"fail\" is \"open\" or \"closed\"");
    says("on('invoice.paid', print, { fail = 'open' })", "only before.* hooks have \"fail\"");
    says("on('before.test', print, { priority = 'high' })", "\"priority\" is a whole number");
    says("on('before.test', print, { name = {} })", "\"name\" is a text");
    says("on('InvoicePaid', print)",
         "there is no event \"InvoicePaid\"; here it is called \"invoice.paid\"");
    says("on('invoice paid', print)", "an event is called like");
    says("on('before.test', 'print')", "function expected");
    says("on(print, 'before.test')", "string expected");
    says("on('before.test', print, 5)", "table expected");
    says("for i = 1, 200 do on('before.test', print) end", "too many hooks");
    says("return 5", "a script returns a rule or nothing");
    says("return on", "a script returns a rule or nothing");
  }

  void wrongRulesAreRefused() {
    const auto rule = [](const std::string& members) {
      return "return rule {\n" + members + "\n}";
    };
    const std::string good = "name = 'r', when = '0 3 * * *', select = 's', action = 'a'";
    CPPUNIT_ASSERT(describe(rule(good)).rule.has_value());
    says(rule(good + ", decid = print"), "a rule knows no \"decid\"; did you mean \"decide\"?");
    says(rule(good + ", dayz = {}"), "did you mean \"days\"?");
    says(rule(good + ", days = { afterdue = 3 }"),
         "days knows no \"afterdue\"; did you mean \"after_due\"?");
    says(rule(good + ", days = { after_due = -1 }"), "days.after_due is a number of days");
    says(rule(good + ", days = { after_due = 1.5 }"), "days.after_due is a number of days");
    says(rule(good + ", days = { grace = { 1 } }"),
         "days.grace is a number of days from 0 to 3650 or \"product\"");
    says(rule(good + ", fee = { percent = '1.5' , at_least = -1 }"), "fee.at_least is an amount");
    says(rule(good + ", fee = { percent = 1.5 }"), "fee.percent is a text");
    says(rule(good + ", fee = { percent = '101' }"), "from 0 to 100");
    says(rule(good + ", fee = {}"), "a fee needs");
    says(rule(good + ", once = 'service_id'"), "\"once\" is a list of columns");
    says(rule(good + ", limit = 0"), "\"limit\" is a whole number from 1");
    says(rule(good + ", enabled = 'yes'"), "\"enabled\" is true or false");
    says(rule(good + ", settings = { f = print }"), "settings.f is a function");
    says(rule(good + ", decide = 'skip'"), "\"decide\" is a function");
    says(rule("when = '0 3 * * *', select = 's', action = 'a'"), "a rule needs \"name\"");
    says(rule("name = 'r', when = 'daily', select = 's', action = 'a'"), "five fields");
    says(rule("name = 'r', when = '0 3 * * *', action = 'a'"), "a rule needs \"select\"");
    says(rule("name = 'r', when = '0 3 * * *', select = 's'"),
         "a rule needs \"decide\" or \"action\"");
    says(rule("name = 'R r', when = '0 3 * * *', select = 's', action = 'a'"), "lower case");
    says("rule { " + good + " }", "write `return rule");
    says("rule { " + good + " } return rule { " + good + " }", "a script declares one rule");
    says("return { " + good + " }", "a script returns a rule or nothing");
  }

  void topLevelsReachNothing() {
    says("hostler.kv.set('x', 1)", "hostler.kv.set can be called only while a hook or a rule runs");
    says("return refuse('a', 'b')", "a script returns a rule or nothing");
    says("hostler.kv.gte('x')", "hostler.kv.gte does not exist; did you mean \"get\"?");
    CPPUNIT_ASSERT(!with_.store.get(Scope::ofTenant(kPlatform), "x"));
    CPPUNIT_ASSERT(
        describe("local kv = hostler.kv print(hostler.json.encode({ 1 }))").hooks.empty());
  }

  void twoRulesOfOneNameAreRefused() {
    auto other = with_.rule("return 'b'");
    other.name = "rules/other.lua";
    const auto loaded = with_.scripts().load({}, {with_.rule("return 'a'"), other});
    CPPUNIT_ASSERT(!loaded[0].failure);
    CPPUNIT_ASSERT(loaded[1].failure->kind == FailureKind::Declaration);
    CPPUNIT_ASSERT(!loaded[1].isRunning);
  }

  void scriptsAreNamedAndBounded() {
    for (const auto& name : {std::string{}, std::string{"a b.lua"}, std::string{"a\n.lua"},
                             std::string(60, 'x'), std::string{"a:1: x"}}) {
      CPPUNIT_ASSERT(with_.scripts().describe({name, ""}).error().kind == FailureKind::Declaration);
    }
    CPPUNIT_ASSERT(
        with_.scripts().describe({std::string(59, 'x'), "\nerror('x')"}).error().message ==
        std::string(59, 'x') + ":2: x");
    CPPUNIT_ASSERT(fails("--" + std::string(300'000, 'x')).message.find("longer than 256 KB") !=
                   std::string::npos);
  }

 private:
  ScriptDescription describe(const std::string& source) {
    const auto description = with_.scripts().describe({"hooks/test.lua", source});
    if (!description) CPPUNIT_FAIL(description.error().message);
    return *description;
  }
  ScriptFailure fails(const std::string& source) {
    const auto description = with_.scripts().describe({"hooks/test.lua", source});
    CPPUNIT_ASSERT_MESSAGE(source, !description);
    return description.error();
  }
  void says(const std::string& source, const std::string& words) {
    const auto message = fails(source).message;
    CPPUNIT_ASSERT_MESSAGE(message, message.find(words) != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(message, message.starts_with("hooks/test.lua:"));
  }
  std::string refusalCode() {
    const auto refusal =
        with_.scripts().runHooks("before.test", Json::object(), with_.context()).refusal();
    return refusal ? refusal->code : "";
  }

  testing::WithHosts with_;
};
HOSTLER_SUITE(LoadingTest, "core/lua/loading");

}  // namespace hostler::lua
