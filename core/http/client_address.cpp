#include "core/http/client_address.h"

#include <arpa/inet.h>
#include <charconv>
#include <optional>
#include <stdexcept>

namespace hostler::http {
namespace {

// 16 bytes, an IPv4 address as ::ffff:a.b.c.d.
std::optional<std::string> bytesOf(const std::string& address) {
  std::string bytes(16, '\0');
  in_addr four{};
  if (inet_pton(AF_INET, address.c_str(), &four) == 1) {
    bytes[10] = bytes[11] = '\xff';
    bytes.replace(12, 4, reinterpret_cast<const char*>(&four), 4);
    return bytes;
  }
  in6_addr six{};
  if (inet_pton(AF_INET6, address.c_str(), &six) != 1) return std::nullopt;
  bytes.assign(reinterpret_cast<const char*>(&six), 16);
  return bytes;
}

bool samePrefix(const std::string& a, const std::string& b, int bits) {
  const auto whole = static_cast<std::size_t>(bits / 8);
  if (a.compare(0, whole, b, 0, whole) != 0) return false;
  if (bits % 8 == 0) return true;
  const auto mask = static_cast<unsigned char>(0xFF << (8 - bits % 8));
  return (static_cast<unsigned char>(a[whole]) & mask) ==
         (static_cast<unsigned char>(b[whole]) & mask);
}

std::string trimmed(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return std::string{text};
}

}  // namespace

ClientAddress::ClientAddress(const std::vector<std::string>& trustedProxies) {
  for (const auto& text : trustedProxies) {
    const auto slash = text.find('/');
    const auto bytes = bytesOf(text.substr(0, slash));
    if (!bytes) throw std::invalid_argument{"'" + text + "' is not an address or a network"};
    const bool four = text.find(':') == std::string::npos;
    int bits = four ? 32 : 128;
    if (slash != std::string::npos) {
      const auto* end = text.data() + text.size();
      const auto [at, error] = std::from_chars(text.data() + slash + 1, end, bits);
      if (error != std::errc{} || at != end || bits < 0 || bits > (four ? 32 : 128)) {
        throw std::invalid_argument{"'" + text + "' is not an address or a network"};
      }
    }
    trusted_.push_back({*bytes, four ? bits + 96 : bits});
  }
}

bool ClientAddress::isTrusted(const std::string& address) const {
  const auto bytes = bytesOf(address);
  if (!bytes) return false;
  for (const auto& network : trusted_) {
    if (samePrefix(*bytes, network.bytes, network.bits)) return true;
  }
  return false;
}

std::string ClientAddress::of(const front::Request& request) const {
  if (!isTrusted(request.peer)) return request.peer;
  std::string chain;
  for (const auto& [name, value] : request.headers) {
    if (name == "x-forwarded-for") chain += (chain.empty() ? "" : ",") + value;
  }
  std::string client = request.peer;
  // From the right: each entry was added by the hop that follows it, so only what trusted hops
  // added is believed.
  while (!chain.empty()) {
    const auto comma = chain.rfind(',');
    const std::string entry = trimmed(comma == std::string::npos ? chain : chain.substr(comma + 1));
    if (!bytesOf(entry)) break;
    client = entry;
    if (!isTrusted(entry) || comma == std::string::npos) break;
    chain.resize(comma);
  }
  return client;
}

bool ClientAddress::cameEncrypted(const front::Request& request) const {
  return (request.peerIsLoopback || isTrusted(request.peer)) &&
         request.count("x-forwarded-proto") == 1 && request.header("x-forwarded-proto") == "https";
}

std::string limitKey(const std::string& address) {
  if (address.find(':') == std::string::npos) return address;
  const auto bytes = bytesOf(address);
  const bool mapped = bytes && bytes->starts_with(std::string(10, '\0') + "\xff\xff");
  if (!bytes || mapped) return address;
  in6_addr network{};
  std::copy_n(bytes->begin(), 8, reinterpret_cast<char*>(&network));
  char text[INET6_ADDRSTRLEN] = {};
  inet_ntop(AF_INET6, &network, text, sizeof text);
  return std::string{text} + "/64";
}

}  // namespace hostler::http
