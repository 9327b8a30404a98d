#pragma once

#include "core/front/application.h"
#include "core/json/json.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace hostler::testing {

/// What a call came to.
struct ApiAnswer {
  int status = 0;
  Json body = nullptr;  ///< null where there is none, or where it is not JSON
  std::string text;     ///< the body as sent
  front::Headers headers;

  /// A member of the body; `answer["account"]["id"]`. Null for what is not there.
  const Json& operator[](const std::string& name) const;
  /// The first header of that name, letters' case aside; empty when absent.
  std::string header(std::string_view name) const;
  /// The problem's stable code; empty for an answer that is none.
  std::string code() const;
  /// The code of one wrong field in a 422.
  std::string fieldCode(const std::string& field) const;
};

/// A browser or program that calls an Application in this process, with no network between: it
/// keeps cookies, sends JSON and, once told a token, signs its calls. Each has an address of its
/// own, so that limits of one do not meet another.
///
///   ApiClient client{engine.api()};
///   const auto answer = client.post("/auth/login", {{"email", …}, {"password", …}});
///   client.useBearer(answer["access_token"]);
class ApiClient {
 public:
  explicit ApiClient(front::Application& application);

  ApiAnswer get(const std::string& path) { return send(front::Method::Get, path, std::nullopt); }
  ApiAnswer post(const std::string& path, const Json& body) {
    return send(front::Method::Post, path, dump(body));
  }
  ApiAnswer post(const std::string& path) { return send(front::Method::Post, path, std::nullopt); }
  ApiAnswer put(const std::string& path, const Json& body) {
    return send(front::Method::Put, path, dump(body));
  }
  ApiAnswer patch(const std::string& path, const Json& body) {
    return send(front::Method::Patch, path, dump(body));
  }
  ApiAnswer remove(const std::string& path) {
    return send(front::Method::Delete, path, std::nullopt);
  }
  /// Any method, with a body as it is. `path` is below /api, or anywhere with "//" in front
  /// ("//healthz").
  ApiAnswer send(front::Method method, const std::string& path,
                 const std::optional<std::string>& body);

  /// Every call from now on carries this access token or API key.
  ApiClient& useBearer(std::string token);
  ApiClient& withoutBearer();
  /// The next call alone carries this header.
  ApiClient& with(std::string name, std::string value);
  ApiClient& withKey(std::string idempotencyKey) {
    return with("idempotency-key", std::move(idempotencyKey));
  }
  /// As a page of this site does, for calls that a cookie authenticates: Origin and the token of
  /// /auth/csrf.
  ApiClient& fromOwnPage();

  ApiClient& cameFrom(std::string address);
  ApiClient& callsHost(std::string host);
  std::map<std::string, std::string>& cookies() { return cookies_; }
  const std::string& bearer() const { return bearer_; }

 private:
  front::Request requestOf(front::Method method, const std::string& path,
                           const std::optional<std::string>& body);
  void keepCookies(const front::Headers& headers);

  front::Application& application_;
  std::string bearer_, host_ = "shop.example", address_;
  std::map<std::string, std::string> cookies_;
  front::Headers next_;
};

}  // namespace hostler::testing
