#include "plugins/sandbox/stripe/lifecycle.h"
#include "plugins/sandbox/stripe/params.h"
#include "plugins/sandbox/stripe/shapes.h"

namespace hostler::sandbox::stripe {
namespace {

// The charge that is to be given back, named itself or by its intent.
Json& chargeFor(ApiCall& call) {
  const auto intentId = text(call.params, "/payment_intent"),
             chargeId = text(call.params, "/charge");
  if (intentId.empty() == chargeId.empty())
    throw Refusal{400,
                  "One of the following params should be provided for this request: "
                  "payment_intent or charge.",
                  "parameter_missing"};
  if (!chargeId.empty()) {
    auto* charge = find(call.merchant.charges, chargeId);
    if (charge == nullptr) throw noSuch("charge", chargeId, "charge");
    return *charge;
  }
  auto* intent = find(call.merchant.intents, intentId);
  if (intent == nullptr) throw noSuch("payment_intent", intentId, "payment_intent");
  const auto& latest = (*intent)["latest_charge"];
  auto* charge =
      latest.is_null() ? nullptr : find(call.merchant.charges, latest.get<std::string>());
  if (charge == nullptr || (*charge)["captured"] != true)
    throw Refusal{400,
                  "This PaymentIntent (" + intentId +
                      ") does not have a successful charge "
                      "to refund.",
                  "payment_intent_unexpected_state", "payment_intent"};
  return *charge;
}

Json createRefund(ApiCall& call) {
  allowOnly(call.params, {"payment_intent", "charge", "amount", "reason", "metadata[*]"});
  const auto reason = text(call.params, "/reason");
  if (!reason.empty() && reason != "duplicate" && reason != "fraudulent" &&
      reason != "requested_by_customer")
    throw Refusal{400,
                  "Invalid reason: must be one of duplicate, fraudulent, or "
                  "requested_by_customer",
                  "", "reason"};
  auto& charge = chargeFor(call);
  if (charge["refunded"] == true)
    throw Refusal{400, "Charge " + charge["id"].get<std::string>() + " has already been refunded.",
                  "charge_already_refunded"};
  if (charge["disputed"] == true)
    throw Refusal{400, "Charge has been disputed and cannot be refunded.", "charge_disputed"};
  const auto returned = charge["amount_refunded"].get<std::int64_t>();
  const auto left = charge["amount_captured"].get<std::int64_t>() - returned;
  const auto amount = has(call.params, "/amount") ? integer(call.params, "/amount") : left;
  if (amount < 1)
    throw Refusal{400, "Invalid positive integer", "parameter_invalid_integer", "amount"};
  if (amount > left)
    throw Refusal{400, "Refund amount is greater than unrefunded amount on charge", "", "amount"};
  auto refund = shapeOf("refund");
  refund.update({{"id", newId("re_")},
                 {"amount", amount},
                 {"charge", charge["id"]},
                 {"created", call.now},
                 {"currency", charge["currency"]},
                 {"metadata", metadata(call.params)},
                 {"payment_intent", charge["payment_intent"]},
                 {"reason", reason.empty() ? Json(nullptr) : Json(reason)}});
  refund["balance_transaction"] = bookMovement(call, refund, "refund", -amount, 0);
  charge["amount_refunded"] = returned + amount;
  charge["refunded"] = amount == left;
  auto pending = refund;
  pending["status"] = "pending";
  announce(call, "refund.created", pending);
  announce(call, "charge.refunded", charge);
  announce(call, "refund.updated", refund);
  return call.merchant.refunds.emplace_back(std::move(refund));
}

}  // namespace

// POST and GET /refunds, GET /refunds/:id
Answer answerRefunds(ApiCall& call) {
  if (call.path.empty() || call.path[0] != "refunds") return std::nullopt;
  auto& refunds = call.merchant.refunds;
  if (call.path.size() == 1) {
    if (call.isPost()) return createRefund(call);
    allowOnly(call.params, {"payment_intent", "charge", "limit", "starting_after", "created[gte]",
                            "created[gt]", "created[lte]", "created[lt]"});
    const auto intent = text(call.params, "/payment_intent"), charge = text(call.params, "/charge");
    return listOf(call, refunds, "/v1/refunds", [&](const Json& refund) {
      return (intent.empty() || refund["payment_intent"] == intent) &&
             (charge.empty() || refund["charge"] == charge);
    });
  }
  if (call.isPost() || !call.isAt("refunds", 2)) return std::nullopt;
  allowOnly(call.params, {});
  const auto* refund = find(refunds, call.path[1]);
  if (refund == nullptr) throw noSuch("refund", call.path[1]);
  return *refund;
}

}  // namespace hostler::sandbox::stripe
