// What a payer, and the banks behind, do: POST /_pay, and the webhooks that follow from it.
#include "plugins/sandbox/stripe/payer.h"

#include "core/problem/problem.h"
#include "plugins/sandbox/stripe/lifecycle.h"
#include "plugins/sandbox/stripe/shapes.h"
#include "plugins/sandbox/stripe/test_methods.h"

namespace hostler::sandbox::stripe {
namespace {

constexpr std::int64_t kDisputeFee = 1'500, kTimeToRespond = 7 * 24 * 3600;

std::string methodFor(ApiCall& call, const Json& intent, const Json& request) {
  const auto offered = intent["payment_method_types"][0].get<std::string>();
  const auto name = request.value("method", offered);
  if (testMethod(name) == nullptr && find(call.merchant.methods, name) == nullptr)
    throw ValidationError{"method", "unknown_method", "is none that a payer has here"};
  return takeMethod(call, name);
}

// A debit that the bank has not answered yet, or a try of its own.
Json& chargeFor(ApiCall& call, Json& intent, const Json& request) {
  if (intent["status"] == "processing")
    return *find(call.merchant.charges, intent["latest_charge"].get<std::string>());
  const auto amount = request.value("amount", Json(nullptr));
  if (!amount.is_null() && (!amount.is_number_integer() || amount < 1))
    throw ValidationError{"amount", "out_of_range", "must be a whole number of minor units"};
  return startCharge(call, intent, methodFor(call, intent, request),
                     (amount.is_null() ? intent["amount"] : amount).get<std::int64_t>());
}

void checkOpen(const Json& intent) {
  for (const char* over : {"succeeded", "canceled", "requires_capture"}) {
    if (intent["status"] == over)
      throw ValidationError{"payment_intent", "not_open", "cannot be paid any more"};
  }
}

Json* disputeOf(Merchant& merchant, const Json& charge) {
  for (auto& dispute : merchant.disputes) {
    if (dispute["charge"] == charge["id"]) return &dispute;
  }
  return nullptr;
}

void bookAt(ApiCall& call, Json& dispute, std::int64_t amount, std::int64_t fee) {
  const auto id = bookMovement(call, dispute, "adjustment", amount, fee);
  dispute["balance_transactions"].push_back(*find(call.merchant.movements, id));
}

// The bank takes the money at once, and a fee; what is won comes back.
Json& openDispute(ApiCall& call, Json& charge) {
  auto dispute = shapeOf("dispute");
  dispute.update({{"id", newId("dp_")},
                  {"amount", charge["amount_captured"]},
                  {"charge", charge["id"]},
                  {"created", call.now},
                  {"currency", charge["currency"]},
                  {"payment_intent", charge["payment_intent"]}});
  dispute["evidence_details"]["due_by"] = call.now + kTimeToRespond;
  bookAt(call, dispute, -charge["amount_captured"].get<std::int64_t>(), kDisputeFee);
  charge["disputed"] = true;
  announce(call, "charge.dispute.created", dispute);
  announce(call, "charge.dispute.funds_withdrawn", dispute);
  return call.merchant.disputes.emplace_back(std::move(dispute));
}

// disputed, and how it goes on: dispute_under_review, dispute_won, dispute_lost, dispute_closed
void disputePayment(ApiCall& call, Json& intent, const std::string& outcome, const Json& request) {
  if (intent["status"] != "succeeded") {
    checkOpen(intent);
    succeed(call, intent, chargeFor(call, intent, request));
  }
  auto& charge = *find(call.merchant.charges, intent["latest_charge"].get<std::string>());
  auto* known = disputeOf(call.merchant, charge);
  auto& dispute = known != nullptr ? *known : openDispute(call, charge);
  if (outcome == "disputed") return;
  const auto word = outcome.substr(std::string_view{"dispute_"}.size());
  if (word == "under_review") {
    dispute["status"] = word;
    return announce(call, "charge.dispute.updated", dispute);
  }
  if (word != "won" && word != "lost" && word != "closed")
    throw ValidationError{"outcome", "unknown_outcome", "is none that a bank can bring about"};
  dispute["status"] = word == "closed" ? "warning_closed" : word;
  if (word != "lost") {
    bookAt(call, dispute, dispute["amount"].get<std::int64_t>(), 0);
    announce(call, "charge.dispute.funds_reinstated", dispute);
  }
  announce(call, "charge.dispute.closed", dispute);
}

// What Stripe.js hands to the page.
Json returnOf(const Json& intent) {
  const auto kind = intent.at("object").get<std::string>();
  return {{kind, intent.at("id")}, {kind + "_client_secret", intent.at("client_secret")}};
}

Json payIntent(ApiCall& call, Json& intent, const Json& request) {
  const auto outcome = request.value("outcome", std::string{"captured"});
  if (outcome == "disputed" || outcome.starts_with("dispute_")) {
    disputePayment(call, intent, outcome, request);
    return {{"payment", intent}};
  }
  if (outcome != "captured" && outcome != "failed" && outcome != "authorized" &&
      outcome != "processing")
    throw ValidationError{"outcome", "unknown_outcome", "is none that a payer can bring about"};
  checkOpen(intent);
  auto& charge = chargeFor(call, intent, request);
  if (outcome == "captured") succeed(call, intent, charge);
  if (outcome == "authorized") authorize(call, intent, charge);
  if (outcome == "processing") wait(call, intent, charge);
  if (outcome == "failed") fail(call, intent, charge, "card_declined", "generic_decline");
  Json result{{"payment", intent}, {"charge", charge}};
  if (outcome != "failed") result["return"] = returnOf(intent);
  return result;
}

Json paySetup(ApiCall& call, Json& setup, const Json& request) {
  if (setup["status"] == "succeeded" || request.value("outcome", "captured") != "captured")
    throw ValidationError{"outcome", "unknown_outcome", "is none that a setup can come to"};
  confirmSetup(call, setup, methodFor(call, setup, request));
  return {{"payment", setup}, {"return", returnOf(setup)}};
}

Json payHosted(ApiCall& call, Json& session, const Json& request) {
  if (session["status"] != "open" || request.value("outcome", "captured") != "captured")
    throw ValidationError{"outcome", "unknown_outcome", "is none that this page can come to"};
  paySession(call, session, methodFor(call, session, request));
  const auto intent = session["payment_intent"].get<std::string>();
  return {{"payment", *find(call.merchant.intents, intent)},
          {"return", {{"checkout_session", session["id"]}}}};
}

}  // namespace

std::optional<Json> play(ApiCall& call, const Json& request) {
  const auto id = request.value("payment_intent", std::string{});
  try {
    if (auto* intent = find(call.merchant.intents, id)) return payIntent(call, *intent, request);
    if (auto* setup = find(call.merchant.setups, id)) return paySetup(call, *setup, request);
    if (auto* session = find(call.merchant.sessions, id)) return payHosted(call, *session, request);
  } catch (const Refusal& refusal) {
    throw ValidationError{"method", "refused", refusal.message};
  }
  return std::nullopt;
}

}  // namespace hostler::sandbox::stripe
