#include "core/outbound/public_address.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cctype>
#include <cstdint>
#include <cstring>
#include <memory>
#include <netdb.h>

namespace hostler {
namespace {

using Bytes = std::array<std::uint8_t, 16>;

// IANA's special-purpose registries: what is not globally reachable.
struct Network4 {
  std::uint32_t prefix;
  int bits;
};
constexpr std::array kNotPublic4{
    Network4{0x00000000, 8},  Network4{0x0A000000, 8},  Network4{0x64400000, 10},
    Network4{0x7F000000, 8},  Network4{0xA9FE0000, 16}, Network4{0xAC100000, 12},
    Network4{0xC0000000, 24}, Network4{0xC0000200, 24}, Network4{0xC0586300, 24},
    Network4{0xC0A80000, 16}, Network4{0xC6120000, 15}, Network4{0xC6336400, 24},
    Network4{0xCB007100, 24}, Network4{0xE0000000, 4},  Network4{0xF0000000, 4}};

bool isPublic4(std::uint32_t address) {
  return std::ranges::none_of(kNotPublic4, [&](const Network4& network) {
    return address >> (32 - network.bits) == network.prefix >> (32 - network.bits);
  });
}

std::uint32_t fourAt(const Bytes& bytes, std::size_t at) {
  return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 |
         std::uint32_t{bytes[at + 2]} << 8 | bytes[at + 3];
}

bool startsWith(const Bytes& bytes, std::initializer_list<std::uint8_t> prefix) {
  return std::equal(prefix.begin(), prefix.end(), bytes.begin());
}

bool isPublic6(const Bytes& bytes) {
  const bool mapped = startsWith(bytes, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF});
  const bool translated = startsWith(bytes, {0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0});
  if (mapped || translated) return isPublic4(fourAt(bytes, 12));
  if (startsWith(bytes, {0x20, 0x02})) return isPublic4(fourAt(bytes, 2));  // 6to4
  if ((bytes[0] & 0xE0) != 0x20) return false;                    // only 2000::/3 is handed out
  if (startsWith(bytes, {0x20, 0x01, 0x0D, 0xB8})) return false;  // documentation
  if (startsWith(bytes, {0x3F, 0xFF}) && bytes[2] < 0x10) return false;
  return !(startsWith(bytes, {0x20, 0x01}) && (bytes[2] & 0xFE) == 0);  // 2001::/23
}

// Nothing that one reader decodes, splits or normalizes and another does not.
bool isHost(std::string_view host, bool isLiteral) {
  return std::ranges::all_of(host, [&](char c) {
    if (isLiteral) return std::isxdigit(static_cast<unsigned char>(c)) != 0 || c == ':' || c == '.';
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.' || c == '_';
  });
}

bool endsWithName(std::string_view host, std::string_view name) {
  return host == name.substr(1) || host.ends_with(name);
}

}  // namespace

bool isPublicAddress(std::string_view address) {
  const std::string text{address};
  in_addr four{};
  if (inet_pton(AF_INET, text.c_str(), &four) == 1) return isPublic4(ntohl(four.s_addr));
  in6_addr six{};
  if (inet_pton(AF_INET6, text.c_str(), &six) != 1) return false;
  Bytes bytes{};
  std::memcpy(bytes.data(), six.s6_addr, bytes.size());
  return isPublic6(bytes);
}

std::optional<HttpsTarget> HttpsTarget::parse(std::string_view url) {
  constexpr std::string_view kScheme = "https://";
  if (!url.starts_with(kScheme)) return std::nullopt;
  const bool plain = std::ranges::all_of(
      url, [](char c) { return c > ' ' && c < 0x7F && c != '\\' && c != '@' && c != '"'; });
  if (!plain) return std::nullopt;
  auto authority = url.substr(kScheme.size());
  const auto end = std::min(authority.find_first_of("/?#"), authority.size());
  HttpsTarget target;
  target.rest = authority.substr(end);
  target.rest.resize(std::min(target.rest.find('#'), target.rest.size()));
  authority = authority.substr(0, end);
  std::string_view port;
  const bool isLiteral = authority.starts_with('[');
  if (isLiteral) {
    const auto bracket = authority.find(']');
    if (bracket == std::string_view::npos) return std::nullopt;
    target.host = authority.substr(1, bracket - 1);
    const auto behind = authority.substr(bracket + 1);
    if (!behind.empty() && !behind.starts_with(':')) return std::nullopt;
    port = behind.empty() ? behind : behind.substr(1);
  } else {
    const auto colon = authority.find(':');
    target.host = authority.substr(0, colon);
    if (colon != std::string_view::npos) port = authority.substr(colon + 1);
  }
  if (target.host.empty() || target.host.size() > 253 || port.size() > 5) return std::nullopt;
  for (auto& c : target.host) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  while (target.host.ends_with('.')) target.host.pop_back();
  if (target.host.empty() || !isHost(target.host, isLiteral)) return std::nullopt;
  if (port.empty()) return target;
  if (!std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
  target.port = std::stoi(std::string{port});
  if (target.port < 1 || target.port > 65535) return std::nullopt;
  return target;
}

std::string HttpsTarget::url() const {
  const bool isLiteral = host.find(':') != std::string::npos;
  return "https://" + (isLiteral ? "[" + host + "]" : host) + ":" + std::to_string(port) +
         (rest.starts_with('/') ? rest : "/" + rest);
}

bool HttpsTarget::isPlainlyPrivate() const {
  in_addr four{};
  in6_addr six{};
  const bool literal =
      inet_pton(AF_INET, host.c_str(), &four) == 1 || inet_pton(AF_INET6, host.c_str(), &six) == 1;
  if (literal) return !isPublicAddress(host);
  // 127.1, 2130706433 and 0x7f.1 are addresses to some resolvers.
  const auto last = host.substr(host.rfind('.') + 1);
  const bool numeric = last.empty() || std::isdigit(static_cast<unsigned char>(last.front())) != 0;
  if (numeric || host.find('.') == std::string::npos) return true;
  return endsWithName(host, ".localhost") || endsWithName(host, ".local") ||
         endsWithName(host, ".internal") || endsWithName(host, ".home.arpa");
}

// Nothing where one cannot be written as text.
std::vector<std::string> systemAddressesOf(const std::string& host) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* first = nullptr;
  if (getaddrinfo(host.c_str(), nullptr, &hints, &first) != 0) return {};
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> all{first, freeaddrinfo};
  std::vector<std::string> addresses;
  for (const auto* one = all.get(); one != nullptr; one = one->ai_next) {
    char text[NI_MAXHOST];
    if (getnameinfo(one->ai_addr, one->ai_addrlen, text, sizeof text, nullptr, 0, NI_NUMERICHOST) !=
        0)
      return {};
    addresses.emplace_back(text);
  }
  return addresses;
}

std::vector<std::string> publicAddressesOf(const std::string& host) {
  auto addresses = systemAddressesOf(host);
  return std::ranges::all_of(addresses, isPublicAddress) ? addresses : std::vector<std::string>{};
}

bool leadsInside(const std::string& host) {
  return !std::ranges::all_of(systemAddressesOf(host), isPublicAddress);
}

}  // namespace hostler
