#pragma once

#include <cstddef>
#include <cstdint>

namespace hostler::images {

/// What an image is like. `channels`: 1 grey, 3 red, green and blue, 4 with an alpha that is not
/// multiplied in; a byte each.
struct Form {
  std::uint32_t width = 0, height = 0;
  std::size_t channels = 0;

  std::size_t rowBytes() const { return width * channels; }
};

/// Takes an image row by row, from the top: begin, `height` rows, end.
class RowSink {
 public:
  virtual ~RowSink() = default;
  virtual void begin(const Form& form) = 0;
  virtual void row(const std::uint8_t* bytes) = 0;
  virtual void end() = 0;
};

}  // namespace hostler::images
