#include "core/images/codec/exif.h"

#include <cstddef>
#include <cstdint>

namespace hostler::images {
namespace {

constexpr std::uint32_t kOrientation = 0x0112;
constexpr std::size_t kEntry = 12;

// A TIFF file's numbers, in the order that its beginning tells; what lies outside of it is zero.
class Tiff {
 public:
  Tiff(std::string_view bytes, bool bigEndian) : bytes_{bytes}, bigEndian_{bigEndian} {}

  std::uint32_t number(std::size_t at, std::size_t size) const {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
      value = value << 8 | byte(at + (bigEndian_ ? i : size - 1 - i));
    return value;
  }

 private:
  std::uint32_t byte(std::size_t at) const {
    return at < bytes_.size() ? static_cast<unsigned char>(bytes_[at]) : 0u;
  }

  std::string_view bytes_;
  bool bigEndian_;
};

}  // namespace

int orientationOf(std::string_view exif) {
  if (exif.starts_with(std::string_view{"Exif\0\0", 6})) exif.remove_prefix(6);
  const bool bigEndian = exif.starts_with(std::string_view{"MM\0*", 4});
  if (!bigEndian && !exif.starts_with(std::string_view{"II*\0", 4})) return 1;
  const Tiff tiff{exif, bigEndian};
  const std::size_t directory = tiff.number(4, 4);
  const auto entries = tiff.number(directory, 2);
  for (std::uint32_t i = 0; i < entries; ++i) {
    const auto at = directory + 2 + i * kEntry;
    if (at >= exif.size()) break;
    if (tiff.number(at, 2) != kOrientation) continue;
    const auto value = tiff.number(at + 8, 2);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
  }
  return 1;
}

}  // namespace hostler::images
