#pragma once

#include <utility>

namespace hostler::child {

/// Owns one open file descriptor and closes it when it goes. Not thread-safe, like the number it
/// holds.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_{number} {}
  Descriptor(Descriptor&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor() { close(); }

  int number() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }
  void close() noexcept;

 private:
  int number_ = -1;
};

/// A pipe whose both ends are closed on exec. Throws std::system_error.
struct Pipe {
  Descriptor reading, writing;
  static Pipe open();
};

}  // namespace hostler::child
