#pragma once

#include "core/http/page.h"
#include "core/nodes/id_mint.h"
#include "modules/automation/rule_run.h"

namespace hostler::rule_run_repository {

/// The run of this key: made now, or begun before.
RuleRun begin(db::Transaction& tx, Id<Tenant> tenant, const RuleRun& fresh);
/// Writes everything that changes while it runs.
void save(db::Transaction& tx, Id<Tenant> tenant, const RuleRun& run);
std::vector<RuleRun> list(db::Reader& reader, Id<Tenant> tenant,
                          const std::optional<std::string>& rule, const http::ListOrder& order,
                          int limit);
/// The latest day that the rule was run for to its end; nothing where it never was.
std::optional<Date> lastDone(db::Reader& reader, Id<Tenant> tenant, const std::string& rule);
std::optional<RuleRun> find(db::Reader& reader, Id<Tenant> tenant, Id<RuleRun> id);

void addDecisions(db::Transaction& tx, Id<Tenant> tenant, Id<RuleRun> run,
                  const std::vector<RuleDecision>& decisions, IdMint& ids, Instant now);
/// Rows by what became of them: done ones by their action, others by outcome.
std::map<std::string, std::int64_t> count(db::Reader& reader, Id<RuleRun> run);

/// A decision as it was written down.
struct Written {
  std::int64_t id = 0;
  std::string subject, action, detail, result;
  RowOutcome outcome = RowOutcome::Done;
  Instant at;
  std::optional<HoldCause> heldFor;
};
std::vector<Written> decisions(db::Reader& reader, Id<RuleRun> run, const http::ListOrder& order,
                               int limit);

/// Forgets runs that ended before `before`, and what they decided; at most `atMost` runs.
void forget(db::Transaction& tx, Id<Tenant> tenant, Instant before, int atMost);

}  // namespace hostler::rule_run_repository
