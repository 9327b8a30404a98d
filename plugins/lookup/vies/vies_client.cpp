#include "vies_client.h"

#include "mapping.h"

#include <hostler/json_answer.hpp>

namespace hostler::vies {

using sdk::Effect;
using sdk::Json;
using sdk::Reply;

ViesClient::ViesClient(const Settings& settings) : baseUrl_{sdk::apiRoot(settings.baseUrl)} {}

Reply<Json> ViesClient::post(const sdk::Call& call, const std::string& path,
                             const Json& body) const {
  sdk::HttpRequest request;
  request.method = "POST";
  request.url = baseUrl_ + path;
  request.headers = {{"Content-Type", "application/json"}};
  request.body = sdk::printJson(body);
  return ask(call, std::move(request));
}

Reply<Json> ViesClient::get(const sdk::Call& call, const std::string& path) const {
  sdk::HttpRequest request;
  request.url = baseUrl_ + path;
  return ask(call, std::move(request));
}

// A POST that asks is no Write: it changes nothing.
Reply<Json> ViesClient::ask(const sdk::Call& call, sdk::HttpRequest request) const {
  request.headers.emplace_back("Accept", "application/json");
  request.effect = Effect::Read;
  const auto result = http_.send(call, request);
  if (const auto* failure = std::get_if<sdk::HttpFailure>(&result))
    return sdk::toError(*failure, Effect::Read);
  const auto& response = std::get<sdk::HttpResponse>(result);
  auto answer = sdk::objectIn(response, Effect::Read, "VIES");
  const bool isItsOwn = answer && (response.status == 200 || refusalIn(*answer));
  if (isItsOwn && response.status != 429) return answer;
  if (response.status != 200) return sdk::statusError(response, Effect::Read);
  return answer;
}

}  // namespace hostler::vies
