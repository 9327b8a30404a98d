#pragma once

// What providers that answer in JSON have in common.

#include <hostler/http_client.hpp>
#include <hostler/json.hpp>

#include <string>
#include <string_view>

namespace hostler::sdk {

/// An address as people give it, without final slashes and without the version that every path
/// begins with: "https://api.example/v1/" is "https://api.example".
inline std::string apiRoot(std::string url, std::string_view version = {}) {
  while (url.ends_with('/')) url.pop_back();
  if (!version.empty() && url.ends_with(version)) url.resize(url.size() - version.size());
  return url;
}

/// The member `error` of a document such as {"error": {"code": "…"}}. Of anything else, which is
/// not the provider's own, every text is empty.
class ErrorDocument {
 public:
  explicit ErrorDocument(const std::string& body) {
    try {
      const auto json = parseJson(body);
      if (json.is_object()) error_ = json.value("error", Json());
    } catch (const JsonError&) {
      error_ = nullptr;
    }
  }
  std::string text(const char* name) const {
    const auto value = error_.is_object() ? error_.value(name, Json()) : Json();
    return value.is_string() ? value.get<std::string>() : std::string{};
  }

 private:
  Json error_ = nullptr;
};

/// The object that a response's body is; `who` is whose answer it should be ("Stripe").
inline Reply<Json> objectIn(const HttpResponse& response, Effect effect, const std::string& who) {
  try {
    auto json = parseJson(response.body);
    if (!json.is_object()) return unusableAnswer(effect, who + "'s answer is not an object");
    return json;
  } catch (const JsonError& error) {
    return unusableAnswer(effect, who + "'s answer cannot be read: " + error.what());
  }
}

}  // namespace hostler::sdk
