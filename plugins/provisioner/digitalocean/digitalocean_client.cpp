#include "digitalocean_client.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <ctime>

namespace hostler::digitalocean {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::Reply;

constexpr int kLargestPage = 200, kMostPages = 100;
constexpr std::size_t kLargestAnswer = 16 << 20;  // 200 droplets with sizes, regions and images

std::string lowered(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

bool mentions(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(
      words, [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

std::string textAt(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::optional<std::int64_t> numberIn(std::string_view text) {
  std::int64_t number = 0;
  const auto end = text.data() + text.size();
  if (text.empty() || std::from_chars(text.data(), end, number).ptr != end) return std::nullopt;
  return number;
}

// The message is text for people and changes, so it only ever makes a "no" more exact.
sdk::ProviderError unprocessable(int status, const std::string& id, const std::string& message) {
  const auto text = lowered(message);
  if (mentions(text, {"pending event", "currently locked", "is locked", "in progress"}))
    return sdk::retryable(std::string{kBusy}, message);
  if (mentions(text, {"droplet limit", "limit reached", "exceed your", "maximum number"}))
    return sdk::needsAttention("quota_reached", message);
  if (mentions(text, {"already in use", "already exists", "must be unique"}))
    return sdk::permanent(std::string{kInUse}, message);
  return sdk::permanent(id.empty() ? "http_" + std::to_string(status) : id, message);
}

Reply<Json> parsed(const sdk::HttpResponse& response, Effect effect) {
  if (response.body.empty()) return Json(Json::object());
  try {
    auto json = sdk::parseJson(response.body, {.depth = 64, .fractionsAsText = true});
    if (json.is_object()) return json;
    return sdk::unusableAnswer(effect, "DigitalOcean answered with something that is no object");
  } catch (const sdk::JsonError& error) {
    return sdk::unusableAnswer(
        effect, std::string{"DigitalOcean's answer cannot be read: "} + error.what());
  }
}

// A member of a member; null where there is none, whatever stands in the way.
const Json& inside(const Json& json, std::initializer_list<const char*> names) {
  static const Json nothing;
  const auto* at = &json;
  for (const auto* name : names) {
    if (!at->is_object() || !at->contains(name)) return nothing;
    at = &(*at)[name];
  }
  return *at;
}

sdk::ProviderError without(const char* member) {
  return sdk::unusableAnswer(Effect::Read, std::string{"DigitalOcean answered without "} + member);
}

}  // namespace

std::optional<std::int64_t> dateOf(std::string_view header) {
  const std::string text{header};
  std::tm utc{};
  const char* end = strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &utc);
  if (end == nullptr || *end != '\0') return std::nullopt;
  return timegm(&utc);
}

sdk::ProviderError badRequest(std::string why) {
  return sdk::permanent("bad_request", std::move(why));
}

bool isRefusal(const sdk::ProviderError& error) {
  return error.outcome == sdk::Outcome::Permanent;
}

sdk::ProviderError notConfirmed(const std::string& why) {
  return sdk::unknown("not_confirmed", "DigitalOcean's answer and the state disagree: " + why);
}

sdk::ProviderError refusalOf(const sdk::HttpResponse& response, Effect effect, std::int64_t now) {
  Json body = Json::object();
  try {
    body = sdk::parseJson(response.body);
  } catch (const sdk::JsonError&) {
  }
  const auto id = body.is_object() ? textAt(body, "id") : std::string{};
  auto message = body.is_object() ? textAt(body, "message") : std::string{};
  if (message.empty())
    message = "DigitalOcean answered with HTTP status " + std::to_string(response.status);

  switch (response.status) {
    case 401:
      return sdk::needsAttention("access_denied", "DigitalOcean does not accept the token.");
    case 403:
      if (mentions(lowered(message), {"limit"}))
        return sdk::needsAttention("quota_reached", message);
      return sdk::needsAttention("access_denied",
                                 "the token lacks a scope that this needs: " + message);
    case 404:
      return sdk::permanent(std::string{kNotFound}, message);
    case 400:
    case 409:
    case 412:
    case 422:
      return unprocessable(response.status, id, message);
    default:
      break;
  }
  auto error = sdk::statusError(response, effect, id, message);
  if (response.status == 429 && !error.retryAfter &&
      response.header("ratelimit-remaining") == "0") {
    if (const auto reset = numberIn(response.header("ratelimit-reset"))) {
      error.retryAfter =
          std::chrono::seconds{std::clamp<std::int64_t>(*reset - now, 1, std::int64_t{3600})};
    }
  }
  return error;
}

Reply<sdk::HttpResponse> DigitalOceanClient::send(const sdk::Call& call, const CloudAccount& cloud,
                                                  const std::string& method,
                                                  const std::string& path, const std::string& body,
                                                  Effect effect) const {
  sdk::HttpRequest request;
  request.method = method;
  request.url = cloud.baseUrl + path;
  request.headers = {{"Authorization", cloud.authorization.reveal()},
                     {"Accept", "application/json"}};
  if (!body.empty()) request.headers.emplace_back("Content-Type", "application/json");
  request.body = body;
  request.effect = effect;
  request.maxResponseBytes = kLargestAnswer;

  auto result = http_.send(call, request);
  if (const auto* failure = std::get_if<sdk::HttpFailure>(&result))
    return sdk::toError(*failure, effect);
  auto& response = std::get<sdk::HttpResponse>(result);
  if (response.status < 200 || response.status > 299)
    return refusalOf(response, effect, std::time(nullptr));
  return std::move(response);
}

Reply<Json> DigitalOceanClient::get(const sdk::Call& call, const CloudAccount& cloud,
                                    const std::string& path, const Query& query) const {
  const auto target = query.empty() ? path : path + "?" + sdk::formEncode(query);
  const auto response = send(call, cloud, "GET", target, "", Effect::Read);
  if (!response) return response.error();
  return parsed(*response, Effect::Read);
}

Reply<Json> DigitalOceanClient::write(const sdk::Call& call, const CloudAccount& cloud,
                                      const std::string& method, const std::string& path,
                                      const Json& body) const {
  const auto response =
      send(call, cloud, method, path, body.is_null() ? "" : sdk::printJson(body), Effect::Write);
  if (!response) return response.error();
  return parsed(*response, Effect::Write);
}

Reply<Json> DigitalOceanClient::getItem(const sdk::Call& call, const CloudAccount& cloud,
                                        const std::string& path, const char* member) const {
  const auto answer = get(call, cloud, path);
  if (!answer) return answer.error();
  const auto found = answer->find(member);
  if (found == answer->end() || !found->is_object()) return without(member);
  return Json(*found);
}

Reply<std::optional<Json>> DigitalOceanClient::find(const sdk::Call& call,
                                                    const CloudAccount& cloud,
                                                    const std::string& path,
                                                    const char* member) const {
  auto item = getItem(call, cloud, path, member);
  if (item) return std::optional{std::move(*item)};
  if (item.error().code == kNotFound) return std::optional<Json>{};
  return item.error();
}

Reply<ListPage> DigitalOceanClient::page(const sdk::Call& call, const CloudAccount& cloud,
                                         const std::string& path, const char* member, Query query,
                                         int page, int perPage) const {
  query.emplace_back("page", std::to_string(page));
  query.emplace_back("per_page", std::to_string(std::clamp(perPage, 1, kLargestPage)));
  const auto response =
      send(call, cloud, "GET", path + "?" + sdk::formEncode(query), "", Effect::Read);
  if (!response) return response.error();
  const auto answer = parsed(*response, Effect::Read);
  if (!answer) return answer.error();
  const auto found = answer->find(member);
  // An empty list comes as null from some of its parts.
  if (found == answer->end() || !(found->is_array() || found->is_null())) return without(member);
  ListPage list;
  if (found->is_array()) list.items.assign(found->begin(), found->end());
  for (const auto& item : list.items) {
    if (!item.is_object()) return without(member);
  }
  if (!inside(*answer, {"links", "pages", "next"}).is_null() && !list.items.empty())
    list.next = page + 1;
  const auto& total = inside(*answer, {"meta", "total"});
  if (total.is_number_integer()) list.total = total.get<std::int64_t>();
  list.date = dateOf(response->header("date"));
  return list;
}

Reply<std::vector<Json>> DigitalOceanClient::all(const sdk::Call& call, const CloudAccount& cloud,
                                                 const std::string& path, const char* member,
                                                 const Query& query) const {
  std::vector<Json> items;
  for (int number = 1; number <= kMostPages; ++number) {
    auto list = page(call, cloud, path, member, query, number, kLargestPage);
    if (!list) return list.error();
    items.insert(items.end(), std::make_move_iterator(list->items.begin()),
                 std::make_move_iterator(list->items.end()));
    if (!list->next) return items;
  }
  return sdk::unusableAnswer(Effect::Read, "DigitalOcean's list does not end");
}

Reply<std::string> DigitalOceanClient::text(const sdk::Call& call, const CloudAccount& cloud,
                                            const std::string& path) const {
  auto response = send(call, cloud, "GET", path, "", Effect::Read);
  if (!response) return response.error();
  return std::move(response->body);
}

}  // namespace hostler::digitalocean
