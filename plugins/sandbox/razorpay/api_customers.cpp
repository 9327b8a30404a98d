#include "plugins/sandbox/razorpay/merchant.h"

#include <algorithm>

namespace hostler::sandbox::razorpay {
namespace {

Json createCustomer(ApiCall& call) {
  const auto name = textIn(call.body, "name", 50), email = textIn(call.body, "email", 64),
             contact = textIn(call.body, "contact", 15);
  const auto notes = call.body.value("notes", Json::object());
  if (!notes.is_structured() || notes.size() > 15)
    throw Refusal{400, "The notes are not valid.", "notes"};
  for (const auto& each : call.merchant.customers) {
    if (each["email"] != email || each["contact"] != contact) continue;
    const auto fails = call.body.value("fail_existing", Json("1"));
    if (fails != "0" && fails != 0)
      throw Refusal{400, "Customer already exists for the merchant", ""};
    return each;
  }
  return call.merchant.customers.emplace_back(Json{{"id", newId("cust_")},
                                                   {"entity", "customer"},
                                                   {"name", name},
                                                   {"email", email},
                                                   {"contact", contact},
                                                   {"gstin", nullptr},
                                                   {"notes", notes.empty() ? Json::array() : notes},
                                                   {"created_at", call.now}});
}

}  // namespace

// POST and GET /customers, GET /customers/:id, GET /customers/:id/tokens, GET and DELETE
// …/tokens/:token
Answer answerCustomers(ApiCall& call) {
  if (call.path.empty() || call.path[0] != "customers") return std::nullopt;
  if (call.path.size() == 1) {
    if (call.request.method == front::Method::Post) return createCustomer(call);
    return collection(call.merchant.customers, call.query);
  }
  const auto* customer = find(call.merchant.customers, call.path[1]);
  if (customer == nullptr) throw noSuchId();
  if (call.path.size() == 2) return *customer;
  if (call.path[2] != "tokens") return std::nullopt;
  auto& tokens = call.merchant.tokens;
  if (call.path.size() == 3) {
    auto query = call.query;
    query["count"] = "100";
    return collection(tokens, query,
                      [&](const Json& token) { return token["customer_id"] == call.path[1]; });
  }
  const auto found = std::ranges::find_if(tokens, [&](const Json& token) {
    return token["id"] == call.path[3] && token["customer_id"] == call.path[1];
  });
  if (found == tokens.end()) throw noSuchId();
  if (call.request.method != front::Method::Delete) return *found;
  tokens.erase(found);
  return Json{{"deleted", true}};
}

}  // namespace hostler::sandbox::razorpay
