#include "plugins/sandbox/stripe/limits.h"
#include "plugins/sandbox/stripe/params.h"
#include "plugins/sandbox/stripe/shapes.h"

namespace hostler::sandbox::stripe {
namespace {

constexpr std::int64_t kShortestLife = 30 * 60, kLongestLife = 24 * 3600;

std::int64_t expiryOf(const ApiCall& call) {
  if (!has(call.params, "/expires_at")) return call.now + kLongestLife;
  const auto at = integer(call.params, "/expires_at");
  if (at < call.now + kShortestLife || at > call.now + kLongestLife) {
    throw Refusal{400,
                  "The `expires_at` timestamp must be between 30 minutes and 24 hours from "
                  "Checkout Session creation.",
                  "", "expires_at"};
  }
  return at;
}

// One line at a price of its own.
void takeLine(const Json& params, Json& session) {
  const auto currency = checkedCurrency(params, "/line_items/0/price_data/currency");
  const auto price = integer(params, "/line_items/0/price_data/unit_amount");
  const auto quantity = integer(params, "/line_items/0/quantity");
  (void)requiredText(params, "/line_items/0/price_data/product_data/name");
  if (params["line_items"].size() != 1 || quantity != 1)
    throw Refusal{400, "The sandbox sells one thing at a time.", "", "line_items"};
  checkAmount(price, currency, "line_items[0][price_data][unit_amount]");
  session.update({{"amount_subtotal", price}, {"amount_total", price}, {"currency", currency}});
}

Json createSession(ApiCall& call) {
  const auto& params = call.params;
  allowOnly(params, {"mode", "client_reference_id", "success_url", "cancel_url", "customer",
                     "customer_email", "expires_at", "line_items[][quantity]",
                     "line_items[][price_data][currency]", "line_items[][price_data][unit_amount]",
                     "line_items[][price_data][product_data][name]", "metadata[*]",
                     "payment_intent_data[metadata][*]"});
  if (text(params, "/mode") != "payment")
    throw Refusal{400, "The sandbox's sessions take payments only.", "", "mode"};
  auto session = shapeOf("checkout.session");
  const auto id = newId("cs_test_");
  session.update({{"id", id},
                  {"created", call.now},
                  {"expires_at", expiryOf(call)},
                  {"metadata", metadata(params)},
                  {"success_url", requiredText(params, "/success_url")},
                  {"url", call.publicUrl + "/stripe/c/pay/" + id}});
  takeLine(params, session);
  for (const char* name : {"client_reference_id", "cancel_url", "customer", "customer_email"}) {
    if (has(params, ("/" + std::string{name}).c_str())) session[name] = params[name];
  }
  const auto customer = text(params, "/customer");
  if (!customer.empty() && find(call.merchant.customers, customer) == nullptr)
    throw noSuch("customer", customer, "customer");
  call.merchant.intentData[id] = {{"metadata", metadata(params, "/payment_intent_data/metadata")}};
  return call.merchant.sessions.emplace_back(std::move(session));
}

Json expireSession(ApiCall& call, Json& session) {
  allowOnly(call.params, {});
  if (session["status"] != "open")
    throw Refusal{400, "Only Checkout Sessions with a status in [\"open\"] can be expired."};
  session.update({{"status", "expired"}, {"url", nullptr}});
  announce(call, "checkout.session.expired", session);
  return session;
}

}  // namespace

// POST and GET /checkout/sessions, GET /checkout/sessions/:id, POST …/expire
Answer answerSessions(ApiCall& call) {
  if (call.path.size() < 2 || call.path[0] != "checkout" || call.path[1] != "sessions")
    return std::nullopt;
  auto& sessions = call.merchant.sessions;
  for (auto& session : sessions) {
    if (session["status"] == "open" && session["expires_at"] <= call.now)
      session.update({{"status", "expired"}, {"url", nullptr}});
  }
  if (call.path.size() == 2) {
    if (call.isPost()) return createSession(call);
    allowOnly(call.params, {"payment_intent", "customer", "limit", "starting_after"});
    const auto intent = text(call.params, "/payment_intent"),
               customer = text(call.params, "/customer");
    return listOf(call, sessions, "/v1/checkout/sessions", [&](const Json& session) {
      return (intent.empty() || session["payment_intent"] == intent) &&
             (customer.empty() || session["customer"] == customer);
    });
  }
  auto* session = find(sessions, call.path[2]);
  if (session == nullptr) throw noSuch("checkout.session", call.path[2], "session");
  if (call.isPost() && call.isAt("checkout", 4, "expire")) return expireSession(call, *session);
  if (call.isPost() || !call.isAt("checkout", 3)) return std::nullopt;
  allowOnly(call.params, {});
  return *session;
}

}  // namespace hostler::sandbox::stripe
