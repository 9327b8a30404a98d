// Captures and refunds. A refund is found among its payment's by our own id of it.
#include "amounts.h"
#include "forms.h"
#include "stripe_gateway.h"

namespace hostler::stripe {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::Reply;

Reply<sdk::Refund> stateOf(sdk::Refund refund) {
  if (refund.state == sdk::RefundState::Failed)
    return sdk::permanent("refund_failed", "Stripe could not bring the money back");
  if (refund.state == sdk::RefundState::Pending) return sdk::Pending{std::move(refund)};
  return refund;
}

bool isCaptured(const sdk::Payment& payment) {
  return payment.state == sdk::PaymentState::Captured ||
         payment.state == sdk::PaymentState::Refunded;
}

// Payments that were made without an intent, by other means than ours, go by their charge.
bool isPayment(const std::string& id) {
  return isId(id, "pi_") || isId(id, "ch_") || isId(id, "py_");
}
const char* nameOfPayment(const std::string& id) {
  return id.starts_with("pi_") ? "payment_intent" : "charge";
}

std::optional<sdk::ProviderError> faultOf(const sdk::LocateRefund& request) {
  if (!isPayment(request.paymentId))
    return sdk::permanent("bad_request", "payment_id is not one of Stripe's");
  if (!isOurs(request.refund))
    return sdk::permanent("bad_request", "refund is not 1 to 40 plain characters");
  return std::nullopt;
}

}  // namespace

Reply<sdk::Payment> StripeGateway::capture(const sdk::Call& call,
                                           const sdk::CapturePayment& request) {
  if (!isId(request.paymentId, "pi_"))
    return sdk::permanent("bad_request", "payment_id is not one of Stripe's");
  const auto paymentNow = [&]() -> Reply<sdk::Payment> {
    const auto object = readIntent(call, request.paymentId);
    if (!object) return object.error();
    try {
      return paymentIn(*object);
    } catch (const MappingError& error) {
      return misfit(error.what());
    }
  };
  const auto before = paymentNow();
  if (!before) return before.error();
  if (isCaptured(*before)) return *before;
  if (before->state != sdk::PaymentState::Authorized)
    return sdk::permanent("not_authorized", "only an authorised payment can be captured");
  if (before->amount != request.amount) {
    return sdk::permanent("amount_mismatch",
                          "another amount was authorised: " + before->amount.text());
  }
  const auto captured =
      client_.post(call, "/payment_intents/" + request.paymentId + "/capture",
                   {{"amount_to_capture", std::to_string(toStripe(request.amount).value_or(0))}},
                   Effect::Write, "hostler-capture-" + request.paymentId);
  if (!captured && captured.error().outcome != sdk::Outcome::Permanent) return captured.error();
  const auto after = paymentNow();
  if (!after) return notConfirmed(after.error().message);
  if (isCaptured(*after)) return *after;
  if (!captured) return captured.error();
  return notConfirmed("the payment is not captured");
}

Reply<std::optional<sdk::Refund>> StripeGateway::findRefund(
    const sdk::Call& call, const sdk::LocateRefund& request) const {
  std::optional<sdk::Refund> found;
  try {
    const auto whole =
        client_.each(call, "/refunds", {{nameOfPayment(request.paymentId), request.paymentId}},
                     kMostPages, [&](const Json& object) {
                       if (noteIn(object, "refund") != request.refund) return true;
                       found = toRefund(object);
                       return found->paymentId != request.paymentId;
                     });
    if (!whole) return whole.error();
    if (found && found->paymentId != request.paymentId) return misfit("it is of another payment");
    return found;
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

// An earlier one is looked for, since Stripe forgets keys after a day.
Reply<sdk::Refund> StripeGateway::refund(const sdk::Call& call, const sdk::StartRefund& request) {
  const sdk::LocateRefund wanted{request.paymentId, request.refund};
  if (auto fault = faultOf(wanted)) return *fault;
  const auto amount = toStripe(request.amount);
  if (!amount || request.amount.minor < 1)
    return sdk::permanent("bad_request", "amount is not one that can be refunded");
  auto earlier = findRefund(call, wanted);
  if (!earlier) return earlier.error();
  if (*earlier && (*earlier)->amount != request.amount)
    return sdk::permanent("attempt_conflict", "this refund was begun with another amount");
  if (*earlier) return stateOf(std::move(**earlier));

  const bool isOfIntent = request.paymentId.starts_with("pi_");
  const auto payment =
      client_.get(call, (isOfIntent ? "/payment_intents/" : "/charges/") + request.paymentId);
  if (!payment) return payment.error();
  try {
    const auto currency = upperCase(textIn(*payment, "currency"));
    if (!sdk::isCurrencyCode(currency)) return misfit("a payment has no currency");
    if (currency != request.amount.currency)
      return sdk::permanent("currency_mismatch", "the payment was made in " + currency);
  } catch (const MappingError& error) {
    return misfit(error.what());
  }

  Form form{{nameOfPayment(request.paymentId), request.paymentId},
            {"amount", std::to_string(*amount)},
            {"metadata[refund]", request.refund}};
  // Stripe's own `reason` knows three words only.
  if (!request.reason.empty()) form.emplace_back("metadata[reason]", cut(request.reason, 500));
  const auto made =
      client_.post(call, "/refunds", form, Effect::Write, "hostler-refund-" + request.refund);
  if (!made && made.error().outcome != sdk::Outcome::Permanent) return made.error();
  auto found = findRefund(call, wanted);
  if (!found) return notConfirmed(found.error().message);
  if (*found && (*found)->amount != request.amount)
    return notConfirmed("another amount was refunded");
  if (*found) return stateOf(std::move(**found));
  if (!made) return made.error();
  return notConfirmed("the refund is not found");
}

Reply<sdk::LocatedRefund> StripeGateway::locateRefund(const sdk::Call& call,
                                                      const sdk::LocateRefund& request) {
  if (auto fault = faultOf(request)) return *fault;
  auto found = findRefund(call, request);
  if (!found) return found.error();
  return sdk::LocatedRefund{std::move(*found)};
}

}  // namespace hostler::stripe
