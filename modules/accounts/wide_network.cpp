#include "modules/accounts/wide_network.h"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>

namespace hostler {
namespace {

constexpr int kLeastOfIpv4 = 8, kLeastOfIpv6 = 16;
// Where IPv4 lies among the addresses of IPv6: ::ffff:a.b.c.d.
constexpr int kMappedBits = 96;
constexpr unsigned char kMapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

// Whether the first `bits` of it, of those 96 at most, are those of IPv4's place.
bool liesOverIpv4(const in6_addr& network, int bits) {
  const int compared = std::min(bits, kMappedBits);
  for (int bit = 0; bit < compared; ++bit) {
    const auto mask = static_cast<unsigned char>(0x80U >> (bit % 8));
    if (((network.s6_addr[bit / 8] ^ kMapped[bit / 8]) & mask) != 0) return false;
  }
  return true;
}

}  // namespace

bool isWideNetwork(const std::string& text) {
  const auto slash = text.find('/');
  if (slash == std::string::npos) return false;
  int bits = 0;
  std::from_chars(text.data() + slash + 1, text.data() + text.size(), bits);
  const auto address = text.substr(0, slash);
  in6_addr network{};
  if (::inet_pton(AF_INET6, address.c_str(), &network) != 1) return bits < kLeastOfIpv4;
  return bits < kLeastOfIpv6 || (bits < kMappedBits + kLeastOfIpv4 && liesOverIpv4(network, bits));
}

}  // namespace hostler
