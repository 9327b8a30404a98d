#pragma once

#include <string>

namespace hostler {

/// A text as a QR code (ISO/IEC 18004, medium error correction) in one SVG without scripts or
/// references.
std::string qrSvg(const std::string& text);

}  // namespace hostler
