#pragma once

#include "core/audit/audit_log.h"
#include "core/schedule/cron_expression.h"
#include "modules/automation/script_shelf.h"
#include "modules/automation/selector.h"
#include "modules/resellers/resellers.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// A rule as it runs for one tenant.
struct Rule {
  lua::RuleDeclaration declaration;
  std::string script;  ///< what the script hosts know it by
  std::string source;
  bool enabled = true;
  bool isOwn = false;     ///< a version of the tenant's own, in place of the shipped one or beside them
  std::string when;       ///< a cron expression in the tenant's zone
  RuleSettings settings;  ///< in force
  int failures = 0;       ///< runs in a row that went wrong

  const std::string& name() const { return declaration.name; }
};

/// What a tenant wants to be otherwise. What is not set stays.
struct RuleChange {
  std::optional<bool> enabled;
  std::optional<std::optional<std::string>> when;    ///< nothing: as the file says
  std::map<std::string, Json> settings;              ///< null: as the file says
  std::optional<std::optional<std::string>> source;  ///< nothing: the shipped version again
};

/// Rules with what tenants chose about them.
///
/// Settings of a shipped rule that are a tenant's choice anyway (`renewal.grace_days` and the like)
/// are kept as that choice, so that both pages of the admin show and change the same.
class RuleBook {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    Tenants& tenants;
    ScriptShelf& shelf;
    const Selectors& selectors;
    AuditLog& audit;
  };
  explicit RuleBook(Parts parts) : parts_{parts} {}

  /// By name. Not inside a transaction, as all here.
  std::vector<Rule> all(Id<Tenant> tenant);
  /// Throws NotFound.
  Rule get(Id<Tenant> tenant, const std::string& name);
  /// Throws ValidationError for a setting that the rule does not have or of another type, a schedule
  /// that cannot be read, a source that does not check; NotFound for a rule that is neither there nor
  /// brought along.
  Rule change(const Actor& actor, const std::string& name, const RuleChange& change);

 private:
  Rule made(Id<Tenant> tenant, const lua::LoadedScript& script, const std::map<std::string, RuleChoice>& choices);
  void checkSource(Id<Tenant> tenant, const std::string& name, const std::string& source);
  void applySettings(db::Transaction& tx, Id<Tenant> tenant, const Rule& rule, const std::map<std::string, Json>& wanted,
                     RuleChoice& choice);

  Parts parts_;
};

/// The tenant's choice that a setting of a shipped rule is; empty: it is the rule's alone.
std::string tenantSettingOf(const std::string& rule, const std::string& setting);

}  // namespace hostler
