#include "msg91_client.h"

#include "mapping.h"

#include <algorithm>

namespace hostler::msg91 {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::Reply;

constexpr int kOk = 200;
constexpr const char* kTransactional = "4";  // the route whose balance is asked

Reply<Json> documentIn(const sdk::HttpResponse& response, Effect effect) {
  try {
    return sdk::parseJson(response.body);
  } catch (const sdk::JsonError& error) {
    return sdk::unusableAnswer(effect,
                               std::string{"MSG91's answer cannot be read: "} + error.what());
  }
}

sdk::ProviderError errorOf(const sdk::HttpResponse& response, Effect effect) {
  const bool isNo = response.status >= 400 && response.status < 500 && response.status != 429;
  if (!isNo || response.status == 403) return sdk::statusError(response, effect);
  if (response.status == 401) {
    return sdk::needsAttention("credentials_refused", "MSG91 does not accept the auth key");
  }
  const auto document = documentIn(response, effect);
  if (!document) return document.error();
  if (auto refusal = refusalIn(*document)) return *refusal;
  return sdk::unusableAnswer(
      effect, "an answer with HTTP status " + std::to_string(response.status) + " was not MSG91's");
}

std::string idIn(const Json& answer) {
  for (const char* name : {"request_id", "message"}) {
    const auto value = answer.value(name, Json());
    if (value.is_string()) return value.get<std::string>();
  }
  return {};
}

bool isAmount(const std::string& text) {
  return !text.empty() && text.size() < 30 &&
         text.find_first_not_of("0123456789.-") == std::string::npos;
}

}  // namespace

Msg91Client::Msg91Client(const Settings& settings)
    : baseUrl_{settings.baseUrl}, authKey_{settings.authKey} {
  while (baseUrl_.ends_with('/')) baseUrl_.pop_back();
}

Reply<sdk::HttpResponse> Msg91Client::post(const sdk::Call& call, const std::string& path,
                                           const std::string& type, std::string body,
                                           Effect effect) const {
  if (authKey_.empty()) return sdk::needsAttention("not_configured", "auth_key is not set");
  sdk::HttpRequest request;
  request.method = "POST";
  request.url = baseUrl_ + path;
  request.headers = {
      {"authkey", authKey_.reveal()}, {"Content-Type", type}, {"Accept", "application/json"}};
  request.body = std::move(body);
  request.effect = effect;
  auto result = http_.send(call, request);
  if (const auto* failure = std::get_if<sdk::HttpFailure>(&result))
    return sdk::toError(*failure, effect);
  return std::get<sdk::HttpResponse>(std::move(result));
}

Reply<std::string> Msg91Client::send(const sdk::Call& call, const std::string& path,
                                     const Json& body) const {
  const auto response = post(call, path, "application/json", sdk::printJson(body), Effect::Write);
  if (!response) return response.error();
  if (response->status != kOk) return errorOf(*response, Effect::Write);
  const auto answer = documentIn(*response, Effect::Write);
  if (!answer) return answer.error();
  if (auto refusal = refusalIn(*answer)) return *refusal;
  const bool isYes = answer->is_object() && answer->value("type", Json()) == "success";
  auto id = isYes ? idIn(*answer) : std::string{};
  if (id.empty()) return sdk::unusableAnswer(Effect::Write, "MSG91 says neither yes nor no");
  return id;
}

Reply<std::string> Msg91Client::balance(const sdk::Call& call) const {
  // Documented with the key in the query, where it would end in logs; the body is read as well.
  const auto response = post(
      call, "/api/balance.php", "application/x-www-form-urlencoded",
      sdk::formEncode({{"authkey", authKey_.reveal()}, {"type", kTransactional}}), Effect::Read);
  if (!response) return response.error();
  if (response->status != kOk) return errorOf(*response, Effect::Read);
  auto text = response->body.substr(0, 40);
  std::erase_if(text, [](char c) { return c == '"' || c == '\n' || c == '\r' || c == ' '; });
  if (isAmount(text)) return text;
  const auto answer = documentIn(*response, Effect::Read);
  if (!answer) return answer.error();
  if (auto refusal = refusalIn(*answer)) return *refusal;
  return sdk::unusableAnswer(Effect::Read, "MSG91's balance is no number");
}

}  // namespace hostler::msg91
