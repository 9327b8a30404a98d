#include "sandbox_control.h"

#include <stdexcept>

namespace hostler::conformance {

using sdk::Json;

Json SandboxControl::ask(const std::string& method, const std::string& path,
                         const std::optional<Json>& body) {
  sdk::HttpRequest request;
  request.method = method;
  request.url = baseUrl_ + path;
  if (body) {
    request.body = sdk::printJson(*body);
    request.headers = {{"Content-Type", "application/json"}};
  }
  const sdk::Call call{"", std::chrono::steady_clock::now() + std::chrono::seconds{30},
                       sdk::Log{nullptr, std::make_shared<sdk::Redactor>()}};
  const auto result = http_.send(call, request);
  if (const auto* failure = std::get_if<sdk::HttpFailure>(&result)) {
    throw std::runtime_error{"the sandbox does not answer: " + failure->message};
  }
  const auto& response = std::get<sdk::HttpResponse>(result);
  if (response.status >= 300) {
    throw std::runtime_error{method + " " + path + " answered " + std::to_string(response.status) +
                             " " + response.body};
  }
  return response.body.empty() ? Json() : sdk::parseJson(response.body);
}

void SandboxControl::reset() {
  ask("POST", "/_reset", Json::object());
}

void SandboxControl::fault(const std::string& provider, const std::string& operation,
                           const std::string& fault, Json more) {
  more.update({{"provider", provider}, {"fault", fault}});
  if (!operation.empty()) more["operation"] = operation;
  ask("POST", "/_faults", more);
}

void SandboxControl::clearFaults() {
  ask("DELETE", "/_faults", std::nullopt);
}
Json SandboxControl::book() {
  return ask("GET", "/_book", std::nullopt);
}
Json SandboxControl::calls(const std::string& provider) {
  return ask("GET", "/_calls?provider=" + provider, std::nullopt)["data"];
}
Json SandboxControl::pay(Json request) {
  return ask("POST", "/_pay", request);
}
Json SandboxControl::deliver(const Json& request) {
  return ask("POST", "/_deliver", request);
}
Json SandboxControl::addAccount(const Json& account) {
  return ask("POST", "/_accounts", account);
}

}  // namespace hostler::conformance
