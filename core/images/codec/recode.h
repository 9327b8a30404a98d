#pragma once

#include "core/images/codec/output.h"

#include <cstdint>
#include <string_view>

namespace hostler::images {

/// What a new file may be like, and where it goes.
struct Task {
  std::uint64_t mostPixels = 0;
  int quality = 90;  ///< of a JPEG file, up to 100
  Output& output;
};

/// Ends the program with Ending::TooManyPixels where an image of this size is not taken. Asked
/// before anything is reserved for it.
void requireFewPixels(std::uint64_t width, std::uint64_t height, const Task& task);

// Each reads one file of its kind, as far as that goes, and writes the picture in it anew: nothing
// but pixels, palette and transparency comes through. They end the program where they cannot.

/// To PNG, with 8 bits of a channel at most and otherwise as it was.
void recodePng(std::string_view file, const Task& task);
/// To JPEG, turned as its EXIF orientation tells.
void recodeJpeg(std::string_view file, const Task& task);
/// The first frame: to JPEG where it was lossy and shows nothing through, to PNG otherwise.
void recodeWebp(std::string_view file, const Task& task);
/// The first frame, to PNG.
void recodeGif(std::string_view file, const Task& task);

}  // namespace hostler::images
