#pragma once

#include "tests/plugins/support/calls.h"
#include "tests/plugins/support/loopback_server.h"

#include <hostler/captcha.hpp>

#include <mutex>
#include <string>

namespace hostler::testing {

/// A siteverify address that answers what a test tells it, and keeps what it was asked.
class ToldSiteverify {
 public:
  std::string url(std::string_view path) const { return server_.url(path); }
  void answer(const std::string& body, int status = 200) {
    const std::lock_guard lock{mutex_};
    body_ = body;
    status_ = status;
  }
  /// The last request, head and body.
  std::string asked() const {
    const std::lock_guard lock{mutex_};
    return asked_;
  }

 private:
  void talk(Connection& connection) {
    auto request = connection.readRequest();
    if (request.empty()) return;
    const std::lock_guard lock{mutex_};
    asked_ = std::move(request);
    connection.write("HTTP/1.1 " + std::to_string(status_) +
                     " Told\r\nContent-Type: application/json\r\nConnection: close\r\n"
                     "Content-Length: " +
                     std::to_string(body_.size()) + "\r\n\r\n" + body_);
  }

  mutable std::mutex mutex_;
  std::string body_ = "{}", asked_;
  int status_ = 200;
  LoopbackServer server_{[this](Connection& connection) { talk(connection); }};
};

inline sdk::CaptchaAnswer answered(const std::string& token) {
  return {token, "203.0.113.7", "login"};
}

}  // namespace hostler::testing
