#include "client.h"

namespace sample {
namespace {

using sdk::Effect;
using sdk::Json;

std::string textIn(const Json& body, const char* member) {
  const auto found = body.find(member);
  return found != body.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

// Every provider has an error format of its own; here it is {"code": …, "message": …}. An empty
// object is the page of a proxy, say.
Json errorIn(const sdk::HttpResponse& response) {
  try {
    auto body = sdk::parseJson(response.body);
    if (body.is_object() && !textIn(body, "code").empty()) return body;
  } catch (const sdk::JsonError&) {
    // It says nothing that we could read.
  }
  return Json::object();
}

sdk::ProviderError refusal(const sdk::HttpResponse& response, Effect effect) {
  const auto body = errorIn(response);
  if (body.empty() && response.status == 404)
    return sdk::unusableAnswer(effect, "404 without an error of the provider's own");
  if (body.empty()) return sdk::statusError(response, effect);
  return sdk::statusError(response, effect, textIn(body, "code"), textIn(body, "message"));
}

// What is not there is made anew, so only the provider's own word for it counts.
bool isAbsent(const sdk::HttpResponse& response) {
  return response.status == 404 && textIn(errorIn(response), "code") == "not_found";
}

sdk::Reply<Json> judge(const sdk::HttpClient::Result& result, Effect effect) {
  if (const auto* failure = std::get_if<sdk::HttpFailure>(&result))
    return sdk::toError(*failure, effect);
  const auto& response = std::get<sdk::HttpResponse>(result);
  if (effect == Effect::Read && isAbsent(response)) return Json(nullptr);
  if (response.status < 200 || response.status > 299) return refusal(response, effect);
  if (response.body.empty()) return Json::object();
  try {
    return sdk::parseJson(response.body, {.fractionsAsText = true});
  } catch (const sdk::JsonError& error) {
    return sdk::unusableAnswer(effect, error.what());
  }
}

sdk::HttpRequest requestFor(const Settings& settings, const std::string& path) {
  if (settings.apiKey.empty())
    throw sdk::ProviderFailure{sdk::needsAttention("not_configured", "no API key is set")};
  sdk::HttpRequest request;
  request.url = settings.baseUrl + path;
  request.headers = {{"Authorization", "Bearer " + settings.apiKey.reveal()},
                     {"Accept", "application/json"}};
  return request;
}

}  // namespace

sdk::Reply<Json> Client::read(const sdk::Call& call, const Settings& settings,
                              const std::string& path) const {
  return judge(http_.send(call, requestFor(settings, path)), Effect::Read);
}

// An answer that does not tell it is none of this provider's, whatever its status.
sdk::Reply<Holder> Client::holder(const sdk::Call& call, const Settings& settings) const {
  return mapped(read(call, settings, "/account"), Effect::Read,
                [](const Json& answer) { return sdk::fromJson<Holder>(answer); });
}

sdk::Reply<Json> Client::write(const sdk::Call& call, const Settings& settings,
                               const std::string& method, const std::string& path,
                               const Json& body) const {
  auto request = requestFor(settings, path);
  request.method = method;
  request.headers.emplace_back("Content-Type", "application/json");
  request.headers.emplace_back("Idempotency-Key", call.key);
  request.body = sdk::printJson(body);
  request.effect = Effect::Write;
  return judge(http_.send(call, request), Effect::Write);
}

}  // namespace sample
