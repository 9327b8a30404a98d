#pragma once

#include <cstdint>
#include <string>

namespace hostler::testing {

/// The smallest beginnings that tell what a file is.
inline std::string pdf(const std::string& more = "1 0 obj\n") {
  return "%PDF-1.4\n" + more;
}
inline std::string bigEndian(std::uint32_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(number >> shift));
  return bytes;
}
inline std::string png(std::uint32_t width, std::uint32_t height) {
  return "\x89PNG\r\n\x1a\n" + bigEndian(13) + "IHDR" + bigEndian(width) + bigEndian(height) +
         std::string{"\x08\x02\0\0\0", 5} + bigEndian(0);
}
inline std::string jpeg(std::uint16_t width, std::uint16_t height) {
  const auto two = [](std::uint16_t n) {
    return std::string{static_cast<char>(n >> 8), static_cast<char>(n)};
  };
  return std::string{"\xff\xd8\xff\xe0", 4} + two(4) + "JF" + std::string{"\xff\xc0", 2} + two(17) +
         "\x08" + two(height) + two(width) + std::string(12, '\x01');
}

}  // namespace hostler::testing
