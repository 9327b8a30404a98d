#include "godaddy_client.h"

#include "refusals.h"

#include <algorithm>
#include <cctype>

namespace hostler::godaddy {
namespace {

using sdk::Json;
using sdk::Reply;

// A purchase takes GoDaddy up to a minute; the call's deadline still ends it.
constexpr std::chrono::seconds kWriteTimeout{90}, kReadTimeout{30};
constexpr std::size_t kLargestAnswer = 16 << 20;  // a thousand domains with their contacts

std::string pathOf(const Request& request) {
  std::string path;
  auto part = request.parts.begin();
  for (auto rest = request.endpoint.path; !rest.empty();) {
    const auto brace = rest.find('{');
    path += rest.substr(0, brace);
    if (brace == std::string_view::npos) break;
    path += sdk::urlEncode(*part++);
    rest = rest.substr(rest.find('}') + 1);
  }
  return path;
}

// What a header may carry as it is: our key is only for GoDaddy's support desk.
bool isPlain(const std::string& text) {
  return !text.empty() && text.size() <= 128 && std::ranges::all_of(text, [](unsigned char c) {
    return std::isalnum(c) || c == '-' || c == '_' || c == '.';
  });
}

}  // namespace

GodaddyClient::GodaddyClient(const Settings& settings, sdk::Redactor& redactor,
                             RequestLimiter::Now now)
    : baseUrl_{settings.baseUrl},
      configured_{settings.hasKeys()},
      testSystem_{settings.isTestSystem()},
      limiter_{static_cast<int>(std::clamp<std::int64_t>(settings.requestsPerMinute, 1, 100'000)),
               std::move(now)} {
  while (baseUrl_.ends_with('/')) baseUrl_.pop_back();
  redactor.hide(settings.secret.reveal());
  headers_ = {{"Authorization", "sso-key " + settings.key + ":" + settings.secret.reveal()},
              {"Accept", "application/json"},
              {"X-Market-Id", settings.market}};
  if (!settings.shopperId.empty()) headers_.emplace_back("X-Shopper-Id", settings.shopperId);
}

sdk::HttpRequest GodaddyClient::toHttp(const sdk::Call& call, const Request& request) const {
  sdk::HttpRequest http;
  http.method = request.endpoint.method;
  http.url = baseUrl_ + pathOf(request);
  if (!request.query.empty()) http.url += "?" + sdk::formEncode(request.query);
  http.headers = headers_;
  // There GoDaddy knows no subaccounts, and wants no shopper named.
  if (request.endpoint.path == kOrders.path)
    std::erase_if(http.headers, [](const auto& header) { return header.first == "X-Shopper-Id"; });
  if (request.endpoint.path.starts_with("/v2/") && isPlain(call.key))
    http.headers.emplace_back("X-Request-Id", call.key);
  if (request.body) {
    http.headers.emplace_back("Content-Type", "application/json");
    http.body = sdk::printJson(*request.body);
  }
  http.effect = request.endpoint.effect;
  http.timeout = http.effect == kRead ? kReadTimeout : kWriteTimeout;
  http.maxResponseBytes = kLargestAnswer;
  return http;
}

Reply<Json> GodaddyClient::send(const sdk::Call& call, const Request& request) const {
  if (!configured_) return sdk::needsAttention("not_configured", "key and secret are not set");
  const auto effect = request.endpoint.effect;
  const auto name = std::string{request.endpoint.method} + " " + std::string{request.endpoint.path};
  if (const auto wait = limiter_.take(name)) {
    return sdk::retryable("rate_limited",
                          "GoDaddy allows no more requests of this kind within the minute", *wait);
  }
  const auto result = http_.send(call, toHttp(call, request));
  if (const auto* failure = std::get_if<sdk::HttpFailure>(&result))
    return sdk::toError(*failure, effect);
  const auto& response = std::get<sdk::HttpResponse>(result);
  if (response.status < 200 || response.status > 299)
    return refusalOf(response, effect, testSystem_);
  if (response.body.empty()) return Json();
  try {
    auto json = sdk::parseJson(response.body, {.fractionsAsText = true});
    if (!json.is_structured())
      return sdk::unusableAnswer(effect, "GoDaddy's answer is neither an object nor a list");
    return json;
  } catch (const sdk::JsonError& error) {
    return sdk::unusableAnswer(effect,
                               std::string{"GoDaddy's answer cannot be read: "} + error.what());
  }
}

}  // namespace hostler::godaddy
