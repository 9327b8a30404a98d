#pragma once

#include "core/front/message.h"

#include <string>
#include <vector>

namespace hostler::http {

/// Knows which peers are proxies of ours, and so whose word about the client is taken.
class ClientAddress {
 public:
  /// Addresses or networks: "127.0.0.1", "10.0.0.0/8", "::1". Throws std::invalid_argument.
  explicit ClientAddress(const std::vector<std::string>& trustedProxies);

  /// The client's address: the peer's own, or, where the peer is a trusted proxy, the last address
  /// in X-Forwarded-For that is not one itself.
  std::string of(const front::Request& request) const;
  /// Whether the client came over https, on the word of a trusted proxy, or of a program on this
  /// machine: whoever that is could as well call over https itself.
  bool cameEncrypted(const front::Request& request) const;
  bool isTrusted(const std::string& address) const;

 private:
  struct Network {
    std::string bytes;  // 16, IPv4 as mapped
    int bits;
  };
  std::vector<Network> trusted_;
};

/// What calls of one client are counted under: the address, or an IPv6 client's /64.
std::string limitKey(const std::string& address);

}  // namespace hostler::http
