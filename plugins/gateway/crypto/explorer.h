#pragma once

#include "transfers.h"

#include <hostler/call.hpp>
#include <hostler/http_client.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hostler::crypto {

/// Asks an explorer or node by Esplora's API; the only file that knows HTTP. It only reads.
class Explorer {
 public:
  explicit Explorer(std::string url);

  bool isSet() const { return !url_.empty(); }
  /// The height of the newest block.
  sdk::Reply<std::int64_t> tip(const sdk::Call& call) const;
  /// What came to an address: unconfirmed, and confirmed at or after `since`, the newest first,
  /// with some that are older. Without `since` what came of late.
  sdk::Reply<std::vector<Transfer>> transfers(const sdk::Call& call, const std::string& address,
                                              std::optional<std::int64_t> since) const;

 private:
  sdk::Reply<std::string> get(const sdk::Call& call, const std::string& path) const;

  std::string url_;
  sdk::HttpClient http_;
};

}  // namespace hostler::crypto
