#include "twilio_client.h"

#include "mapping.h"

#include <hostler/signature.hpp>

namespace hostler::twilio {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::Reply;

constexpr int kOk = 200, kCreated = 201;

}  // namespace

TwilioClient::TwilioClient(const Settings& settings, sdk::Redactor& redactor)
    : configured_{settings.hasKeys()} {
  auto url = settings.baseUrl;
  while (url.ends_with('/')) url.pop_back();
  accountUrl_ = url + "/2010-04-01/Accounts/" + sdk::urlEncode(settings.accountSid);
  const auto credentials = sdk::base64Of(settings.accountSid + ":" + settings.authToken.reveal());
  if (configured_) redactor.hide(credentials);
  authorization_ = sdk::Secret{"Basic " + credentials};
}

Reply<Json> TwilioClient::get(const sdk::Call& call, const std::string& path) const {
  sdk::HttpRequest request;
  request.url = path;
  return exchange(call, std::move(request), kOk);
}

Reply<Json> TwilioClient::post(const sdk::Call& call, const std::string& path,
                               const Fields& form) const {
  sdk::HttpRequest request;
  request.method = "POST";
  request.url = path;
  request.body = sdk::formEncode(form);
  request.effect = Effect::Write;
  request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  return exchange(call, std::move(request), kCreated);
}

Reply<Json> TwilioClient::exchange(const sdk::Call& call, sdk::HttpRequest request,
                                   int success) const {
  if (!configured_)
    return sdk::needsAttention("not_configured", "account_sid and auth_token are not set");
  const auto effect = request.effect;
  request.url = accountUrl_ + request.url;
  request.headers.emplace_back("Authorization", authorization_.reveal());
  request.headers.emplace_back("Accept", "application/json");
  const auto result = http_.send(call, request);
  if (const auto* failure = std::get_if<sdk::HttpFailure>(&result))
    return sdk::toError(*failure, effect);
  const auto& response = std::get<sdk::HttpResponse>(result);
  if (response.status >= 300) return errorOf(response, effect);
  try {
    auto json = sdk::parseJson(response.body);
    if (response.status == success && json.is_object()) return json;
    return sdk::unusableAnswer(effect, "Twilio's answer is not how it says yes");
  } catch (const sdk::JsonError& error) {
    return sdk::unusableAnswer(effect,
                               std::string{"Twilio's answer cannot be read: "} + error.what());
  }
}

}  // namespace hostler::twilio
