#include "core/lua/clean_text.h"
#include "modules/automation/script_action_sets.h"
#include "modules/ordering/ordering_routes.h"
#include "modules/services/service_routes.h"

namespace hostler {
namespace {

const lua::ScriptParameter kService{"service_id", kScriptText, "as in event.service"};
const lua::ScriptParameter kOrder{"order_id", kScriptText, "as in event.order"};
const lua::ScriptParameter kReason{"reason", kScriptText, "a sentence, for the record"};

SuspensionReason suspensionReasonIn(const Json& arguments) {
  return enumOf<SuspensionReason>(arguments.value("reason", "staff")).value();
}

// What the routes of staff ask hooks, too.
void askBeforeSuspend(const ServiceScriptParts& parts, const Actor& actor, const Json& arguments) {
  if (!parts.before.listens("before.suspend", actor.scope.tenant)) return;
  const auto service = parts.actions.get(actor.scope, idArgument<Service>(arguments, "service_id"));
  parts.before.ask("before.suspend", service.tenant,
                   {{"service_id", service.id.text()},
                    {"client_id", service.account.text()},
                    {"product_id", service.product.text()},
                    {"title", service.title()},
                    {"reason", wordOf(suspensionReasonIn(arguments))}});
}

ScriptAction orderAction(std::string name, std::string summary,
                         std::function<void(const Actor&, Id<Order>, const Json&)> does,
                         bool wantsReason) {
  ScriptAction action;
  action.name = std::move(name);
  action.summary = std::move(summary);
  action.parameters = {kOrder};
  if (wantsReason) action.parameters.push_back(kReason);
  action.permission = kManageOrders;
  action.run = [does = std::move(does)](db::Transaction&, const Actor& actor,
                                        const Json& arguments) -> Json {
    does(actor, idArgument<Order>(arguments, "order_id"), arguments);
    return nullptr;
  };
  return action;
}

}  // namespace

Json bodyOf(const Json& arguments, const char* subject) {
  auto body = arguments;
  body.erase(subject);
  body.erase("options");
  if (!arguments.contains("options")) return body;
  const auto& options = arguments.at("options");
  for (const auto& [name, value] : options.items()) {
    if (body.contains(name))
      throw ValidationError{"options." + name, "unknown_field", "is given beside the options"};
    body[name] = value;
  }
  return body;
}

std::vector<ScriptAction> serviceScriptActions(const ServiceScriptParts& parts) {
  ScriptAction suspend;
  suspend.name = "suspend_service";
  suspend.summary = "Suspends a service; before.suspend hooks are asked first.";
  suspend.parameters = {kService,
                        {"reason",
                         {{"type", "string"}, {"enum", {"staff", "abuse"}}},
                         "\"staff\" when left out",
                         false}};
  suspend.permission = kManageServices;
  suspend.ask = [parts](const Actor& actor, const Json& arguments) {
    askBeforeSuspend(parts, actor, arguments);
  };
  suspend.run = [parts](db::Transaction& tx, const Actor& actor, const Json& arguments) -> Json {
    auto service =
        parts.services.lock(tx, actor.scope, idArgument<Service>(arguments, "service_id"));
    if (!service) throw NotFound{};
    parts.desk.beginSuspend(tx, actor, *service, suspensionReasonIn(arguments));
    return nullptr;
  };

  ScriptAction unsuspend;
  unsuspend.name = "unsuspend_service";
  unsuspend.summary = "Brings a suspended service back, unless its invoice is overdue.";
  unsuspend.parameters = {kService};
  unsuspend.permission = kManageServices;
  unsuspend.run = [parts](db::Transaction&, const Actor& actor, const Json& arguments) -> Json {
    parts.actions.unsuspend(actor, idArgument<Service>(arguments, "service_id"));
    return nullptr;
  };

  ScriptAction terminate;
  terminate.name = "terminate_service";
  terminate.summary = "Ends a service for good, after a last backup.";
  terminate.parameters = {kService, kReason};
  terminate.permission = kManageServices;
  terminate.wantsFreshFactor = true;
  terminate.run = [parts](db::Transaction&, const Actor& actor, const Json& arguments) -> Json {
    const auto reason = fromJson<ScriptReason>(bodyOf(arguments, "service_id")).reason;
    parts.actions.terminate(actor, idArgument<Service>(arguments, "service_id"),
                            lua::cleanText(reason, 300));
    return nullptr;
  };
  return {suspend, unsuspend, terminate};
}

std::vector<ScriptAction> orderScriptActions(OrderService& orders) {
  const auto reasonOf = [](const Json& arguments) {
    return fromJson<ScriptReason>(bodyOf(arguments, "order_id")).reason;
  };
  return {
      orderAction(
          "accept_order", "Lets an order go ahead before it is paid; it stays owed.",
          [&orders](const Actor& actor, Id<Order> id, const Json&) { orders.accept(actor, id); },
          false),
      orderAction(
          "cancel_order", "Cancels an order that is not paid, and its invoice.",
          [&orders, reasonOf](const Actor& actor, Id<Order> id, const Json& arguments) {
            orders.cancel(actor, id, reasonOf(arguments));
          },
          true),
      orderAction(
          "mark_order_fraud", "Stops an order as fraud: what runs of it is suspended.",
          [&orders, reasonOf](const Actor& actor, Id<Order> id, const Json& arguments) {
            orders.markFraud(actor, id, reasonOf(arguments));
          },
          true)};
}

}  // namespace hostler
