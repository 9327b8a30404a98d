#pragma once

#include "core/json/json.h"
#include "core/shape/words.h"
#include "modules/automation/selector.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

enum class RuleRunState { Running = 1, Done, Failed, Held };
template <>
inline constexpr std::array kEnumNames<RuleRunState>{
    std::string_view{"running"}, std::string_view{"done"}, std::string_view{"failed"},
    std::string_view{"held"}};

/// What became of one row.
enum class RowOutcome {
  Done = 1,   ///< it was acted on
  Unchanged,  ///< it was not as it had been any more when its turn came
  Held,       ///< the rule holds it back, for a reason
  Refused,    ///< a hook refused
  Failed,     ///< the script or the action went wrong
  Foreseen    ///< of a simulation: it would be acted on
};
template <>
inline constexpr std::array kEnumNames<RowOutcome>{
    std::string_view{"done"},    std::string_view{"unchanged"}, std::string_view{"held"},
    std::string_view{"refused"}, std::string_view{"failed"},    std::string_view{"foreseen"}};

/// A row that was not simply passed over.
struct RuleDecision {
  RuleSubject subject;
  std::string action;
  RowOutcome outcome = RowOutcome::Done;
  std::string detail;  ///< a sentence: why
  std::string result;  ///< the id of what came of it: "inv_…"
  Json facts = Json::object();
  /// What a person has to confirm first; nothing where it is not held or no word would help.
  std::optional<HoldCause> heldFor = {};
};

/// A row that the rule wants something done with.
struct ChosenRow {
  RuleSubject subject;
  std::string action;
  Json detail;
};

/// A run as its record says.
struct RuleRun {
  Id<RuleRun> id;
  std::string rule;
  std::string key;                       ///< one run for each: "due:1790000000"
  std::string cause;                     ///< schedule, hand, billing_run
  Date day = Date::ofDaysSinceEpoch(0);  ///< the business day that it ran for
  Instant dueAt, startedAt;
  std::optional<Instant> finishedAt;
  RuleRunState state = RuleRunState::Running;
  std::int64_t position = 0;  ///< where it goes on
  std::int64_t lookedAt = 0, skipped = 0, failures = 0;
  std::map<std::string, std::int64_t> counts;  ///< rows acted on, by action; others by outcome
  std::string error;
};

}  // namespace hostler
