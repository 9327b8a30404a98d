#include "modules/automation/rule_runner.h"

#include <algorithm>
#include <iterator>

namespace hostler {
namespace {

// A script whose batches are given up more often than this in one run is given up itself.
constexpr int kBatchesGivenUp = 3;
constexpr std::chrono::hours kRunsKept{24 * 400};

}  // namespace

void RunRule::describe(Shape<RunRule>& shape) {
  shape.field("rule", &RunRule::rule);
  shape.field("tenant", &RunRule::tenant);
  shape.field("due", &RunRule::due);
}

// A run that is going on.
struct RuleRunner::Work {
  Rule rule;
  Selector* selector = nullptr;
  std::optional<lua::Script> tried;  // instead of the stored one
  Id<Tenant> tenant;
  TimeZone zone;
  Date today;
  RuleReport report;
  bool isSimulated = false, confirmed = false, withFacts = false;
  int givenUp = 0;
  std::int64_t decided = 0, failedByScript = 0;
  std::int64_t limit = 0;  // the one that it exceeds
  std::set<std::string> except;
  RuleActions::Foresight foresight;

  Lookup lookup() const { return {tenant, report.run.day, zone, rule.settings, confirmed}; }
};

// What the script wants done with the rows of a page.
struct RuleRunner::PageChoice {
  std::map<std::string, std::vector<ChosenRow>> chosen;  // by action
  std::vector<RuleDecision> others;                      // held, failed
  std::int64_t skipped = 0;
  std::int64_t last = 0;  // where the next page begins
  bool isLast = true;
  bool isEnded = false;  // the script is given up
};

RuleRunner::Work RuleRunner::prepare(const RuleRequest& request, bool isSimulated) {
  const auto tenant = parts_.tenants.get(request.tenant);
  const auto now = parts_.clock.now();
  const auto today = tenant.zone.dateOf(now);
  std::optional<lua::Script> tried;
  auto& hosts = parts_.shelf.hostsFor(request.tenant);
  Rule rule;
  if (request.source) {
    tried = lua::Script{ownRuleScript(request.rule), *request.source};
    const auto description = hosts.describe(*tried);
    if (!description)
      throw ValidationError{"source", "invalid_script", description.error().message};
    if (!description->rule) throw ValidationError{"source", "invalid_script", "declares no rule"};
    rule.declaration = *description->rule;
    rule.settings = RuleSettings{description->rule->settings};
  } else {
    rule = parts_.book.get(request.tenant, request.rule);
  }
  const auto selector = parts_.selectors.find(rule.declaration.select);
  if (selector == parts_.selectors.end()) {
    throw ValidationError{"source", "unknown_selector",
                          "selects \"" + rule.declaration.select + "\", which there is not"};
  }
  RuleRun run;
  run.id = parts_.ids.next<RuleRun>();
  run.rule = rule.name();
  run.key = request.key.empty() ? "run:" + run.id.text() : request.key;
  run.cause = request.cause;
  run.day = request.day.value_or(today);
  run.dueAt = request.due;
  run.startedAt = now;
  return {std::move(rule),
          selector->second.get(),
          std::move(tried),
          request.tenant,
          tenant.zone,
          today,
          {std::move(run), {}, false, {}},
          isSimulated,
          request.confirmed,
          request.withFacts,
          0,
          0,
          0,
          0,
          request.except,
          {}};
}

RulePage RuleRunner::nextPage(const Work& work, std::int64_t after) {
  return parts_.database.read(
      [&](db::Reader& reader) { return work.selector->page(reader, work.lookup(), after, kPage); });
}

RuleRunner::PageChoice RuleRunner::decide(Work& work, const RulePage& page) {
  PageChoice choice;
  choice.last = page.last;
  choice.isLast = page.isLast;
  if (page.subjects.empty()) return choice;
  auto& hosts = parts_.shelf.hostsFor(work.tenant);
  const auto& run = work.report.run;
  lua::ScriptContext context{
      .scope = Scope::ofTenant(work.tenant), .now = parts_.clock.now(), .today = run.day};
  if (run.day != work.today) context.now = work.zone.startOf(run.day);
  context.seed = static_cast<std::uint64_t>(run.id.value());
  context.dryRun = work.isSimulated;
  const auto decisions = work.tried ? hosts.tryRule(*work.tried, page.rows, context)
                                    : hosts.decide(work.rule.name(), page.rows, context);
  if (work.isSimulated)
    work.report.lines.insert(work.report.lines.end(), decisions.run.lines.begin(),
                             decisions.run.lines.end());

  const auto& allowed = work.selector->description().actions;
  const auto rows = std::min(decisions.decidedRows(), page.subjects.size());
  for (std::size_t i = 0; i < rows; ++i) {
    const auto& subject = page.subjects[i];
    ++work.decided;
    if (const auto* failure = decisions.failure(i)) {
      ++work.failedByScript;
      choice.others.push_back(
          {subject, "decide", RowOutcome::Failed, failure->message, "", Json::object()});
      continue;
    }
    const std::string action{decisions.action(i)};
    const auto& detail = decisions.detail(i);
    const auto reason = detail.value("reason", Json{});
    const auto words = reason.is_string() ? reason.get<std::string>() : std::string{};
    if (action == "skip" || work.except.contains(subject.name)) {
      ++choice.skipped;
    } else if (action == "hold") {
      choice.others.push_back(
          {subject, "hold", RowOutcome::Held, words, "", Json::object(), subject.heldFor});
    } else if (std::ranges::find(allowed, action) == allowed.end()) {
      ++work.failedByScript;
      choice.others.push_back(
          {subject, "decide", RowOutcome::Failed,
           "\"" + action + "\" cannot be done with a row of " + work.rule.declaration.select, "",
           Json::object()});
    } else {
      choice.chosen[action].push_back(
          {subject, action, detail.is_object() ? detail : Json::object()});
    }
  }
  if (!decisions.ending()) return choice;
  // The batch was given up: what was decided counts, and the rest is tried again from there.
  work.report.run.error = decisions.ending()->message;
  choice.isEnded = rows == 0 || ++work.givenUp >= kBatchesGivenUp;
  choice.isLast = false;
  if (rows > 0) choice.last = page.subjects[rows - 1].place.value_or(page.subjects[rows - 1].id);
  return choice;
}

void RuleRunner::keep(Work& work, std::vector<RuleDecision> decisions) {
  for (auto& one : decisions) {
    if (work.report.decisions.size() >= kReported) {
      work.report.isCut = true;
      return;
    }
    work.report.decisions.push_back(std::move(one));
  }
}

// After days without a run, one may meet what piled up meanwhile: all at once is seldom meant, and
// a clock that was wrong looks just the same.
std::optional<std::int64_t> RuleRunner::limitOf(const Work& work) {
  const auto& rule = work.rule.declaration;
  if (!rule.lateLimit) return rule.limit;
  const auto last = parts_.database.read([&](db::Reader& reader) {
    return rule_run_repository::lastDone(reader, work.tenant, work.rule.name());
  });
  const bool isLate = last && last->plusDays(kOnTime) < work.report.run.day;
  if (!isLate) return rule.limit;
  return rule.limit ? std::min(*rule.limit, *rule.lateLimit) : *rule.lateLimit;
}

bool RuleRunner::exceeds(Work& work) {
  if (work.confirmed || work.isSimulated) return false;
  const auto limit = limitOf(work);
  if (!limit) return false;
  std::int64_t wanted = 0;
  for (std::int64_t after = work.report.run.position;;) {
    const auto page = nextPage(work, after);
    const auto choice = decide(work, page);
    for (const auto& [action, rows] : choice.chosen)
      wanted += static_cast<std::int64_t>(rows.size());
    if (wanted > *limit) {
      work.report.run.error = "It would act on more than " + std::to_string(*limit) +
                              " rows; run it by hand to confirm.";
      work.report.run.counts["wanted"] = wanted;
      work.limit = *limit;
      return true;
    }
    if (choice.isLast || choice.isEnded) break;
    after = choice.last;
  }
  work.report.run.error.clear();
  work.givenUp = 0;
  work.decided = work.failedByScript = 0;
  return false;
}

void RuleRunner::hold(Work& work, const Transact& transact) {
  auto& run = work.report.run;
  run.state = RuleRunState::Held;
  run.finishedAt = parts_.clock.now();
  transact([&](db::Transaction& tx) {
    rule_run_repository::save(tx, work.tenant, run);
    const RuleHeld fact{run.rule, run.id, run.counts["wanted"], work.limit};
    parts_.bus.publish(tx, Actor::system(work.tenant, "rule:" + run.rule),
                       Scope::ofTenant(work.tenant), fact);
  });
  log_.warning("rule.held",
               {{"rule", run.rule}, {"run", run.id.text()}, {"tenant", work.tenant.text()}});
}

void RuleRunner::go(Work& work, const Transact& transact) {
  auto& run = work.report.run;
  const auto record = [&](db::Transaction& tx, const std::vector<RuleDecision>& decisions) {
    rule_run_repository::addDecisions(tx, work.tenant, run.id, decisions, parts_.ids,
                                      parts_.clock.now());
  };
  ActingRun acting{Actor::system(work.tenant, "rule:" + run.rule),
                   work.lookup(),
                   work.today,
                   work.withFacts,
                   transact,
                   record,
                   work.confirmed};
  while (true) {
    const auto page = nextPage(work, run.position);
    auto choice = decide(work, page);
    // Facts cost a question each, and beyond the report's end nobody sees them.
    acting.withFacts = work.withFacts && work.report.decisions.size() < kReported;
    for (const auto& [action, rows] : choice.chosen) {
      if (!work.isSimulated) {
        keep(work, parts_.actions.act(acting, action, rows));
        continue;
      }
      run.counts[action] += static_cast<std::int64_t>(rows.size());
      const auto shown =
          std::min(rows.size(), kReported - std::min(kReported, work.report.decisions.size()));
      work.report.isCut = work.report.isCut || shown < rows.size();
      // A lost connection asks again.
      auto foresight = work.foresight;
      auto foreseen = parts_.database.read([&](db::Reader& reader) {
        foresight = work.foresight;
        return parts_.actions.foresee(reader, acting.lookup, action, rows, shown, foresight);
      });
      work.foresight = std::move(foresight);
      std::ranges::move(foreseen, std::back_inserter(work.report.decisions));
    }
    run.lookedAt += static_cast<std::int64_t>(page.subjects.size());
    run.skipped += choice.skipped;
    run.position = choice.last;
    if (work.isSimulated) {
      for (const auto& other : choice.others) ++run.counts[std::string{wordOf(other.outcome)}];
    } else if (!page.subjects.empty()) {
      transact([&](db::Transaction& tx) {
        record(tx, choice.others);
        rule_run_repository::save(tx, work.tenant, run);
      });
    }
    keep(work, std::move(choice.others));
    if (choice.isEnded) {
      run.state = RuleRunState::Failed;
      return;
    }
    if (choice.isLast) break;
  }
  run.state = RuleRunState::Done;
  if (work.decided > 0 && work.failedByScript == work.decided) {
    run.state = RuleRunState::Failed;
    run.error = "The rule failed on every row.";
  }
}

void RuleRunner::finish(Work& work, const Transact& transact) {
  auto& run = work.report.run;
  run.finishedAt = parts_.clock.now();
  transact([&](db::Transaction& tx) {
    run.counts = rule_run_repository::count(tx, run.id);
    run.failures = run.counts["failed"];
    if (run.failures == 0) run.counts.erase("failed");
    rule_run_repository::save(tx, work.tenant, run);
    const bool wentWrong = run.state == RuleRunState::Failed;
    const int inARow =
        rule_choice_repository::countRun(tx, work.tenant, run.rule, wentWrong, parts_.clock.now());
    if (wentWrong) {
      // A tenant's own version that keeps failing is switched off. A shipped rule stays on, since
      // what it does would silently not be done; either way people are told.
      const bool disabled = work.rule.isOwn && inARow >= kForgiven;
      const auto actor = Actor::system(work.tenant, "rule:" + run.rule);
      if (disabled) {
        auto choice = rule_choice_repository::find(tx, work.tenant, run.rule).value();
        choice.enabled = false;
        rule_choice_repository::save(tx, work.tenant, choice);
        parts_.audit.record(tx, actor,
                            {"rule.disabled", run.rule, nullptr, {{"reason", run.error}}});
        parts_.shelf.forget(tx);
      }
      parts_.bus.publish(tx, actor, Scope::ofTenant(work.tenant),
                         RuleFailed{run.rule, run.id, run.error, disabled});
    }
    rule_run_repository::forget(tx, work.tenant, run.startedAt.minus(kRunsKept), 10);
  });
  if (run.state == RuleRunState::Failed) {
    log_.error("rule.failed", {{"rule", run.rule},
                               {"run", run.id.text()},
                               {"tenant", work.tenant.text()},
                               {"reason", run.error}});
  } else {
    log_.info("rule.run", {{"rule", run.rule},
                           {"run", run.id.text()},
                           {"tenant", work.tenant.text()},
                           {"rows", run.lookedAt},
                           {"counts", Json(run.counts)}});
  }
}

RuleReport RuleRunner::run(const RuleRequest& request, const Transact& transact) {
  auto work = prepare(request, false);
  const auto fresh = work.report.run;
  transact([&](db::Transaction& tx) {
    work.report.run = rule_run_repository::begin(tx, request.tenant, fresh);
  });
  if (work.report.run.state != RuleRunState::Running) return std::move(work.report);
  if (exceeds(work)) {
    hold(work, transact);
  } else {
    go(work, transact);
    finish(work, transact);
  }
  return std::move(work.report);
}

RuleReport RuleRunner::run(const RuleRequest& request) {
  return run(request, [this](const std::function<void(db::Transaction&)>& work) {
    parts_.database.transaction([&](db::Transaction& tx) { work(tx); });
  });
}

RuleReport RuleRunner::simulate(const RuleRequest& request) {
  auto work = prepare(request, true);
  go(work, {});
  work.report.run.finishedAt = parts_.clock.now();
  work.report.run.failures = work.report.run.counts["failed"];
  if (work.report.run.failures == 0) work.report.run.counts.erase("failed");
  return std::move(work.report);
}

jobs::Result RuleRunner::perform(jobs::Context& context, const RunRule& task) {
  if (context.scope().tenant != task.tenant)
    return jobs::Result::park("the job belongs to another tenant than its rule");
  std::optional<Rule> rule;
  try {
    rule = parts_.book.get(task.tenant, task.rule);
  } catch (const NotFound&) {
    return jobs::Result::done({{"skipped", "there is no such rule any more"}});
  }
  if (!rule->enabled) return jobs::Result::done({{"skipped", "the rule was switched off"}});
  RuleRequest request;
  request.tenant = task.tenant;
  request.rule = task.rule;
  request.cause = "schedule";
  request.key = "due:" + std::to_string(task.due.unixMicros());
  request.due = task.due;
  const auto report = run(request, [&](const std::function<void(db::Transaction&)>& work) {
    context.transaction([&](db::Transaction& tx) { work(tx); });
  });
  return jobs::Result::done({{"run", report.run.id.text()},
                             {"state", wordOf(report.run.state)},
                             {"counts", Json(report.run.counts)}});
}

std::vector<ScheduleEntry> RuleRunner::schedule() {
  std::vector<ScheduleEntry> entries;
  for (const auto& tenant : parts_.tenants.all()) {
    if (!tenant.active) continue;
    for (const auto& rule : parts_.book.all(tenant.id)) {
      if (!rule.enabled) continue;
      const auto name = rule.name();
      const auto id = tenant.id;
      entries.push_back({"automation.rule:" + name + ":" + id.text(), Scope::ofTenant(id),
                         CronExpression::parse(rule.when), tenant.zone, std::string{RunRule::kKind},
                         [name, id](const Tick& tick) {
                           return toJson(RunRule{name, id, tick.due});
                         },
                         std::nullopt});
    }
  }
  return entries;
}

}  // namespace hostler
