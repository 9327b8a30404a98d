#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace hostler {

/// Where unguessable values come from. Thread-safe.
class Random {
 public:
  virtual ~Random() = default;
  virtual std::string bytes(std::size_t count) = 0;
  /// Uniform from 0 to below - 1.
  std::uint32_t below(std::uint32_t below);
  /// `count` random bytes in base64url: 32 bytes make a token of 43 characters.
  std::string token(std::size_t count = 32);
  /// Decimal digits: "048213".
  std::string digits(std::size_t count);
};

/// The system's generator, through OpenSSL. Throws std::runtime_error when it cannot give.
class SystemRandom final : public Random {
 public:
  std::string bytes(std::size_t count) override;
};

}  // namespace hostler
