#pragma once

#include <cstddef>
#include <cstdint>

namespace hostler::images {

/// Standard output, up to so many bytes; what is more ends the program with Ending::TooLarge.
class Output {
 public:
  explicit Output(std::uint64_t most) : left_{most} {}

  void write(const void* bytes, std::size_t size);
  /// Hands on what is still held back.
  void finish();

 private:
  std::uint64_t left_;
};

}  // namespace hostler::images
