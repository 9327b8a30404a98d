#include "plugins/sandbox/stripe/lifecycle.h"

#include "plugins/sandbox/stripe/shapes.h"
#include "plugins/sandbox/stripe/test_methods.h"

namespace hostler::sandbox::stripe {
namespace {

using Ending = TestMethod::Ending;

std::int64_t feeOf(std::int64_t amount) {
  return amount * 29 / 1000 + 30;
}

bool isOpen(const Json& intent) {
  const auto& status = intent.at("status");
  return status == "requires_payment_method" || status == "requires_confirmation" ||
         status == "requires_action";
}

Refusal unexpectedState(const Json& intent) {
  return {400, "This object's status is " + intent.at("status").get<std::string>() + ".",
          intent.at("object").get<std::string>() + "_unexpected_state"};
}

void checkOwner(ApiCall& call, const Json& intent, const std::string& methodId, bool isOffSession) {
  const auto& owner = find(call.merchant.methods, methodId)->at("customer");
  if (owner.is_null() && !isOffSession) return;
  if (owner != intent.at("customer"))
    throw Refusal{400, "The PaymentMethod does not belong to the Customer of this intent.", "",
                  "payment_method"};
}

// Stripe keeps the method of a payment that was to leave one.
void keepMethod(ApiCall& call, const Json& intent) {
  if (intent.at("setup_future_usage").is_null() || intent.at("customer").is_null()) return;
  attach(call, intent.at("payment_method").get<std::string>(), intent.at("customer"));
}

void completeSession(ApiCall& call, Json& session, const Json& intent) {
  session.update({{"status", "complete"},
                  {"payment_intent", intent.at("id")},
                  {"payment_status", intent.at("status") == "succeeded" ? "paid" : "unpaid"},
                  {"url", nullptr}});
  announce(call, "checkout.session.completed", session);
}

// A debit that was waiting when its page was left.
void settleSession(ApiCall& call, const Json& intent, bool isPaid) {
  for (auto& session : call.merchant.sessions) {
    if (session["payment_intent"] != intent.at("id") || session["payment_status"] == "paid")
      continue;
    if (isPaid) session["payment_status"] = "paid";
    announce(call,
             std::string{"checkout.session.async_payment_"} + (isPaid ? "succeeded" : "failed"),
             session);
  }
}

}  // namespace

std::string bookMovement(ApiCall& call, const Json& source, const std::string& type,
                         std::int64_t amount, std::int64_t fee) {
  auto movement = shapeOf("balance_transaction");
  const auto id = newId("txn_");
  movement.update({{"id", id},
                   {"amount", amount},
                   {"available_on", call.now + 2 * 24 * 3600},
                   {"created", call.now},
                   {"currency", source.at("currency")},
                   {"fee", fee},
                   {"net", amount - fee},
                   {"source", source.at("id")},
                   {"type", type},
                   {"reporting_category", type}});
  if (fee != 0) {
    movement["fee_details"].push_back({{"amount", fee},
                                       {"application", nullptr},
                                       {"currency", source.at("currency")},
                                       {"description", "Processing fees"},
                                       {"type", "stripe_fee"}});
  }
  call.merchant.movements.push_back(std::move(movement));
  return id;
}

Json newIntent(ApiCall& call, std::int64_t amount, const std::string& currency) {
  auto intent = shapeOf("payment_intent");
  const auto id = newId("pi_");
  intent.update({{"id", id},
                 {"client_secret", newId(id + "_secret_")},
                 {"amount", amount},
                 {"currency", currency},
                 {"created", call.now}});
  return intent;
}

Json& startCharge(ApiCall& call, Json& intent, const std::string& methodId, std::int64_t amount) {
  const auto& method = *find(call.merchant.methods, methodId);
  const auto type = method.at("type").get<std::string>();
  auto charge = shapeOf("charge");
  charge.update({{"id", newId(type == "card" ? "ch_" : "py_")},
                 {"amount", amount},
                 {"created", call.now},
                 {"currency", intent.at("currency")},
                 {"customer", intent.at("customer")},
                 {"description", intent.at("description")},
                 {"metadata", intent.at("metadata")},  // as it is now; never updated later
                 {"payment_intent", intent.at("id")},
                 {"payment_method", methodId},
                 {"payment_method_details", {{"type", type}, {type, method.at(type)}}}});
  intent["latest_charge"] = charge["id"];
  intent["payment_method"] = methodId;
  call.merchant.charges.push_back(std::move(charge));
  return call.merchant.charges.back();
}

void succeed(ApiCall& call, Json& intent, Json& charge) {
  const auto amount = charge["amount"].get<std::int64_t>();
  const bool wasWaiting = intent["status"] == "processing";
  charge.update(
      {{"status", "succeeded"},
       {"paid", true},
       {"captured", true},
       {"amount_captured", amount},
       {"balance_transaction", bookMovement(call, charge, "charge", amount, feeOf(amount))}});
  intent.update({{"status", "succeeded"},
                 {"amount_received", amount},
                 {"amount_capturable", 0},
                 {"last_payment_error", nullptr},
                 {"next_action", nullptr}});
  announce(call, "payment_intent.succeeded", intent);
  announce(call, "charge.succeeded", charge);
  keepMethod(call, intent);
  if (wasWaiting) settleSession(call, intent, true);
}

void authorize(ApiCall& call, Json& intent, Json& charge) {
  charge.update({{"status", "succeeded"}, {"paid", true}});
  intent.update({{"status", "requires_capture"},
                 {"capture_method", "manual"},
                 {"amount_capturable", charge["amount"]}});
  announce(call, "payment_intent.amount_capturable_updated", intent);
  announce(call, "charge.succeeded", charge);
}

void captureAuthorized(ApiCall& call, Json& intent, Json& charge, std::int64_t amount) {
  charge.update(
      {{"captured", true},
       {"amount_captured", amount},
       {"balance_transaction", bookMovement(call, charge, "charge", amount, feeOf(amount))}});
  intent.update({{"status", "succeeded"}, {"amount_received", amount}, {"amount_capturable", 0}});
  announce(call, "payment_intent.succeeded", intent);
  announce(call, "charge.captured", charge);
  keepMethod(call, intent);
}

void wait(ApiCall& call, Json& intent, Json& charge) {
  intent["status"] = "processing";
  announce(call, "payment_intent.processing", intent);
  announce(call, "charge.pending", charge);
}

void fail(ApiCall& call, Json& intent, Json& charge, const std::string& code,
          const std::string& declineCode) {
  const bool wasWaiting = intent["status"] == "processing";
  const std::string message = code == "authentication_required"
                                  ? "This payment must be authenticated by the payer."
                                  : "Your card was declined.";
  charge.update({{"status", "failed"}, {"failure_code", code}, {"failure_message", message}});
  charge["outcome"].update({{"network_status", "declined_by_network"},
                            {"reason", declineCode},
                            {"seller_message", "The bank did not say more."},
                            {"type", "issuer_declined"}});
  intent.update({{"status", "requires_payment_method"},
                 {"payment_method", nullptr},
                 {"next_action", nullptr},
                 {"last_payment_error",
                  {{"type", "card_error"},
                   {"code", code},
                   {"decline_code", declineCode},
                   {"message", message},
                   {"charge", charge["id"]},
                   {"payment_method",
                    *find(call.merchant.methods, charge["payment_method"].get<std::string>())}}}});
  announce(call, "charge.failed", charge);
  announce(call, "payment_intent.payment_failed", intent);
  if (wasWaiting) settleSession(call, intent, false);
}

void confirm(ApiCall& call, Json& intent, const std::string& name, bool isOffSession) {
  if (!isOpen(intent)) throw unexpectedState(intent);
  const auto method = takeMethod(call, name);
  checkOwner(call, intent, method, isOffSession);
  const auto& behaviour = behaviourOf(call.merchant, method);
  if (behaviour.ending == Ending::NeedsPayer && !isOffSession) {
    intent.update(
        {{"status", "requires_action"},
         {"payment_method", method},
         {"next_action", {{"type", "use_stripe_sdk"}, {"use_stripe_sdk", Json::object()}}}});
    return announce(call, "payment_intent.requires_action", intent);
  }
  auto& charge = startCharge(call, intent, method, intent["amount"].get<std::int64_t>());
  if (behaviour.ending == Ending::Succeeds) return succeed(call, intent, charge);
  if (behaviour.ending == Ending::Waits) return wait(call, intent, charge);
  const bool needsPayer = behaviour.ending == Ending::NeedsPayer;
  const std::string code = needsPayer ? "authentication_required" : "card_declined";
  const std::string decline = needsPayer ? code : std::string{behaviour.declineCode};
  fail(call, intent, charge, code, decline);
  const auto& error = intent["last_payment_error"];
  throw Refusal{402,
                error["message"].get<std::string>(),
                code,
                "",
                "card_error",
                {{"charge", charge["id"]},
                 {"decline_code", decline},
                 {"payment_intent", intent},
                 {"payment_method", error["payment_method"]}}};
}

void confirmSetup(ApiCall& call, Json& setup, const std::string& name) {
  if (!isOpen(setup)) throw unexpectedState(setup);
  const auto method = takeMethod(call, name);
  checkOwner(call, setup, method, false);
  setup.update({{"status", "succeeded"}, {"payment_method", method}, {"next_action", nullptr}});
  announce(call, "setup_intent.succeeded", setup);
  if (!setup["customer"].is_null()) attach(call, method, setup["customer"]);
}

void paySession(ApiCall& call, Json& session, const std::string& name) {
  auto made = newIntent(call, session["amount_total"].get<std::int64_t>(),
                        session["currency"].get<std::string>());
  const auto data = call.merchant.intentData[session["id"].get<std::string>()];
  made.update({{"customer", session["customer"]}, {"metadata", data.at("metadata")}});
  call.merchant.intents.push_back(std::move(made));
  auto& intent = call.merchant.intents.back();
  announce(call, "payment_intent.created", intent);
  confirm(call, intent, name, false);
  completeSession(call, session, intent);
}

}  // namespace hostler::sandbox::stripe
