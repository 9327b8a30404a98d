#include "cloudstack_client.h"

#include "mapping.h"
#include "refusals.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <iterator>

namespace hostler::cloudstack {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::Reply;

constexpr int kPageSize = 500;  // the server's own limit, unless somebody lowered it
constexpr int kMostPages = 100;
constexpr std::int64_t kValidSeconds = 600, kSkewSeconds = 60;
constexpr std::size_t kLargestAnswer = 32 << 20;

std::int64_t nowSeconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

constexpr std::array<std::string_view, 6> kSecretMembers{
    "password", "encryptedpassword", "privatekey", "usersecretkey", "secretkey", "configdata"};

void hideSecrets(const sdk::Call& call, const Json& value) {
  if (!value.is_structured()) return;
  for (const auto& [name, each] : value.items()) {
    if (value.is_object() && each.is_string() &&
        std::ranges::find(kSecretMembers, name) != kSecretMembers.end()) {
      call.log.redactor().hide(each.get_ref<const std::string&>());
    }
    hideSecrets(call, each);
  }
}

}  // namespace

std::optional<std::int64_t> dateOf(std::string_view header) {
  const std::string text{header};
  std::tm utc{};
  const char* end = strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &utc);
  if (end == nullptr || *end != '\0') return std::nullopt;
  return timegm(&utc);
}

Reply<Json> judge(const sdk::HttpResponse& response, Effect effect) {
  Json body;
  try {
    body = sdk::parseJson(response.body);
  } catch (const sdk::JsonError& error) {
    if (response.status != 200) return sdk::statusError(response, effect);
    return sdk::unusableAnswer(effect,
                               std::string{"the cloud's answer cannot be read: "} + error.what());
  }
  if (!body.is_object() || body.size() != 1 || !body.begin()->is_object()) {
    if (response.status != 200) return sdk::statusError(response, effect);
    return sdk::unusableAnswer(effect, "the cloud answered without an envelope");
  }
  const auto& content = *body.begin();
  const auto code = content.find("errorcode");
  if (response.status == 200 && code == content.end()) return content;
  if (code == content.end() || !code->is_number_integer()) {
    if (response.status != 200) return sdk::statusError(response, effect);
    return sdk::unusableAnswer(effect, "the cloud's error has no code");
  }
  auto error = refusalOf(code->get<int>(), someText(content, "errortext"), effect);
  error.retryAfter = response.retryAfter();
  return error;
}

sdk::HttpClient::Result CloudstackClient::post(const sdk::Call& call, const Cloud& cloud,
                                               const Params& params, Effect effect,
                                               std::int64_t now) const {
  sdk::HttpRequest request;
  request.method = "POST";
  request.url = cloud.baseUrl;
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                     {"Accept", "application/json"}};
  request.body = sdk::formEncode(
      signedParams(params, cloud.apiKey.reveal(), cloud.secretKey.reveal(), now + kValidSeconds));
  request.effect = effect;
  request.trust = cloud.trust;
  request.maxResponseBytes = kLargestAnswer;
  return http_.send(call, request);
}

Reply<Json> CloudstackClient::send(const sdk::Call& call, const Cloud& cloud,
                                   const std::string& command, Params params, Effect effect,
                                   std::optional<std::int64_t>* theirDate) const {
  params.emplace_back("command", command);
  if (!cloud.project.empty()) params.emplace_back("projectid", cloud.project);
  const auto now = nowSeconds();
  auto result = post(call, cloud, params, effect, now);
  if (const auto* response = std::get_if<sdk::HttpResponse>(&result);
      response != nullptr && response->status == 401) {
    // A request that expired by the cloud's clock is refused like one with a wrong key. Refused, it
    // did nothing; so once more, by that clock.
    const auto date = dateOf(response->header("date"));
    if (date && *date > now + kSkewSeconds) {
      call.log.warning("cloudstack.clock_differs", {{"seconds", *date - now}});
      result = post(call, cloud, params, effect, *date);
    }
  }
  if (const auto* failure = std::get_if<sdk::HttpFailure>(&result))
    return sdk::toError(*failure, effect);
  if (theirDate != nullptr) *theirDate = dateOf(std::get<sdk::HttpResponse>(result).header("date"));
  auto content = judge(std::get<sdk::HttpResponse>(result), effect);
  if (content) hideSecrets(call, *content);
  return content;
}

Json CloudstackClient::read(const sdk::Call& call, const Cloud& cloud, const std::string& command,
                            Params params) const {
  auto content = send(call, cloud, command, std::move(params), Effect::Read);
  if (!content) fail(content.error());
  return std::move(*content);
}

Reply<Json> CloudstackClient::write(const sdk::Call& call, const Cloud& cloud,
                                    const std::string& command, Params params) const {
  return send(call, cloud, command, std::move(params), Effect::Write);
}

ListPage CloudstackClient::page(const sdk::Call& call, const Cloud& cloud,
                                const std::string& command, const char* member, Params params,
                                int page, int pageSize) const {
  params.emplace_back("page", std::to_string(page));
  params.emplace_back("pagesize", std::to_string(pageSize));
  ListPage result;
  const auto answer = send(call, cloud, command, std::move(params), Effect::Read, &result.date);
  if (!answer) fail(answer.error());
  const auto& content = *answer;
  const auto& list = listOf(content, member);  // an empty list is no list at all
  result.items.assign(list.begin(), list.end());
  const auto count = someNumber(content, "count");
  const auto seen = static_cast<std::int64_t>(page) * pageSize;
  result.hasMore = !result.items.empty() && count && *count > seen;
  return result;
}

std::vector<Json> CloudstackClient::all(const sdk::Call& call, const Cloud& cloud,
                                        const std::string& command, const char* member,
                                        Params params) const {
  std::vector<Json> items;
  for (int number = 1; number <= kMostPages; ++number) {
    auto part = page(call, cloud, command, member, params, number, kPageSize);
    std::ranges::move(part.items, std::back_inserter(items));
    if (!part.hasMore) return items;
  }
  fail(sdk::unusableAnswer(Effect::Read, "the cloud's list has no end"));
}

std::optional<Json> CloudstackClient::find(const sdk::Call& call, const Cloud& cloud,
                                           const std::string& command, const char* member,
                                           const std::string& id, Params params,
                                           const char* idParam) const {
  params.emplace_back(idParam, id);
  params.emplace_back("listall", "true");
  const auto content = send(call, cloud, command, std::move(params), Effect::Read);
  if (!content) {
    // The server refuses an id that it does not know, and names it. A refusal that names something
    // else is about another setting, and says nothing of this id.
    const auto& error = content.error();
    if (error.code == kNotFound && error.message.find(id) != std::string::npos) return std::nullopt;
    fail(error);
  }
  for (const auto& item : listOf(*content, member)) {
    if (someText(item, "id") == id) return item;
  }
  return std::nullopt;
}

}  // namespace hostler::cloudstack
