#include "modules/automation/rule_book.h"

#include <algorithm>

namespace hostler {
namespace {

// Which settings of shipped rules are choices that tenants have anyway.
const std::map<std::string, std::string>& linked() {
  static const std::map<std::string, std::string> links{
      {"issue_renewals.invoice_days_before", "renewal.invoice_days_before"},
      {"issue_renewals.pay_from_credit", "renewal.pay_from_credit"},
      {"issue_renewals.consolidate", "renewal.consolidate"},
      {"remind_unpaid.notice_days", "renewal.notice_days"},
      {"suspend_overdue.grace_days", "renewal.grace_days"},
      {"terminate_suspended.days_after_suspension", "renewal.terminate_days_after_suspension"},
      {"cancel_unpaid_orders.cancel_after_days", "orders.cancel_unpaid_days"},
  };
  return links;
}

bool isDay(const Json& value) {
  return value.is_number_integer() && value >= -365 && value <= 3'650;
}

void mustFit(const std::string& name, const Json& shipped, const Json& wanted) {
  const auto field = "settings." + name;
  const auto wrong = [&](const std::string& words) -> void {
    throw ValidationError{field, "wrong_type", words};
  };
  if (shipped.is_number_integer() && !isDay(wanted)) wrong("must be a whole number of days");
  if (shipped.is_boolean() && !wanted.is_boolean()) wrong("must be true or false");
  if (shipped.is_string() &&
      (!wanted.is_string() || wanted.get_ref<const std::string&>().size() > 1'000))
    wrong("must be a text of up to 1,000 bytes");
  const bool isList =
      wanted.is_array() && wanted.size() <= 20 && std::ranges::all_of(wanted, isDay);
  if (shipped.is_array() && !isList) wrong("must be a list of at most 20 whole numbers of days");
  if (shipped.is_object()) wrong("cannot be changed");
}

}  // namespace

std::string tenantSettingOf(const std::string& rule, const std::string& setting) {
  const auto found = linked().find(rule + "." + setting);
  return found == linked().end() ? "" : found->second;
}

Rule RuleBook::made(Id<Tenant> tenant, const lua::LoadedScript& script,
                    const std::map<std::string, RuleChoice>& choices) {
  Rule rule;
  rule.declaration = *script.description.rule;
  rule.script = script.script.name;
  rule.source = script.script.source;
  rule.isOwn = script.owner.has_value();
  rule.enabled = rule.declaration.isEnabled;
  rule.when = rule.declaration.when;
  auto settings = rule.declaration.settings;
  if (!rule.isOwn) {
    const auto chosen = parts_.tenants.settings(tenant);
    const TenantSettings shipped{{}};
    for (const auto& [name, value] : rule.declaration.settings.items()) {
      const auto choice = tenantSettingOf(rule.name(), name);
      // What a tenant left as shipped is for the rule's file to say.
      if (!choice.empty() && chosen.value(choice) != shipped.value(choice))
        settings[name] = chosen.value(choice);
    }
  }
  if (const auto choice = choices.find(rule.name()); choice != choices.end()) {
    if (choice->second.enabled) rule.enabled = *choice->second.enabled;
    if (choice->second.when) rule.when = *choice->second.when;
    for (const auto& [name, value] : choice->second.settings.items()) {
      if (settings.contains(name)) settings[name] = value;
    }
    rule.failures = choice->second.failures;
  }
  rule.settings = RuleSettings{std::move(settings)};
  return rule;
}

std::vector<Rule> RuleBook::all(Id<Tenant> tenant) {
  auto& hosts = parts_.shelf.hostsFor(tenant);
  const auto choices = parts_.shelf.known(tenant).choices;
  std::map<std::string, Rule> rules;
  for (const auto& script : hosts.collection().all()) {
    if (!script->description.rule || (script->owner && *script->owner != tenant)) continue;
    auto rule = made(tenant, *script, choices);
    const auto name = rule.name();
    if (rule.isOwn) {
      rules.insert_or_assign(name, std::move(rule));
    } else {
      rules.try_emplace(name, std::move(rule));
    }
  }
  std::vector<Rule> sorted;
  for (auto& [name, rule] : rules) sorted.push_back(std::move(rule));
  return sorted;
}

Rule RuleBook::get(Id<Tenant> tenant, const std::string& name) {
  const auto script = parts_.shelf.hostsFor(tenant).collection().rule(name, tenant);
  if (script == nullptr) throw NotFound{};
  return made(tenant, *script, parts_.shelf.known(tenant).choices);
}

void RuleBook::checkSource(Id<Tenant> tenant, const std::string& name, const std::string& source) {
  const auto wrong = [](const std::string& words) -> void {
    throw ValidationError{"source", "invalid_script", words};
  };
  const auto description = parts_.shelf.hostsFor(tenant).describe({ownRuleScript(name), source});
  if (!description) return wrong(description.error().message);
  if (!description->rule)
    return wrong("declares no rule: a rule's file ends with `return rule { … }`");
  if (!description->hooks.empty()) return wrong("declares hooks, which are stored apart");
  const auto& rule = *description->rule;
  if (rule.name != name)
    return wrong("declares the rule \"" + rule.name + "\", not \"" + name + "\"");
  if (!parts_.selectors.contains(rule.select)) {
    std::string known;
    for (const auto& [selector, unused] : parts_.selectors)
      known += (known.empty() ? "" : ", ") + selector;
    return wrong("selects \"" + rule.select + "\"; there is: " + known);
  }
  if (!rule.decides) {
    const auto& actions = parts_.selectors.at(rule.select)->description().actions;
    if (std::ranges::find(actions, rule.action) == actions.end())
      return wrong("\"" + rule.action + "\" cannot be done with " + rule.select);
  }
}

void RuleBook::applySettings(db::Transaction& tx, Id<Tenant> tenant, const Rule& rule,
                             const std::map<std::string, Json>& wanted, RuleChoice& choice) {
  const auto& shipped = rule.declaration.settings;
  for (const auto& [name, value] : wanted) {
    if (!shipped.contains(name))
      throw ValidationError{"settings." + name, "unknown_field", "is not a setting of this rule"};
    if (!value.is_null()) mustFit(name, shipped.at(name), value);
    const auto linkedTo = rule.isOwn ? "" : tenantSettingOf(rule.name(), name);
    if (!linkedTo.empty()) {
      parts_.tenants.change(tx, tenant, linkedTo,
                            value.is_null() ? TenantSettings{{}}.value(linkedTo) : value);
    } else if (value.is_null()) {
      choice.settings.erase(name);
    } else {
      choice.settings[name] = value;
    }
  }
}

Rule RuleBook::change(const Actor& actor, const std::string& name, const RuleChange& wanted) {
  const auto tenant = actor.scope.tenant;
  if (wanted.when && *wanted.when) {
    try {
      CronExpression::parse(**wanted.when);
    } catch (const std::invalid_argument& error) {
      throw ValidationError{"when", "malformed", error.what()};
    }
  }
  if (wanted.source && *wanted.source) {
    checkSource(tenant, name, **wanted.source);
  } else {
    get(tenant, name);
  }
  // A new source is there before its settings are looked at.
  const auto store = [&](const std::function<void(db::Transaction&, RuleChoice&)>& edit) {
    parts_.database.transaction([&](db::Transaction& tx) {
      auto choice = rule_choice_repository::find(tx, tenant, name).value_or(RuleChoice{});
      choice.rule = name;
      edit(tx, choice);
      choice.changedAt = std::max(parts_.clock.now(), choice.changedAt.plus(Duration{1}));
      rule_choice_repository::save(tx, tenant, choice);
      parts_.shelf.forget(tx);
    });
  };
  if (wanted.source) {
    store([&](db::Transaction& tx, RuleChoice& choice) {
      choice.source = *wanted.source;
      choice.settings = Json::object();
      parts_.audit.record(
          tx, actor, {"rule.source_changed", name, nullptr, {{"own", wanted.source->has_value()}}});
    });
    // Of a rule that is not shipped nothing is left then.
    if (!*wanted.source && parts_.shelf.hostsFor(tenant).collection().rule(name, tenant) == nullptr)
      throw NotFound{};
  }
  const auto rule = get(tenant, name);
  store([&](db::Transaction& tx, RuleChoice& choice) {
    if (wanted.enabled) {
      choice.enabled = *wanted.enabled;
      if (*wanted.enabled)
        rule_choice_repository::countRun(tx, tenant, name, false, parts_.clock.now());
    }
    if (wanted.when) choice.when = *wanted.when;
    applySettings(tx, tenant, rule, wanted.settings, choice);
    Json after{{"enabled", choice.enabled.value_or(rule.enabled)},
               {"when", choice.when.value_or(rule.declaration.when)},
               {"settings", wanted.settings}};
    parts_.audit.record(
        tx, actor,
        {"rule.changed",
         name,
         {{"enabled", rule.enabled}, {"when", rule.when}, {"settings", rule.settings.values()}},
         after});
  });
  return get(tenant, name);
}

}  // namespace hostler
