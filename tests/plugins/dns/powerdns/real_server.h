#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <sys/types.h>
#include <thread>

namespace hostler::testing {

/// A real pdns_server on free ports of loopback, with a database of its own, as whoever runs the
/// tests.
class RealPowerDns {
 public:
  static constexpr const char* kApiKey = "real-server-key-0001";

  /// The server, once it answers; nothing where it is not installed. Throws std::runtime_error
  /// where it does not come up.
  static std::unique_ptr<RealPowerDns> start();
  ~RealPowerDns();
  RealPowerDns(const RealPowerDns&) = delete;
  RealPowerDns& operator=(const RealPowerDns&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(apiPort_); }

 private:
  RealPowerDns();
  void makeDatabase(const std::filesystem::path& schema) const;
  void spawn();
  /// Reads what the server says until it is ready; the rest goes nowhere, so that it never waits.
  void awaitReady();

  std::filesystem::path directory_;
  std::uint16_t apiPort_ = 0, dnsPort_ = 0;
  pid_t pid_ = 0;
  int output_ = -1;
  std::thread drain_;
};

}  // namespace hostler::testing
