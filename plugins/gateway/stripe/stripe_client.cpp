#include "stripe_client.h"

#include <hostler/json_answer.hpp>

#include <algorithm>

namespace hostler::stripe {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::Reply;

struct StripeError {
  std::string type, code, declineCode, message;

  // The bank's own reason says more than "card_declined".
  std::string reason() const {
    if (code == "card_declined" && !declineCode.empty()) return declineCode;
    return code.empty() ? type : code;
  }
};

StripeError errorIn(const std::string& body) {
  const sdk::ErrorDocument document{body};
  return {document.text("type"), document.text("code"), document.text("decline_code"),
          document.text("message")};
}

sdk::ProviderError errorOf(const sdk::HttpResponse& response, Effect effect) {
  const auto error = errorIn(response.body);
  const int status = response.status;
  if (status == 401)
    return sdk::needsAttention("credentials_refused", "Stripe does not accept the secret key");
  if (status == 429 || error.code == "rate_limit") {
    return sdk::retryable(error.code == "lock_timeout" ? "lock_timeout" : "rate_limited",
                          error.message, response.retryAfter());
  }
  const bool isClientError = status >= 400 && status < 500;
  if (!isClientError || status == 403) {
    return sdk::statusError(response, effect, status == 403 ? "access_denied" : error.reason(),
                            error.message);
  }
  // Without Stripe's own document a 4xx comes from something in between, and says nothing about the
  // request.
  if (error.type.empty()) {
    return sdk::unusableAnswer(
        effect, "an answer with HTTP status " + std::to_string(status) + " was not Stripe's");
  }
  // The request that this key belongs to is still at work.
  if (status == 409 || response.header("stripe-should-retry") == "true")
    return sdk::retryable("in_progress", error.message, response.retryAfter());
  if (error.type == "idempotency_error") return sdk::permanent(error.type, error.message);
  return sdk::permanent(error.reason(), error.message);
}

}  // namespace

sdk::ProviderError notConfirmed(const std::string& why) {
  return sdk::unknown("not_confirmed", "Stripe's answer and what it shows disagree: " + why);
}

sdk::ProviderError misfit(const std::string& why) {
  return sdk::unusableAnswer(Effect::Read, "Stripe's answer does not fit: " + why);
}

StripeClient::StripeClient(const Settings& settings, sdk::Redactor& redactor)
    : baseUrl_{sdk::apiRoot(settings.baseUrl, "/v1")}, configured_{settings.hasKeys()} {
  if (configured_) redactor.hide(settings.secretKey.reveal());
  authorization_ = sdk::Secret{"Bearer " + settings.secretKey.reveal()};
}

Reply<Json> StripeClient::get(const sdk::Call& call, const std::string& path,
                              const Form& query) const {
  sdk::HttpRequest request;
  request.url = path + (query.empty() ? "" : "?" + sdk::formEncode(query));
  return send(call, std::move(request));
}

Reply<Json> StripeClient::post(const sdk::Call& call, const std::string& path, const Form& body,
                               Effect effect, const std::string& idempotencyKey) const {
  sdk::HttpRequest request;
  request.method = "POST";
  request.url = path;
  request.body = sdk::formEncode(body);
  request.effect = effect;
  request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  request.headers.emplace_back("Idempotency-Key", idempotencyKey);
  return send(call, std::move(request));
}

Reply<Json> StripeClient::send(const sdk::Call& call, sdk::HttpRequest request) const {
  if (!configured_)
    return sdk::needsAttention("not_configured", "publishable_key and secret_key are not set");
  const auto effect = request.effect;
  request.url = baseUrl_ + "/v1" + request.url;
  request.headers.emplace_back("Authorization", authorization_.reveal());
  request.headers.emplace_back("Stripe-Version", kApiVersion);
  const auto result = http_.send(call, request);
  if (const auto* failure = std::get_if<sdk::HttpFailure>(&result))
    return sdk::toError(*failure, effect);
  const auto& response = std::get<sdk::HttpResponse>(result);
  if (response.status != 200) {
    // What Stripe's support asks for first.
    call.log.info("stripe.refused",
                  {{"status", response.status},
                   {"request_id", std::string{response.header("request-id").substr(0, 60)}}});
    return errorOf(response, effect);
  }
  return sdk::objectIn(response, effect, "Stripe");
}

Reply<bool> StripeClient::each(const sdk::Call& call, const std::string& path, Form query,
                               int mostPages, const std::function<bool(const Json&)>& more) const {
  query.emplace_back("limit", std::to_string(kPageSize));
  std::string after;
  for (int page = 0; page < mostPages; ++page) {
    auto wanted = query;
    if (!after.empty()) wanted.emplace_back("starting_after", after);
    const auto answer = get(call, path, wanted);
    if (!answer) return answer.error();
    const auto data = answer->value("data", Json()), hasMore = answer->value("has_more", Json());
    if (!data.is_array() || !hasMore.is_boolean()) return misfit("it is no list");
    for (const auto& entry : data) {
      if (!more(entry)) return true;
    }
    if (data.empty() || hasMore == false) return true;
    const auto last = data.back().is_object() ? data.back().value("id", Json()) : Json();
    if (!last.is_string()) return misfit("an entry of a list has no id");
    after = last.get<std::string>();
    std::erase_if(query, [](const auto& field) { return field.first == "starting_after"; });
  }
  return false;
}

}  // namespace hostler::stripe
