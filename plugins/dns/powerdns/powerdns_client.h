#pragma once

#include "settings.h"

#include <hostler/call.hpp>
#include <hostler/http_client.hpp>
#include <hostler/outcome.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hostler::powerdns {

/// The code of a definite "no": the state afterwards may still turn it into a yes.
constexpr std::string_view kRefused = "refused";

/// How long an answer may be: the list of a server with 100,000 zones, one zone, anything else.
constexpr std::size_t kLargestList = 64 << 20, kLargestZone = 16 << 20, kLargestAnswer = 1 << 20;

/// Speaks HTTP and JSON to one server; the only file that knows either. Paths lie below
/// /api/v1/servers/ID.
class PowerDnsClient {
 public:
  explicit PowerDnsClient(const Settings& settings);

  sdk::Reply<sdk::Json> get(const sdk::Call& call, const std::string& path,
                            std::size_t largest = kLargestAnswer) const;
  /// Nothing where the server itself says that there is none; a 404 of something in between is no
  /// such answer.
  sdk::Reply<std::optional<sdk::Json>> find(const sdk::Call& call, const std::string& path,
                                            std::size_t largest = kLargestAnswer) const;
  /// Why it was not taken. What a success says is not read: the state is, afterwards.
  std::optional<sdk::ProviderError> write(const sdk::Call& call, const std::string& method,
                                          const std::string& path, const sdk::Json& body,
                                          int success) const;
  /// A PUT without a body that changes nothing twice (rectify, notify): a lost answer is Retryable.
  sdk::Reply<sdk::Json> put(const sdk::Call& call, const std::string& path) const;

 private:
  sdk::Reply<sdk::HttpResponse> send(const sdk::Call& call, const std::string& method,
                                     const std::string& path, std::string body, sdk::Effect effect,
                                     std::size_t largest = kLargestAnswer) const;

  std::string serverUrl_;
  sdk::Secret apiKey_;
  sdk::TlsTrust trust_;
  bool configured_ = false;
  sdk::HttpClient http_;
};

}  // namespace hostler::powerdns
