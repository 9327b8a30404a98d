#pragma once

#include "core/images/image_workshop.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::testing {

using Colour = std::array<std::uint8_t, 3>;
inline constexpr Colour kRed{255, 0, 0}, kGreen{0, 255, 0}, kBlue{0, 0, 255}, kWhite{255, 255, 255};

/// An image in memory: red, green and blue of each pixel, row by row.
struct Picture {
  std::uint32_t width = 0, height = 0;
  std::vector<std::uint8_t> bytes;

  /// Four fields of one colour each: top left, top right, bottom left, bottom right.
  static Picture of(std::uint32_t width, std::uint32_t height, const std::array<Colour, 4>& fields);
  /// No two pixels that belong together: what no encoder makes small.
  static Picture noise(std::uint32_t width, std::uint32_t height);
  Colour at(std::uint32_t x, std::uint32_t y) const;
  /// What is in the middle of its four fields, as names: "red green blue white".
  std::string fields() const;
};

/// The program as it was built beside the tests.
images::ImageSettings imageSettings();

/// A chunk of a PNG file with its checksum.
std::string pngChunk(const std::string& type, const std::string& data);
/// A PNG file with this between its head and its pixels.
std::string asPng(const Picture& picture, const std::string& chunks = "");
/// A black one of one channel.
std::string blankPng(std::uint32_t width, std::uint32_t height, bool interlaced);
/// Two colours, one of which is clear.
std::string palettePng();
/// A head that promises an image of this size, and next to nothing behind it.
std::string pngBomb(std::uint32_t width, std::uint32_t height);

/// EXIF as cameras write it: how to turn the picture, and a place where `where` can be read.
std::string exif(int orientation, const std::string& where);
std::string asJpeg(const Picture& picture, const std::string& exif = "");
std::string asWebp(const Picture& picture, bool lossless);
std::string asAnimatedWebp(const std::vector<Picture>& frames);
/// Frames of the four colours above, and no others.
std::string asGif(const std::vector<Picture>& frames);

/// What a PNG or JPEG file shows.
Picture pictureOf(const std::string& file);

}  // namespace hostler::testing
