#include "plugins/sandbox/razorpay/merchant.h"

#include <algorithm>

namespace hostler::sandbox::razorpay {
namespace {

bool isKey(std::string_view key) {
  return key.size() >= 10 && std::ranges::all_of(key, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '_';
         });
}

// The refund that this key already made. The same key with another body is an error.
const Json* earlier(ApiCall& call, const std::string& key) {
  for (const auto& [known, idAndBody] : call.merchant.refundKeys) {
    if (known != key) continue;
    const auto id = idAndBody.substr(0, idAndBody.find('\n'));
    if (idAndBody.substr(id.size() + 1) != dump(call.body)) {
      throw Refusal{400, "Different request body for the same idempotency key", ""};
    }
    return find(call.merchant.refunds, id);
  }
  return nullptr;
}

Json refund(ApiCall& call, Json& payment) {
  const std::string key{headerOf(call.request, "x-refund-idempotency")};
  if (!key.empty()) {
    if (!isKey(key)) throw Refusal{400, "The idempotency key is not valid", ""};
    if (const auto* made = earlier(call, key)) return *made;
  }
  if (payment["status"] == "refunded")
    throw Refusal{400, "The payment has been fully refunded already", ""};
  if (payment["status"] != "captured") {
    throw Refusal{400, "Only captured payments can be refunded", ""};
  }
  const auto refunded = payment["amount_refunded"].get<std::int64_t>();
  const auto left = payment["amount"].get<std::int64_t>() - refunded;
  const auto amount = call.body.contains("amount") ? amountIn(call.body, "amount", 1) : left;
  if (amount > left) {
    throw Refusal{400, "The total refund amount is greater than the refund payment amount",
                  "amount"};
  }
  const auto notes = call.body.value("notes", Json::object());
  const auto speed = textIn(call.body, "speed", 10, "normal");
  Json made{{"id", newId("rfnd_")},
            {"entity", "refund"},
            {"amount", amount},
            {"currency", payment["currency"]},
            {"payment_id", payment["id"]},
            {"notes", notes.empty() ? Json::array() : notes},
            {"receipt", call.body.contains("receipt") ? Json(textIn(call.body, "receipt", 40))
                                                      : Json(nullptr)},
            {"acquirer_data", {{"arn", nullptr}}},
            {"created_at", call.now},
            {"batch_id", nullptr},
            {"status", "processed"},
            {"speed_processed", "normal"},
            {"speed_requested", speed}};
  payment["amount_refunded"] = refunded + amount;
  payment["refund_status"] = amount == left ? "full" : "partial";
  if (amount == left) payment["status"] = "refunded";
  if (!key.empty())
    call.merchant.refundKeys.emplace_back(key,
                                          made["id"].get<std::string>() + "\n" + dump(call.body));
  auto pending = made;
  pending["status"] = "pending";
  announce(call.merchant, call.webhooks, "refund.created",
           {{"refund", pending}, {"payment", payment}}, call.now);
  announce(call.merchant, call.webhooks, "refund.processed",
           {{"refund", made}, {"payment", payment}}, call.now);
  return call.merchant.refunds.emplace_back(std::move(made));
}

}  // namespace

// POST /payments/:id/refund, GET /payments/:id/refunds, GET /refunds, GET /refunds/:id
Answer answerRefunds(ApiCall& call) {
  if (call.path.empty()) return std::nullopt;
  auto& refunds = call.merchant.refunds;
  if (call.path[0] == "refunds") {
    if (call.path.size() == 1) return collection(refunds, call.query);
    const auto* found = find(refunds, call.path[1]);
    if (found == nullptr) throw noSuchId();
    return *found;
  }
  if (call.path[0] != "payments" || call.path.size() < 3 || !call.path[2].starts_with("refund"))
    return std::nullopt;
  auto* payment = find(call.merchant.payments, call.path[1]);
  if (payment == nullptr) throw noSuchId();
  if (call.path[2] == "refund" && call.request.method == front::Method::Post)
    return refund(call, *payment);
  if (call.path[2] != "refunds") return std::nullopt;
  return collection(refunds, call.query,
                    [&](const Json& refund) { return refund["payment_id"] == (*payment)["id"]; });
}

}  // namespace hostler::sandbox::razorpay
