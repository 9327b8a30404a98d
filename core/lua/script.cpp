#include "core/lua/script.h"

#include "core/lua/nearest_name.h"
#include "core/money/decimal.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace hostler::lua {
namespace {

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 13> kRuleKeys{
    "name",   "title",  "when",  "select",     "days",    "once",    "fee",
    "action", "decide", "limit", "late_limit", "enabled", "settings"};
constexpr std::array<std::string_view, 3> kDayKeys{"before_due", "after_due", "grace"};
constexpr std::array<std::string_view, 5> kFeeKeys{"fixed", "percent", "at_least", "at_most",
                                                   "label"};
constexpr std::array<std::string_view, 3> kHookKeys{"name", "fail", "priority"};

[[noreturn]] void refuse(const std::string& words) {
  throw std::invalid_argument{words};
}

void knownKey(std::string_view key, Names known, const std::string& what) {
  if (std::find(known.begin(), known.end(), key) != known.end()) return;
  refuse(what + " knows no \"" + std::string{key.substr(0, 100)} + "\"" + didYouMean(key, known));
}

void knownKeysOnly(const Json& table, Names known, const std::string& what) {
  if (!table.is_object()) refuse(what + " is a table with named members");
  for (const auto& [key, value] : table.items()) knownKey(key, known, what);
}

bool isName(std::string_view text, std::string_view further) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           further.find(c) != std::string_view::npos;
  });
}

std::string text(const Json& table, const char* key, std::size_t longest, bool required = false) {
  if (!table.contains(key)) {
    if (required) refuse(std::string{"a rule needs \""} + key + "\"");
    return "";
  }
  const auto& value = table.at(key);
  if (!value.is_string()) refuse(std::string{"\""} + key + "\" is a text");
  if (value.get_ref<const std::string&>().size() > longest)
    refuse(std::string{"\""} + key + "\" is too long");
  return value.get<std::string>();
}

std::string identifier(const Json& table, const char* key, std::string_view further,
                       bool required) {
  auto name = text(table, key, 64, required);
  if (!name.empty() && !isName(name, further)) {
    refuse(std::string{"\""} + key + "\" is written in lower case letters, digits and _");
  }
  if (name.empty() && required) refuse(std::string{"\""} + key + "\" is empty");
  return name;
}

void checkDays(const Json& value, const std::string& key) {
  const auto isDays = [](const Json& days) {
    return days.is_number_integer() && days.get<std::int64_t>() >= 0 &&
           days.get<std::int64_t>() <= 3'650;
  };
  if (key == "grace" && value == "product") return;
  if (isDays(value)) return;
  if (key != "grace" && value.is_array() && !value.empty() && value.size() <= 50 &&
      std::all_of(value.begin(), value.end(), isDays)) {
    return;
  }
  refuse("days." + key +
         (key == "grace" ? " is a number of days from 0 to 3650 or \"product\""
                         : " is a number of days from 0 to 3650 or a list of them"));
}

Json days(const Json& table) {
  if (!table.contains("days")) return Json::object();
  const auto& days = table.at("days");
  knownKeysOnly(days, kDayKeys, "days");
  for (const auto& [key, value] : days.items()) checkDays(value, key);
  return days;
}

Json fee(const Json& table) {
  if (!table.contains("fee")) return Json::object();
  auto fee = table.at("fee");
  knownKeysOnly(fee, kFeeKeys, "fee");
  text(fee, "label", 100);
  for (const auto* key : {"fixed", "at_least", "at_most"}) {
    if (fee.contains(key) && (!fee[key].is_number_integer() || fee[key].get<std::int64_t>() < 0)) {
      refuse(std::string{"fee."} + key + " is an amount in minor units: a whole number from 0");
    }
  }
  if (fee.contains("percent")) {
    auto& percent = fee["percent"];
    if (percent.is_number_integer()) percent = std::to_string(percent.get<std::int64_t>());
    const auto value =
        percent.is_string() ? Decimal::parse(percent.get<std::string>()) : std::nullopt;
    if (!value || value->isNegative() || *value > Decimal{100}) {
      refuse("fee.percent is a text like \"1.5\" or a whole number, from 0 to 100");
    }
  }
  if (!fee.contains("fixed") && !fee.contains("percent"))
    refuse("a fee needs \"fixed\" or \"percent\"");
  return fee;
}

std::vector<std::string> once(const Json& table) {
  if (!table.contains("once")) return {};
  const auto& value = table.at("once");
  const auto isColumn = [](const Json& name) {
    return name.is_string() && isName(name.get<std::string>(), "_");
  };
  if (!value.is_array() || value.empty() || value.size() > 10 ||
      !std::all_of(value.begin(), value.end(), isColumn)) {
    refuse("\"once\" is a list of columns, like { \"service_id\", \"invoice_id\" }");
  }
  return value.get<std::vector<std::string>>();
}

std::string cron(const Json& table) {
  auto when = text(table, "when", 100, true);
  int fields = 0;
  bool inField = false;
  for (const char c : when) {
    if (c != ' ' && !inField) ++fields;
    inField = c != ' ';
  }
  if (fields != 5) refuse("\"when\" is a cron expression of five fields, like \"0 3 * * *\"");
  return when;
}

Json hookToJson(const HookDeclaration& hook) {
  Json json{
      {"event", hook.event}, {"name", hook.name}, {"priority", hook.priority}, {"line", hook.line}};
  if (hook.fail) json["fail"] = wordOf(*hook.fail);
  return json;
}

std::optional<std::int64_t> rowLimit(const Json& table, const char* key) {
  if (!table.contains(key)) return std::nullopt;
  const auto& limit = table.at(key);
  if (!limit.is_number_integer() || limit.get<std::int64_t>() < 1)
    refuse('"' + std::string{key} + "\" is a whole number from 1");
  return limit.get<std::int64_t>();
}

Json ruleToJson(const RuleDeclaration& rule) {
  Json json{{"name", rule.name}, {"when", rule.when},         {"select", rule.select},
            {"days", rule.days}, {"enabled", rule.isEnabled}, {"settings", rule.settings}};
  if (!rule.title.empty()) json["title"] = rule.title;
  if (!rule.action.empty()) json["action"] = rule.action;
  if (!rule.once.empty()) json["once"] = rule.once;
  if (!rule.fee.empty()) json["fee"] = rule.fee;
  if (rule.limit) json["limit"] = *rule.limit;
  if (rule.lateLimit) json["late_limit"] = *rule.lateLimit;
  return json;
}

}  // namespace

std::vector<std::string> needsOf(std::string_view source) {
  constexpr std::string_view kWord = "needs:";
  std::vector<std::string> needs;
  const auto trimmed = [](std::string_view part) {
    const auto first = part.find_first_not_of(" \t\r");
    return first == part.npos ? std::string_view{}
                              : part.substr(first, part.find_last_not_of(" \t\r") - first + 1);
  };
  while (!source.empty()) {
    const auto end = std::min(source.find('\n'), source.size());
    auto line = trimmed(source.substr(0, end));
    source.remove_prefix(std::min(end + 1, source.size()));
    if (line.empty()) continue;
    if (!line.starts_with("--")) break;
    line = trimmed(line.substr(2));
    if (!line.starts_with(kWord)) continue;
    line.remove_prefix(kWord.size());
    while (!line.empty() && needs.size() < 50) {
      const auto comma = std::min(line.find(','), line.size());
      if (const auto need = trimmed(line.substr(0, comma)); !need.empty()) needs.emplace_back(need);
      line.remove_prefix(std::min(comma + 1, line.size()));
    }
  }
  return needs;
}

std::vector<std::string> wordsOf(std::string_view need) {
  std::vector<std::string> words;
  while (!need.empty()) {
    const auto end = std::min(need.find_first_of(" \t"), need.size());
    if (end > 0) words.emplace_back(need.substr(0, end));
    need.remove_prefix(std::min(end + 1, need.size()));
  }
  return words;
}

void checkRuleKey(std::string_view key) {
  knownKey(key, kRuleKeys, "a rule");
}

RuleDeclaration ruleFrom(const Json& table, bool decides) {
  knownKeysOnly(table, kRuleKeys, "a rule");
  RuleDeclaration rule;
  rule.name = identifier(table, "name", "_", true);
  rule.title = text(table, "title", 200);
  rule.when = cron(table);
  rule.select = identifier(table, "select", "_.", true);
  rule.days = days(table);
  rule.once = once(table);
  rule.fee = fee(table);
  rule.action = identifier(table, "action", "_.", false);
  rule.decides = decides;
  if (!decides && rule.action.empty()) refuse("a rule needs \"decide\" or \"action\"");
  rule.limit = rowLimit(table, "limit");
  rule.lateLimit = rowLimit(table, "late_limit");
  if (table.contains("enabled")) {
    if (!table.at("enabled").is_boolean()) refuse("\"enabled\" is true or false");
    rule.isEnabled = table.at("enabled").get<bool>();
  }
  if (table.contains("settings")) {
    if (!table.at("settings").is_object()) refuse("\"settings\" is a table with named members");
    rule.settings = table.at("settings");
  }
  return rule;
}

HookDeclaration hookFrom(const std::string& event, const Json& options) {
  // Whether there is such an event is known to the engine, which also knows what authors may mean.
  constexpr std::string_view kCapitals = "_.ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  if (!isName(event, kCapitals))
    refuse("an event is called like \"invoice.paid\" or \"before.checkout\"");
  knownKeysOnly(options, kHookKeys, "on()");
  HookDeclaration hook;
  hook.event = event;
  hook.name = text(options, "name", 100);
  if (hook.name.empty()) hook.name = event;
  if (options.contains("fail")) {
    hook.fail = enumOf<WhenFailing>(text(options, "fail", 20));
    if (!hook.fail) refuse("\"fail\" is \"open\" or \"closed\"");
    if (!hook.isBefore())
      refuse("only before.* hooks have \"fail\": " + event + " cannot be undone by a hook");
  }
  if (options.contains("priority")) {
    const auto& priority = options.at("priority");
    if (!priority.is_number_integer() || std::abs(priority.get<std::int64_t>()) > 1'000'000) {
      refuse("\"priority\" is a whole number");
    }
    hook.priority = priority.get<int>();
  }
  return hook;
}

Json toJson(const ScriptDescription& description) {
  Json hooks = Json::array();
  for (const auto& hook : description.hooks) hooks.push_back(hookToJson(hook));
  Json json{{"hooks", hooks}, {"needs", description.needs}};
  if (description.rule) {
    json["rule"] = ruleToJson(*description.rule);
    json["decides"] = description.rule->decides;
  }
  return json;
}

ScriptDescription descriptionFrom(const Json& json) {
  ScriptDescription description;
  try {
    for (auto hook : json.at("hooks")) {
      const auto event = hook.at("event").get<std::string>();
      const auto line = hook.at("line").get<int>();
      hook.erase("event");
      hook.erase("line");
      description.hooks.push_back(hookFrom(event, hook));
      description.hooks.back().line = line;
    }
    if (json.contains("rule"))
      description.rule = ruleFrom(json.at("rule"), json.at("decides").get<bool>());
    description.needs = json.at("needs").get<std::vector<std::string>>();
  } catch (const Json::exception& error) {
    refuse(std::string{"not a description: "} + error.what());
  }
  return description;
}

}  // namespace hostler::lua
