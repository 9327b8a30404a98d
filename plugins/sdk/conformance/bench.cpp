#include "bench.h"

#include <algorithm>

namespace hostler::conformance {
namespace {

using sdk::Json;

void placeSandbox(Json& value, const std::string& url) {
  if (value.is_string()) {
    auto text = value.get<std::string>();
    if (const auto at = text.find("{sandbox}"); at != std::string::npos)
      value = text.replace(at, 9, url);
    return;
  }
  if (value.is_structured()) {
    for (auto& each : value) placeSandbox(each, url);
  }
}

// The values of members that the schema calls secret.
std::vector<std::string> secretsIn(const Json& schema, const Json& values) {
  std::vector<std::string> secrets;
  if (!schema.contains("properties")) return secrets;
  for (const auto& [name, property] : schema["properties"].items()) {
    if (property.value("format", "") == "secret" && values.contains(name) &&
        values[name].is_string()) {
      secrets.push_back(values[name].get<std::string>());
    }
  }
  return secrets;
}

}  // namespace

void require(bool holds, const std::string& otherwise) {
  if (!holds) throw CheckFailed{otherwise};
}

std::string nameOf(sdk::Outcome outcome) {
  switch (outcome) {
    case sdk::Outcome::Succeeded:
      return "SUCCEEDED";
    case sdk::Outcome::Pending:
      return "PENDING";
    case sdk::Outcome::Retryable:
      return "RETRYABLE";
    case sdk::Outcome::Permanent:
      return "PERMANENT";
    case sdk::Outcome::NeedsAttention:
      return "NEEDS_ATTENTION";
    case sdk::Outcome::Unknown:
      return "UNKNOWN";
  }
  return "no outcome at all";
}

Bench::Bench(LoadedPlugin& plugin, SandboxControl& sandbox, Json subject)
    : plugin_{plugin}, sandbox_{sandbox}, subject_(std::move(subject)) {
  placeSandbox(subject_, sandbox_.baseUrl());
  const auto& manifest = plugin_.manifest();
  for (const char* part : {"settings", "server_settings"}) {
    if (!manifest.contains(part) || !subject_.contains(part)) continue;
    for (const auto& secret : secretsIn(manifest[part], subject_[part])) mustNotShow(secret);
  }
  instance_ = plugin_.create(subject_.value("settings", Json::object()));
  require(instance_ != nullptr, "the plugin cannot be created with the subject's settings");
}

std::string Bench::operation(const std::string& verb) const {
  return operations(verb).front();
}

std::vector<std::string> Bench::operations(const std::string& verb) const {
  const auto named = subject_.value("operations", Json::object()).value(verb, Json(""));
  if (named.is_array()) return named.get<std::vector<std::string>>();
  return {named.get<std::string>()};
}

bool Bench::offers(const std::string& verb) const {
  const auto& capabilities = plugin_.manifest().at("capabilities");
  return std::find(capabilities.begin(), capabilities.end(), verb) != capabilities.end();
}

void Bench::needs(const std::string& verb) const {
  if (!offers(verb)) throw CheckSkipped{"plugin.json does not offer " + verb};
}

Invocation Bench::invoke(const std::string& verb, const Request& request, const std::string& key,
                         std::chrono::milliseconds time) {
  const auto result = instance_->invoke(kind() + "." + verb, sdk::printJson(request), key, time);
  require(result.answered, verb + " did not answer exactly once");
  require(result.took < time + std::chrono::seconds{1},
          verb + " outlived its deadline by more than a second");
  if (result.outcome != sdk::Outcome::Succeeded && result.outcome != sdk::Outcome::Pending) {
    require(result.body.contains("code") && result.body.contains("message"),
            verb + " failed without code and message");
    searchForSecrets(verb + "'s error", result.body.dump());
  }
  searchLogs();
  return result;
}

Json Bench::succeed(const std::string& verb, const Request& request, const std::string& key) {
  const auto result = invoke(verb, request, key);
  require(result.outcome == sdk::Outcome::Succeeded || result.outcome == sdk::Outcome::Pending,
          verb + " answered " + nameOf(result.outcome) + " " + result.body.dump());
  return result.body;
}

Json Bench::settle(const std::string& verb, const Request& request, const std::string& key) {
  constexpr int kMost = 40;
  for (int time = 0; time < kMost; ++time) {
    const auto result = invoke(verb, request, key);
    if (result.outcome == sdk::Outcome::Succeeded) return result.body;
    require(result.outcome == sdk::Outcome::Pending || result.outcome == sdk::Outcome::Retryable,
            verb + " answered " + nameOf(result.outcome) + " " + result.body.dump());
  }
  throw CheckFailed{verb + " never ends"};
}

Json Bench::booked(const std::string& verb) {
  const auto& resources = subject_.at("resources");
  const auto pointer =
      resources.is_string() ? resources.get<std::string>() : resources.at(verb).get<std::string>();
  return sandbox_.book().at(Json::json_pointer{pointer});
}

std::string Bench::freshName(const std::string& stem) {
  return stem + std::to_string(++names_);
}

void Bench::mustNotShow(const std::string& secret) {
  secrets_.insert(secret);
}

void Bench::searchForSecrets(const std::string& where, const std::string& text) const {
  for (const auto& secret : secrets_)
    require(text.find(secret) == std::string::npos, where + " shows a secret");
}

void Bench::searchLogs() const {
  for (const auto& line : plugin_.logLines()) searchForSecrets("a log line", line);
}

}  // namespace hostler::conformance
