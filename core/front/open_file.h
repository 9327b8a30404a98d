#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace hostler::front {

/// A regular file that is read in pieces while it is sent.
class OpenFile {
 public:
  OpenFile() = default;
  /// Empty when the file cannot be opened, is no regular file, or is shorter than `size`.
  static OpenFile open(const std::string& path, std::uint64_t size);
  OpenFile(OpenFile&& other) noexcept;
  OpenFile& operator=(OpenFile&& other) noexcept;
  ~OpenFile();

  explicit operator bool() const { return descriptor_ >= 0; }
  /// Reads from `offset` on; 0 when the file has become shorter or cannot be read.
  std::size_t read(std::uint64_t offset, std::span<char> to) const;

 private:
  int descriptor_ = -1;
};

}  // namespace hostler::front
