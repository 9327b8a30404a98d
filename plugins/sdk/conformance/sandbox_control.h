#pragma once

#include <hostler/http_client.hpp>
#include <hostler/json.hpp>

#include <optional>
#include <string>

namespace hostler::conformance {

/// The provider sandbox's control API, over HTTP. Throws std::runtime_error when the sandbox does
/// not answer.
class SandboxControl {
 public:
  explicit SandboxControl(std::string baseUrl) : baseUrl_{std::move(baseUrl)} {}

  const std::string& baseUrl() const { return baseUrl_; }
  void reset();
  void fault(const std::string& provider, const std::string& operation, const std::string& fault,
             sdk::Json more = sdk::Json::object());
  void clearFaults();
  sdk::Json book();
  sdk::Json calls(const std::string& provider);
  sdk::Json pay(sdk::Json request);
  sdk::Json deliver(const sdk::Json& request);
  sdk::Json addAccount(const sdk::Json& account);

 private:
  sdk::Json ask(const std::string& method, const std::string& path,
                const std::optional<sdk::Json>& body);

  std::string baseUrl_;
  sdk::HttpClient http_;
};

}  // namespace hostler::conformance
