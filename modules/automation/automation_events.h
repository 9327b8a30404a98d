#pragma once

#include "core/events/event_bus.h"
#include "core/shape/shape.h"
#include "modules/entities/entities.h"

#include <string>

namespace hostler {

/// A run of a rule went wrong as a whole, or in every row.
struct RuleFailed {
  static constexpr std::string_view kName = "rule.failed";
  std::string rule;
  Id<RuleRun> run;
  std::string reason;
  bool disabled = false;  ///< it failed too often and does not run any more
  static void describe(Shape<RuleFailed>& shape);
};

/// A run would have done more than its rule's limit, and waits for a person.
struct RuleHeld {
  static constexpr std::string_view kName = "rule.held";
  std::string rule;
  Id<RuleRun> run;
  std::int64_t wanted = 0, limit = 0;
  static void describe(Shape<RuleHeld>& shape);
};

/// A hook failed so often that it does not run any more.
struct HookDisabled {
  static constexpr std::string_view kName = "hook.disabled";
  std::string hook, reason;
  static void describe(Shape<HookDisabled>& shape);
};

/// A hook that is asked before something happens has failed so often in a row that a person should
/// look. It stays on, and what it guards is refused meanwhile. Said once, until it works again.
struct HookFailing {
  static constexpr std::string_view kName = "hook.failing";
  std::string hook, reason;
  std::int64_t failures = 0;  ///< in a row
  static void describe(Shape<HookFailing>& shape);
};

/// Makes these known to hooks, webhooks and the documentation.
void declareAutomationEvents(events::Bus& bus);

}  // namespace hostler
