#pragma once

#include "core/json/json.h"

#include <chrono>
#include <map>
#include <string>

namespace hostler::testing {

struct HttpAnswer {
  int status = 0;  ///< 0: there was none, and the text says why
  Json body = nullptr;
  std::string text;
  std::map<std::string, std::string> headers;  ///< names in lower case
  double seconds = 0;  ///< from the sending of the request to the last byte of the answer
};

/// A program or browser on the other side of a real connection. Keeps cookies and an access token.
/// A connection that breaks is an answer of status 0, since some tests break it.
class HttpClient {
 public:
  explicit HttpClient(std::string url) : url_{std::move(url)} {}

  HttpAnswer get(const std::string& path) { return send("GET", path, nullptr); }
  HttpAnswer post(const std::string& path, const Json& body = Json::object()) {
    return send("POST", path, body);
  }
  HttpAnswer put(const std::string& path, const Json& body) { return send("PUT", path, body); }
  HttpAnswer patch(const std::string& path, const Json& body) { return send("PATCH", path, body); }
  HttpAnswer remove(const std::string& path) { return send("DELETE", path, nullptr); }
  HttpAnswer send(const std::string& method, const std::string& path, const Json& body);
  /// A body as it is, with headers: a gateway's delivery.
  HttpAnswer deliver(const std::string& path, const std::string& body,
                     const std::map<std::string, std::string>& headers);

  void useBearer(std::string token) { bearer_ = std::move(token); }
  void callAt(std::string url) { url_ = std::move(url); }
  /// For the next part of an answer; five minutes unless told.
  void waitUpTo(std::chrono::seconds time) { patience_ = time; }
  /// The next POST alone carries it.
  HttpClient& withKey(std::string key) {
    key_ = std::move(key);
    return *this;
  }

 private:
  HttpAnswer exchange(const std::string& method, const std::string& path, const std::string& body,
                      const std::map<std::string, std::string>& headers);

  std::string url_, bearer_, key_;
  std::map<std::string, std::string> cookies_;
  std::chrono::seconds patience_{300};
};

}  // namespace hostler::testing
