#include "modules/automation/script_acts.h"

#include "core/problem/problem.h"
#include "core/secrets/digest.h"

namespace hostler {
namespace {

constexpr auto kSelect =
    "SELECT state, answer FROM script_acts WHERE tenant_id = ? AND act_key = ?";
constexpr auto kInsert = R"sql(
  INSERT INTO script_acts (id, tenant_id, act_key, event_id, script, action, subject, state, answer, acted_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kFinish =
    "UPDATE script_acts SET state = ?, answer = ? WHERE tenant_id = ? AND act_key = ?";
constexpr auto kDelete = "DELETE FROM script_acts WHERE tenant_id = ? AND act_key = ?";
constexpr auto kCount = R"sql(
  SELECT COUNT(*) AS n FROM script_acts
   WHERE tenant_id = ? AND script = ? AND action = ? AND subject = ? AND acted_at > ?)sql";

struct StoredAct;  // names the ids of rows

int numberOf(script_acts::State state) {
  return static_cast<int>(state);
}

std::string tallyOf(const ScriptAct& act) {
  return act.action + " " + act.subject + " " + act.detail;
}

}  // namespace

std::string ScriptAct::key() const {
  const Json parts{tenant.value(), event.value(), script, hook,
                   action,         subject,       detail, occurrence};
  return hex(sha256(dump(parts)));
}

ScriptAct actOf(const lua::ScriptCall& call, std::string action, std::string subject,
                std::string detail) {
  const auto event = Id<events::Event>::parse(call.context.occasion);
  if (!event) {
    throw DomainError{"no_event", 409,
                      "Only a hook that is told of an event may do this, so that it is done once "
                      "for each."};
  }
  ScriptAct act{
      call.context.scope.tenant, *event,           call.script, call.hook, std::move(action),
      std::move(subject),        std::move(detail)};
  const auto before = call.tally.find(tallyOf(act));
  if (before != call.tally.end()) act.occurrence = before->second + 1;
  return act;
}

void countAct(const lua::ScriptCall& call, const ScriptAct& act) {
  ++call.tally[tallyOf(act)];
}

namespace script_acts {

std::optional<Stored> find(db::Reader& reader, const ScriptAct& act) {
  return reader.query(kSelect, act.tenant, act.key()).first([](const db::Row& row) {
    const auto& answer = row.text("answer");
    return Stored{static_cast<State>(row.get<int>("state")),
                  answer.empty() ? Json(nullptr) : Json::parse(answer)};
  });
}

bool begin(db::Transaction& tx, const ScriptAct& act, IdMint& ids, Instant now) {
  return tx.tryInsert(kInsert, ids.next<StoredAct>(), act.tenant, act.key(), act.event, act.script,
                      act.action, act.subject, numberOf(State::Begun), "", now);
}

void finish(db::Transaction& tx, const ScriptAct& act, const Json& answer) {
  tx.execute(kFinish, numberOf(State::Done), dump(answer), act.tenant, act.key());
}

void forget(db::Transaction& tx, const ScriptAct& act) {
  tx.execute(kDelete, act.tenant, act.key());
}

std::int64_t countSince(db::Reader& reader, const ScriptAct& act, Instant since) {
  return reader.query(kCount, act.tenant, act.script, act.action, act.subject, since)
      .only()
      .integer("n");
}

}  // namespace script_acts
}  // namespace hostler
