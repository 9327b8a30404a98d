#include "modules/automation/billing_run.h"

#include <array>

namespace hostler {
namespace {

constexpr std::array<std::string_view, 7> kRules{
    "issue_renewals",  "cancel_unpaid_orders", "remind_unpaid",      "charge_late_fees",
    "suspend_overdue", "end_cancelled",        "terminate_suspended"};

// Where a decision of an action stands in the answer.
const std::map<std::string, std::string>& lists() {
  static const std::map<std::string, std::string> names{
      {"issue", "invoiced"},    {"remind", "reminded"},      {"charge_late_fee", "late_fees"},
      {"suspend", "suspended"}, {"terminate", "terminated"}, {"cancel_order", "cancelled_orders"}};
  return names;
}

Json entryOf(const RuleDecision& decision) {
  Json entry = decision.facts;
  entry["subject"] = decision.subject.name;
  if (decision.subject.account) entry["client_id"] = decision.subject.account.text();
  if (!decision.detail.empty()) entry["detail"] = decision.detail;
  if (decision.heldFor) entry["held_for"] = wordOf(*decision.heldFor);
  return entry;
}

void add(Json& answer, const RuleReport& report, bool dryRun) {
  for (const auto& decision : report.decisions) {
    const bool acted = decision.outcome == (dryRun ? RowOutcome::Foreseen : RowOutcome::Done);
    if (acted) {
      auto entry = entryOf(decision);
      if (entry.value("paid_from_credit", false)) answer["charged"].push_back(entry);
      answer[lists().at(decision.action)].push_back(std::move(entry));
    } else if (decision.outcome == RowOutcome::Failed || decision.outcome == RowOutcome::Refused ||
               decision.outcome == RowOutcome::Held) {
      auto entry = entryOf(decision);
      entry["rule"] = report.run.rule;
      entry["action"] = decision.action;
      answer[std::string{wordOf(decision.outcome)}].push_back(std::move(entry));
    }
  }
}

}  // namespace

Json BillingRun::run(const Actor& actor, std::optional<Date> day, bool dryRun,
                     const std::set<std::string>& except) {
  const auto tenant = actor.scope.tenant;
  const auto date = day.value_or(parts_.tenants.today(tenant));
  Json answer{{"date", date.text()}, {"dry_run", dryRun}, {"truncated", false}};
  for (const auto* list :
       {"invoiced", "reminded", "late_fees", "charged", "suspended", "terminated",
        "cancelled_orders", "expired", "collected", "held", "refused", "failed", "rules"}) {
    answer[list] = Json::array();
  }
  if (!dryRun) {
    parts_.database.transaction([&](db::Transaction& tx) {
      parts_.audit.record(tx, actor,
                          {"billing.run", date.text(), nullptr,
                           except.empty() ? Json{} : Json{{"except", except}}});
    });
  }
  for (const auto name : kRules) {
    const auto rule = parts_.book.get(tenant, std::string{name});
    if (!rule.enabled) continue;
    RuleRequest request;
    request.tenant = tenant;
    request.rule = rule.name();
    request.cause = "billing_run";
    request.due = parts_.clock.now();
    request.day = date;
    request.withFacts = true;
    request.except = except;
    const auto report = dryRun ? parts_.runner.simulate(request) : parts_.runner.run(request);
    add(answer, report, dryRun);
    if (report.isCut) answer["truncated"] = true;
    Json summary{{"rule", rule.name()},
                 {"state", wordOf(report.run.state)},
                 {"rows", report.run.lookedAt},
                 {"counts", Json(report.run.counts)}};
    if (!dryRun) summary["run"] = report.run.id.text();
    if (!report.run.error.empty()) summary["error"] = report.run.error;
    answer["rules"].push_back(std::move(summary));
  }
  for (const auto& part : parts_.others) runOther(answer, part, {tenant, date, dryRun, except});
  return answer;
}

void BillingRun::runOther(Json& answer, const RunPart& part, const RunPartRequest& request) {
  const auto report = part.run(request);
  std::map<std::string, std::int64_t> counts;
  std::size_t listed = 0;
  for (const auto& row : report.rows) {
    const bool isActed = row.list != "held" && row.list != "failed";
    ++counts[isActed ? row.action : row.list];
    if (++listed > RuleRunner::kReported) {
      answer["truncated"] = true;
      continue;
    }
    Json entry = row.facts;
    entry["subject"] = row.subject;
    entry["client_id"] = row.account.text();
    if (!row.detail.empty()) entry["detail"] = row.detail;
    if (!isActed) {
      entry["rule"] = part.name;
      entry["action"] = row.action;
    }
    if (entry.value("paid_from_credit", false)) answer["charged"].push_back(entry);
    answer[row.list].push_back(std::move(entry));
  }
  answer["rules"].push_back({{"rule", part.name},
                             {"state", wordOf(RuleRunState::Done)},
                             {"rows", report.lookedAt},
                             {"counts", Json(counts)}});
}

}  // namespace hostler
