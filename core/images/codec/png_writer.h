#pragma once

#include "core/images/codec/output.h"
#include "core/images/codec/rows.h"

#include <png.h>

namespace hostler::images {

/// A PNG file on its way out. Palette and transparency, where there are any, are set between begin
/// and rows through `png` and `info`.
class PngWriter {
 public:
  explicit PngWriter(Output& output);
  ~PngWriter();
  PngWriter(const PngWriter&) = delete;

  void begin(std::uint32_t width, std::uint32_t height, int bitsOfChannel, int colourType);
  void row(const std::uint8_t* bytes);
  void end();

  png_structp png() { return png_; }
  png_infop info() { return info_; }

 private:
  png_structp png_;
  png_infop info_;
  bool begun_ = false;
};

/// Images of three or four channels as PNG.
class PngSink final : public RowSink {
 public:
  explicit PngSink(Output& output) : writer_{output} {}

  void begin(const Form& form) override;
  void row(const std::uint8_t* bytes) override { writer_.row(bytes); }
  void end() override { writer_.end(); }

 private:
  PngWriter writer_;
};

}  // namespace hostler::images
