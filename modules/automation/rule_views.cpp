#include "modules/automation/rule_views.h"

namespace hostler {
namespace {

std::map<std::string, Json> members(const Json& object) {
  return object.is_object() ? object.get<std::map<std::string, Json>>()
                            : std::map<std::string, Json>{};
}

}  // namespace

RuleRunView RuleRunView::of(const RuleRun& run) {
  RuleRunView view;
  view.id = run.id;
  view.rule = run.rule;
  view.cause = run.cause;
  view.state = run.state;
  view.day = run.day;
  view.dueAt = run.dueAt;
  view.startedAt = run.startedAt;
  view.finishedAt = run.finishedAt;
  view.rows = run.lookedAt;
  view.skipped = run.skipped;
  view.failures = run.failures;
  view.counts = members(Json(run.counts));
  view.error = run.error;
  return view;
}

void RuleRunView::describe(Shape<RuleRunView>& shape) {
  shape.field("id", &RuleRunView::id);
  shape.field("rule", &RuleRunView::rule);
  shape.field("cause", &RuleRunView::cause).describedAs("schedule, hand or billing_run");
  shape.field("state", &RuleRunView::state);
  shape.field("date", &RuleRunView::day).describedAs("the business day that it ran for");
  shape.field("due_at", &RuleRunView::dueAt);
  shape.field("started_at", &RuleRunView::startedAt);
  shape.field("finished_at", &RuleRunView::finishedAt).nullable();
  shape.field("rows", &RuleRunView::rows);
  shape.field("skipped", &RuleRunView::skipped);
  shape.field("failures", &RuleRunView::failures);
  shape.field("counts", &RuleRunView::counts)
      .describedAs("rows acted on by action, others by outcome");
  shape.field("error", &RuleRunView::error).length(0, 600).multiline();
}

RuleView RuleView::of(const Rule& rule) {
  RuleView view;
  view.name = rule.name();
  view.title = rule.declaration.title;
  view.select = rule.declaration.select;
  view.enabled = rule.enabled;
  view.own = rule.isOwn;
  view.when = rule.when;
  view.settings = members(rule.settings.values());
  view.defaults = members(rule.declaration.settings);
  view.limit = rule.declaration.limit;
  view.lateLimit = rule.declaration.lateLimit;
  view.failures = rule.failures;
  return view;
}

void RuleView::describe(Shape<RuleView>& shape) {
  shape.field("name", &RuleView::name);
  shape.field("title", &RuleView::title);
  shape.field("select", &RuleView::select);
  shape.field("enabled", &RuleView::enabled);
  shape.field("own", &RuleView::own).describedAs("a version of this shop's own");
  shape.field("when", &RuleView::when).describedAs("a cron expression in the shop's time zone");
  shape.field("next_run", &RuleView::nextRun).nullable();
  shape.field("settings", &RuleView::settings).describedAs("in force");
  shape.field("defaults", &RuleView::defaults).describedAs("as the rule's file says");
  shape.field("limit", &RuleView::limit)
      .describedAs("rows of one run beyond which a person is asked first");
  shape.field("late_limit", &RuleView::lateLimit)
      .describedAs("the same where no run was finished for more than three days");
  shape.field("failures", &RuleView::failures).describedAs("runs in a row that went wrong");
  shape.field("source", &RuleView::source).length(0, lua::kLongestSource).multiline();
  shape.field("last_run", &RuleView::lastRun).nullable();
}

void RuleBody::describe(Shape<RuleBody>& shape) {
  shape.field("enabled", &RuleBody::enabled);
  shape.field("when", &RuleBody::when).length(1, 200).describedAs("null: as the rule's file says");
  shape.field("settings", &RuleBody::settings)
      .count(0, 50)
      .describedAs("those to change; null: as the rule's file says");
  shape.field("source", &RuleBody::source)
      .length(1, lua::kLongestSource)
      .multiline()
      .describedAs("a version of your own; null: the shipped one");
}

void SimulateBody::describe(Shape<SimulateBody>& shape) {
  shape.field("date", &SimulateBody::date);
  shape.field("source", &SimulateBody::source)
      .length(1, lua::kLongestSource)
      .multiline()
      .describedAs("this version instead of the stored one");
}

RuleDecisionView RuleDecisionView::of(const RuleDecision& decision) {
  RuleDecisionView view;
  view.subject = decision.subject.name;
  if (decision.subject.account) view.client = decision.subject.account;
  view.action = decision.action;
  view.outcome = decision.outcome;
  view.detail = decision.detail;
  view.result = decision.result;
  view.facts = members(decision.facts);
  view.heldFor = decision.heldFor;
  return view;
}

RuleDecisionView RuleDecisionView::of(const rule_run_repository::Written& written) {
  RuleDecisionView view;
  view.subject = written.subject;
  view.action = written.action;
  view.outcome = written.outcome;
  view.detail = written.detail;
  view.result = written.result;
  view.at = written.at;
  view.heldFor = written.heldFor;
  return view;
}

void RuleDecisionView::describe(Shape<RuleDecisionView>& shape) {
  shape.field("subject", &RuleDecisionView::subject);
  shape.field("client_id", &RuleDecisionView::client);
  shape.field("action", &RuleDecisionView::action);
  shape.field("outcome", &RuleDecisionView::outcome);
  shape.field("detail", &RuleDecisionView::detail).length(0, 4'000).multiline();
  shape.field("result", &RuleDecisionView::result);
  shape.field("at", &RuleDecisionView::at);
  shape.field("held_for", &RuleDecisionView::heldFor)
      .describedAs(
          "of what is held: what a person confirms by running the rule with `confirmed`; absent "
          "where that would not end it");
  shape.field("facts", &RuleDecisionView::facts);
}

RuleReportView RuleReportView::of(const RuleReport& report, bool isSimulated) {
  RuleReportView view;
  view.rule = report.run.rule;
  view.date = report.run.day;
  if (!isSimulated) view.run = report.run.id;
  view.state = report.run.state;
  view.rows = report.run.lookedAt;
  view.skipped = report.run.skipped;
  view.counts = members(Json(report.run.counts));
  for (const auto& decision : report.decisions)
    view.decisions.push_back(RuleDecisionView::of(decision));
  view.truncated = report.isCut;
  for (const auto& line : report.lines)
    view.log.push_back(std::string{wordOf(line.level)} + ": " + line.text);
  view.error = report.run.error;
  return view;
}

void RuleReportView::describe(Shape<RuleReportView>& shape) {
  shape.field("rule", &RuleReportView::rule);
  shape.field("date", &RuleReportView::date);
  shape.field("run", &RuleReportView::run);
  shape.field("state", &RuleReportView::state);
  shape.field("rows", &RuleReportView::rows).describedAs("that were looked at");
  shape.field("skipped", &RuleReportView::skipped);
  shape.field("counts", &RuleReportView::counts);
  shape.field("decisions", &RuleReportView::decisions).count(0, 1'000);
  shape.field("truncated", &RuleReportView::truncated);
  shape.field("log", &RuleReportView::log).count(0, 1'000);
  shape.field("error", &RuleReportView::error).length(0, 4'000).multiline();
}

}  // namespace hostler
