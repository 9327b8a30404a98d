#pragma once

#include "tests/plugins/support/loopback_server.h"

#include <filesystem>
#include <memory>
#include <string>

namespace hostler::bench {

class Child;

/// nginx behind TLS on loopback, with tickets and a cache of sessions as it is usually set up. It
/// answers everything with a little JSON, and says in the header X-Session whether the connection's
/// session was resumed: "r", or "." for a whole handshake.
class TlsNginx {
 public:
  TlsNginx();
  ~TlsNginx();
  TlsNginx(const TlsNginx&) = delete;
  TlsNginx& operator=(const TlsNginx&) = delete;

  std::string url() const;
  /// Whom to trust, so that it is: its own certificate.
  const std::string& authorities() const { return identity_.certificatePem; }

 private:
  testing::TlsIdentity identity_ = testing::TlsIdentity::selfSigned("127.0.0.1");
  std::filesystem::path folder_;
  std::uint16_t port_ = 0;
  std::unique_ptr<Child> child_;
};

}  // namespace hostler::bench
