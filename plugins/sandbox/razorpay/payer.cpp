// What a payer, and the banks behind, do: POST /_pay, and the webhooks that follow from it.
#include "core/problem/problem.h"
#include "plugins/sandbox/razorpay/merchant.h"

#include <hostler/signature.hpp>

#include <algorithm>

namespace hostler::sandbox::razorpay {
namespace {

// A charge of a saved method that the bank has not answered yet.
Json* waitingPayment(Merchant& merchant, const Json& order) {
  for (auto& payment : merchant.payments) {
    if (payment["order_id"] == order["id"] && payment["status"] == "created") return &payment;
  }
  return nullptr;
}

Json& startPayment(Merchant& merchant, Json& order, const Json& request, std::int64_t now) {
  if (auto* waiting = waitingPayment(merchant, order)) return *waiting;
  const auto due = order["amount_due"].get<std::int64_t>();
  const auto amount =
      request.contains("amount") && !request["amount"].is_null() ? request["amount"] : Json(due);
  if (!amount.is_number_integer() || amount.get<std::int64_t>() < 0) {
    throw ValidationError{"amount", "out_of_range", "must be a whole number of minor units"};
  }
  const auto method = request.value("method", order.value("method", std::string{"upi"}));
  auto payment = makePayment(order, amount.get<std::int64_t>(), method, now);
  if (request.contains("currency")) payment["currency"] = request["currency"];
  order["attempts"] = order["attempts"].get<int>() + 1;
  if (order["status"] == "created") order["status"] = "attempted";
  return merchant.payments.emplace_back(std::move(payment));
}

// A payment on a mandate order leaves a token that may be charged again.
void confirmToken(Merchant& merchant, const Json& order, Json& payment,
                  std::vector<Webhook>& webhooks, std::int64_t now) {
  if (!order.contains("token") || payment.contains("token_id")) return;
  const auto& wanted = order["token"];
  const auto method = payment["method"].get<std::string>();
  Json token{
      {"id", newId("token_")},
      {"entity", "token"},
      {"token", newId("")},
      {"bank", nullptr},
      {"wallet", nullptr},
      {"method", method},
      {"vpa",
       method == "upi" ? Json{{"username", "payer"}, {"handle", "examplebank"}} : Json(nullptr)},
      {"card", method == "card" ? Json{{"last4", "1111"}, {"network", "Visa"}} : Json(nullptr)},
      {"recurring", true},
      {"recurring_details", {{"status", "confirmed"}, {"failure_reason", nullptr}}},
      {"auth_type", nullptr},
      {"mrn", nullptr},
      {"used_at", now},
      {"created_at", now},
      {"expired_at", wanted.value("expire_at", now + 365 * 24 * 3600)},
      {"max_amount", wanted.value("max_amount", Json(nullptr))},
      {"customer_id", order.value("customer_id", std::string{})},
      {"dcc_enabled", false}};
  payment["token_id"] = token["id"];
  payment["customer_id"] = token["customer_id"];
  announce(merchant, webhooks, "token.confirmed", {{"token", token}}, now);
  merchant.tokens.push_back(std::move(token));
}

void payLink(Merchant& merchant, const Json& order, const Json& payment,
             std::vector<Webhook>& webhooks, std::int64_t now) {
  for (auto& link : merchant.links) {
    if (link["order_id"] != order["id"] || order["status"] != "paid") continue;
    link["status"] = "paid";
    link["amount_paid"] = order["amount_paid"];
    link["updated_at"] = now;
    link["payments"].push_back({{"payment_id", payment["id"]},
                                {"amount", payment["amount"]},
                                {"method", payment["method"]},
                                {"status", "captured"},
                                {"created_at", now}});
    announce(merchant, webhooks, "payment_link.paid",
             {{"payment_link", link}, {"order", order}, {"payment", payment}}, now);
  }
}

void captureAndAnnounce(Merchant& merchant, Json& order, Json& payment,
                        std::vector<Webhook>& webhooks, std::int64_t now) {
  authorize(payment);
  announce(merchant, webhooks, "payment.authorized", {{"payment", payment}}, now);
  confirmToken(merchant, order, payment, webhooks, now);
  capture(merchant, payment);
  announce(merchant, webhooks, "payment.captured", {{"payment", payment}}, now);
  if (order["status"] == "paid") {
    announce(merchant, webhooks, "order.paid", {{"payment", payment}, {"order", order}}, now);
  }
  payLink(merchant, order, payment, webhooks, now);
}

Json* capturedPayment(Merchant& merchant, const Json& order) {
  for (auto& payment : merchant.payments) {
    if (payment["order_id"] == order["id"] && payment["captured"] == true) return &payment;
  }
  return nullptr;
}

Json* disputeOf(Merchant& merchant, const Json& payment) {
  for (auto& dispute : merchant.disputes) {
    if (dispute["payment_id"] == payment["id"]) return &dispute;
  }
  return nullptr;
}

Json& openDispute(Merchant& merchant, const Json& payment, std::int64_t now) {
  if (auto* open = disputeOf(merchant, payment)) return *open;
  return merchant.disputes.emplace_back(
      Json{{"id", newId("disp_")},
           {"entity", "dispute"},
           {"payment_id", payment["id"]},
           {"amount", payment["amount"]},
           {"currency", payment["currency"]},
           {"amount_deducted", 0},
           {"gateway_dispute_id", nullptr},
           {"reason_code", "goods_or_services_not_received_or_partially_received"},
           {"respond_by", now + 7 * 24 * 3600},
           {"status", "open"},
           {"phase", "chargeback"},
           {"comments", nullptr},
           {"created_at", now}});
}

// disputed, and how it goes on: dispute_under_review, dispute_won, dispute_lost, dispute_closed
void disputePayment(Merchant& merchant, Json& order, const std::string& outcome,
                    const Json& request, std::vector<Webhook>& webhooks, std::int64_t now) {
  auto* payment = capturedPayment(merchant, order);
  if (payment == nullptr) {
    payment = &startPayment(merchant, order, request, now);
    captureAndAnnounce(merchant, order, *payment, webhooks, now);
  }
  auto& dispute = openDispute(merchant, *payment, now);
  std::string event = "created";
  if (outcome != "disputed") {
    event = outcome.substr(std::string_view{"dispute_"}.size());
    dispute["status"] = event;
    if (event == "lost") dispute["amount_deducted"] = dispute["amount"];
  }
  announce(merchant, webhooks, "payment.dispute." + event,
           {{"payment", *payment}, {"dispute", dispute}}, now);
}

// notice_sent, notice_failed: what becomes of the notice before a debit on a mandate.
void notifyPayer(Merchant& merchant, const Json& order, bool delivered,
                 std::vector<Webhook>& webhooks, std::int64_t now) {
  const auto* payment = waitingPayment(merchant, order);
  if (payment == nullptr)
    throw ValidationError{"order_id", "no_debit", "has no debit that waits for its notice"};
  const Json notice{{"id", newId("notification_")},
                    {"entity", "notification"},
                    {"order_id", order["id"]},
                    {"token_id", payment->value("token_id", Json(nullptr))},
                    {"delivered_at", delivered ? Json(now) : Json(nullptr)},
                    {"status", delivered ? "delivered" : "failed"},
                    {"payment_after", now + 24 * 3600}};
  announce(merchant, webhooks,
           delivered ? "order.notification.delivered" : "order.notification.failed",
           {{"notification", notice}}, now);
}

}  // namespace

void announce(const Merchant& merchant, std::vector<Webhook>& webhooks, std::string_view event,
              const std::vector<std::pair<std::string, Json>>& entities, std::int64_t now) {
  if (merchant.webhookUrl.empty()) return;
  Json contains = Json::array(), payload = Json::object();
  for (const auto& [name, entity] : entities) {
    contains.push_back(name);
    payload[name] = {{"entity", entity}};
  }
  auto body = dump({{"entity", "event"},
                    {"account_id", merchant.accountId},
                    {"event", event},
                    {"contains", std::move(contains)},
                    {"payload", std::move(payload)},
                    {"created_at", now}});
  auto signature = sdk::hexOf(sdk::hmacSha256(merchant.webhookSecret, body));
  webhooks.push_back({merchant.webhookUrl,
                      {{"Content-Type", "application/json"},
                       {"X-Razorpay-Signature", std::move(signature)},
                       {"X-Razorpay-Event-Id", newId("")}},
                      std::move(body)});
}

Payer payOrder(Merchant& merchant, Json& order, const Json& request, std::int64_t now) {
  const auto outcome = request.value("outcome", std::string{"captured"});
  Payer payer;
  if (outcome == "disputed" || outcome.starts_with("dispute_")) {
    disputePayment(merchant, order, outcome, request, payer.webhooks, now);
    payer.result["payment"] = *capturedPayment(merchant, order);
    return payer;
  }
  if (outcome == "notice_sent" || outcome == "notice_failed") {
    notifyPayer(merchant, order, outcome == "notice_sent", payer.webhooks, now);
    payer.result["payment"] = *waitingPayment(merchant, order);
    return payer;
  }
  if (outcome != "captured" && outcome != "failed" && outcome != "authorized") {
    throw ValidationError{"outcome", "unknown_outcome", "is none that a payer can bring about"};
  }
  if (order["status"] == "paid")
    throw ValidationError{"order_id", "already_paid", "is paid already"};
  auto& payment = startPayment(merchant, order, request, now);
  if (outcome == "captured") captureAndAnnounce(merchant, order, payment, payer.webhooks, now);
  if (outcome == "authorized") {
    authorize(payment);
    announce(merchant, payer.webhooks, "payment.authorized", {{"payment", payment}}, now);
  }
  if (outcome == "failed") {
    fail(payment);
    announce(merchant, payer.webhooks, "payment.failed", {{"payment", payment}}, now);
  }
  const auto orderId = order["id"].get<std::string>(), paymentId = payment["id"].get<std::string>();
  payer.result["payment"] = payment;
  // What checkout.js hands to the page.
  if (outcome != "failed") {
    payer.result["return"] = {
        {"razorpay_order_id", orderId},
        {"razorpay_payment_id", paymentId},
        {"razorpay_signature",
         sdk::hexOf(sdk::hmacSha256(merchant.keySecret, orderId + "|" + paymentId))}};
  }
  return payer;
}

}  // namespace hostler::sandbox::razorpay
