#pragma once

#include "core/operations/provider.h"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace hostler::testing {

/// A captcha plugin whose provider forgets nothing and nobody: a token that begins with "solved" is
/// ok each time, unless `verdict` says otherwise. There is none to begin with.
class ToldCaptchas final : public ProviderPort {
 public:
  ProviderAnswer call(const ProviderRequest& request) override {
    asked.push_back(request);
    if (request.operation == "captcha/1.widget") return {Outcome::Succeeded, widget};
    if (isDown)
      return ProviderAnswer::failed(Outcome::Retryable, "unreachable", "Nobody answers there.");
    if (request.operation == "captcha/1.test_connection")
      return {Outcome::Succeeded, {{"detail", "It answers."}}};
    if (onVerify) onVerify();
    const auto token = request.body["token"].get<std::string>();
    if (token.find(' ') != std::string::npos)
      return ProviderAnswer::failed(Outcome::Permanent, "bad_request", "token: is none");
    Json said{{"ok", token.starts_with("solved")},
              {"hostname", "shop.example"},
              {"action", ""},
              {"score", nullptr},
              {"reasons", Json::array()}};
    said.update(verdict);
    return {Outcome::Succeeded, said};
  }
  std::vector<ProviderInstance> instances(const std::string& kind) override {
    std::vector<ProviderInstance> all;
    if (kind != "captcha") return all;
    for (const auto& name : enabled)
      all.push_back(
          {name, name, "captcha", name, true, {"test_connection", "widget", "verify"}, {}, {}});
    return all;
  }
  /// How often a verb was asked.
  std::ptrdiff_t count(const std::string& verb) const {
    return std::ranges::count(asked, "captcha/1." + verb, &ProviderRequest::operation);
  }

  std::function<void()> onVerify;  ///< before a token is judged
  std::vector<std::string> enabled;
  std::vector<ProviderRequest> asked;
  bool isDown = false;
  Json verdict = Json::object();  ///< over what is said otherwise
  Json widget{{"site_key", "site-1"},
              {"script", "https://captcha.example/api.js"},
              {"object", "turnstile"},
              {"mode", "widget"}};
};

}  // namespace hostler::testing
