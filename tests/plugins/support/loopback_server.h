#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace hostler::testing {

/// A self-signed certificate, made for the test, and its key.
struct TlsIdentity {
  std::string certificatePem, keyPem;
  std::string pin;  ///< "sha256//…" of its public key

  static TlsIdentity selfSigned(const std::string& name);
};

/// One accepted connection, spoken byte by byte: tests decide what goes wrong.
class Connection {
 public:
  virtual ~Connection() = default;
  /// A whole request, head and body; empty once the peer has gone.
  virtual std::string readRequest() = 0;
  /// One line with its end, for protocols that speak in lines; empty once the peer has gone.
  virtual std::string readLine() = 0;
  virtual void write(std::string_view bytes) = 0;
  /// Ends it with a TCP reset.
  virtual void reset() = 0;
  /// Returns when the peer has ended the connection.
  virtual void waitForPeer() = 0;
};

/// Accepts on a free port of 127.0.0.1; each connection is one call of `talk` on a thread of its
/// own.
class LoopbackServer {
 public:
  using Talk = std::function<void(Connection&)>;

  explicit LoopbackServer(Talk talk, std::optional<TlsIdentity> tls = std::nullopt);
  ~LoopbackServer();
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  std::uint16_t port() const { return port_; }
  std::string url(std::string_view path = "/", std::string_view host = "127.0.0.1") const;
  int connections() const { return connections_; }

 private:
  void accept();

  Talk talk_;
  std::optional<TlsIdentity> tls_;
  std::uint16_t port_ = 0;
  int listener_ = -1, wake_[2] = {-1, -1};
  std::atomic<int> connections_{0};
  struct Peer;
  std::vector<std::unique_ptr<Peer>> peers_;  // only touched by acceptor_ until it is joined
  std::thread acceptor_;
};

/// A port of 127.0.0.1 on which nobody listens.
std::uint16_t closedPort();

}  // namespace hostler::testing
