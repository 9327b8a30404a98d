#pragma once

#include <string>

namespace hostler {

/// A text as a QR code in a PNG of one bit a pixel, `pixels` for each module, with the quiet zone
/// that the standard wants; the same text gives the same bytes. Empty when no code holds so much.
std::string qrPng(const std::string& text, int pixels = 4);

}  // namespace hostler
