#include "core/lua/annotations.h"

#include "core/lua/key_value_functions.h"
#include "core/lua/lua_types.h"
#include "tests/core/lua/in_sandbox.h"
#include "tests/core/lua/with_hosts.h"
#include "tests/support/suite.h"

namespace hostler::lua {

// What editors are told about scripts.
class AnnotationsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(AnnotationsTest);
  CPPUNIT_TEST(schemasBecomeTypes);
  CPPUNIT_TEST(functionsAreTyped);
  CPPUNIT_TEST(eventsAreTyped);
  CPPUNIT_TEST(selectorsAreTyped);
  CPPUNIT_TEST(theFileIsLua);
  CPPUNIT_TEST(everythingDescribedIsThere);
  CPPUNIT_TEST_SUITE_END();

 public:
  void schemasBecomeTypes() {
    const auto type = [](const char* schema) { return luaType(Json::parse(schema)); };
    same("any", type("{}"));
    same("string", type(R"({"type":"string"})"));
    same("integer?", type(R"({"type":["integer","null"]})"));
    same("string|integer|nil", type(R"({"type":["string","integer","null"]})"));
    same("integer[]", type(R"({"type":"array","items":{"type":"integer"}})"));
    same("(string|integer)[]", type(R"({"type":"array","items":{"type":["string","integer"]}})"));
    same("\"open\"|\"closed\"", type(R"({"enum":["open","closed"]})"));
    same("\"INR\"", type(R"({"const":"INR"})"));
    same("table<string, number>",
         type(R"({"type":"object","additionalProperties":{"type":"number"}})"));
    same("table", type(R"({"type":"object"})"));
    same(
        "{ amount: integer, [\"x-y\"]?: boolean }",
        type(
            R"({"type":"object","required":["amount"],"properties":{"amount":{"type":"integer"},"x-y":{"type":"boolean"}}})"));
    same("hostler.Money?",
         type(R"({"anyOf":[{"$ref":"#/components/schemas/Money"},{"type":"null"}]})"));
    same("string|boolean",
         type(R"({"oneOf":[{"type":"string"},{"type":"boolean"},{"type":"string"}]})"));
  }

  void functionsAreTyped() {
    ScriptFunctions functions;
    functions.add({.name = "client",
                   .summary = "A client\nof this tenant.",
                   .parameters = {{"id", {{"type", "string"}}, "as in event.client_id"},
                                  {"end", {{"type", "integer"}}, "", false}},
                   .result = {{"$ref", "#/$defs/Client"}},
                   .need = "clients",
                   .handler = [](const ScriptCall&) -> Json { return nullptr; }});
    const auto text = luaAnnotations(
        functions, {}, {},
        {{"Client", {{"type", "object"}, {"properties", {{"id", {{"type", "string"}}}}}}}});
    has(text,
        "---A client of this tenant.\n"
        "---Needs `-- needs: clients` at the head of the script.\n"
        "---@param id string as in event.client_id\n"
        "---@param end_? integer\n"
        "---@return hostler.Client\n"
        "function hostler.client(id, end_) end\n");
    has(text, "---@class hostler.Client\n---@field id? string\n");
  }

  void eventsAreTyped() {
    ScriptEvents events;
    events.add({.name = "before.suspend",
                .summary = "A service is about to be suspended.",
                .payload = Json::parse(R"({"type":"object","required":["client_id"],"properties":{
                    "client_id":{"type":"string","description":"Whose it is."},"days_overdue":{"type":["integer","null"]}}})"),
                .amendment = Json::parse(R"({"properties":{"days":{"type":"integer"}}})")});
    events.add({.name = "invoice.paid", .payload = {{"properties", Json::object()}}});
    const auto text = luaAnnotations({}, events);
    has(text,
        "---@class hostler.event.before.suspend\n"
        "---@field client_id string Whose it is.\n"
        "---@field days_overdue? integer\n");
    has(text, "---@class hostler.amendment.before.suspend\n---@field days? integer\n");
    has(text,
        "---@overload fun(event: \"before.suspend\", hook: fun(event: "
        "hostler.event.before.suspend): hostler.Verdict?, "
        "options?: hostler.BeforeHookOptions)\n");
    has(text,
        "---@overload fun(event: \"invoice.paid\", hook: fun(event: hostler.event.invoice.paid), "
        "options?: "
        "hostler.HookOptions)\n");
  }

  void selectorsAreTyped() {
    const std::vector<RuleSelector> selectors{{"services.overdue",
                                               "Services with an unpaid invoice.",
                                               {{"service_id", ColumnType::Text},
                                                {"balance", ColumnType::Integer},
                                                {"due", ColumnType::Date}},
                                               {"suspend", "skip"}}};
    has(luaAnnotations({}, {}, selectors),
        "---@class hostler.row.services.overdue\n"
        "---@field service_id? string\n"
        "---@field balance? integer\n"
        "---@field due? string a date like \"2026-02-28\"\n"
        "---@alias hostler.action.services.overdue \"suspend\"|\"skip\"\n");
  }

  void theFileIsLua() {
    ScriptFunctions functions;
    testing::MemoryStore store;
    addKeyValueFunctions(functions, store);
    ScriptEvents events;
    events.add({.name = "before.suspend"});
    const auto text = luaAnnotations(functions, events);
    CPPUNIT_ASSERT(text.starts_with("---@meta\n"));
    testing::InSandbox vm;
    const auto outcome = checkScript({"hostler.d.lua", text}, {}, vm.surroundings());
    CPPUNIT_ASSERT_MESSAGE(outcome.failure ? outcome.failure->message : "", !outcome.failure);
  }

  // What is written down by hand must not drift away from what scripts find.
  void everythingDescribedIsThere() {
    const auto text = luaAnnotations({}, {});
    testing::InSandbox vm;
    const auto names = vm.value(R"(
      local names = {}
      for _, place in ipairs{ { 'hostler', hostler }, { 'hostler.log', hostler.log }, { 'hostler.json', hostler.json },
                              { 'hostler.re2', hostler.re2 } } do
        for name, value in pairs(place[2]) do
          if type(value) == 'function' then names[#names + 1] = place[1] .. '.' .. name end
        end
      end
      for _, name in ipairs{ 'on', 'rule', 'refuse', 'amend' } do names[#names + 1] = name end
      return names)");
    std::size_t described = 0;
    for (auto at = text.find("\nfunction "); at != std::string::npos;
         at = text.find("\nfunction ", at + 1))
      ++described;
    for (const auto& name : names) has(text, "\nfunction " + name.get<std::string>() + "(");
    CPPUNIT_ASSERT_EQUAL(names.size(), described);
  }

 private:
  static void same(const std::string& expected, const std::string& actual) {
    CPPUNIT_ASSERT_EQUAL(expected, actual);
  }
  static void has(const std::string& text, const std::string& part) {
    CPPUNIT_ASSERT_MESSAGE(part + "\nis missing in\n" + text, text.find(part) != std::string::npos);
  }
};
HOSTLER_SUITE(AnnotationsTest, "core/lua/annotations");

}  // namespace hostler::lua
