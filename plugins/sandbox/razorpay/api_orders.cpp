#include "plugins/sandbox/razorpay/merchant.h"

namespace hostler::sandbox::razorpay {

// POST /orders, GET /orders?receipt=, GET and PATCH /orders/:id, GET /orders/:id/payments
Answer answerOrders(ApiCall& call) {
  if (call.path.empty() || call.path[0] != "orders") return std::nullopt;
  auto& orders = call.merchant.orders;
  const auto method = call.request.method;
  if (call.path.size() == 1) {
    if (method == front::Method::Post) return orders.emplace_back(makeOrder(call));
    const auto receipt = paramOr(call.query, "receipt");
    return collection(orders, call.query, [&](const Json& order) {
      return receipt.empty() || order["receipt"] == receipt;
    });
  }
  auto* order = find(orders, call.path[1]);
  if (order == nullptr) throw noSuchId();
  if (call.path.size() == 2 && method == front::Method::Patch) {
    (*order)["notes"] = call.body.value("notes", Json::array());
    return *order;
  }
  if (call.path.size() == 2) return *order;
  if (call.path.size() == 3 && call.path[2] == "payments") {
    auto query = call.query;
    query["count"] = "100";
    return collection(call.merchant.payments, query,
                      [&](const Json& payment) { return payment["order_id"] == (*order)["id"]; });
  }
  return std::nullopt;
}

}  // namespace hostler::sandbox::razorpay
