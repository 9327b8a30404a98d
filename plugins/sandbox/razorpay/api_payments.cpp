#include "plugins/sandbox/razorpay/merchant.h"

namespace hostler::sandbox::razorpay {
namespace {

Json capturePayment(ApiCall& call, Json& payment) {
  const auto amount = amountIn(call.body, "amount", 1);
  if (payment["status"] == "captured" || payment["status"] == "refunded") {
    throw Refusal{400, "This payment has already been captured", ""};
  }
  if (payment["status"] != "authorized") {
    throw Refusal{
        400, "Only payments which have been authorized and not yet captured can be captured", ""};
  }
  if (payment["amount"] != amount) {
    throw Refusal{400, "Capture amount must be equal to the amount authorized", "amount"};
  }
  capture(call.merchant, payment);
  announce(call.merchant, call.webhooks, "payment.captured", {{"payment", payment}}, call.now);
  return payment;
}

Json chargeToken(ApiCall& call) {
  const auto amount = amountIn(call.body, "amount", 100);
  auto* order = find(call.merchant.orders, textIn(call.body, "order_id", 40));
  if (order == nullptr) throw noSuchId();
  auto* token = find(call.merchant.tokens, textIn(call.body, "token", 40));
  if (token == nullptr || (*token)["customer_id"] != textIn(call.body, "customer_id", 40))
    throw noSuchId();
  if ((*token)["recurring_details"]["status"] != "confirmed") {
    throw Refusal{400, "The token is not confirmed for recurring payments", "token"};
  }
  if ((*token)["max_amount"].is_number() && (*token)["max_amount"] < amount) {
    throw Refusal{400, "The amount exceeds the maximum that the mandate allows", "amount"};
  }
  if ((*order)["amount"] != amount)
    throw Refusal{400, "Your payment amount is different from your order amount", "amount"};
  const auto method = (*token)["method"].get<std::string>();
  auto payment = makePayment(*order, amount, method, call.now);
  payment["token_id"] = (*token)["id"];
  payment["customer_id"] = (*token)["customer_id"];
  (*order)["attempts"] = (*order)["attempts"].get<int>() + 1;
  (*order)["status"] = "attempted";
  const auto id = payment["id"];
  call.merchant.payments.push_back(std::move(payment));
  // Cards answer at once; a UPI or bank debit is known later, by webhook (POST /_pay plays the
  // bank).
  if (method == "card") {
    auto& made = call.merchant.payments.back();
    authorize(made);
    announce(call.merchant, call.webhooks, "payment.authorized", {{"payment", made}}, call.now);
    capture(call.merchant, made);
    announce(call.merchant, call.webhooks, "payment.captured", {{"payment", made}}, call.now);
    announce(call.merchant, call.webhooks, "order.paid", {{"payment", made}, {"order", *order}},
             call.now);
  }
  return {{"razorpay_payment_id", id},
          {"razorpay_order_id", (*order)["id"]},
          {"razorpay_signature", "unused"}};
}

}  // namespace

// GET /payments, GET /payments/:id, POST /payments/:id/capture, POST /payments/create/recurring
Answer answerPayments(ApiCall& call) {
  if (call.path.empty() || call.path[0] != "payments") return std::nullopt;
  const bool post = call.request.method == front::Method::Post;
  if (call.path.size() == 1) return collection(call.merchant.payments, call.query);
  if (post && call.path.size() == 3 && call.path[1] == "create" && call.path[2] == "recurring") {
    return chargeToken(call);
  }
  auto* payment = find(call.merchant.payments, call.path[1]);
  if (payment == nullptr) throw noSuchId();
  if (call.path.size() == 2) return *payment;
  if (post && call.path.size() == 3 && call.path[2] == "capture")
    return capturePayment(call, *payment);
  return std::nullopt;
}

}  // namespace hostler::sandbox::razorpay
