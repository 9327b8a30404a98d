#include "modules/automation/script_action_sets.h"
#include "modules/billing/billable_desk.h"
#include "modules/billing/billing_permissions.h"
#include "modules/billing/issue_hooks.h"
#include "modules/billing/manual_invoice.h"

namespace hostler {
namespace {

const lua::ScriptParameter kClient{"client_id", kScriptText, "as in event.client_id"};
const lua::ScriptParameter kReason{"reason", kScriptText, "a sentence, for the record"};
const lua::ScriptParameter kAmount{"amount", kScriptInteger,
                                   "in minor units of the client's currency"};

// A price in the client's currency, as requests write one; a whole quantity may be a number.
Json asRequest(Json body, const Account& account) {
  body["unit_price"] = {{"amount", body.at("amount")}, {"currency", account.currency.code()}};
  body.erase("amount");
  if (body.contains("quantity") && body.at("quantity").is_number_integer())
    body["quantity"] = std::to_string(body.at("quantity").get<std::int64_t>());
  return body;
}

ManualInvoice invoiceIn(const Json& arguments, const Account& account) {
  auto body = bodyOf(arguments, "client_id");
  body["account"] = account.id.text();
  for (auto& line : body.at("lines")) {
    if (!line.is_object() || !line.contains("amount"))
      throw ValidationError{"lines", "required", "each have a description and an amount"};
    line = asRequest(line, account);
  }
  return fromJson<ManualInvoice>(body);
}

ScriptAction addCredit(const BillingScriptParts& parts) {
  ScriptAction action;
  action.name = "add_credit";
  action.summary = "Gives a client credit.";
  action.parameters = {kClient, kAmount, kReason};
  action.permission = kMoveMoney;
  action.wantsFreshFactor = true;
  action.run = [parts](db::Transaction& tx, const Actor& actor, const Json& arguments) -> Json {
    const auto account =
        parts.accounts.get(tx, actor.scope.tenant, idArgument<Account>(arguments, "client_id"));
    const auto amount =
        Money::ofMinor(arguments.at("amount").get<std::int64_t>(), account.currency);
    if (!amount.isPositive())
      throw ValidationError{"amount", "not_positive", "must be more than nothing"};
    const auto reason = fromJson<ScriptReason>({{"reason", arguments.at("reason")}}).reason;
    parts.payments.addCredit(actor, account.id, amount, reason);
    return nullptr;
  };
  return action;
}

ScriptAction addBillableItem(const BillingScriptParts& parts) {
  ScriptAction action;
  action.name = "add_billable_item";
  action.summary = "Notes something that a client is invoiced for later.";
  action.parameters = {
      kClient,
      {"description", kScriptText, "the invoice's line"},
      kAmount,
      {"options",
       scriptTable(
           {{"quantity", kScriptQuantity}, {"sac", kScriptText}, {"invoice_from", kScriptText}}),
       "quantity, sac, and invoice_from: a date from which it is invoiced by itself; with the next "
       "renewal when left out",
       false}};
  action.result = {{"type", "object"}, {"properties", {{"id", kScriptText}}}};
  action.sample = {{"id", Id<BillableItem>::of(1).text()}};
  action.permission = kManageInvoices;
  action.run = [parts](db::Transaction& tx, const Actor& actor, const Json& arguments) -> Json {
    const auto account =
        parts.accounts.get(tx, actor.scope.tenant, idArgument<Account>(arguments, "client_id"));
    auto body = asRequest(bodyOf(arguments, "client_id"), account);
    body["account"] = account.id.text();
    BillableDesk desk{{parts.clock, parts.ids, parts.accounts, parts.audit}};
    return {{"id", desk.add(tx, actor, fromJson<NewBillableItem>(body)).id.text()}};
  };
  return action;
}

ScriptAction issueInvoice(const BillingScriptParts& parts) {
  ScriptAction action;
  action.name = "issue_invoice";
  action.summary =
      "Issues an invoice with lines of one's own; before.invoice_issue hooks are asked first.";
  const Json line{{"type", "object"},
                  {"properties",
                   {{"description", kScriptText},
                    {"amount", kScriptInteger},
                    {"quantity", kScriptQuantity},
                    {"sac", kScriptText}}},
                  {"required", {"description", "amount"}}};
  action.parameters = {kClient,
                       {"lines",
                        {{"type", "array"}, {"items", line}},
                        "amounts in minor units of the client's currency, without tax"},
                       {"options", scriptTable({{"due_date", kScriptText}, {"notes", kScriptText}}),
                        "of the invoice", false}};
  action.result = {
      {"type", "object"},
      {"properties", {{"id", kScriptText}, {"number", kScriptText}, {"total", kScriptInteger}}}};
  action.sample = {{"id", Id<Invoice>::of(1).text()}, {"number", "TEST"}, {"total", 0}};
  action.permission = kManageInvoices;
  action.ask = [parts](const Actor& actor, const Json& arguments) {
    const auto tenant = actor.scope.tenant;
    const IssueHooks hooks{parts.database, parts.billing, &parts.before};
    hooks.ask(tenant, [&](db::Reader& reader) {
      const auto account =
          parts.accounts.get(reader, tenant, idArgument<Account>(arguments, "client_id"));
      return std::vector{requestOf(account, invoiceIn(arguments, account))};
    });
  };
  action.run = [parts](db::Transaction& tx, const Actor& actor, const Json& arguments) -> Json {
    const auto account =
        parts.accounts.get(tx, actor.scope.tenant, idArgument<Account>(arguments, "client_id"));
    const auto invoice =
        parts.billing.issue(tx, actor, requestOf(account, invoiceIn(arguments, account)));
    return {
        {"id", invoice.id.text()}, {"number", invoice.number}, {"total", invoice.total.minor()}};
  };
  return action;
}

ScriptAction cancelInvoice(const BillingScriptParts& parts) {
  ScriptAction action;
  action.name = "cancel_invoice";
  action.summary = "Takes an unpaid invoice back, by a credit note.";
  action.parameters = {{"invoice_id", kScriptText, "as in event.invoice"}, kReason};
  action.permission = kManageInvoices;
  action.run = [parts](db::Transaction& tx, const Actor& actor, const Json& arguments) -> Json {
    const auto reason = fromJson<ScriptReason>(bodyOf(arguments, "invoice_id")).reason;
    parts.corrections.cancel(tx, actor, idArgument<Invoice>(arguments, "invoice_id"), reason);
    return nullptr;
  };
  return action;
}

}  // namespace

std::vector<ScriptAction> billingScriptActions(const BillingScriptParts& parts) {
  return {addCredit(parts), addBillableItem(parts), issueInvoice(parts), cancelInvoice(parts)};
}

}  // namespace hostler
