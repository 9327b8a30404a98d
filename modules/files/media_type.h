#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hostler {

/// The types of file that are taken, told by their content: "application/pdf", "image/png",
/// "image/jpeg", "image/gif", "image/webp", "text/plain". Empty for every other content: programs,
/// archives, markup of any kind (SVG and HTML among it), images whose head is damaged or that have
/// more than kMostPixels.
std::string mediaTypeOf(std::string_view content);

/// An image that takes more memory than that to show is not taken.
inline constexpr std::uint64_t kMostPixels = 50'000'000;

/// Why content that has no type is not taken.
struct NotTaken {
  std::string code;     ///< "type_not_taken", "too_many_pixels", "not_decodable"
  std::string message;  ///< a sentence about the file that says what to change, without its subject
};
NotTaken whyNotTaken(std::string_view content);
/// The same for an image whose pixels are known to be too many; `size` may be empty.
NotTaken tooManyPixels(const std::string& size);

/// Whether a file of this type may be called so: its ending is one of the type's.
bool fitsEnding(std::string_view name, std::string_view mediaType);
/// The ending that a file of this type gets where it has none: ".pdf".
std::string_view endingOf(std::string_view mediaType);

}  // namespace hostler
