#include "core/lua/script_hosts.h"
#include "core/problem/problem.h"
#include "tests/core/lua/with_hosts.h"
#include "tests/support/suite.h"

namespace hostler::lua {

class RulesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RulesTest);
  CPPUNIT_TEST(everyTypeOfColumnArrives);
  CPPUNIT_TEST(tenThousandRowsAreDecided);
  CPPUNIT_TEST(aDecisionCarriesItsDetail);
  CPPUNIT_TEST(aRowThatFailsFailsAlone);
  CPPUNIT_TEST(whatIsNoDecisionIsAFailureOfTheRow);
  CPPUNIT_TEST(aRowThatOverrunsFailsAloneAndManyEndTheBatch);
  CPPUNIT_TEST(tracebacksOfABatchAreFew);
  CPPUNIT_TEST(aRuleOnlyDecides);
  CPPUNIT_TEST(aRuleWithoutDecideActsOnEveryRow);
  CPPUNIT_TEST(aTenantsRuleStandsBeforeEverybodys);
  CPPUNIT_TEST(aRuleThatIsNotThereIsNotFound);
  CPPUNIT_TEST(aRuleCanBeTriedUnloaded);
  CPPUNIT_TEST(aRowThatDoesNotFitItsBatchIsRefused);
  CPPUNIT_TEST(decidingTwiceDecidesTheSame);
  CPPUNIT_TEST_SUITE_END();

 public:
  void everyTypeOfColumnArrives() {
    RowBatch rows{{{"id", ColumnType::Integer},
                   {"name", ColumnType::Text},
                   {"open", ColumnType::Boolean},
                   {"rate", ColumnType::Decimal},
                   {"due", ColumnType::Date}}};
    rows.add(INT64_MIN, "", true, Decimal::of("-12.50"), Date::of(1969, 12, 31));
    rows.add(INT64_MAX, std::string(300, 'x'), false, Decimal::of("0.000000000000000001"),
             Date::of(2026, 2, 28));
    rows.add(std::optional<std::int64_t>{}, std::nullopt, std::nullopt, std::optional<Decimal>{},
             std::nullopt);
    rows.add(0, std::string(300, 'x'), true, Decimal{7}, Date::of(2026, 2, 28));
    rows.add(-1, "नमस्ते", std::optional{false}, std::nullopt, Date::of(2100, 1, 1));
    const auto decisions = with_.decide(
        "local t = { action = 'seen', id = row.id, name = row.name, open = row.open, rate = "
        "row.rate, due = row.due,"
        " count = 0 } for _ in pairs(row) do t.count = t.count + 1 end return t",
        rows);

    CPPUNIT_ASSERT(!decisions.ending());
    const auto expect = [&](std::size_t row, const Json& detail) {
      CPPUNIT_ASSERT_EQUAL(std::string_view{"seen"}, decisions.action(row));
      CPPUNIT_ASSERT_EQUAL(detail, decisions.detail(row));
    };
    expect(0, {{"id", INT64_MIN},
               {"name", ""},
               {"open", true},
               {"rate", "-12.5"},
               {"due", "1969-12-31"},
               {"count", 5}});
    expect(1, {{"id", INT64_MAX},
               {"name", std::string(300, 'x')},
               {"open", false},
               {"rate", "0.000000000000000001"},
               {"due", "2026-02-28"},
               {"count", 5}});
    expect(2, {{"count", 0}});
    expect(3, {{"id", 0},
               {"name", std::string(300, 'x')},
               {"open", true},
               {"rate", "7"},
               {"due", "2026-02-28"},
               {"count", 5}});
    expect(4, {{"id", -1}, {"name", "नमस्ते"}, {"open", false}, {"due", "2100-01-01"}, {"count", 4}});
  }

  void tenThousandRowsAreDecided() {
    const auto decisions = with_.decide(
        "if row.number % 3 == 0 then return 'suspend' end\n"
        "return row.text == 'two' and 'warn' or 'skip'",
        with_.numbers(10'000));
    CPPUNIT_ASSERT_EQUAL(std::size_t{10'000}, decisions.decidedRows());
    for (int i = 1; i <= 10'000; ++i) {
      const auto expected = i % 3 == 0 ? "suspend" : i / 100 % 3 == 1 ? "warn" : "skip";
      CPPUNIT_ASSERT_EQUAL(std::string_view{expected},
                           decisions.action(static_cast<std::size_t>(i - 1)));
    }
    CPPUNIT_ASSERT(decisions.run.usage.steps > 10'000);
  }

  void aDecisionCarriesItsDetail() {
    const auto decisions = with_.decide(
        "return { action = 'charge_fee', amount = row.number * 100, lines = { { text = row.text } "
        "} }",
        with_.numbers(2));
    CPPUNIT_ASSERT_EQUAL(std::string_view{"charge_fee"}, decisions.action(1));
    CPPUNIT_ASSERT_EQUAL(Json({{"amount", 200}, {"lines", {{{"text", "one"}}}}}),
                         decisions.detail(1));
  }

  void aRowThatFailsFailsAlone() {
    const auto decisions = with_.decide(
        "local function fee() return row.missing + 1 end\nif row.number == 7 then fee() "
        "end\nreturn 'skip'",
        with_.numbers(20));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, decisions.failures().size());
    const auto* failure = decisions.failure(6);
    CPPUNIT_ASSERT(failure != nullptr && failure->kind == FailureKind::Runtime);
    CPPUNIT_ASSERT_EQUAL(
        std::string{
            "rules/test.lua:3: attempt to perform arithmetic on a nil value (field 'missing')"},
        failure->message);
    CPPUNIT_ASSERT_EQUAL(
        std::string{
            "rules/test.lua:3: in local 'fee'\nrules/test.lua:4: in function <rules/test.lua:2>"},
        failure->traceback);
    CPPUNIT_ASSERT(decisions.action(6).empty());
    for (std::size_t i = 0; i < 20; ++i) {
      if (i != 6) CPPUNIT_ASSERT_EQUAL(std::string_view{"skip"}, decisions.action(i));
    }
  }

  void whatIsNoDecisionIsAFailureOfTheRow() {
    const auto decisions = with_.decide(
        "local answers = { nil, true, 7, 'Not an action', ('x'):rep(41), {}, { action = 1 },\n"
        "{ action = 'x', f = print }, { 'x' }, { action = 'x', long = ('x'):rep(70000) }, '',\n"
        "{ action = 'x', 1 } }\nreturn answers[row.number]",
        with_.numbers(13));
    for (std::size_t row = 0; row < 13; ++row) {
      const auto* failure = decisions.failure(row);
      CPPUNIT_ASSERT_MESSAGE(std::to_string(row), failure != nullptr);
      CPPUNIT_ASSERT_MESSAGE(failure->message, failure->kind == FailureKind::Result);
      CPPUNIT_ASSERT_MESSAGE(failure->message, failure->message.starts_with("rules/test.lua:2: "));
    }
    CPPUNIT_ASSERT(decisions.failure(1)->message.find("not a boolean") != std::string::npos);
    const auto many = with_.decide("return 'action_' .. row.number", with_.numbers(100));
    CPPUNIT_ASSERT_EQUAL(std::string_view{"action_64"}, many.action(63));
    CPPUNIT_ASSERT(many.failure(64) != nullptr);
  }

  void aRowThatOverrunsFailsAloneAndManyEndTheBatch() {
    auto context = with_.context();
    context.limits.steps = 100'000;
    const auto decide = [&](const std::string& body) {
      with_.load({with_.rule(body)});
      return with_.scripts().decide("rule", with_.numbers(1'000), context);
    };
    const auto once = decide("while row.number == 500 do pcall(error) end return 'skip'");
    CPPUNIT_ASSERT(!once.ending());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, once.failures().size());
    CPPUNIT_ASSERT(once.failure(499)->kind == FailureKind::Steps);
    CPPUNIT_ASSERT_EQUAL(std::string_view{"skip"}, once.action(500));

    const auto often = decide("while row.number >= 500 do end return 'skip'");
    CPPUNIT_ASSERT(often.ending()->kind == FailureKind::Interrupted);
    CPPUNIT_ASSERT_EQUAL(std::size_t{502}, often.decidedRows());
    CPPUNIT_ASSERT(often.failure(501)->kind == FailureKind::Steps);
    CPPUNIT_ASSERT(often.failure(502)->kind == FailureKind::Interrupted);
    CPPUNIT_ASSERT(often.failure(999)->kind == FailureKind::Interrupted);

    // A table that outgrows the memory takes the later rows with it only as far as the script holds
    // on to it.
    const auto greedy = decide(
        "if row.number == 3 then local t = {} for i = 1, 400000 do t[i] = i end end return 'skip'");
    CPPUNIT_ASSERT(greedy.failure(2)->kind == FailureKind::Steps ||
                   greedy.failure(2)->kind == FailureKind::Memory);
    CPPUNIT_ASSERT_EQUAL(std::string_view{"skip"}, greedy.action(3));
  }

  void tracebacksOfABatchAreFew() {
    const auto decisions = with_.decide("error('always')", with_.numbers(1'000));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1'000}, decisions.failures().size());
    CPPUNIT_ASSERT(!decisions.failure(0)->traceback.empty());
    CPPUNIT_ASSERT(decisions.failure(999)->traceback.empty());
    CPPUNIT_ASSERT_EQUAL(std::string{"rules/test.lua:3: always"}, decisions.failure(999)->message);
  }

  void aRuleOnlyDecides() {
    with_.store.set(Scope::ofTenant(kPlatform), "grace", Json(5));
    const auto decisions = with_.decide(
        "if row.number == 1 then hostler.kv.set('x', 1) end\n"
        "return 'grace_' .. hostler.kv.get('grace')",
        with_.numbers(2));
    CPPUNIT_ASSERT(decisions.failure(0)->message.find("only decides") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::string_view{"grace_5"}, decisions.action(1));
    CPPUNIT_ASSERT(!with_.store.get(Scope::ofTenant(kPlatform), "x"));
  }

  void aRuleWithoutDecideActsOnEveryRow() {
    with_.load(
        {{"rules/a.lua",
          "return rule { name = 'rule', when = '0 3 * * *', select = 'x', action = 'remind' }"}});
    const auto started = with_.scripts().status().started;
    const auto decisions = with_.scripts().decide("rule", with_.numbers(3), with_.context());
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, decisions.decidedRows());
    CPPUNIT_ASSERT_EQUAL(std::string_view{"remind"}, decisions.action(2));
    CPPUNIT_ASSERT_EQUAL(started, with_.scripts().status().started);
  }

  void aTenantsRuleStandsBeforeEverybodys() {
    with_.load({with_.rule("return 'shared'")});
    with_.load({with_.rule("return 'own'")}, Id<Tenant>::of(2));
    CPPUNIT_ASSERT_EQUAL(
        std::string_view{"shared"},
        with_.scripts().decide("rule", with_.numbers(1), with_.context(1)).action(0));
    CPPUNIT_ASSERT_EQUAL(
        std::string_view{"own"},
        with_.scripts().decide("rule", with_.numbers(1), with_.context(2)).action(0));
  }

  void aRuleThatIsNotThereIsNotFound() {
    CPPUNIT_ASSERT_THROW(with_.scripts().decide("rule", with_.numbers(1), with_.context()),
                         NotFound);
  }

  void aRuleCanBeTriedUnloaded() {
    const auto tried = with_.scripts().tryRule(with_.rule("print(row.number) return 'skip'"),
                                               with_.numbers(2), with_.context());
    CPPUNIT_ASSERT_EQUAL(std::string_view{"skip"}, tried.action(1));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, tried.run.lines.size());
    const auto broken = with_.scripts().tryRule({"rules/x.lua", "return rule {"}, with_.numbers(2),
                                                with_.context());
    CPPUNIT_ASSERT(broken.ending()->kind == FailureKind::Syntax);
    CPPUNIT_ASSERT(broken.failure(0)->kind == FailureKind::Syntax);
    const auto none =
        with_.scripts().tryRule({"rules/x.lua", ""}, with_.numbers(2), with_.context());
    CPPUNIT_ASSERT(none.ending()->kind == FailureKind::Declaration);
  }

  void aRowThatDoesNotFitItsBatchIsRefused() {
    RowBatch rows{{{"id", ColumnType::Integer}, {"name", ColumnType::Text}}};
    rows.add(1, "first");
    CPPUNIT_ASSERT_THROW(rows.add(2), std::logic_error);
    CPPUNIT_ASSERT_THROW(rows.add("2", "x"), std::logic_error);
    CPPUNIT_ASSERT_THROW(rows.add(2, "second", true), std::logic_error);
    CPPUNIT_ASSERT_THROW(rows.add(true, "second"), std::logic_error);
    rows.add(2, "first");
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, rows.size());
    const auto decisions =
        with_.decide("return { action = 'seen', id = row.id, name = row.name }", rows);
    CPPUNIT_ASSERT_EQUAL(Json({{"id", 2}, {"name", "first"}}), decisions.detail(1));

    CPPUNIT_ASSERT_THROW(RowBatch{std::vector<Column>{}}, std::invalid_argument);
    CPPUNIT_ASSERT_THROW((RowBatch{{{"a", ColumnType::Text}, {"a", ColumnType::Text}}}),
                         std::invalid_argument);
    CPPUNIT_ASSERT_THROW((RowBatch{{{"", ColumnType::Text}}}), std::invalid_argument);
  }

  void decidingTwiceDecidesTheSame() {
    const auto decide = [&] {
      const auto decisions = with_.decide("return 'a' .. math.random(1, 50)", with_.numbers(50));
      std::string actions;
      for (std::size_t i = 0; i < decisions.size(); ++i)
        actions += std::string{decisions.action(i)} + " ";
      return actions;
    };
    CPPUNIT_ASSERT_EQUAL(decide(), decide());
  }

 private:
  testing::WithHosts with_;
};
HOSTLER_SUITE(RulesTest, "core/lua/rules");

}  // namespace hostler::lua
