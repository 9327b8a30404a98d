#include "modules/automation/script_actions.h"

#include "core/audit/fresh_factor.h"
#include "core/lua/engine_refused.h"
#include "core/lua/nearest_name.h"
#include "core/lua/refusal_words.h"
#include "core/lua/script.h"
#include "core/problem/problem.h"

#include <algorithm>
#include <set>
#include <span>
#include <stdexcept>

namespace hostler {
namespace {

constexpr std::chrono::hours kADay{24};

// Thrown to take back what was only tried.
struct TakenBack : std::exception {};

void countCall(const lua::ScriptCall& call) {
  if (++call.tally["actions"] <= ScriptActions::kOfOneRun) return;
  throw lua::EngineRefused{"a run may carry out " + std::to_string(ScriptActions::kOfOneRun) +
                           " actions"};
}

std::string subjectOf(const ScriptAction& action, const lua::ScriptCall& call) {
  const auto subject = call.arguments.at(action.parameters.front().name).get<std::string>();
  if (subject.empty() || subject.size() > 40) throw NotFound{};
  return subject;
}

}  // namespace

Actor actorOf(const lua::ScriptCall& call) {
  auto name = call.script;
  if (name.starts_with("hooks/")) name.erase(0, std::string_view{"hooks/"}.size());
  if (name.ends_with(".lua")) name.resize(name.size() - std::string_view{".lua"}.size());
  return Actor::system(call.context.scope.tenant, "hook:" + name);
}

ScriptActions::ScriptActions(Parts parts, std::vector<ScriptAction> actions)
    : parts_{parts}, actions_{std::move(actions)} {
  std::set<std::string> names;
  for (const auto& action : actions_) {
    const bool isWhole = !action.parameters.empty() && action.run;
    if (!isWhole || !names.insert(action.name).second)
      throw std::logic_error{"an action of scripts is wrong: " + action.name};
  }
}

void ScriptActions::addTo(lua::ScriptFunctions& functions) const {
  for (const auto& action : actions_) {
    functions.add(
        {.name = "actions." + action.name,
         .summary = action.summary,
         .parameters = action.parameters,
         .result = action.result,
         .hasEffect = true,
         .onlyTold = true,
         .need = "actions " + action.name,
         .handler = [this, &action](const lua::ScriptCall& call) { return perform(action, call); },
         .rehearsal = [this,
                       &action](const lua::ScriptCall& call) { return rehearse(action, call); }});
  }
}

Json ScriptActions::perform(const ScriptAction& action, const lua::ScriptCall& call) const {
  countCall(call);
  const auto act = actOf(call, action.name, subjectOf(action, call));
  const auto actor = actorOf(call);
  const auto done =
      parts_.database.read([&](db::Reader& reader) { return script_acts::find(reader, act); });
  if (done) {
    countAct(call, act);
    return done->answer;
  }
  if (action.ask) action.ask(actor, call.arguments);
  auto answer = parts_.database.transaction([&](db::Transaction& tx) -> Json {
    const auto now = parts_.clock.now();
    if (!script_acts::begin(tx, act, parts_.ids, now)) {
      const auto stored = script_acts::find(tx, act);
      return stored ? stored->answer : Json(nullptr);
    }
    if (script_acts::countSince(tx, act, now.minus(kADay)) > kOnOneThingADay) {
      throw DomainError{"acts_too_often", 429,
                        "This script did the same to " + act.subject + " " +
                            std::to_string(kOnOneThingADay) +
                            " times within a day: do hooks answer one another?"};
    }
    auto result = action.run(tx, actor, call.arguments);
    script_acts::finish(tx, act, result);
    return result;
  });
  countAct(call, act);
  return answer;
}

lua::Rehearsed ScriptActions::rehearse(const ScriptAction& action,
                                       const lua::ScriptCall& call) const {
  countCall(call);
  lua::Rehearsed rehearsed;
  try {
    subjectOf(action, call);
    parts_.database.transaction([&](db::Transaction& tx) {
      rehearsed.answer = action.run(tx, actorOf(call), call.arguments);
      throw TakenBack{};
    });
  } catch (const TakenBack&) {
  } catch (const DomainError& error) {
    rehearsed = {action.sample, lua::refusalWords(error)};
  }
  return rehearsed;
}

const ScriptAction* ScriptActions::find(const std::string& name) const {
  const auto found = std::ranges::find(actions_, name, &ScriptAction::name);
  return found == actions_.end() ? nullptr : &*found;
}

void ScriptActions::mustBeAllowed(const Actor& actor, const std::vector<std::string>& needs) const {
  std::vector<std::string> names;
  for (const auto& action : actions_) names.push_back(action.name);
  for (const auto& need : needs) {
    const auto words = lua::wordsOf(need);
    if (words.empty() || words.front() != "actions") continue;
    if (words.size() == 1) {
      throw ValidationError{"source", "invalid_script",
                            "names no action: write `-- needs: actions note_client`"};
    }
    for (auto word = words.begin() + 1; word != words.end(); ++word) {
      const auto* action = find(*word);
      if (action == nullptr) {
        throw ValidationError{"source", "invalid_script",
                              "needs an action that does not exist: " + *word +
                                  lua::didYouMean(*word, std::span{names})};
      }
      if (!actor.may(action->permission.action)) {
        throw DomainError{"forbidden",
                          403,
                          "A script that does " + *word + " is for those to store who may do it.",
                          {{"action", std::string{action->permission.action}}}};
      }
      if (action->wantsFreshFactor && actor.isStaff()) mustHaveFreshFactor(actor);
    }
  }
}

}  // namespace hostler
