#include "core/time/instant.h"
#include "plugins/sandbox/godaddy/api.h"

#include <charconv>

namespace hostler::sandbox::godaddy {
namespace {

using front::Method;

std::int64_t timeIn(const ApiCall& call, std::string_view name, std::int64_t fallback) {
  const auto text = call.param(name);
  if (text.empty()) return fallback;
  const auto time = Instant::parse(text);
  if (!time) throw Refusal{400, "INVALID_VALUE", std::string{name} + " must be an iso-datetime"};
  return time->unixSeconds();
}

// In the list the total is a text, in one order's own document a number.
Reply list(ApiCall& call) {
  call.takes({"periodStart", "periodEnd", "domain", "productGroupId", "paymentProfileId",
              "parentOrderId", "offset", "limit", "sort"});
  int filters = call.query.contains("periodStart") || call.query.contains("periodEnd") ? 1 : 0;
  for (const char* name : {"domain", "productGroupId", "paymentProfileId", "parentOrderId"})
    filters += call.query.contains(name) ? 1 : 0;
  if (filters > 1) throw Refusal{400, "INVALID_VALUE", "Only one filter may be used at a time"};
  const auto from = timeIn(call, "periodStart", 0), to = timeIn(call, "periodEnd", INT64_MAX);
  std::size_t limit = 25;
  const auto text = call.param("limit", "25");
  std::from_chars(text.data(), text.data() + text.size(), limit);
  Json orders = Json::array();
  for (auto order = call.shopper.orders.rbegin(); order != call.shopper.orders.rend(); ++order) {
    if (order->createdAt < from || order->createdAt > to || orders.size() == limit) continue;
    if (call.query.contains("domain") && order->domain != call.param("domain")) continue;
    orders.push_back({{"orderId", std::to_string(order->id)},
                      {"currency", "USD"},
                      {"createdAt", timeText(order->createdAt)},
                      {"pricing", {{"total", std::to_string(order->micros)}}},
                      {"items", {{{"label", "Domain " + order->action + " " + order->domain}}}}});
  }
  const auto total = orders.size();
  return {200, {{"orders", std::move(orders)}, {"pagination", {{"total", total}}}}};
}

Reply shopper(ApiCall& call) {
  call.takes({"includes"});
  if (call.path[2] != call.shopper.shopperId)
    throw Refusal{404, "UNKNOWN_SHOPPER", "The shopper does not exist"};
  Json body{{"shopperId", call.shopper.shopperId},
            {"email", "reseller@shop.example"},
            {"nameFirst", "Asha"},
            {"nameLast", "Rao"},
            {"marketId", "en-IN"}};
  if (call.param("includes") == "customerId") body["customerId"] = call.shopper.customerId;
  return {200, std::move(body)};
}

}  // namespace

Answer answerOrders(ApiCall& call) {
  if (call.is(Method::Get, {"v1", "orders"})) return list(call);
  if (call.is(Method::Get, {"v1", "shoppers", "*"})) return shopper(call);
  return std::nullopt;
}

}  // namespace hostler::sandbox::godaddy
