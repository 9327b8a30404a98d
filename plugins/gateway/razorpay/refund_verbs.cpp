// Captures and refunds. A refund is found by its receipt, which is our own id of it.
#include "mapping.h"
#include "razorpay_gateway.h"

#include <hostler/signature.hpp>

namespace hostler::razorpay {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::Reply;

// Ten characters at least, of letters, digits, '-' and '_'.
std::string idempotencyKey(const std::string& refund) {
  return "hostler-" + sdk::hexOf(sdk::sha256(refund)).substr(0, 32);
}

Reply<sdk::Refund> stateOf(sdk::Refund refund) {
  if (refund.state == sdk::RefundState::Failed) {
    return sdk::permanent("refund_failed", "Razorpay could not bring the money back");
  }
  if (refund.state == sdk::RefundState::Pending) return sdk::Pending{std::move(refund)};
  return refund;
}

bool isCaptured(const sdk::Payment& payment) {
  return payment.state == sdk::PaymentState::Captured ||
         payment.state == sdk::PaymentState::Refunded;
}

}  // namespace

Reply<sdk::Payment> RazorpayGateway::capture(const sdk::Call& call,
                                             const sdk::CapturePayment& request) {
  const auto before = fetchPayment(call, request.paymentId);
  if (!before) return before.error();
  if (isCaptured(*before)) return *before;
  if (before->state != sdk::PaymentState::Authorized) {
    return sdk::permanent("not_authorized", "only an authorised payment can be captured");
  }
  if (before->amount != request.amount) {
    return sdk::permanent("amount_mismatch",
                          "another amount was authorised: " + before->amount.text());
  }
  // Not idempotent there: a second capture is an error, so its answer is judged by the payment
  // itself.
  const auto captured = client_.post(
      call, "/payments/" + request.paymentId + "/capture",
      {{"amount", request.amount.minor}, {"currency", request.amount.currency}}, Effect::Write);
  if (!captured && captured.error().outcome != sdk::Outcome::Permanent) return captured.error();
  const auto after = fetchPayment(call, request.paymentId);
  if (!after) return notConfirmed(after.error().message);
  if (isCaptured(*after)) return *after;
  if (!captured) return captured.error();
  return notConfirmed("the payment is not captured");
}

Reply<std::optional<sdk::Refund>> RazorpayGateway::findRefund(const sdk::Call& call,
                                                              const std::string& paymentId,
                                                              const std::string& receipt) const {
  const auto answer = client_.get(call, "/payments/" + paymentId + "/refunds", {{"count", "100"}});
  if (!answer) return answer.error();
  try {
    for (const auto& item : itemsOf(*answer)) {
      auto refund = toRefund(item);
      if (refund.refund == receipt && refund.paymentId == paymentId)
        return std::optional{std::move(refund)};
    }
    return std::optional<sdk::Refund>{};
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<sdk::Refund> RazorpayGateway::refund(const sdk::Call& call, const sdk::StartRefund& request) {
  if (!isId(request.paymentId, "pay_"))
    return sdk::permanent("bad_request", "payment_id is not one of Razorpay's");
  if (!isReceipt(request.refund))
    return sdk::permanent("bad_request", "refund is not 1 to 40 plain characters");
  if (request.amount.minor < 1)
    return sdk::permanent("bad_request", "amount is not one that can be refunded");
  auto earlier = findRefund(call, request.paymentId, request.refund);
  if (!earlier) return earlier.error();
  if (*earlier) return stateOf(std::move(**earlier));
  const auto payment = fetchPayment(call, request.paymentId);
  if (!payment) return payment.error();
  if (payment->amount.currency != request.amount.currency) {
    return sdk::permanent("currency_mismatch",
                          "the payment was made in " + payment->amount.currency);
  }

  Json body{{"amount", request.amount.minor},
            {"speed", request.fast ? "optimum" : "normal"},
            {"receipt", request.refund}};
  if (!request.reason.empty()) body["notes"] = {{"reason", request.reason.substr(0, 256)}};
  const auto made = client_.post(call, "/payments/" + request.paymentId + "/refund", body,
                                 Effect::Write, idempotencyKey(request.refund));
  if (!made && made.error().outcome != sdk::Outcome::Permanent) return made.error();
  auto found = findRefund(call, request.paymentId, request.refund);
  if (!found) return notConfirmed(found.error().message);
  if (*found && (*found)->amount != request.amount)
    return notConfirmed("another amount was refunded");
  if (*found) return stateOf(std::move(**found));
  if (!made) return made.error();
  return notConfirmed("the refund is not found");
}

Reply<sdk::LocatedRefund> RazorpayGateway::locateRefund(const sdk::Call& call,
                                                        const sdk::LocateRefund& request) {
  if (!isId(request.paymentId, "pay_"))
    return sdk::permanent("bad_request", "payment_id is not one of Razorpay's");
  if (!isReceipt(request.refund))
    return sdk::permanent("bad_request", "refund is not 1 to 40 plain characters");
  auto found = findRefund(call, request.paymentId, request.refund);
  if (!found) return found.error();
  return sdk::LocatedRefund{std::move(*found)};
}

}  // namespace hostler::razorpay
