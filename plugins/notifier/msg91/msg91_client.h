#pragma once

#include "settings.h"

#include <hostler/call.hpp>
#include <hostler/http_client.hpp>
#include <hostler/outcome.hpp>

#include <string>

namespace hostler::msg91 {

/// Speaks HTTP to one account; the only file that does.
class Msg91Client {
 public:
  explicit Msg91Client(const Settings& settings);

  /// Sends one message; the reply is MSG91's id of the request.
  sdk::Reply<std::string> send(const sdk::Call& call, const std::string& path,
                               const sdk::Json& body) const;
  /// What is left, as MSG91 writes it.
  sdk::Reply<std::string> balance(const sdk::Call& call) const;

 private:
  sdk::Reply<sdk::HttpResponse> post(const sdk::Call& call, const std::string& path,
                                     const std::string& type, std::string body,
                                     sdk::Effect effect) const;

  std::string baseUrl_;
  sdk::Secret authKey_;
  sdk::HttpClient http_;
};

}  // namespace hostler::msg91
