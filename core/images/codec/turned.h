#pragma once

#include "core/images/codec/rows.h"

#include <vector>

namespace hostler::images {

/// Hands an image on as its EXIF orientation wants it shown. One that is to stay as it is goes
/// through row by row; any other is kept whole until it is there.
class Turned final : public RowSink {
 public:
  Turned(int orientation, RowSink& next) : orientation_{orientation}, next_{next} {}

  void begin(const Form& form) override;
  void row(const std::uint8_t* bytes) override;
  void end() override;

 private:
  bool stays() const { return orientation_ <= 1; }
  /// The pixel of the image as it came that is to be seen at this place.
  const std::uint8_t* seenAt(std::size_t x, std::size_t y) const;

  int orientation_;
  RowSink& next_;
  Form form_;
  std::vector<std::uint8_t> pixels_;
  std::size_t filled_ = 0;
};

}  // namespace hostler::images
