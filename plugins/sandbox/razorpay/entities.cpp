// How orders, payments and lists look, and what happens to them.
#include "plugins/sandbox/random_text.h"
#include "plugins/sandbox/razorpay/merchant.h"

#include <algorithm>
#include <charconv>

namespace hostler::sandbox::razorpay {
namespace {

std::int64_t numberIn(const Params& query, std::string_view name, std::int64_t fallback) {
  const auto text = paramOr(query, name);
  std::from_chars(text.data(), text.data() + text.size(), fallback);
  return fallback;
}

// Two per cent and eighteen of that as tax; the fee includes the tax.
std::int64_t feeOf(std::int64_t amount) {
  return amount * 236 / 10'000;
}
std::int64_t taxOf(std::int64_t amount) {
  return amount * 36 / 10'000;
}

}  // namespace

Json* find(Entities& entities, const std::string& id) {
  const auto found =
      std::ranges::find_if(entities, [&](const Json& each) { return each["id"] == id; });
  return found == entities.end() ? nullptr : &*found;
}

std::string newId(std::string_view prefix) {
  return std::string{prefix} + randomText(14);
}

Json errorJson(const Refusal& refusal) {
  Json error{{"code", refusal.code},
             {"description", refusal.description},
             {"source", "business"},
             {"step", "payment_initiation"},
             {"reason", "input_validation_failed"},
             {"metadata", Json::object()}};
  if (!refusal.field.empty()) error["field"] = refusal.field;
  return {{"error", std::move(error)}};
}

Refusal noSuchId() {
  return {400, "The id provided does not exist", "", "BAD_REQUEST_ERROR"};
}

std::int64_t amountIn(const Json& body, const char* name, std::int64_t least) {
  const auto found = body.find(name);
  if (found == body.end())
    throw Refusal{400, std::string{"The "} + name + " field is required.", name};
  if (!found->is_number_integer())
    throw Refusal{400, std::string{"The "} + name + " must be an integer.", name};
  const auto amount = found->get<std::int64_t>();
  if (amount < least)
    throw Refusal{400, std::string{"The "} + name + " must be at least INR 1.00", name};
  return amount;
}

std::string textIn(const Json& body, const char* name, std::size_t longest, std::string fallback) {
  const auto found = body.find(name);
  if (found == body.end() || found->is_null()) return fallback;
  if (!found->is_string())
    throw Refusal{400, std::string{"The "} + name + " must be a string.", name};
  auto text = found->get<std::string>();
  if (text.size() > longest) {
    throw Refusal{400,
                  std::string{"The "} + name + " may not be greater than " +
                      std::to_string(longest) + " characters.",
                  name};
  }
  return text;
}

Json collection(const Entities& entities, const Params& query,
                const std::function<bool(const Json&)>& wanted) {
  const auto from = numberIn(query, "from", 0), to = numberIn(query, "to", INT64_MAX);
  const auto count = std::clamp<std::int64_t>(numberIn(query, "count", 10), 1, 100);
  auto skip = numberIn(query, "skip", 0);
  Json items = Json::array();
  for (auto entity = entities.rbegin(); entity != entities.rend(); ++entity) {
    const auto created = entity->at("created_at").get<std::int64_t>();
    if (created < from || created > to || (wanted && !wanted(*entity))) continue;
    if (skip-- > 0) continue;
    if (items.size() == static_cast<std::size_t>(count)) break;
    items.push_back(*entity);
  }
  return {{"entity", "collection"}, {"count", items.size()}, {"items", std::move(items)}};
}

Json makeOrder(const ApiCall& call) {
  const auto& body = call.body;
  const bool mandate = body.contains("token");
  const auto amount = amountIn(body, "amount", mandate ? 0 : 100);
  const auto currency = textIn(body, "currency", 3);
  if (currency.size() != 3) throw Refusal{400, "The currency field is required.", "currency"};
  const auto notes = body.value("notes", Json::object());
  if (!notes.is_structured() || notes.size() > 15)
    throw Refusal{400, "The notes are not valid.", "notes"};
  Json order{
      {"id", newId("order_")},
      {"entity", "order"},
      {"amount", amount},
      {"amount_paid", 0},
      {"amount_due", amount},
      {"currency", currency},
      {"receipt", body.contains("receipt") ? Json(textIn(body, "receipt", 40)) : Json(nullptr)},
      {"offer_id", nullptr},
      {"status", "created"},
      {"attempts", 0},
      {"notes", notes.empty() ? Json::array() : notes},
      {"created_at", call.now}};
  if (body.contains("customer_id")) order["customer_id"] = textIn(body, "customer_id", 40);
  if (mandate) order["token"] = body["token"];
  if (body.contains("method")) order["method"] = textIn(body, "method", 20);
  return order;
}

Json makePayment(const Json& order, std::int64_t amount, std::string_view method,
                 std::int64_t now) {
  const bool card = method == "card", upi = method == "upi", bank = method == "netbanking";
  return {{"id", newId("pay_")},
          {"entity", "payment"},
          {"amount", amount},
          {"currency", order.at("currency")},
          {"status", "created"},
          {"order_id", order.at("id")},
          {"invoice_id", nullptr},
          {"international", false},
          {"method", method},
          {"amount_refunded", 0},
          {"refund_status", nullptr},
          {"captured", false},
          {"description", nullptr},
          {"card_id", card ? Json(newId("card_")) : Json(nullptr)},
          {"bank", bank ? Json("HDFC") : Json(nullptr)},
          {"wallet", nullptr},
          {"vpa", upi ? Json("payer@examplebank") : Json(nullptr)},
          {"email", "payer@example.com"},
          {"contact", "+919800000001"},
          {"notes", order.at("notes")},
          {"fee", nullptr},
          {"tax", nullptr},
          {"error_code", nullptr},
          {"error_description", nullptr},
          {"error_source", nullptr},
          {"error_step", nullptr},
          {"error_reason", nullptr},
          {"acquirer_data", {{"rrn", randomDigits(12)}}},
          {"created_at", now}};
}

void authorize(Json& payment) {
  payment["status"] = "authorized";
}

void capture(Merchant& merchant, Json& payment) {
  const auto amount = payment["amount"].get<std::int64_t>();
  payment["status"] = "captured";
  payment["captured"] = true;
  payment["fee"] = feeOf(amount);
  payment["tax"] = taxOf(amount);
  auto* order = find(merchant.orders, payment["order_id"].get<std::string>());
  if (order == nullptr) return;
  const auto paid = (*order)["amount_paid"].get<std::int64_t>() + amount;
  (*order)["amount_paid"] = paid;
  (*order)["amount_due"] = std::max<std::int64_t>(0, (*order)["amount"].get<std::int64_t>() - paid);
  (*order)["status"] = (*order)["amount_due"] == 0 ? "paid" : "attempted";
}

void fail(Json& payment) {
  payment.update({{"status", "failed"},
                  {"error_code", "BAD_REQUEST_ERROR"},
                  {"error_description", "Your payment was declined by the bank"},
                  {"error_source", "bank"},
                  {"error_step", "payment_authorization"},
                  {"error_reason", "payment_failed"}});
}

}  // namespace hostler::sandbox::razorpay
