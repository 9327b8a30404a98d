#pragma once

#include "core/images/codec/output.h"
#include "core/images/codec/rows.h"

#include <array>
#include <cstdio>
#include <jpeglib.h>

namespace hostler::images {

/// Images of one or three channels as baseline JPEG.
class JpegSink final : public RowSink {
 public:
  JpegSink(Output& output, int quality);
  ~JpegSink() override;
  JpegSink(const JpegSink&) = delete;

  void begin(const Form& form) override;
  void row(const std::uint8_t* bytes) override;
  void end() override;

 private:
  struct Destination : jpeg_destination_mgr {
    Output* output;
    std::array<JOCTET, 64 * 1024> room;
  };
  static void started(j_compress_ptr jpeg);
  static boolean full(j_compress_ptr jpeg);
  static void ended(j_compress_ptr jpeg);

  int quality_;
  jpeg_compress_struct jpeg_{};
  jpeg_error_mgr errors_{};
  Destination destination_;
};

/// Error handling of either direction: whatever ends the work ends the program.
void endAtErrors(jpeg_error_mgr& errors);

}  // namespace hostler::images
