#pragma once

#include "core/json/json.h"
#include "core/shape/words.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler::lua {

/// A script as it was written. The name is its path below the folder of scripts
/// ("hooks/vip_grace.lua"): letters, digits and `_ - . /`, at most 59 of them, so that a traceback
/// shows it whole.
struct Script {
  std::string name;
  std::string source;
};
inline constexpr std::size_t kLongestScriptName = 59, kLongestSource = 256u << 10;

/// What a `before.*` hook that fails counts for.
enum class WhenFailing {
  Open = 1,  ///< as if it had not been there
  Closed     ///< as a refusal
};

/// What a script said with `on(event, function, options)`. The options are
///
///   name      what the hook is called in the admin; its event when left out
///   fail      "open" or "closed", for before.* hooks; the event's own default when left out
///   priority  an integer, 0 when left out: lower ones are asked first
struct HookDeclaration {
  std::string event;
  std::string name;
  std::optional<WhenFailing> fail;
  int priority = 0;
  int line = 0;  ///< of the call of on()

  /// Asked before something happens, and may refuse or amend it.
  bool isBefore() const { return event.starts_with("before."); }
};

/// What a script said with `return rule { … }`: policy as a table. Whoever runs rules gives meaning
/// to the names.
///
///   name        lower case, digits and `_`; required
///   title       a line for people
///   when        a cron expression of five fields, in the tenant's zone; required
///   select      what is looked through ("services.with_overdue_invoice"); required
///   days        { before_due = 7, after_due = {1, 3, 7}, grace = "product" }: whole numbers or
///   lists of them;
///               grace is a number or "product"
///   once        names of columns: for the same values it acts once only
///   fee         { fixed = 10000, percent = "1.5", at_least = …, at_most = …, label = "Late fee" }:
///   amounts in
///               minor units, the percentage as text or whole number
///   action      what is done with each row; needed where there is no decide
///   decide      function(row): returns an action, or { action = …, … } with what the action wants
///   to know
///   limit       rows of one run beyond which a person is asked first
///   late_limit  the same where no run was finished for days: what has piled up is seldom meant
///   enabled     false switches it off
///   settings    a table of its own that decide and the engine may read
///
/// Any other key is refused.
struct RuleDeclaration {
  std::string name, title, when, select, action;
  Json days = Json::object();
  std::vector<std::string> once;
  Json fee = Json::object();
  std::optional<std::int64_t> limit, lateLimit;
  bool isEnabled = true;
  bool decides = false;  ///< whether it has a `decide` function
  Json settings = Json::object();
};

/// What a script declares, as known after its top level has run once without effect.
struct ScriptDescription {
  std::vector<HookDeclaration> hooks;
  std::optional<RuleDeclaration> rule;
  /// From comment lines at the head: `-- needs: http api.example.com, email`.
  std::vector<std::string> needs;
};

/// Of the comment lines before the first line of code.
std::vector<std::string> needsOf(std::string_view source);
/// The words of one of them: {"http", "api.example.com"}.
std::vector<std::string> wordsOf(std::string_view need);

/// Throws std::invalid_argument, with the nearest name, for a key that no rule has.
void checkRuleKey(std::string_view key);
/// Validates what a script gave as a rule (`decide` set apart). Throws std::invalid_argument in
/// words for its author.
RuleDeclaration ruleFrom(const Json& table, bool decides);
/// Validates the options of on(). Throws as above.
HookDeclaration hookFrom(const std::string& event, const Json& options);

/// How a description crosses from a host. descriptionFrom() throws std::invalid_argument for what
/// is none.
Json toJson(const ScriptDescription& description);
ScriptDescription descriptionFrom(const Json& json);

}  // namespace hostler::lua

namespace hostler {
template <>
inline constexpr std::array kEnumNames<lua::WhenFailing>{std::string_view{"open"},
                                                         std::string_view{"closed"}};
}  // namespace hostler
