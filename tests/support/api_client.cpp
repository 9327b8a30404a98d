#include "tests/support/api_client.h"

#include <algorithm>
#include <atomic>
#include <cctype>
#include <future>

namespace hostler::testing {
namespace {

const Json kNothing = nullptr;

bool sameName(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) ==
           std::tolower(static_cast<unsigned char>(y));
  });
}

// Takes the one answer, on whichever thread it is given.
class Waiting final : public front::Responder::Target {
 public:
  void answer(front::Response response) override { answered_.set_value(std::move(response)); }
  std::shared_ptr<front::Stream> stream(front::Response head) override {
    answered_.set_value(std::move(head));
    return nullptr;
  }
  front::Response wait() { return answered_.get_future().get(); }

 private:
  std::promise<front::Response> answered_;
};

std::string textOf(const front::Response& response) {
  if (const auto* text = std::get_if<std::string>(&response.body)) return *text;
  if (const auto* shared = std::get_if<front::SharedBody>(&response.body)) return **shared;
  return {};
}

// Each client has an address of its own out of the range for documentation and tests (RFC 5737, RFC
// 2544).
std::string nextAddress() {
  static std::atomic<int> last{0};
  const int number = ++last;
  return "198.18." + std::to_string(number / 250) + "." + std::to_string(number % 250 + 1);
}

}  // namespace

const Json& ApiAnswer::operator[](const std::string& name) const {
  return body.is_object() && body.contains(name) ? body.at(name) : kNothing;
}

std::string ApiAnswer::header(std::string_view name) const {
  const auto found = std::ranges::find_if(
      headers, [&](const auto& header) { return sameName(header.first, name); });
  return found == headers.end() ? std::string{} : found->second;
}

std::string ApiAnswer::code() const {
  return (*this)["code"].is_string() ? (*this)["code"].get<std::string>() : "";
}

std::string ApiAnswer::fieldCode(const std::string& field) const {
  for (const auto& error : (*this)["errors"]) {
    if (error.value("field", "") == field) return error.value("code", "");
  }
  return {};
}

ApiClient::ApiClient(front::Application& application)
    : application_{application}, address_{nextAddress()} {}

ApiClient& ApiClient::useBearer(std::string token) {
  bearer_ = std::move(token);
  return *this;
}

ApiClient& ApiClient::withoutBearer() {
  bearer_.clear();
  return *this;
}

ApiClient& ApiClient::with(std::string name, std::string value) {
  next_.emplace_back(std::move(name), std::move(value));
  return *this;
}

ApiClient& ApiClient::cameFrom(std::string address) {
  address_ = std::move(address);
  return *this;
}

ApiClient& ApiClient::callsHost(std::string host) {
  host_ = std::move(host);
  return *this;
}

ApiClient& ApiClient::fromOwnPage() {
  const auto token = get("/auth/csrf")["csrf_token"];
  return with("x-csrf-token", token.is_string() ? token.get<std::string>() : "")
      .with("origin", "https://" + host_);
}

front::Request ApiClient::requestOf(front::Method method, const std::string& path,
                                    const std::optional<std::string>& body) {
  front::Request request;
  request.method = method;
  request.methodText = std::string{front::nameOf(method)};
  request.target = path.starts_with("//") ? path.substr(1) : "/api" + path;
  request.peer = address_;
  request.headers = {{"host", host_}, {"user-agent", "tests"}};
  if (!bearer_.empty()) request.headers.emplace_back("authorization", "Bearer " + bearer_);
  std::string cookies;
  for (const auto& [name, value] : cookies_)
    cookies += (cookies.empty() ? "" : "; ") + name + "=" + value;
  if (!cookies.empty()) request.headers.emplace_back("cookie", cookies);
  const bool typed =
      std::ranges::any_of(next_, [](const auto& header) { return header.first == "content-type"; });
  if (body && !typed) request.headers.emplace_back("content-type", "application/json");
  std::ranges::move(next_, std::back_inserter(request.headers));
  next_.clear();
  request.body = body.value_or("");
  return request;
}

ApiAnswer ApiClient::send(front::Method method, const std::string& path,
                          const std::optional<std::string>& body) {
  auto request = requestOf(method, path, body);
  application_.plan(request);
  const auto waiting = std::make_shared<Waiting>();
  application_.handle(std::move(request), front::Responder{waiting});
  const auto response = waiting->wait();
  keepCookies(response.headers);
  ApiAnswer answer;
  answer.status = response.status;
  answer.headers = response.headers;
  if (response.common) {
    const auto& more = response.common->headers();
    answer.headers.insert(answer.headers.end(), more.begin(), more.end());
  }
  answer.text = textOf(response);
  if (!answer.text.empty() && answer.header("content-type").find("json") != std::string::npos)
    answer.body = Json::parse(answer.text);
  return answer;
}

void ApiClient::keepCookies(const front::Headers& headers) {
  for (const auto& [name, value] : headers) {
    if (!sameName(name, "set-cookie")) continue;
    const auto equals = value.find('='), end = value.find(';');
    if (equals == std::string::npos) continue;
    const auto cookie = value.substr(0, equals);
    if (value.find("Max-Age=0") != std::string::npos) {
      cookies_.erase(cookie);
    } else {
      cookies_[cookie] = value.substr(equals + 1, end - equals - 1);
    }
  }
}

}  // namespace hostler::testing
