#pragma once

#include "core/json/json.h"

#include <cstdint>
#include <cstdio>
#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace hostler::mail {

/// A directory that goes when the test does.
class ScratchDirectory {
 public:
  ScratchDirectory();
  ~ScratchDirectory();
  ScratchDirectory(const ScratchDirectory&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// aiosmtpd in a process of its own: smtp_server.py.
class SmtpServer {
 public:
  /// The server, once it listens; nothing where Python's aiosmtpd is not installed.
  static std::unique_ptr<SmtpServer> start(std::vector<std::string> arguments = {});
  SmtpServer() = default;
  ~SmtpServer();

  std::uint16_t port() const { return port_; }
  /// The certificate authority that vouches for the server.
  std::string caFile() const { return directory_.path() / "ca.pem"; }
  /// The next thing it says of this kind; throws std::runtime_error when it says nothing for ten
  /// seconds.
  Json await(const std::string& event);
  /// How many connections it has said it had until now.
  int connections() const { return connections_; }
  /// Ends it at once.
  void kill();

 private:
  // It must never wait for us while we wait for it, so what it says is read as it comes.
  void listen();

  ScratchDirectory directory_;
  pid_t pid_ = 0;
  int input_ = -1, output_ = -1;
  std::uint16_t port_ = 0;
  int connections_ = 0;
  std::mutex mutex_;
  std::condition_variable said_;
  std::deque<Json> unheard_;
  bool silent_ = false;
  std::thread listener_;
};

}  // namespace hostler::mail
