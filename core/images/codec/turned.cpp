#include "core/images/codec/turned.h"

#include <algorithm>
#include <utility>

namespace hostler::images {

void Turned::begin(const Form& form) {
  form_ = form;
  if (stays()) {
    next_.begin(form);
  } else {
    pixels_.resize(form.rowBytes() * form.height);
  }
}

void Turned::row(const std::uint8_t* bytes) {
  if (stays()) {
    next_.row(bytes);
    return;
  }
  std::copy_n(bytes, form_.rowBytes(), pixels_.begin() + static_cast<std::ptrdiff_t>(filled_));
  filled_ += form_.rowBytes();
}

void Turned::end() {
  if (!stays()) {
    auto seen = form_;
    if (orientation_ >= 5) std::swap(seen.width, seen.height);
    next_.begin(seen);
    std::vector<std::uint8_t> row(seen.rowBytes());
    for (std::size_t y = 0; y < seen.height; ++y) {
      for (std::size_t x = 0; x < seen.width; ++x)
        std::copy_n(seenAt(x, y), form_.channels, row.data() + x * form_.channels);
      next_.row(row.data());
    }
  }
  next_.end();
}

// The tag names what the first row and the first column are in the image as it is to be seen.
const std::uint8_t* Turned::seenAt(std::size_t x, std::size_t y) const {
  const std::size_t right = form_.width - 1, bottom = form_.height - 1;
  std::size_t column = x, line = y;
  switch (orientation_) {
    case 2:  // top, right
      column = right - x;
      break;
    case 3:  // bottom, right
      column = right - x;
      line = bottom - y;
      break;
    case 4:  // bottom, left
      line = bottom - y;
      break;
    case 5:  // left, top
      column = y;
      line = x;
      break;
    case 6:  // right, top
      column = y;
      line = bottom - x;
      break;
    case 7:  // right, bottom
      column = right - y;
      line = bottom - x;
      break;
    case 8:  // left, bottom
      column = right - y;
      line = x;
      break;
    default:
      break;
  }
  return pixels_.data() + line * form_.rowBytes() + column * form_.channels;
}

}  // namespace hostler::images
