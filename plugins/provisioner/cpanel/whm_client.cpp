#include "whm_client.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace hostler::cpanel {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::Reply;

// createacct, removeacct and suspendacct may run for minutes; the call's deadline still ends them.
constexpr std::chrono::seconds kWriteTimeout{180}, kReadTimeout{30};
constexpr std::size_t kLargestAnswer = 16 << 20;  // listaccts of a full server

std::string lowered(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

bool mentions(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(
      words, [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

// The reason is text for people and changes between versions, so it only ever makes a "no" more
// exact.
sdk::ProviderError refusal(const std::string& reason) {
  const auto text = lowered(reason);
  if (mentions(text, {"access denied", "permission", "not authorized", "unknown app",
                      "function not found"})) {
    return sdk::needsAttention("access_denied",
                               "WHM refuses these credentials that function: " + reason);
  }
  if (mentions(text, {"too weak", "strength rating", "password is too"})) {
    return sdk::permanent("weak_password", reason);
  }
  if (mentions(text, {"already being", "another process", "currently locked", "in progress"})) {
    return sdk::retryable("busy", reason);
  }
  return sdk::permanent(std::string{kRefused},
                        reason.empty() ? "WHM refused without a reason" : reason);
}

bool isOne(const Json& value) {
  return value == 1 || value == "1" || value == true;
}
bool isZero(const Json& value) {
  return value == 0 || value == "0" || value == false;
}

std::string textAt(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

sdk::ProviderError authenticationError(int status) {
  const std::string how = status == 401 ? "HTTP 401" : "HTTP 403";
  return sdk::needsAttention(
      "access_denied", "WHM does not accept the user name and token (" + how +
                           "): the token may be wrong, expired, or not allowed from this address");
}

}  // namespace

Reply<WhmAnswer> judge(const Json& body, Effect effect) {
  if (!body.is_object())
    return sdk::unusableAnswer(effect, "WHM answered with something that is no envelope");
  if (const auto old = body.find("cpanelresult"); old != body.end() && old->is_object()) {
    const auto error = textAt(*old, "error");
    if (mentions(lowered(error), {"access denied"})) return authenticationError(403);
  }
  const auto metadata = body.find("metadata");
  if (metadata == body.end() || !metadata->is_object() || !metadata->contains("result")) {
    return sdk::unusableAnswer(effect, "WHM answered without metadata.result");
  }
  const auto& result = (*metadata)["result"];
  if (isZero(result)) return refusal(textAt(*metadata, "reason"));
  if (!isOne(result)) return sdk::unusableAnswer(effect, "metadata.result is neither 0 nor 1");
  WhmAnswer answer;
  answer.metadata = *metadata;
  if (const auto data = body.find("data"); data != body.end() && data->is_object())
    answer.data = *data;
  return answer;
}

std::string lastOf(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  auto begin = text.size() - most;
  while (begin < text.size() && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) ++begin;
  return text.substr(begin);
}

void keepOutput(const sdk::Log& log, std::string_view function, const Json& body, bool withRaw) {
  const auto metadata = body.is_object() ? body.value("metadata", Json()) : Json();
  const auto output = metadata.is_object() ? metadata.value("output", Json()) : Json();
  if (!output.is_object()) return;
  const auto raw = withRaw ? lastOf(textAt(output, "raw"), kKeptOutput) : std::string{};
  std::string warnings = textAt(output, "warnings");
  if (const auto list = output.find("warnings"); list != output.end() && list->is_array()) {
    for (const auto& one : *list) {
      if (one.is_string()) warnings += (warnings.empty() ? "" : "\n") + one.get<std::string>();
    }
  }
  warnings = lastOf(std::move(warnings), kKeptOutput);
  if (!warnings.empty()) {
    log.warning("whm.output", {{"function", function}, {"warnings", warnings}, {"raw", raw}});
  } else if (!raw.empty()) {
    log.info("whm.output", {{"function", function}, {"raw", raw}});
  }
}

Reply<Json> WhmClient::post(const sdk::Call& call, const Server& server, std::string_view function,
                            Params params, Effect effect) const {
  params.emplace(params.begin(), "api.version", "1");
  sdk::HttpRequest request;
  request.method = "POST";
  request.url = server.baseUrl + "/json-api/" + std::string{function};
  request.headers = {{"Authorization", server.authorization.reveal()},
                     {"Content-Type", "application/x-www-form-urlencoded"},
                     {"Accept", "application/json"}};
  request.body = sdk::formEncode(params);
  request.effect = effect;
  request.trust = server.trust;
  request.timeout = effect == Effect::Read ? kReadTimeout : kWriteTimeout;
  request.maxResponseBytes = kLargestAnswer;

  const auto result = http_.send(call, request);
  if (const auto* failure = std::get_if<sdk::HttpFailure>(&result))
    return sdk::toError(*failure, effect);
  const auto& response = std::get<sdk::HttpResponse>(result);
  if (response.status == 401 || response.status == 403) return authenticationError(response.status);
  if (response.status != 200) return sdk::statusError(response, effect);
  try {
    return sdk::parseJson(response.body);
  } catch (const sdk::JsonError& error) {
    return sdk::unusableAnswer(
        effect, "WHM's answer to " + std::string{function} + " cannot be read: " + error.what());
  }
}

Reply<WhmAnswer> WhmClient::call(const sdk::Call& call, const Server& server,
                                 std::string_view function, Params params, Effect effect) const {
  const bool hasPassword =
      std::ranges::any_of(params, [](const auto& param) { return param.first == "password"; });
  const auto body = post(call, server, function, std::move(params), effect);
  if (!body) return body.error();
  if (effect == Effect::Write) keepOutput(call.log, function, *body, !hasPassword);
  return judge(*body, effect);
}

Reply<Json> WhmClient::uapi(const sdk::Call& call, const Server& server, std::string_view user,
                            std::string_view module, std::string_view function,
                            Effect effect) const {
  const auto answer = this->call(call, server, "uapi_cpanel",
                                 {{"cpanel.user", std::string{user}},
                                  {"cpanel.module", std::string{module}},
                                  {"cpanel.function", std::string{function}}},
                                 effect);
  if (!answer) return answer.error();
  auto uapi = answer->data.value("uapi", Json());
  // Some versions put the whole UAPI answer there, with the result one level deeper.
  if (uapi.is_object() && uapi.contains("result") && uapi["result"].is_object())
    uapi = Json(uapi["result"]);
  if (!uapi.is_object() || !uapi.contains("status")) {
    return sdk::unusableAnswer(effect, "UAPI answered without a status");
  }
  if (isZero(uapi["status"])) {
    const auto& errors = uapi.value("errors", Json());
    return refusal(errors.is_array() && !errors.empty() && errors[0].is_string()
                       ? errors[0].get<std::string>()
                       : std::string{});
  }
  if (!isOne(uapi["status"]))
    return sdk::unusableAnswer(effect, "UAPI's status is neither 0 nor 1");
  return uapi.value("data", Json());
}

Reply<Json> WhmClient::api2(const sdk::Call& call, const Server& server, std::string_view user,
                            std::string_view module, std::string_view function) const {
  const auto body = post(call, server, "cpanel",
                         {{"cpanel_jsonapi_user", std::string{user}},
                          {"cpanel_jsonapi_apiversion", "2"},
                          {"cpanel_jsonapi_module", std::string{module}},
                          {"cpanel_jsonapi_func", std::string{function}}},
                         Effect::Read);
  if (!body) return body.error();
  const auto result = body->is_object() ? body->value("cpanelresult", Json()) : Json();
  if (!result.is_object())
    return sdk::unusableAnswer(Effect::Read, "API 2 answered without a result");
  if (const auto error = textAt(result, "error"); !error.empty()) return refusal(error);
  return result.value("data", Json());
}

}  // namespace hostler::cpanel
