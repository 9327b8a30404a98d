#include "core/lua/annotations.h"

#include "core/lua/lua_types.h"

#include <set>

namespace hostler::lua {
namespace {

// What is there whatever the engine serves.
constexpr const char* kHead = R"(---@meta
-- What scripts find in Hostler. Made by `hostler hook types` from the engine's own descriptions.
--
-- Not here: io, os, package, debug, coroutine, load, require, collectgarbage. The patterns of string.find, match,
-- gmatch and gsub are regular expressions in RE2's syntax (\d \s \w, (?i), lazy *?), not Lua's; %1 in a replacement
-- is as ever.

---What a before hook may return.
---@class hostler.Verdict

---@class hostler.HookOptions
---@field name? string what the hook is called in the admin
---@field priority? integer lower ones are asked first; 0 when left out

---@class hostler.BeforeHookOptions: hostler.HookOptions
---@field fail? "open"|"closed" what a failure of the hook counts for

---Refuses what the event asks about: `return refuse("vip_grace", "VIP clients keep their service.")`
---@param code string lower case letters, digits and _
---@param sentence string for the person who is refused
---@return hostler.Verdict
function refuse(code, sentence) end

---Changes what the event asks about: `return amend{ discount = 500 }`
---@param fields table
---@return hostler.Verdict
function amend(fields) end

---@class hostler.Decision
---@field action string

---@class hostler.Rule
---@field name string
---@field title? string
---@field when string a cron expression of five fields, in the tenant's zone
---@field select string what is looked through
---@field days? { before_due?: integer|integer[], after_due?: integer|integer[], grace?: integer|"product" }
---@field once? string[] columns: for the same values it acts once only
---@field fee? { fixed?: integer, percent?: string|integer, at_least?: integer, at_most?: integer, label?: string }
---@field action? string what is done with each row where there is no decide
---@field decide? fun(row: table): string|hostler.Decision
---@field limit? integer rows of one run beyond which a person is asked first
---@field late_limit? integer the same where no run was finished for more than three days
---@field enabled? boolean
---@field settings? table

---`return rule { … }` at the end of a file in scripts/rules.
---@param declaration hostler.Rule
---@return hostler.Rule
function rule(declaration) end

hostler = {}

---The time of the engine's clock in Unix seconds.
---@return integer
function hostler.now() end
---Today in the tenant's zone, as "2026-02-28".
---@return string
function hostler.today() end
---@param from string a date like "2026-02-28"
---@param to string
---@return integer
function hostler.days_between(from, to) end
---@param date string
---@param days integer
---@return string
function hostler.add_days(date, days) end

hostler.log = {}
---@param text string
---@param facts? table ids and numbers, no names
function hostler.log.info(text, facts) end
---@param text string
---@param facts? table
function hostler.log.warning(text, facts) end
---@param text string
---@param facts? table
function hostler.log.error(text, facts) end

---@class hostler.json
---@field null lightuserdata stands for null where nil would leave the member out
hostler.json = {}
---@param value any
---@return string
function hostler.json.encode(value) end
---@param text string
---@return any
function hostler.json.decode(text) end
---Marks a table as a list, which an empty one does not show by itself.
---@generic T
---@param table T
---@return T
function hostler.json.list(table) end

hostler.re2 = {}
---The pattern that matches this text and nothing else.
---@param text string
---@return string
function hostler.re2.quote(text) end
)";

std::string eventText(const ScriptEvent& event) {
  std::string text = luaClass("hostler.event." + event.name, event.payload);
  if (event.amendment.is_object())
    text += "\n" + luaClass("hostler.amendment." + event.name, event.amendment);
  return text + "\n";
}

std::string overloadText(const ScriptEvent& event) {
  const bool isBefore = event.name.starts_with("before.");
  std::string text;
  if (!event.summary.empty())
    text += "---`" + event.name + "`: " + commentText(event.summary) + "\n---\n";
  return text + "---@overload fun(event: \"" + event.name + "\", hook: fun(event: hostler.event." +
         event.name + ")" + (isBefore ? ": hostler.Verdict?" : "") + ", options?: hostler." +
         (isBefore ? "BeforeHookOptions" : "HookOptions") + ")\n";
}

// LuaLS takes a name of Lua's own only with an underscore.
std::string parameterName(const std::string& name) {
  static const std::set<std::string> kKeywords{
      "and",      "break",  "do",   "else", "elseif", "end",  "false", "for",
      "function", "goto",   "if",   "in",   "local",  "nil",  "not",   "or",
      "repeat",   "return", "then", "true", "until",  "while"};
  return kKeywords.contains(name) ? name + "_" : name;
}

std::string functionText(const ScriptFunction& function) {
  std::string text, names;
  if (!function.summary.empty()) text += "---" + commentText(function.summary) + "\n";
  if (function.hasEffect)
    text += "---Written down and not done in a test run; not for a rule's decide.\n";
  if (function.onlyTold)
    text += "---Only for hooks that are told of what has happened, not for before.* ones.\n";
  if (!function.need.empty())
    text += "---Needs `-- needs: " + function.need + "` at the head of the script.\n";
  for (const auto& parameter : function.parameters) {
    const auto name = parameterName(parameter.name);
    auto type = luaType(parameter.schema);
    const bool isOptional = type.ends_with('?') || !parameter.isRequired;
    if (type.ends_with('?')) type.pop_back();
    text += "---@param " + name + (isOptional ? "? " : " ") + type;
    text += (parameter.summary.empty() ? "" : " " + commentText(parameter.summary)) + "\n";
    names += (names.empty() ? "" : ", ") + name;
  }
  if (!function.result.is_null()) text += "---@return " + luaType(function.result) + "\n";
  return text + "function hostler." + function.name + "(" + names + ") end\n";
}

std::string functionsText(const ScriptFunctions& functions) {
  std::string text;
  std::set<std::string> tables;
  for (const auto& [name, function] : functions.all()) {
    for (auto dot = name.find('.'); dot != std::string::npos; dot = name.find('.', dot + 1)) {
      if (tables.insert(name.substr(0, dot)).second)
        text += "\nhostler." + name.substr(0, dot) + " = {}\n";
    }
    text += functionText(function);
  }
  return text;
}

std::string selectorText(const RuleSelector& selector) {
  std::string text = "\n---What `select = \"" + selector.name +
                     "\"` gives decide: " + commentText(selector.summary) +
                     "\n---@class hostler.row." + selector.name + "\n";
  for (const auto& [name, type] : selector.columns) {
    const auto* word = type == ColumnType::Integer   ? "integer"
                       : type == ColumnType::Boolean ? "boolean"
                                                     : "string";
    text += "---@field " + name + "? " + word +
            (type == ColumnType::Date ? " a date like \"2026-02-28\"" : "") +
            (type == ColumnType::Decimal ? " a decimal like \"12.5\"" : "") + "\n";
  }
  if (selector.actions.empty()) return text;
  text += "---@alias hostler.action." + selector.name + " ";
  for (const auto& action : selector.actions)
    text += (&action == &selector.actions.front() ? "\"" : "|\"") + action + "\"";
  return text + "\n";
}

}  // namespace

std::string luaAnnotations(const ScriptFunctions& functions, const ScriptEvents& events,
                           std::span<const RuleSelector> selectors, const Json& definitions) {
  std::string text = std::string{kHead} + functionsText(functions) + "\n";
  for (const auto& [name, schema] : definitions.items())
    text += luaClass("hostler." + name, schema) + "\n";
  for (const auto& [name, event] : events.all()) text += eventText(event);
  text += "---Has a function asked (before.*) or told (all others) about an event.\n---\n";
  for (const auto& [name, event] : events.all()) text += overloadText(event);
  text +=
      "---@param event string\n---@param hook fun(event: table): hostler.Verdict?\n"
      "---@param options? hostler.BeforeHookOptions\nfunction on(event, hook, options) end\n";
  for (const auto& selector : selectors) text += selectorText(selector);
  return text;
}

}  // namespace hostler::lua
