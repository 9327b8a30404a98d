#include "powerdns_client.h"

#include <algorithm>
#include <array>

namespace hostler::powerdns {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::Reply;

constexpr int kOk = 200, kNotFound = 404;

std::string serverUrlOf(const Settings& settings) {
  auto url = settings.baseUrl;
  while (url.ends_with('/')) url.pop_back();
  if (url.ends_with("/api/v1")) url.resize(url.size() - 7);
  return url + "/api/v1/servers/" + sdk::urlEncode(settings.serverId);
}

// What the server itself says of an error: a document with `error`, or the plain name of the
// status. Anything else comes from something in between and says nothing about the request.
std::optional<std::string> ownWords(const std::string& body) {
  static constexpr std::array<std::string_view, 6> kNames{
      "Bad Request", "Unauthorized",       "Not Found",
      "Conflict",    "Method Not Allowed", "Unprocessable Entity"};
  auto text = body.substr(0, 200);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  if (std::ranges::find(kNames, text) != kNames.end()) return text;
  try {
    const auto json = sdk::parseJson(body);
    const auto error = json.is_object() ? json.find("error") : json.end();
    if (json.is_object() && error != json.end() && error->is_string())
      return error->get<std::string>();
  } catch (const sdk::JsonError&) {
  }
  return std::nullopt;
}

sdk::ProviderError errorOf(const sdk::HttpResponse& response, Effect effect) {
  const auto words = ownWords(response.body);
  if (response.status == 401) {
    return sdk::needsAttention("credentials_refused", "PowerDNS does not accept the API key");
  }
  const bool isNo = response.status >= 400 && response.status < 500 && response.status != 403 &&
                    response.status != 429;
  if (!isNo) return sdk::statusError(response, effect, {}, words.value_or(""));
  if (words) return sdk::permanent(std::string{kRefused}, *words);
  return sdk::unusableAnswer(effect, "an answer with HTTP status " +
                                         std::to_string(response.status) + " was not PowerDNS's");
}

Reply<Json> parsed(const sdk::HttpResponse& response) {
  try {
    return sdk::parseJson(response.body);
  } catch (const sdk::JsonError& error) {
    return sdk::unusableAnswer(Effect::Read,
                               std::string{"PowerDNS's answer cannot be read: "} + error.what());
  }
}

}  // namespace

PowerDnsClient::PowerDnsClient(const Settings& settings)
    : serverUrl_{serverUrlOf(settings)},
      apiKey_{settings.apiKey},
      trust_{settings.trust()},
      configured_{settings.isConfigured()} {}

Reply<sdk::HttpResponse> PowerDnsClient::send(const sdk::Call& call, const std::string& method,
                                              const std::string& path, std::string body,
                                              Effect effect, std::size_t largest) const {
  if (!configured_)
    return sdk::needsAttention("not_configured", "base_url and api_key are not set");
  sdk::HttpRequest request;
  request.method = method;
  request.url = serverUrl_ + path;
  request.headers = {{"X-API-Key", apiKey_.reveal()}, {"Accept", "application/json"}};
  if (!body.empty()) request.headers.emplace_back("Content-Type", "application/json");
  request.body = std::move(body);
  request.effect = effect;
  request.trust = trust_;
  request.maxResponseBytes = largest;
  auto result = http_.send(call, request);
  if (const auto* failure = std::get_if<sdk::HttpFailure>(&result))
    return sdk::toError(*failure, effect);
  return std::get<sdk::HttpResponse>(std::move(result));
}

Reply<Json> PowerDnsClient::get(const sdk::Call& call, const std::string& path,
                                std::size_t largest) const {
  const auto response = send(call, "GET", path, {}, Effect::Read, largest);
  if (!response) return response.error();
  if (response->status != kOk) return errorOf(*response, Effect::Read);
  return parsed(*response);
}

Reply<std::optional<Json>> PowerDnsClient::find(const sdk::Call& call, const std::string& path,
                                                std::size_t largest) const {
  const auto response = send(call, "GET", path, {}, Effect::Read, largest);
  if (!response) return response.error();
  if (response->status == kNotFound && ownWords(response->body)) return std::optional<Json>{};
  if (response->status != kOk) return errorOf(*response, Effect::Read);
  auto json = parsed(*response);
  if (!json) return json.error();
  return std::optional{std::move(*json)};
}

std::optional<sdk::ProviderError> PowerDnsClient::write(const sdk::Call& call,
                                                        const std::string& method,
                                                        const std::string& path, const Json& body,
                                                        int success) const {
  const auto response =
      send(call, method, path, body.is_null() ? "" : sdk::printJson(body), Effect::Write);
  if (!response) return response.error();
  if (response->status == success) return std::nullopt;
  if (response->status < 300) {
    return sdk::unusableAnswer(Effect::Write, "HTTP status " + std::to_string(response->status) +
                                                  " is not what PowerDNS answers to this");
  }
  return errorOf(*response, Effect::Write);
}

Reply<Json> PowerDnsClient::put(const sdk::Call& call, const std::string& path) const {
  const auto response = send(call, "PUT", path, {}, Effect::Read);
  if (!response) return response.error();
  if (response->status != kOk) return errorOf(*response, Effect::Read);
  return parsed(*response);
}

}  // namespace hostler::powerdns
