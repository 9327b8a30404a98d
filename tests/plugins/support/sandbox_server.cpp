#include "tests/plugins/support/sandbox_server.h"

#include "plugins/sandbox/answers.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <ctime>
#include <future>
#include <stdexcept>

namespace hostler::testing {
namespace {

front::Method methodOf(const std::string& word) {
  const std::pair<const char*, front::Method> words[] = {
      {"GET", front::Method::Get},     {"HEAD", front::Method::Head},
      {"POST", front::Method::Post},   {"PUT", front::Method::Put},
      {"PATCH", front::Method::Patch}, {"DELETE", front::Method::Delete}};
  for (const auto& [each, method] : words) {
    if (word == each) return method;
  }
  return front::Method::Other;
}

front::Request parse(const std::string& text) {
  front::Request request;
  const auto headEnd = text.find("\r\n\r\n");
  auto line = text.find("\r\n");
  const auto first = text.substr(0, line);
  const auto space = first.find(' '), second = first.find(' ', space + 1);
  request.methodText = first.substr(0, space);
  request.method = methodOf(request.methodText);
  request.target = first.substr(space + 1, second - space - 1);
  while (line < headEnd) {
    const auto start = line + 2;
    line = text.find("\r\n", start);
    const auto colon = text.find(':', start);
    auto name = text.substr(start, colon - start);
    std::ranges::transform(name, name.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto value = text.find_first_not_of(' ', colon + 1);
    request.headers.emplace_back(std::move(name), text.substr(value, line - value));
  }
  request.body = text.substr(headEnd + 4);
  request.peer = "127.0.0.1";
  request.peerIsLoopback = true;
  return request;
}

// As every provider's own server says it (RFC 9110, section 6.6.1).
std::string dateText(std::time_t now) {
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::array<char, 40> text{};
  const auto size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc);
  return {text.data(), size};
}

void converse(const sandbox::Handle& sandbox, Connection& peer) {
  for (auto text = peer.readRequest(); !text.empty(); text = peer.readRequest()) {
    std::promise<front::Response> answered;
    sandbox(parse(text),
            [&](front::Response response) { answered.set_value(std::move(response)); });
    const auto response = answered.get_future().get();
    if (response.status == sandbox::Sandbox::kNoAnswer) return;
    auto body = sandbox::textOf(response);
    std::string head = "HTTP/1.1 " + std::to_string(response.status) + " Answer\r\n";
    bool tellsTime = false;
    for (const auto& [name, value] : response.headers) {
      head += name + ": " + value + "\r\n";
      tellsTime |= name == "Date";
    }
    if (!tellsTime) head += "Date: " + dateText(std::time(nullptr)) + "\r\n";
    if (response.status != 204) head += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    // In one piece: two small writes would wait for each other's acknowledgement.
    peer.write(head + "\r\n" + std::move(body));
  }
}

}  // namespace

SandboxServer::SandboxServer(sandbox::SandboxOptions options, sandbox::Providers others)
    : sandbox_{sandbox::playedWith(std::move(options), std::move(others))},
      server_{[this](Connection& peer) { converse(sandbox_, peer); }} {}

// Requests that a fault still holds would keep their connection's thread waiting.
SandboxServer::~SandboxServer() {
  ask(front::Method::Delete, "/_faults");
}

front::Response SandboxServer::ask(front::Method method, const std::string& target,
                                   const std::string& body, front::Headers headers) {
  front::Request request;
  request.method = method;
  request.methodText = method == front::Method::Get      ? "GET"
                       : method == front::Method::Delete ? "DELETE"
                       : method == front::Method::Patch  ? "PATCH"
                       : method == front::Method::Put    ? "PUT"
                                                         : "POST";
  request.target = target;
  request.body = body;
  request.headers = std::move(headers);
  std::optional<front::Response> answer;
  sandbox_(std::move(request), [&](front::Response response) { answer = std::move(response); });
  if (!answer) throw std::runtime_error{"the sandbox has not answered yet"};
  return std::move(*answer);
}

}  // namespace hostler::testing
