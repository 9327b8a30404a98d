#include "sendgrid_client.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <ctime>
#include <optional>

namespace hostler::sendgrid {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::Reply;

constexpr int kOk = 200, kAccepted = 202;

struct OwnError {
  std::string message, field;
};

// {"errors": [{"message", "field", "help"}]}; nothing where the answer is not SendGrid's.
std::optional<OwnError> errorIn(const std::string& body) {
  try {
    const auto json = sdk::parseJson(body);
    const auto errors = json.is_object() ? json.value("errors", Json()) : Json();
    if (!errors.is_array() || errors.empty() || !errors[0].is_object()) return std::nullopt;
    const auto text = [&](const char* name) {
      const auto value = errors[0].value(name, Json());
      return value.is_string() ? value.get<std::string>() : std::string{};
    };
    return OwnError{text("message"), text("field")};
  } catch (const sdk::JsonError&) {
    return std::nullopt;
  }
}

// Seconds until X-RateLimit-Reset, which is a time; Retry-After where there is one.
std::optional<std::chrono::seconds> waitOf(const sdk::HttpResponse& response) {
  if (const auto after = response.retryAfter()) return after;
  const auto text = response.header("x-ratelimit-reset");
  std::int64_t at = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), at);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return std::clamp(std::chrono::seconds{at - std::time(nullptr)}, std::chrono::seconds{1},
                    std::chrono::seconds{3600});
}

sdk::ProviderError errorOf(const sdk::HttpResponse& response, Effect effect) {
  const auto own = errorIn(response.body);
  const auto message = own ? own->message : std::string{};
  switch (response.status) {
    case 401:
      if (message.find("credits") != std::string::npos)
        return sdk::needsAttention("balance_exhausted", message);
      return sdk::needsAttention("credentials_refused", "SendGrid does not accept the API key");
    case 403:
      return sdk::needsAttention("access_denied",
                                 message.empty() ? "SendGrid refuses it" : message);
    case 429:
      return sdk::retryable("rate_limited", message, waitOf(response));
    default:
      break;
  }
  const bool isNo = response.status >= 400 && response.status < 500;
  if (isNo && !own) {
    return sdk::unusableAnswer(effect, "an answer with HTTP status " +
                                           std::to_string(response.status) + " was not SendGrid's");
  }
  return sdk::statusError(response, effect, own ? own->field : "", message);
}

std::string baseUrlOf(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  if (url.ends_with("/v3")) url.resize(url.size() - 3);
  return url;
}

}  // namespace

SendGridClient::SendGridClient(const Settings& settings)
    : baseUrl_{baseUrlOf(settings.baseUrl)},
      authorization_{"Bearer " + settings.apiKey.reveal()},
      configured_{settings.isConfigured()} {}

Reply<sdk::HttpResponse> SendGridClient::exchange(const sdk::Call& call,
                                                  sdk::HttpRequest request) const {
  if (!configured_) return sdk::needsAttention("not_configured", "api_key and from are not set");
  request.url = baseUrl_ + "/v3" + request.url;
  request.headers.emplace_back("Authorization", authorization_.reveal());
  request.headers.emplace_back("Accept", "application/json");
  auto result = http_.send(call, request);
  if (const auto* failure = std::get_if<sdk::HttpFailure>(&result))
    return sdk::toError(*failure, request.effect);
  return std::get<sdk::HttpResponse>(std::move(result));
}

Reply<Json> SendGridClient::get(const sdk::Call& call, const std::string& path) const {
  sdk::HttpRequest request;
  request.url = path;
  const auto response = exchange(call, std::move(request));
  if (!response) return response.error();
  if (response->status != kOk) return errorOf(*response, Effect::Read);
  try {
    return sdk::parseJson(response->body);
  } catch (const sdk::JsonError& error) {
    return sdk::unusableAnswer(Effect::Read,
                               std::string{"SendGrid's answer cannot be read: "} + error.what());
  }
}

Reply<std::string> SendGridClient::send(const sdk::Call& call, const Json& mail) const {
  sdk::HttpRequest request;
  request.method = "POST";
  request.url = "/mail/send";
  request.body = sdk::printJson(mail);
  request.effect = Effect::Write;
  request.headers.emplace_back("Content-Type", "application/json");
  const auto response = exchange(call, std::move(request));
  if (!response) return response.error();
  if (response->status == kAccepted && response->body.empty())
    return std::string{response->header("x-message-id")};
  if (response->status < 300) {
    return sdk::unusableAnswer(Effect::Write, "the answer is not how SendGrid accepts a mail");
  }
  return errorOf(*response, Effect::Write);
}

}  // namespace hostler::sendgrid
