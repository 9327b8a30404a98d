#include "gateway_bench.h"

#include <hostler/signature.hpp>

#include <chrono>

namespace hostler::conformance {

using sdk::Json;

namespace {

std::string secondsNow() {
  return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(
                            std::chrono::system_clock::now().time_since_epoch())
                            .count());
}

// What stands in the header that carries the signature.
std::string signatureOf(const std::string& scheme, const std::string& body,
                        const std::string& secret) {
  if (scheme == "hmac-sha256-hex") return sdk::hexOf(sdk::hmacSha256(secret, body));
  require(scheme == "stripe-v1", "this kit cannot sign as the subject asks");
  const auto time = secondsNow();
  return "t=" + time + ",v1=" + sdk::hexOf(sdk::hmacSha256(secret, time + "." + body));
}

}  // namespace

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

Json memberAt(const Json& object, const std::string& path) {
  const auto dot = path.find('.');
  const auto found = object.is_object() ? object.find(path.substr(0, dot)) : object.end();
  if (found == object.end()) return nullptr;
  return dot == std::string::npos ? *found : memberAt(*found, path.substr(dot + 1));
}

Json signedDelivery(Bench& bench, const std::string& body, const std::string& secret) {
  const auto& webhook = bench.subject().at("webhook");
  auto headers = Json::array(
      {Json::array({webhook.at("header"), signatureOf(webhook.at("scheme"), body, secret)})});
  if (webhook.contains("id_header"))
    headers.push_back(Json::array({webhook.at("id_header"), "evt1"}));
  return {{"headers", headers}, {"body_base64", sdk::base64Of(body)}};
}

}  // namespace hostler::conformance
