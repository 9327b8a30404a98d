#include "razorpay_client.h"

#include <hostler/json_answer.hpp>
#include <hostler/signature.hpp>

namespace hostler::razorpay {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::Reply;

sdk::ProviderError errorOf(const sdk::HttpResponse& response, Effect effect) {
  const sdk::ErrorDocument document{response.body};
  auto code = document.text("code"), description = document.text("description");
  if (response.status == 401) {
    return sdk::needsAttention("credentials_refused",
                               "Razorpay does not accept the key id and key secret");
  }
  // A refund whose key is still at work.
  if (response.status == 409)
    return sdk::retryable("in_progress", description, response.retryAfter());
  // Without Razorpay's own document a 4xx comes from something in between, and says nothing about
  // the request.
  if (response.status >= 400 && response.status < 500 && response.status != 429 &&
      response.status != 403 && code.empty()) {
    return sdk::unusableAnswer(effect, "an answer with HTTP status " +
                                           std::to_string(response.status) + " was not Razorpay's");
  }
  return sdk::statusError(response, effect, std::move(code), std::move(description));
}

}  // namespace

RazorpayClient::RazorpayClient(const Settings& settings, sdk::Redactor& redactor)
    : baseUrl_{sdk::apiRoot(settings.baseUrl, "/v1")}, configured_{settings.hasKeys()} {
  const auto credentials = sdk::base64Of(settings.keyId + ":" + settings.keySecret.reveal());
  if (configured_) redactor.hide(credentials);
  authorization_ = sdk::Secret{"Basic " + credentials};
}

Reply<Json> RazorpayClient::get(const sdk::Call& call, const std::string& path,
                                const Query& query) const {
  sdk::HttpRequest request;
  request.url = path + (query.empty() ? "" : "?" + sdk::formEncode(query));
  return send(call, std::move(request));
}

Reply<Json> RazorpayClient::post(const sdk::Call& call, const std::string& path, const Json& body,
                                 Effect effect, const std::string& idempotencyKey) const {
  sdk::HttpRequest request;
  request.method = "POST";
  request.url = path;
  request.body = sdk::printJson(body);
  request.effect = effect;
  request.headers.emplace_back("Content-Type", "application/json");
  if (!idempotencyKey.empty()) request.headers.emplace_back("X-Refund-Idempotency", idempotencyKey);
  return send(call, std::move(request));
}

Reply<Json> RazorpayClient::remove(const sdk::Call& call, const std::string& path) const {
  sdk::HttpRequest request;
  request.method = "DELETE";
  request.url = path;
  return send(call, std::move(request));
}

Reply<Json> RazorpayClient::send(const sdk::Call& call, sdk::HttpRequest request) const {
  if (!configured_)
    return sdk::needsAttention("not_configured", "key_id and key_secret are not set");
  const auto effect = request.effect;
  request.url = baseUrl_ + "/v1" + request.url;
  request.headers.emplace_back("Authorization", authorization_.reveal());
  request.headers.emplace_back("Accept", "application/json");
  const auto result = http_.send(call, request);
  if (const auto* failure = std::get_if<sdk::HttpFailure>(&result))
    return sdk::toError(*failure, effect);
  const auto& response = std::get<sdk::HttpResponse>(result);
  if (response.status != 200) return errorOf(response, effect);
  return sdk::objectIn(response, effect, "Razorpay");
}

}  // namespace hostler::razorpay
