#pragma once

#include <cstddef>
#include <stdexcept>
#include <string_view>

namespace hostler::backup {

/// Why a backup cannot be made, read or filled in: the text is for the operator and holds no
/// secret.
struct BackupError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Where bytes go. finish() comes once, after the last write, and hands on what is still held.
class ByteSink {
 public:
  virtual ~ByteSink() = default;
  virtual void write(std::string_view bytes) = 0;
  virtual void finish() = 0;
};

/// Where bytes come from.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Up to `size` bytes; fewer than were asked for, and 0, only at the end.
  virtual std::size_t read(char* to, std::size_t size) = 0;
};

}  // namespace hostler::backup
