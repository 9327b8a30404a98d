#pragma once

#include "core/http/page.h"
#include "core/shape/shape.h"
#include "modules/automation/rule_book.h"
#include "modules/automation/rule_run_repository.h"
#include "modules/automation/rule_runner.h"

namespace hostler {

struct RuleRunView {
  Id<RuleRun> id;
  std::string rule, cause;
  RuleRunState state = RuleRunState::Running;
  Date day = Date::ofDaysSinceEpoch(0);
  Instant dueAt, startedAt;
  std::optional<Instant> finishedAt;
  std::int64_t rows = 0, skipped = 0, failures = 0;
  std::map<std::string, Json> counts;
  std::string error;

  static RuleRunView of(const RuleRun& run);
  static void describe(Shape<RuleRunView>& shape);
};

struct RuleView {
  std::string name, title, select;
  bool enabled = true, own = false;
  std::string when;
  std::optional<Instant> nextRun;
  std::map<std::string, Json> settings;  ///< in force
  std::map<std::string, Json> defaults;  ///< as the file says
  std::optional<std::int64_t> limit, lateLimit;
  int failures = 0;
  std::optional<std::string> source;  ///< where one rule was asked for
  std::optional<RuleRunView> lastRun;

  static RuleView of(const Rule& rule);
  static void describe(Shape<RuleView>& shape);
};

struct RuleList {
  std::vector<RuleView> data;
  static void describe(Shape<RuleList>& shape) {
    shape.field("data", &RuleList::data).count(0, 200);
  }
};

struct RuleBody {
  std::optional<bool> enabled;
  std::optional<std::optional<std::string>> when;
  std::map<std::string, Json> settings;
  std::optional<std::optional<std::string>> source;
  static void describe(Shape<RuleBody>& shape);
};

struct SimulateBody {
  std::optional<Date> date;
  std::optional<std::string> source;
  static void describe(Shape<SimulateBody>& shape);
};

struct RunBody {
  bool confirmed = false;
  static void describe(Shape<RunBody>& shape) {
    shape.field("confirmed", &RunBody::confirmed)
        .withDefault()
        .describedAs(
            "act also on more rows than the rule's limit, and end services that "
            "cost more a month than the setting termination.confirm_above or are held as "
            "evidence: those whose decisions have `held_for`");
  }
};

struct RuleDecisionView {
  std::string subject;
  std::optional<Id<Account>> client;
  std::string action;
  RowOutcome outcome = RowOutcome::Done;
  std::string detail, result;
  std::optional<Instant> at;
  std::optional<HoldCause> heldFor;
  std::map<std::string, Json> facts;

  static RuleDecisionView of(const RuleDecision& decision);
  static RuleDecisionView of(const rule_run_repository::Written& written);
  static void describe(Shape<RuleDecisionView>& shape);
};

/// What a simulation, or a run by hand, came to.
struct RuleReportView {
  std::string rule;
  Date date = Date::ofDaysSinceEpoch(0);
  std::optional<Id<RuleRun>> run;  ///< nothing: it was a simulation
  RuleRunState state = RuleRunState::Done;
  std::int64_t rows = 0, skipped = 0;
  std::map<std::string, Json> counts;
  std::vector<RuleDecisionView> decisions;
  bool truncated = false;
  std::vector<std::string> log;
  std::string error;

  static RuleReportView of(const RuleReport& report, bool isSimulated);
  static void describe(Shape<RuleReportView>& shape);
};

struct RunQuery : http::ListQuery {
  std::optional<std::string> rule;
  static void describe(Shape<RunQuery>& shape) {
    shape.include<http::ListQuery>();
    shape.field("rule", &RunQuery::rule).length(1, 64);
  }
};

}  // namespace hostler
