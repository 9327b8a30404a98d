#include "modules/automation/automation_events.h"

#include "modules/billing/billing_events.h"
#include "modules/ordering/ordering.h"
#include "modules/services/services.h"

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

void declareAutomationEvents(events::Bus& bus) {
  bus.declare<RuleFailed>("A run of a rule went wrong as a whole, or in every row.");
  bus.declare<RuleHeld>("A run would have done more than its rule's limit, and waits for a person.");
  bus.declare<HookDisabled>("A hook failed so often that it does not run any more.");
  // A second declaration changes nothing, so a module that declares its own is welcome.
  bus.declare<OrderPlaced>("A client placed an order.");
  bus.declare<OrderCancelled>("An order was cancelled.");
  bus.declare<InvoiceIssued>("An invoice was issued.");
  bus.declare<InvoicePaid>("An invoice's balance came to zero.");
  bus.declare<InvoiceCancelled>("An unpaid invoice was taken back.");
  bus.declare<PaymentReceived>("Money came in: through a gateway, by hand or from credit.");
  bus.declare<PaymentFailed>("An attempt to pay came to nothing.");
  bus.declare<PaymentRefunded>("Money went back to a client.");
  bus.declare<PaymentDisputed>("A payer's bank took a payment back, or returned it.");
  bus.declare<ServiceActivated>("A service was made at its provider.");
  bus.declare<ServiceSuspended>("A service was taken off the net.");
  bus.declare<ServiceUnsuspended>("A service came back.");
  bus.declare<ServiceTerminated>("A service was removed at its provider.");
  bus.declare<ServiceChanged>("A service's plan was changed at its provider.");
  bus.declare<ServiceCancellationRequested>("A client asked for the end of a service.");
  bus.declare<ServiceNeedsAttention>("Something at the provider needs a person.");
}

}  // namespace hostler
