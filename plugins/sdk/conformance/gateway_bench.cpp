#include "gateway_bench.h"

#include <hostler/signature.hpp>

namespace hostler::conformance {

using sdk::Json;

Json payer() {
  return {{"id", "acc_1"},
          {"name", "Asha Rao"},
          {"email", "asha@example.net"},
          {"phone", "+919812345678"}};
}

Json checkoutRequest(Bench& bench, const std::string& attempt, std::int64_t amount) {
  return {{"attempt", attempt},
          {"amount", {{"amount", amount}, {"currency", bench.subject().value("currency", "INR")}}},
          {"description", "Invoice HST/2627/0000001"},
          {"payer", payer()},
          {"facts", {{"invoice", "HST/2627/0000001"}}}};
}

Json paidCheckout(Bench& bench, const std::string& attempt, const std::string& outcome,
                  const Json& more) {
  const auto checkout = bench.succeed("checkout", checkoutRequest(bench, attempt));
  auto request = more;
  request.update({{"provider", bench.provider()},
                  {bench.subject().at("pay_by").get<std::string>(), checkout.at("reference")},
                  {"outcome", outcome}});
  auto paid = bench.sandbox().pay(std::move(request));
  paid["checkout"] = checkout;
  return paid;
}

Json deliveryOf(const Json& sent) {
  Json headers = Json::array();
  for (const auto& [name, value] : sent.at("headers").items())
    headers.push_back(Json::array({name, value}));
  return {{"headers", std::move(headers)},
          {"body_base64", sdk::base64Of(sent.at("body").get<std::string>())}};
}

Json signedDelivery(Bench& bench, const std::string& body, const std::string& secret) {
  const auto& webhook = bench.subject().at("webhook");
  require(webhook.at("scheme") == "hmac-sha256-hex", "this kit cannot sign as the subject asks");
  const auto headers =
      Json::array({Json::array({webhook.at("header"), sdk::hexOf(sdk::hmacSha256(secret, body))}),
                   Json::array({webhook.at("id_header"), "evt1"})});
  return {{"headers", headers}, {"body_base64", sdk::base64Of(body)}};
}

}  // namespace hostler::conformance
