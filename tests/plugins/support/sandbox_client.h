#pragma once

#include "core/json/json.h"
#include "plugins/sandbox/answers.h"
#include "tests/plugins/support/sandbox_server.h"
#include "tests/support/suite.h"

#include <hostler/http_client.hpp>
#include <hostler/signature.hpp>

#include <string>
#include <utility>
#include <vector>

namespace hostler::testing {

/// What the sandbox answered, read.
struct Told {
  int status = 0;
  Json body;
};

/// Asks a sandbox without a socket, as a provider's client or as the one who controls it.
class SandboxClient {
 public:
  explicit SandboxClient(sandbox::SandboxOptions options = {}) : server_{std::move(options)} {}

  SandboxServer& server() { return server_; }

  Told control(front::Method method, const std::string& target, const Json& body = Json::object()) {
    return told(server_.ask(method, target, method == front::Method::Get ? "" : body.dump()));
  }
  /// One request to a provider, `body` as it is; its answer, read.
  Told ask(front::Method method, const std::string& target, const std::string& body,
           front::Headers headers) {
    return told(server_.ask(method, target, body, std::move(headers)));
  }
  Told deliver(const std::string& provider, const Json& id, const std::string& outcome) {
    return control(front::Method::Post, "/_deliver",
                   {{"provider", provider}, {"id", id}, {"outcome", outcome}});
  }
  Json book() { return control(front::Method::Get, "/_book").body; }
  Json fault(Json fault) { return control(front::Method::Post, "/_faults", fault).body; }

  using Params = std::vector<std::pair<std::string, std::string>>;
  static constexpr const char* kRoot = "whm root:SANDBOXROOT0000000000000000000WHM";
  static constexpr const char* kReseller = "whm reseller:SANDBOXRESELLER000000000000000WHM";

  Told whm(const std::string& function, Params params = {},
           const std::string& authorization = kRoot) {
    params.emplace_back("api.version", "1");
    return told(server_.ask(front::Method::Post, "/whm/json-api/" + function,
                            sdk::formEncode(params), {{"authorization", authorization}}));
  }
  Told createAccount(const std::string& user, const std::string& domain,
                     const std::string& plan = "starter",
                     const std::string& authorization = kRoot) {
    return whm("createacct",
               {{"username", user},
                {"domain", domain},
                {"plan", plan},
                {"password", "Long-Pass-4711"},
                {"contactemail", "a@" + domain}},
               authorization);
  }

  static constexpr const char* kGodaddy = "sso-key sandbox_fast_key:sandbox_fast_secret_01";
  Told godaddy(front::Method method, const std::string& path, const Json& body = nullptr,
               const std::string& authorization = kGodaddy, front::Headers headers = {}) {
    headers.emplace_back("authorization", authorization);
    return told(server_.ask(method, "/godaddy" + path, body.is_null() ? "" : body.dump(), headers));
  }

  static std::string basic(
      const std::string& credentials = "rzp_test_HostlerSandbox:sandbox_key_secret_01") {
    return "Basic " + sdk::base64Of(credentials);
  }
  Told razorpay(front::Method method, const std::string& path, const Json& body = Json::object(),
                const std::string& authorization = basic(), front::Headers headers = {}) {
    headers.emplace_back("authorization", authorization);
    return told(server_.ask(method, "/razorpay/v1" + path,
                            method == front::Method::Get ? "" : body.dump(), headers));
  }
  Json order(std::int64_t amount = 118'000, const std::string& receipt = "pay_1") {
    return razorpay(front::Method::Post, "/orders",
                    {{"amount", amount}, {"currency", "INR"}, {"receipt", receipt}})
        .body;
  }
  Told pay(const Json& order, const std::string& outcome = "captured", Json more = Json::object()) {
    more.update({{"provider", "razorpay"}, {"order_id", order.at("id")}, {"outcome", outcome}});
    return control(front::Method::Post, "/_pay", more);
  }

  static constexpr const char* kStripe = "Bearer sk_test_HostlerSandbox01";

  front::Response askStripe(front::Method method, const std::string& path, const Params& form = {},
                            const std::string& authorization = kStripe,
                            front::Headers headers = {}) {
    const bool post = method == front::Method::Post;
    if (!authorization.empty()) headers.emplace_back("authorization", authorization);
    if (post) headers.emplace_back("content-type", "application/x-www-form-urlencoded");
    const auto query = post || form.empty() ? std::string{} : "?" + sdk::formEncode(form);
    return server_.ask(method, "/stripe/v1" + path + query, post ? sdk::formEncode(form) : "",
                       headers);
  }
  Told stripe(front::Method method, const std::string& path, const Params& form = {},
              const std::string& authorization = kStripe, front::Headers headers = {}) {
    return told(askStripe(method, path, form, authorization, std::move(headers)));
  }

 private:
  static Told told(const front::Response& response) {
    const auto text = sandbox::textOf(response);
    auto body = Json::parse(text, nullptr, false);
    return {response.status, body.is_discarded() ? Json(text) : std::move(body)};
  }

  SandboxServer server_;
};

}  // namespace hostler::testing
