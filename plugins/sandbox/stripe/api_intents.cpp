#include "plugins/sandbox/stripe/lifecycle.h"
#include "plugins/sandbox/stripe/limits.h"
#include "plugins/sandbox/stripe/params.h"
#include "plugins/sandbox/stripe/shapes.h"

namespace hostler::sandbox::stripe {
namespace {

constexpr auto kUrl = "/v1/payment_intents";

void checkCustomer(ApiCall& call) {
  const auto customer = text(call.params, "/customer");
  if (!customer.empty() && find(call.merchant.customers, customer) == nullptr)
    throw noSuch("customer", customer, "customer");
}

// How the intent may be paid: by named types, or by what the account offers.
void takeMethodTypes(const Json& params, Json& intent) {
  const bool isAutomatic = flag(params, "/automatic_payment_methods/enabled");
  const bool hasTypes = has(params, "/payment_method_types");
  if (isAutomatic && hasTypes)
    throw Refusal{400,
                  "You may only specify one of these parameters: automatic_payment_methods, "
                  "payment_method_types."};
  auto redirects = text(params, "/automatic_payment_methods/allow_redirects");
  if (redirects.empty()) redirects = "always";
  if (redirects != "always" && redirects != "never")
    throw Refusal{400, "Invalid allow_redirects", "", "automatic_payment_methods[allow_redirects]"};
  if (isAutomatic)
    intent["automatic_payment_methods"] = {{"allow_redirects", redirects}, {"enabled", true}};
  if (!hasTypes) return;
  intent["payment_method_types"] = Json::array();
  for (const auto& type : params["payment_method_types"])
    intent["payment_method_types"].push_back(type);
}

void takeUsage(const Json& params, Json& intent) {
  const auto usage = text(params, "/setup_future_usage");
  if (usage.empty()) return;
  if (usage != "off_session" && usage != "on_session")
    throw Refusal{400, "Invalid setup_future_usage", "", "setup_future_usage"};
  intent["setup_future_usage"] = usage;
}

// What an Indian bank must be told of a card that will be charged again.
void checkMandate(const Json& params, bool hasCurrency) {
  constexpr auto kMandate = "/payment_method_options/card/mandate_options";
  if (!has(params, kMandate)) return;
  const auto at = [&](const char* name) { return std::string{kMandate} + name; };
  (void)requiredText(params, at("/reference").c_str());
  (void)integer(params, at("/amount").c_str());
  (void)integer(params, at("/start_date").c_str());
  if (hasCurrency) (void)requiredText(params, at("/currency").c_str());
  const auto type = requiredText(params, at("/amount_type").c_str());
  if (type != "fixed" && type != "maximum")
    throw Refusal{400, "Invalid amount_type", "", "payment_method_options"};
  const auto interval = requiredText(params, at("/interval").c_str());
  if ((interval == "sporadic") == has(params, at("/interval_count").c_str()))
    throw Refusal{400, "Invalid interval_count", "", "payment_method_options"};
}

Json createIntent(ApiCall& call) {
  const auto& params = call.params;
  allowOnly(params, {"amount", "currency", "customer", "description", "metadata[*]",
                     "automatic_payment_methods[enabled]",
                     "automatic_payment_methods[allow_redirects]", "payment_method_types[]",
                     "payment_method", "off_session", "confirm", "setup_future_usage",
                     "capture_method", "payment_method_options[card][mandate_options][*]",
                     "payment_method_options[card][mandate_options][supported_types][]"});
  const auto amount = integer(params, "/amount");
  const auto currency = checkedCurrency(params, "/currency");
  checkAmount(amount, currency, "amount");
  checkCustomer(call);
  checkMandate(params, false);
  auto intent = newIntent(call, amount, currency);
  takeMethodTypes(params, intent);
  takeUsage(params, intent);
  intent["metadata"] = metadata(params);
  for (const char* name : {"customer", "description"}) {
    if (has(params, ("/" + std::string{name}).c_str())) intent[name] = params[name];
  }
  if (text(params, "/capture_method") == "manual") intent["capture_method"] = "manual";
  const bool confirms = flag(params, "/confirm"), isOffSession = flag(params, "/off_session");
  if (isOffSession && !confirms)
    throw Refusal{400, "off_session can only be used with confirm=true.", "", "off_session"};
  const auto method = confirms ? requiredText(params, "/payment_method") : std::string{};
  call.merchant.intents.push_back(std::move(intent));
  auto& made = call.merchant.intents.back();
  announce(call, "payment_intent.created", made);
  if (confirms) confirm(call, made, method, isOffSession);
  return made;
}

Json captureIntent(ApiCall& call, Json& intent) {
  allowOnly(call.params, {"amount_to_capture"});
  if (intent["status"] != "requires_capture")
    throw Refusal{400, "This PaymentIntent could not be captured.",
                  "payment_intent_unexpected_state"};
  const auto held = intent["amount_capturable"].get<std::int64_t>();
  const auto amount =
      has(call.params, "/amount_to_capture") ? integer(call.params, "/amount_to_capture") : held;
  if (amount < 1 || amount > held)
    throw Refusal{400, "amount_to_capture is more than what was authorised.", "amount_too_large",
                  "amount_to_capture"};
  auto& charge = *find(call.merchant.charges, intent["latest_charge"].get<std::string>());
  captureAuthorized(call, intent, charge, amount);
  return intent;
}

Json cancelIntent(ApiCall& call, Json& intent) {
  allowOnly(call.params, {"cancellation_reason"});
  if (intent["status"] == "succeeded" || intent["status"] == "canceled" ||
      intent["status"] == "processing")
    throw Refusal{400, "You cannot cancel this PaymentIntent.", "payment_intent_unexpected_state"};
  intent.update({{"status", "canceled"}, {"canceled_at", call.now}, {"next_action", nullptr}});
  const auto reason = text(call.params, "/cancellation_reason");
  intent["cancellation_reason"] = reason.empty() ? Json(nullptr) : Json(reason);
  announce(call, "payment_intent.canceled", intent);
  return intent;
}

Json createSetup(ApiCall& call) {
  const auto& params = call.params;
  allowOnly(params, {"customer", "usage", "description", "metadata[*]", "payment_method_types[]",
                     "automatic_payment_methods[enabled]",
                     "payment_method_options[card][mandate_options][*]",
                     "payment_method_options[card][mandate_options][supported_types][]"});
  checkCustomer(call);
  checkMandate(params, true);
  auto setup = shapeOf("setup_intent");
  const auto id = newId("seti_");
  setup.update({{"id", id}, {"client_secret", newId(id + "_secret_")}, {"created", call.now}});
  takeMethodTypes(params, setup);
  setup["metadata"] = metadata(params);
  for (const char* name : {"customer", "description", "usage"}) {
    if (has(params, ("/" + std::string{name}).c_str())) setup[name] = params[name];
  }
  announce(call, "setup_intent.created", setup);
  return call.merchant.setups.emplace_back(std::move(setup));
}

}  // namespace

// POST and GET /payment_intents, GET /payment_intents/:id, POST …/confirm, …/capture, …/cancel
Answer answerIntents(ApiCall& call) {
  if (call.path.empty() || call.path[0] != "payment_intents") return std::nullopt;
  auto& intents = call.merchant.intents;
  if (call.path.size() == 1) {
    if (call.isPost()) return createIntent(call);
    allowOnly(call.params, {"customer", "limit", "starting_after", "created[gte]", "created[gt]",
                            "created[lte]", "created[lt]"});
    const auto customer = text(call.params, "/customer");
    return listOf(call, intents, kUrl, [&](const Json& intent) {
      return customer.empty() || intent["customer"] == customer;
    });
  }
  auto* intent = find(intents, call.path[1]);
  if (intent == nullptr) throw noSuch("payment_intent", call.path[1], "intent");
  if (call.isAt("payment_intents", 2) && !call.isPost()) {
    allowOnly(call.params, {"client_secret"});
    return *intent;
  }
  if (!call.isPost()) return std::nullopt;
  if (call.isAt("payment_intents", 3, "capture")) return captureIntent(call, *intent);
  if (call.isAt("payment_intents", 3, "cancel")) return cancelIntent(call, *intent);
  if (!call.isAt("payment_intents", 3, "confirm")) return std::nullopt;
  allowOnly(call.params, {"payment_method", "client_secret", "return_url", "off_session"});
  confirm(call, *intent, requiredText(call.params, "/payment_method"),
          flag(call.params, "/off_session"));
  return *intent;
}

// POST and GET /setup_intents, GET /setup_intents/:id, POST …/confirm
Answer answerSetups(ApiCall& call) {
  if (call.path.empty() || call.path[0] != "setup_intents") return std::nullopt;
  auto& setups = call.merchant.setups;
  if (call.path.size() == 1) {
    if (call.isPost()) return createSetup(call);
    allowOnly(call.params, {"customer", "limit", "starting_after", "created[gte]", "created[gt]",
                            "created[lte]", "created[lt]"});
    const auto customer = text(call.params, "/customer");
    return listOf(call, setups, "/v1/setup_intents", [&](const Json& setup) {
      return customer.empty() || setup["customer"] == customer;
    });
  }
  auto* setup = find(setups, call.path[1]);
  if (setup == nullptr) throw noSuch("setup_intent", call.path[1], "intent");
  if (call.isAt("setup_intents", 2) && !call.isPost()) {
    allowOnly(call.params, {"client_secret"});
    return *setup;
  }
  if (!call.isPost() || !call.isAt("setup_intents", 3, "confirm")) return std::nullopt;
  allowOnly(call.params, {"payment_method", "client_secret", "return_url"});
  confirmSetup(call, *setup, requiredText(call.params, "/payment_method"));
  return *setup;
}

}  // namespace hostler::sandbox::stripe
