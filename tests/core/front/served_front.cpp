#include "tests/core/front/served_front.h"

namespace hostler::testing {

front::Response TestApplication::echo(const front::Request& request) {
  return text(request.methodText + " " + request.target + " " + request.body);
}

front::Response TestApplication::text(std::string body) {
  return {.status = 200, .headers = {{"Content-Type", "text/plain"}}, .body = std::move(body)};
}

void TestApplication::handle(front::Request request, front::Responder responder) {
  {
    const std::lock_guard lock{mutex_};
    seen_.push_back(request.target);
  }
  handler(std::move(request), std::move(responder));
}

std::vector<std::string> TestApplication::seen() const {
  const std::lock_guard lock{mutex_};
  return seen_;
}

void Gate::open() {
  const std::lock_guard lock{mutex_};
  isOpen_ = true;
  opened_.notify_all();
}

void Gate::pass() {
  std::unique_lock lock{mutex_};
  ++waiting_;
  opened_.wait_for(lock, kPatience, [&] { return isOpen_; });
  --waiting_;
}

std::string get(const std::string& target) {
  return "GET " + target + " HTTP/1.1\r\nHost: shop.example\r\n\r\n";
}

std::string post(const std::string& target, const std::string& body) {
  return "POST " + target +
         " HTTP/1.1\r\nHost: shop.example\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

}  // namespace hostler::testing
