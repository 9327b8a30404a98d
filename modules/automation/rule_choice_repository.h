#pragma once

#include "core/db/database.h"
#include "core/json/json.h"
#include "modules/entities/entities.h"

#include <map>
#include <optional>
#include <string>

namespace hostler {

/// What a tenant chose about a rule, beyond what its file says.
struct RuleChoice {
  std::string rule;
  std::optional<bool> enabled;
  std::optional<std::string> when;    ///< a cron expression
  Json settings = Json::object();     ///< those that differ
  std::optional<std::string> source;  ///< a version of its own; not read by all()
  bool hasSource = false;
  int failures = 0;  ///< runs in a row that went wrong
  Instant changedAt;
};

namespace rule_choice_repository {

/// Of all tenants, without sources.
std::map<Id<Tenant>, std::map<std::string, RuleChoice>> all(db::Reader& reader);
std::optional<RuleChoice> find(db::Reader& reader, Id<Tenant> tenant, const std::string& rule);
/// Writes all but the failures.
void save(db::Transaction& tx, Id<Tenant> tenant, const RuleChoice& choice);
/// Counts a run that went wrong, or forgets those that did; returns how many in a row there are.
int countRun(db::Transaction& tx, Id<Tenant> tenant, const std::string& rule, bool wentWrong, Instant now);

}  // namespace rule_choice_repository
}  // namespace hostler
