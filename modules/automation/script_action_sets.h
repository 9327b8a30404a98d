#pragma once

#include "core/events/before_hooks.h"
#include "modules/accounts/client_notes.h"
#include "modules/automation/script_actions.h"
#include "modules/billing/corrections.h"
#include "modules/billing/payment_service.h"
#include "modules/ordering/order_service.h"
#include "modules/services/service_actions.h"

namespace hostler {

class TicketDesk;

// What scripts may have done, module by module, with the checks that staff meet there. All parts
// are kept by reference.

struct ServiceScriptParts {
  db::Database& database;
  ServiceRepository& services;
  ServiceDesk& desk;
  ServiceActions& actions;
  events::BeforeHooks& before;
};
/// suspend_service, unsuspend_service, terminate_service.
std::vector<ScriptAction> serviceScriptActions(const ServiceScriptParts& parts);

/// accept_order, cancel_order, mark_order_fraud.
std::vector<ScriptAction> orderScriptActions(OrderService& orders);

struct BillingScriptParts {
  db::Database& database;
  const Clock& clock;
  IdMint& ids;
  Accounts& accounts;
  Billing& billing;
  Corrections& corrections;
  PaymentService& payments;
  AuditLog& audit;
  events::BeforeHooks& before;
};
/// add_credit, add_billable_item, issue_invoice, cancel_invoice.
std::vector<ScriptAction> billingScriptActions(const BillingScriptParts& parts);

/// note_client.
std::vector<ScriptAction> clientScriptActions(const ClientNotes::Parts& parts);

/// open_ticket, answer_ticket, note_ticket, close_ticket.
std::vector<ScriptAction> ticketScriptActions(TicketDesk& tickets);

// How their arguments are read.

/// The id in an argument. Throws NotFound for a text that is none.
template <class Entity>
Id<Entity> idArgument(const Json& arguments, const char* name) {
  const auto id = Id<Entity>::parse(arguments.at(name).get_ref<const std::string&>());
  if (!id) throw NotFound{};
  return *id;
}
/// The arguments as the body of the request that staff would send: without `subject`, and with the
/// members of `options` beside the others.
Json bodyOf(const Json& arguments, const char* subject);

/// A reason as staff give one: of 1 to 500 characters.
struct ScriptReason {
  std::string reason;
  static void describe(Shape<ScriptReason>& shape) {
    shape.field("reason", &ScriptReason::reason).length(1, 500);
  }
};

inline const Json kScriptText{{"type", "string"}};
inline const Json kScriptInteger{{"type", "integer"}};
/// A number of something: whole, or a decimal as text.
inline const Json kScriptQuantity{{"type", {"integer", "string"}}};
/// The schema of a table with these members, none of which has to be there.
inline Json scriptTable(const Json& members) {
  return {{"type", "object"}, {"properties", members}};
}

}  // namespace hostler
