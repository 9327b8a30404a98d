#pragma once

#include <string_view>

namespace hostler::images {

/// How the picture is to be turned: the Orientation tag of EXIF 2.32, 1 (as it is) to 8. 1 for what
/// has none, or cannot be read. `exif` with or without its six bytes "Exif\0\0".
int orientationOf(std::string_view exif);

}  // namespace hostler::images
