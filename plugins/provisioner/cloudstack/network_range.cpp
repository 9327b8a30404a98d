#include "network_range.h"

#include "refusals.h"

#include <cstdint>
#include <cstdio>

namespace hostler::cloudstack {
namespace {

std::string textOf(std::uint32_t address) {
  char text[16];
  std::snprintf(text, sizeof text, "%u.%u.%u.%u", address >> 24, (address >> 16) & 255,
                (address >> 8) & 255, address & 255);
  return text;
}

}  // namespace

NetworkRange rangeOf(const std::string& cidr) {
  unsigned parts[4] = {}, bits = 0;
  int read = 0;
  const bool isRead = cidr.size() <= 18 &&
                      std::sscanf(cidr.c_str(), "%3u.%3u.%3u.%3u/%2u%n", &parts[0], &parts[1],
                                  &parts[2], &parts[3], &bits, &read) == 5 &&
                      static_cast<std::size_t>(read) == cidr.size();
  std::uint32_t address = 0;
  bool fits = isRead && bits >= 8 && bits <= 29;
  for (const auto part : parts) {
    fits = fits && part <= 255;
    address = address << 8 | (part & 255);
  }
  const std::uint32_t mask = fits ? ~std::uint32_t{0} << (32 - bits) : 0;
  if (!fits || (address & ~mask) != 0) fail(badRequest("cidr is no range of IPv4 addresses"));
  return {textOf(address + 1), textOf(mask)};
}

}  // namespace hostler::cloudstack
