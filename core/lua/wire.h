#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace hostler::lua {

/// Bytes that are not what was agreed. From a script host that means: it is broken, and is ended.
struct WireError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Appends numbers and texts to a string. Numbers take seven bits a byte, the lowest first; signed
/// ones with the sign in the lowest bit, so that small ones of either sign are short.
class WireWriter {
 public:
  explicit WireWriter(std::string& bytes) : bytes_{bytes} {}

  void byte(std::uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
  void number(std::uint64_t value) {
    char digits[10];
    std::size_t count = 0;
    while (value >= 0x80) {
      digits[count++] = static_cast<char>(value | 0x80);
      value >>= 7;
    }
    digits[count++] = static_cast<char>(value);
    bytes_.append(digits, count);
  }
  void integer(std::int64_t value) {
    number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  void text(std::string_view value) {
    number(value.size());
    bytes_.append(value);
  }

 private:
  std::string& bytes_;
};

/// Reads what WireWriter wrote. Throws WireError at the end of the bytes and for numbers that are
/// too long.
class WireReader {
 public:
  explicit WireReader(std::string_view bytes)
      : next_{bytes.data()}, end_{bytes.data() + bytes.size()} {}

  bool isAtEnd() const { return next_ == end_; }
  std::uint8_t byte() {
    if (next_ == end_) throw WireError{"a message ends too early"};
    return static_cast<std::uint8_t>(*next_++);
  }
  std::uint64_t number() {
    const auto first = byte();
    return first < 0x80 ? first : longNumber(first & 0x7F);
  }
  std::int64_t integer() {
    const auto value = number();
    return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1));
  }
  std::string_view bytes(std::size_t size) {
    if (size > static_cast<std::size_t>(end_ - next_)) throw WireError{"a message ends too early"};
    const std::string_view view{next_, size};
    next_ += size;
    return view;
  }
  std::string_view text() { return bytes(number()); }
  std::string_view rest() { return bytes(static_cast<std::size_t>(end_ - next_)); }

 private:
  std::uint64_t longNumber(std::uint64_t value) {
    for (int shift = 7; shift < 64; shift += 7) {
      const auto digit = byte();
      value |= static_cast<std::uint64_t>(digit & 0x7F) << shift;
      if (digit < 0x80) return value;
    }
    throw WireError{"a number is too long"};
  }

  const char* next_;
  const char* end_;
};

}  // namespace hostler::lua
