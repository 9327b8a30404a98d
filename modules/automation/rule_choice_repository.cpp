#include "modules/automation/rule_choice_repository.h"

namespace hostler::rule_choice_repository {
namespace {

constexpr auto kSelectAll = R"sql(
  SELECT tenant_id, rule, enabled, run_when, settings, CASE WHEN source IS NULL THEN 0 ELSE 1 END AS has_source, failures,
         changed_at
    FROM rule_choices)sql";
constexpr auto kSelectOne = R"sql(
  SELECT rule, enabled, run_when, settings, source, CASE WHEN source IS NULL THEN 0 ELSE 1 END AS has_source, failures,
         changed_at
    FROM rule_choices WHERE tenant_id = ? AND rule = ?)sql";
constexpr auto kUpdate = R"sql(
  UPDATE rule_choices SET enabled = ?, run_when = ?, settings = ?, source = ?, changed_at = ?
   WHERE tenant_id = ? AND rule = ?)sql";
constexpr auto kInsert = R"sql(
  INSERT INTO rule_choices (enabled, run_when, settings, source, changed_at, tenant_id, rule, failures)
  VALUES (?, ?, ?, ?, ?, ?, ?, 0))sql";
constexpr auto kSetFailures = "UPDATE rule_choices SET failures = ? WHERE tenant_id = ? AND rule = ?";

RuleChoice choiceOf(const db::Row& row) {
  RuleChoice choice;
  choice.rule = row.text("rule");
  choice.enabled = row.get<std::optional<bool>>("enabled");
  choice.when = row.get<std::optional<std::string>>("run_when");
  choice.settings = Json::parse(row.text("settings"));
  choice.hasSource = row.flag("has_source");
  choice.failures = row.get<int>("failures");
  choice.changedAt = row.instant("changed_at");
  return choice;
}

}  // namespace

std::map<Id<Tenant>, std::map<std::string, RuleChoice>> all(db::Reader& reader) {
  std::map<Id<Tenant>, std::map<std::string, RuleChoice>> choices;
  for (const auto& row : reader.query(kSelectAll)) {
    auto choice = choiceOf(row);
    auto name = choice.rule;
    choices[row.id<Tenant>("tenant_id")].emplace(std::move(name), std::move(choice));
  }
  return choices;
}

std::optional<RuleChoice> find(db::Reader& reader, Id<Tenant> tenant, const std::string& rule) {
  return reader.query(kSelectOne, tenant, rule).first([](const db::Row& row) {
    auto choice = choiceOf(row);
    choice.source = row.get<std::optional<std::string>>("source");
    return choice;
  });
}

void save(db::Transaction& tx, Id<Tenant> tenant, const RuleChoice& choice) {
  const auto settings = dump(choice.settings);
  const auto changed = tx.execute(kUpdate, choice.enabled, choice.when, settings, choice.source, choice.changedAt, tenant, choice.rule);
  if (changed == 0) tx.execute(kInsert, choice.enabled, choice.when, settings, choice.source, choice.changedAt, tenant, choice.rule);
}

int countRun(db::Transaction& tx, Id<Tenant> tenant, const std::string& rule, bool wentWrong, Instant now) {
  const auto choice = find(tx, tenant, rule);
  if (!choice && !wentWrong) return 0;
  if (!choice) {
    RuleChoice fresh;
    fresh.rule = rule;
    fresh.changedAt = now;
    save(tx, tenant, fresh);
  }
  const int failures = wentWrong ? (choice ? choice->failures : 0) + 1 : 0;
  if (!choice || choice->failures != failures) tx.execute(kSetFailures, failures, tenant, rule);
  return failures;
}

}  // namespace hostler::rule_choice_repository
