#include "plugins/sandbox/answers.h"

#include "plugins/sandbox/sandbox.h"

#include <memory>

namespace hostler::sandbox {
namespace {

front::Response answer(int status, std::string type, std::string body) {
  front::Response response;
  response.status = status;
  response.headers.emplace_back("Content-Type", std::move(type));
  response.body = std::move(body);
  return response;
}

Json scrambled(const Json& value) {
  if (value.is_object() && value.empty()) return Json::array();
  if (value.is_object()) {
    Json copy = Json::object();
    for (const auto& [name, each] : value.items()) copy[name] = scrambled(each);
    return copy;
  }
  if (value.is_number()) return "many";
  if (value.is_string()) return Json::array({7});
  if (value.is_array()) return "one, two";
  return Json::object({{"is", value}});
}

}  // namespace

front::Response jsonAnswer(int status, const Json& body) {
  return answer(status, "application/json", dump(body));
}

front::Response htmlAnswer(int status, std::string body) {
  return answer(status, "text/html; charset=utf-8", std::move(body));
}

front::Response problemAnswer(int status, std::string_view code, std::string_view detail) {
  return answer(status, "application/problem+json",
                dump({{"type", "about:blank"},
                      {"title", code},
                      {"status", status},
                      {"code", code},
                      {"detail", detail}}));
}

front::Response noAnswer() {
  front::Response response;
  response.status = Sandbox::kNoAnswer;
  response.close = true;
  return response;
}

front::Response garbageAnswer() {
  return htmlAnswer(200,
                    "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head>"
                    "<body><h1>The proxy received an invalid response</h1></body></html>");
}

front::Response oversizeAnswer() {
  static const auto body = [] {
    constexpr std::size_t kBytes = 50 << 20;
    auto text = std::make_shared<std::string>("{\"padding\":\"");
    text->resize(kBytes, 'x');
    *text += "\"}";
    return front::SharedBody{std::move(text)};
  }();
  front::Response response;
  response.headers.emplace_back("Content-Type", "application/json");
  response.body = body;
  return response;
}

front::Response wrongTypesOf(const front::Response& response) {
  const auto body = Json::parse(textOf(response), nullptr, false);
  return jsonAnswer(response.status, body.is_discarded() ? Json::array({1, 2}) : scrambled(body));
}

front::Response redirectAnswer() {
  auto response = answer(302, "text/html", "<a href=\"/login\">moved</a>");
  response.headers.emplace_back("Location", "/login");
  return response;
}

std::string textOf(const front::Response& response) {
  if (const auto* text = std::get_if<std::string>(&response.body)) return *text;
  if (const auto* shared = std::get_if<front::SharedBody>(&response.body))
    return *shared ? **shared : "";
  return {};
}

}  // namespace hostler::sandbox
