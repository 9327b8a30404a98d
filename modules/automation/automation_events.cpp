#include "modules/automation/automation_events.h"

namespace hostler {

void RuleFailed::describe(Shape<RuleFailed>& shape) {
  shape.field("rule", &RuleFailed::rule);
  shape.field("run", &RuleFailed::run);
  shape.field("reason", &RuleFailed::reason);
  shape.field("disabled", &RuleFailed::disabled);
}

void RuleHeld::describe(Shape<RuleHeld>& shape) {
  shape.field("rule", &RuleHeld::rule);
  shape.field("run", &RuleHeld::run);
  shape.field("wanted", &RuleHeld::wanted);
  shape.field("limit", &RuleHeld::limit);
}

void HookDisabled::describe(Shape<HookDisabled>& shape) {
  shape.field("hook", &HookDisabled::hook);
  shape.field("reason", &HookDisabled::reason);
}

void HookFailing::describe(Shape<HookFailing>& shape) {
  shape.field("hook", &HookFailing::hook);
  shape.field("reason", &HookFailing::reason);
  shape.field("failures", &HookFailing::failures);
}

void declareAutomationEvents(events::Bus& bus) {
  bus.declare<RuleFailed>("A run of a rule went wrong as a whole, or in every row.");
  bus.declare<RuleHeld>(
      "A run would have done more than its rule's limit, and waits for a person.");
  bus.declare<HookDisabled>("A hook failed so often that it does not run any more.");
  bus.declare<HookFailing>(
      "A hook that is asked before something happens fails every time: what it guards is refused.");
}

}  // namespace hostler
