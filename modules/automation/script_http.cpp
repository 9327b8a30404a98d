#include "modules/automation/script_http.h"

#include "core/lua/clean_text.h"
#include "core/lua/engine_refused.h"
#include "core/lua/script.h"
#include "core/outbound/public_address.h"
#include "core/problem/problem.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace hostler {
namespace {

using lua::EngineRefused;
using lua::ScriptCall;

constexpr std::size_t kMostHeaders = 20, kLongestHeader = 4'000, kLongestUrl = 2'000;
constexpr std::size_t kLongestSubject = 100;
constexpr std::chrono::milliseconds kLongestWait{5'000};
// What the engine says itself, or what would make two requests of one.
constexpr std::array<std::string_view, 9> kOwnHeaders{
    "host", "content-length", "transfer-encoding", "connection", "expect", "upgrade",
    "te",   "trailer",        "idempotency-key"};

std::string inSmallLetters(std::string text) {
  for (auto& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

// "api.example.com", or with a port that is not the usual one "api.example.com:8443".
std::string nameOf(const HttpsTarget& target) {
  return target.port == 443 ? target.host : target.host + ":" + std::to_string(target.port);
}

bool isDeclared(const std::string& name, const std::vector<std::string>& needs) {
  return std::ranges::any_of(needs, [&](const std::string& need) {
    const auto words = lua::wordsOf(need);
    return words.size() > 1 && words.front() == "http" &&
           std::any_of(words.begin() + 1, words.end(),
                       [&](const std::string& word) { return inSmallLetters(word) == name; });
  });
}

bool isToken(const std::string& name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
  });
}

bool isOneLine(const std::string& value) {
  return std::ranges::all_of(value, [](char c) {
    return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
  });
}

HttpsHeaders headersIn(const Json& options) {
  HttpsHeaders headers;
  if (!options.contains("headers")) return headers;
  const auto& given = options.at("headers");
  if (!given.is_object() || given.size() > kMostHeaders)
    throw EngineRefused{"headers is a table of up to 20 names and texts"};
  for (const auto& [name, value] : given.items()) {
    if (!isToken(name) || !value.is_string())
      throw EngineRefused{"a header is a name of letters, digits and - with a text"};
    const auto& text = value.get_ref<const std::string&>();
    if (text.size() > kLongestHeader || !isOneLine(text))
      throw EngineRefused{"the header " + name + " is one line of up to 4,000 bytes"};
    if (std::ranges::find(kOwnHeaders, inSmallLetters(name)) != kOwnHeaders.end())
      throw EngineRefused{"the header " + name + " is the engine's own"};
    headers.emplace_back(name, text);
  }
  return headers;
}

bool hasHeader(const HttpsHeaders& headers, std::string_view name) {
  return std::ranges::any_of(headers,
                             [&](const auto& one) { return inSmallLetters(one.first) == name; });
}

Json optionsOf(const ScriptCall& call) {
  const auto options = call.arguments.value("options", Json::object());
  for (const auto& [name, value] : options.items()) {
    if (name != "headers" && name != "again")
      throw EngineRefused{"options are headers and again, not " + name};
  }
  return options;
}

void setBody(HttpsRequest& request, const ScriptCall& call) {
  if (!call.arguments.contains("body")) return;
  const auto& body = call.arguments.at("body");
  const bool isText = body.is_string();
  request.body = isText ? body.get<std::string>() : dump(body);
  if (request.body.size() > ScriptHttp::kLongestBody)
    throw EngineRefused{"a body has up to 256 KB"};
  if (!hasHeader(request.headers, "content-type"))
    request.headers.emplace_back("Content-Type",
                                 isText ? "text/plain; charset=utf-8" : "application/json");
}

Json viewOf(const HttpsAnswer& answer) {
  Json headers = Json::object();
  for (const auto& [name, value] : answer.headers)
    headers[lua::cleanText(name, 100)] = lua::cleanText(value, kLongestHeader);
  return {{"status", answer.status},
          {"ok", answer.status >= 200 && answer.status < 300},
          {"headers", headers},
          {"body", lua::cleanText(answer.body, ScriptHttp::kLongestAnswer)}};
}

bool saysNotDone(int status) {
  return status == 408 || status == 425 || status == 429 || status == 503;
}

[[noreturn]] void refuseUnanswered(const HttpsAnswer& answer) {
  throw DomainError{"http_failed", 502, "No answer came: " + answer.error + "."};
}

}  // namespace

void ScriptHttp::mustBeHosts(const std::vector<std::string>& needs) {
  for (const auto& need : needs) {
    const auto words = lua::wordsOf(need);
    if (words.empty() || words.front() != "http") continue;
    if (words.size() == 1) {
      throw ValidationError{"source", "invalid_script",
                            "names no host: write `-- needs: http api.example.com`"};
    }
    for (auto word = words.begin() + 1; word != words.end(); ++word) {
      const auto target = HttpsTarget::parse("https://" + *word);
      const bool isHost = target && target->rest.empty() && !target->isPlainlyPrivate() &&
                          nameOf(*target) == inSmallLetters(*word);
      if (!isHost) {
        throw ValidationError{"source", "invalid_script",
                              "needs http of \"" + *word +
                                  "\", which is no public host: a name like api.example.com, "
                                  "without a scheme, a path or a *"};
      }
    }
  }
}

HttpsRequest ScriptHttp::requestOf(const std::string& method, const ScriptCall& call) const {
  if (++call.tally["http"] > kOfOneRun)
    throw EngineRefused{"a run may make " + std::to_string(kOfOneRun) + " requests"};
  const auto& url = call.arguments.at("url").get_ref<const std::string&>();
  const auto target = url.size() > kLongestUrl ? std::nullopt : HttpsTarget::parse(url);
  if (!target) throw EngineRefused{"a url is written as https://api.example.com/path"};
  if (!isDeclared(nameOf(*target), call.needs)) {
    throw EngineRefused{"the script's head has to say `-- needs: http " + nameOf(*target) + "`"};
  }
  HttpsRequest request;
  request.method = method;
  request.url = target->url();
  request.headers = headersIn(optionsOf(call));
  setBody(request, call);
  request.timeout = std::min(call.timeLeft, kLongestWait);
  request.longestAnswer = kLongestAnswer;
  return request;
}

HttpsAnswer ScriptHttp::exchange(const HttpsRequest& request, const ScriptCall& call) const {
  auto answer = parts_.exchange(request);
  log_.info("hook.asked_server", {{"tenant", call.context.scope.tenant.text()},
                                  {"script", call.script},
                                  {"host", HttpsTarget::parse(request.url)->host},
                                  {"method", request.method},
                                  {"status", answer.status},
                                  {"took_ms", answer.took.count()}});
  return answer;
}

Json ScriptHttp::ask(const std::string& method, const ScriptCall& call) const {
  const auto request = requestOf(method, call);
  if (method != "GET") return askOnce(request, call);
  const auto answer = exchange(request, call);
  if (answer.status == 0) refuseUnanswered(answer);
  return viewOf(answer);
}

// Writes down that it is about to be sent, unless an earlier run did.
ScriptHttp::Earlier ScriptHttp::earlier(const HttpsRequest& request, const ScriptAct& act,
                                        bool again) const {
  auto stored = parts_.database.transaction([&](db::Transaction& tx) {
    auto found = script_acts::find(tx, act);
    if (!found) script_acts::begin(tx, act, parts_.ids, parts_.clock.now());
    return found;
  });
  if (!stored) return {};
  if (stored->state == script_acts::State::Done) return {true, std::move(stored->answer)};
  const bool isRepeatable = request.method == "PUT" || request.method == "DELETE";
  if (isRepeatable || again) return {true, std::nullopt};
  throw DomainError{"http_outcome_unknown", 409,
                    "An earlier run sent this and nobody knows what came of it. Where the server "
                    "knows the header Idempotency-Key, say { again = true }."};
}

Json ScriptHttp::askOnce(const HttpsRequest& first, const ScriptCall& call) const {
  const auto target = HttpsTarget::parse(first.url).value();
  const auto path = target.rest.substr(0, target.rest.find('?'));
  const auto act = actOf(call, "http." + inSmallLetters(first.method),
                         nameOf(target).substr(0, kLongestSubject), nameOf(target) + path);
  const bool again = optionsOf(call).value("again", Json(false)) == Json(true);
  auto before = earlier(first, act, again);
  if (before.answer) {
    countAct(call, act);
    return std::move(*before.answer);
  }
  auto request = first;
  request.headers.emplace_back("Idempotency-Key", "hostler-" + act.key().substr(0, 40));
  const auto answer = exchange(request, call);
  countAct(call, act);
  auto view = viewOf(answer);
  parts_.database.transaction([&](db::Transaction& tx) {
    if (answer.status == 0 && answer.wasSent) return;  // it stays begun: nobody knows
    if (answer.status == 0 || saysNotDone(answer.status)) {
      // Of what an earlier run sent this says nothing.
      if (!before.wasSent) script_acts::forget(tx, act);
      return;
    }
    if (answer.status < 500) script_acts::finish(tx, act, view);
  });
  if (answer.status == 0) refuseUnanswered(answer);
  return view;
}

void ScriptHttp::addTo(lua::ScriptFunctions& functions) const {
  const lua::ScriptParameter url{
      "url", {{"type", "string"}}, "https, of a host that the head names"};
  const lua::ScriptParameter body{"body",
                                  {{"type", {"string", "object", "array"}}},
                                  "a text, or a table that is sent as JSON",
                                  false};
  const Json headers{{"type", "object"}, {"additionalProperties", {{"type", "string"}}}};
  const Json plain{{"type", "object"}, {"properties", {{"headers", headers}}}};
  const Json guarded{{"type", "object"},
                     {"properties", {{"headers", headers}, {"again", {{"type", "boolean"}}}}}};
  const Json answer{{"type", "object"},
                    {"properties",
                     {{"status", {{"type", "integer"}}},
                      {"ok", {{"type", "boolean"}}},
                      {"headers", headers},
                      {"body", {{"type", "string"}}}}},
                    {"required", {"status", "ok", "headers", "body"}}};
  const lua::ScriptParameter readOptions{"options", plain, "headers", false};
  const lua::ScriptParameter options{
      "options", guarded, "headers; again: send it once more where nobody knows what came of it",
      false};
  functions.add({.name = "http.get",
                 .summary = "Asks a server; sent in a test run, too.",
                 .parameters = {url, readOptions},
                 .result = answer,
                 .onlyTold = true,
                 .need = "http",
                 .handler = [this](const ScriptCall& call) { return ask("GET", call); }});
  for (const auto* method : {"POST", "PUT", "PATCH", "DELETE"}) {
    const std::string name{method};
    std::vector<lua::ScriptParameter> parameters{url, options};
    if (name != "DELETE") parameters.insert(parameters.begin() + 1, body);
    functions.add(
        {.name = "http." + inSmallLetters(name),
         .summary = "Sends a server a " + name +
                    ", once for an event however often its hook is run, with an Idempotency-Key.",
         .parameters = parameters,
         .result = answer,
         .hasEffect = true,
         .onlyTold = true,
         .need = "http",
         .handler = [this, name](const ScriptCall& call) { return ask(name, call); },
         .rehearsal = [this, name](const ScriptCall& call) -> lua::Rehearsed {
           requestOf(name, call);
           return {{{"status", 200}, {"ok", true}, {"headers", Json::object()}, {"body", ""}}, ""};
         }});
  }
}

}  // namespace hostler
