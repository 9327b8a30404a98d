#pragma once

#include "core/jobs/handler.h"
#include "core/schedule/scheduler.h"
#include "modules/automation/automation_events.h"
#include "modules/automation/rule_actions.h"
#include "modules/automation/rule_book.h"
#include "modules/automation/rule_run_repository.h"

#include <optional>
#include <set>
#include <string>

namespace hostler {

/// Runs one rule for one tenant, for the time at which it fell due.
struct RunRule {
  static constexpr std::string_view kKind = "automation.run_rule";
  std::string rule;
  Id<Tenant> tenant;
  Instant due;
  static void describe(Shape<RunRule>& shape);
};

/// How a run is asked for.
struct RuleRequest {
  Id<Tenant> tenant;
  std::string rule;
  std::string cause = "hand";  ///< schedule, hand, billing_run
  std::string key;             ///< one run for each
  Instant due;
  std::optional<Date> day;  ///< default: today in the tenant's zone
  /// A person has agreed to more rows than the rule's limit, and to the end of services that cost
  /// more than `termination.confirm_above`.
  bool confirmed = false;
  bool withFacts = false;             ///< report facts of what was done
  std::set<std::string> except = {};  ///< rows that are left as they are, by their ids outside
  std::optional<std::string> source;  ///< of a simulation: this version instead of the stored one
};

/// What a run came to.
struct RuleReport {
  RuleRun run;
  std::vector<RuleDecision> decisions;  ///< the first of them
  bool isCut = false;                   ///< there are more
  std::vector<lua::LogLine> lines;      ///< of a simulation: what the script said
};

/// Runs rules: selects page by page, has the script decide outside of any transaction, and acts.
class RuleRunner {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Tenants& tenants;
    ScriptShelf& shelf;
    RuleBook& book;
    const Selectors& selectors;
    RuleActions& actions;
    AuditLog& audit;
    events::Bus& bus;
  };
  explicit RuleRunner(Parts parts) : parts_{parts} {}

  /// Runs it now. A run that was cut off goes on where its last whole page ended; one that is done
  /// is not done again. Throws NotFound for a rule that is not there.
  RuleReport run(const RuleRequest& request, const Transact& transact);
  RuleReport run(const RuleRequest& request);
  /// What it would do: reads only, and leaves no trace.
  RuleReport simulate(const RuleRequest& request);
  jobs::Result perform(jobs::Context& context, const RunRule& task);

  /// An entry for every tenant and every rule that is enabled for it.
  std::vector<ScheduleEntry> schedule();

  static constexpr int kPage = 2'048;              ///< whole chunks of RuleActions
  static constexpr std::size_t kReported = 1'000;  ///< decisions in a report
  static constexpr int kOnTime = 3;    ///< days without a finished run, after which one is late
  static constexpr int kForgiven = 5;  ///< runs of a tenant's own rule that may fail in a row

 private:
  struct Work;
  struct PageChoice;
  Work prepare(const RuleRequest& request, bool isSimulated);
  RulePage nextPage(const Work& work, std::int64_t after);
  PageChoice decide(Work& work, const RulePage& page);
  void go(Work& work, const Transact& transact);
  std::optional<std::int64_t> limitOf(const Work& work);
  bool exceeds(Work& work);
  void hold(Work& work, const Transact& transact);
  void finish(Work& work, const Transact& transact);
  void keep(Work& work, std::vector<RuleDecision> decisions);

  Parts parts_;
  Log log_{"modules.automation"};
};

}  // namespace hostler
