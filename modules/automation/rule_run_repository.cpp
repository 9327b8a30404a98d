#include "modules/automation/rule_run_repository.h"

#include "core/lua/clean_text.h"

namespace hostler::rule_run_repository {
namespace {

struct DecisionRow;  // names the ids of rows

const std::string kSelect = R"sql(
  SELECT id, rule, run_key, cause, business_day, due_at, state, position, looked_at, skipped, counts, failures, error,
         started_at, finished_at
    FROM rule_runs WHERE tenant_id = ?)sql";
constexpr auto kInsert = R"sql(
  INSERT INTO rule_runs (id, tenant_id, rule, run_key, cause, business_day, due_at, state, position, looked_at, skipped,
                         counts, failures, error, started_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, '{}', 0, '', ?))sql";
constexpr auto kUpdate = R"sql(
  UPDATE rule_runs SET state = ?, position = ?, looked_at = ?, skipped = ?, counts = ?, failures = ?, error = ?, finished_at = ?
   WHERE id = ? AND tenant_id = ?)sql";
constexpr auto kLastDone =
    "SELECT MAX(business_day) AS day FROM rule_runs WHERE tenant_id = ? AND rule = ? AND state = ?";
constexpr auto kInsertDecisions =
    "INSERT INTO rule_decisions (id, run_id, tenant_id, account_id, subject, action, outcome, "
    "detail, result, decided_at, held_for)";
constexpr auto kCount = R"sql(
  SELECT action, outcome, COUNT(*) AS number FROM rule_decisions WHERE run_id = ? GROUP BY action, outcome)sql";
const std::string kSelectDecisions =
    "SELECT id, subject, action, outcome, detail, result, decided_at, held_for FROM rule_decisions "
    "WHERE "
    "run_id = ?";
constexpr auto kSelectOld =
    "SELECT id FROM rule_runs WHERE tenant_id = ? AND id < ? AND finished_at < ? ORDER BY id LIMIT "
    "?";

RuleRun runOf(const db::Row& row) {
  RuleRun run;
  run.id = row.id<RuleRun>("id");
  run.rule = row.text("rule");
  run.key = row.text("run_key");
  run.cause = row.text("cause");
  run.day = row.date("business_day");
  run.dueAt = row.instant("due_at");
  run.startedAt = row.instant("started_at");
  run.finishedAt = row.get<std::optional<Instant>>("finished_at");
  run.state = row.get<RuleRunState>("state");
  run.position = row.integer("position");
  run.lookedAt = row.integer("looked_at");
  run.skipped = row.integer("skipped");
  run.failures = row.integer("failures");
  run.counts = Json::parse(row.text("counts")).get<std::map<std::string, std::int64_t>>();
  run.error = row.text("error");
  return run;
}

}  // namespace

std::optional<Date> lastDone(db::Reader& reader, Id<Tenant> tenant, const std::string& rule) {
  return reader.query(kLastDone, tenant, rule, RuleRunState::Done)
      .only()
      .get<std::optional<Date>>("day");
}

RuleRun begin(db::Transaction& tx, Id<Tenant> tenant, const RuleRun& fresh) {
  tx.tryInsert(kInsert, fresh.id, tenant, fresh.rule, fresh.key, fresh.cause, fresh.day,
               fresh.dueAt, fresh.state, fresh.startedAt);
  static const std::string kSelectByKey = kSelect + " AND rule = ? AND run_key = ? {for_update}";
  return runOf(tx.query(kSelectByKey, tenant, fresh.rule, fresh.key).only());
}

void save(db::Transaction& tx, Id<Tenant> tenant, const RuleRun& run) {
  tx.execute(kUpdate, run.state, run.position, run.lookedAt, run.skipped, dump(Json(run.counts)),
             run.failures, lua::cleanText(run.error, 600), run.finishedAt, run.id, tenant);
}

std::vector<RuleRun> list(db::Reader& reader, Id<Tenant> tenant,
                          const std::optional<std::string>& rule, const http::ListOrder& order,
                          int limit) {
  std::string sql = kSelect;
  std::vector<db::Param> params{tenant};
  if (rule) {
    sql += " AND rule = ?";
    params.emplace_back(*rule);
  }
  params.emplace_back(order.after);
  params.emplace_back(limit);
  return reader.run(sql + order.sql("id"), params).map(runOf);
}

std::optional<RuleRun> find(db::Reader& reader, Id<Tenant> tenant, Id<RuleRun> id) {
  return reader.query(kSelect + " AND id = ?", tenant, id).first(runOf);
}

void addDecisions(db::Transaction& tx, Id<Tenant> tenant, Id<RuleRun> run,
                  const std::vector<RuleDecision>& decisions, IdMint& ids, Instant now) {
  if (decisions.empty()) return;
  db::BulkInsert rows{tx, kInsertDecisions, 11};
  for (const auto& one : decisions) {
    const std::optional<Id<Account>> account =
        one.subject.account ? std::optional{one.subject.account} : std::nullopt;
    rows.add(ids.next<DecisionRow>(), run, tenant, account, one.subject.name, one.action,
             one.outcome, lua::cleanText(one.detail, 600), one.result, now, one.heldFor);
  }
  rows.flush();
}

std::map<std::string, std::int64_t> count(db::Reader& reader, Id<RuleRun> run) {
  std::map<std::string, std::int64_t> counts;
  for (const auto& row : reader.query(kCount, run)) {
    const bool done = row.get<RowOutcome>("outcome") == RowOutcome::Done;
    counts[done ? row.text("action") : row.text("outcome")] += row.integer("number");
  }
  return counts;
}

std::vector<Written> decisions(db::Reader& reader, Id<RuleRun> run, const http::ListOrder& order,
                               int limit) {
  return reader.query(kSelectDecisions + order.sql("id"), run, order.after, limit)
      .map([](const db::Row& row) {
        return Written{row.integer("id"),         row.text("subject"),
                       row.text("action"),        row.text("detail"),
                       row.text("result"),        row.get<RowOutcome>("outcome"),
                       row.instant("decided_at"), row.get<std::optional<HoldCause>>("held_for")};
      });
}

void forget(db::Transaction& tx, Id<Tenant> tenant, Instant before, int atMost) {
  for (const auto& row : tx.query(kSelectOld, tenant, IdMint::firstOf(before), before, atMost)) {
    tx.execute("DELETE FROM rule_decisions WHERE run_id = ?", row.integer("id"));
    tx.execute("DELETE FROM rule_runs WHERE id = ?", row.integer("id"));
  }
}

}  // namespace hostler::rule_run_repository
