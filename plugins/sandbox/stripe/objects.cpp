// What every part of the API needs: ids, errors, events.
#include "plugins/sandbox/random_text.h"
#include "plugins/sandbox/stripe/merchant.h"
#include "plugins/sandbox/stripe/shapes.h"
#include "plugins/sandbox/stripe/stripe_sandbox.h"

#include <hostler/signature.hpp>

#include <algorithm>
#include <chrono>

namespace hostler::sandbox::stripe {
namespace {

// By the machine's clock, whatever the sandbox's own says: it tells when the delivery was sent, and
// its receiver looks at no other clock.
std::string timeOfSending() {
  return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(
                            std::chrono::system_clock::now().time_since_epoch())
                            .count());
}

Webhook webhookOf(const Merchant& merchant, const Json& event) {
  auto body = dump(event);
  const auto time = timeOfSending();
  const auto signature = sdk::hexOf(sdk::hmacSha256(merchant.webhookSecret, time + "." + body));
  return {merchant.webhookUrl,
          {{"Content-Type", "application/json; charset=utf-8"},
           {"Stripe-Signature", "t=" + time + ",v1=" + signature}},
          std::move(body)};
}

}  // namespace

Json* find(Objects& objects, const std::string& id) {
  const auto found =
      std::ranges::find_if(objects, [&](const Json& each) { return each["id"] == id; });
  return found == objects.end() ? nullptr : &*found;
}

std::string newId(std::string_view prefix) {
  return std::string{prefix} + randomText(24);
}

Json errorJson(const Refusal& refusal) {
  Json error{{"type", refusal.type}, {"message", refusal.message}};
  if (!refusal.code.empty()) {
    error["code"] = refusal.code;
    error["doc_url"] = "https://stripe.com/docs/error-codes/" + refusal.code;
  }
  if (!refusal.param.empty()) error["param"] = refusal.param;
  error.update(refusal.more);
  return {{"error", std::move(error)}};
}

Refusal noSuch(std::string_view kind, const std::string& id, std::string param) {
  return {404, "No such " + std::string{kind} + ": '" + id + "'", "resource_missing",
          std::move(param)};
}

bool ApiCall::isAt(std::string_view first, std::size_t segments, std::string_view last) const {
  return path.size() == segments && path[0] == first && (last.empty() || path.back() == last);
}

void announce(ApiCall& call, std::string_view type, const Json& object) {
  auto event = shapeOf("event");
  event.update({{"id", newId("evt_")},
                {"api_version", kApiVersion},
                {"created", call.now},
                {"data", {{"object", object}}},
                {"type", type}});
  if (!call.idempotencyKey.empty())
    event["request"] = {{"id", newId("req_")}, {"idempotency_key", call.idempotencyKey}};
  if (!call.merchant.webhookUrl.empty()) call.webhooks.push_back(webhookOf(call.merchant, event));
  call.merchant.events.push_back(std::move(event));
}

}  // namespace hostler::sandbox::stripe
