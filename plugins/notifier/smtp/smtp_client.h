#pragma once

#include "settings.h"
#include "smtp_outcome.h"

#include <hostler/call.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace hostler::smtp {

/// Talks to one mail server, a connection for each call: the only file that knows SMTP. Nothing is
/// sent again by itself. Thread-safe.
class SmtpClient {
 public:
  explicit SmtpClient(const Settings& settings) : settings_{settings} {}

  /// Hands one mail over; `wire` is the whole of it. Nothing on success.
  std::optional<sdk::ProviderError> submit(const sdk::Call& call, const std::string& from,
                                           const std::string& to, std::string_view wire) const;
  /// Connects, secures, signs in, says NOOP and leaves.
  std::optional<sdk::ProviderError> greet(const sdk::Call& call) const;

 private:
  const Settings& settings_;
};

/// Whether the settings may be used at all; Permanent "bad_settings" or NeedsAttention
/// "not_configured" otherwise.
std::optional<sdk::ProviderError> settingsFault(const Settings& settings);

}  // namespace hostler::smtp
