#include "modules/resellers/colour_contrast.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace hostler {
namespace {

using Rgb = std::array<int, 3>;

constexpr double kReadable = 4.5;

Rgb rgbOf(std::string_view hex) {
  if (!isHexColour(hex)) throw std::invalid_argument{"is no colour: " + std::string{hex}};
  Rgb rgb{};
  for (std::size_t i = 0; i < rgb.size(); ++i) {
    const auto part = hex.substr(1 + 2 * i, 2);
    std::from_chars(part.data(), part.data() + part.size(), rgb[i], 16);
  }
  return rgb;
}

std::string hexOf(const Rgb& rgb) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string hex = "#";
  for (const int part : rgb) {
    hex += kHex[static_cast<std::size_t>(part / 16)];
    hex += kHex[static_cast<std::size_t>(part % 16)];
  }
  return hex;
}

double luminance(const Rgb& rgb) {
  constexpr std::array kWeights{0.2126, 0.7152, 0.0722};
  double sum = 0;
  for (std::size_t i = 0; i < rgb.size(); ++i) {
    const double share = rgb[i] / 255.0;
    sum +=
        kWeights[i] * (share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4));
  }
  return sum;
}

}  // namespace

bool isHexColour(std::string_view text) {
  return text.size() == 7 && text.front() == '#' &&
         text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

double contrastOf(std::string_view one, std::string_view other) {
  const auto [dark, light] = std::minmax({luminance(rgbOf(one)), luminance(rgbOf(other))});
  return (light + 0.05) / (dark + 0.05);
}

std::optional<std::string> readableInstead(std::string_view colour, std::string_view ground) {
  if (contrastOf(colour, ground) >= kReadable) return std::nullopt;
  const auto rgb = rgbOf(colour);
  for (int step = 99; step > 0; --step) {
    Rgb shade = rgb;
    for (auto& part : shade) part = (part * step + 50) / 100;
    const auto hex = hexOf(shade);
    if (contrastOf(hex, ground) >= kReadable) return hex;
  }
  return "#000000";
}

std::optional<std::string_view> groundOf(std::string_view setting) {
  if (setting == "invoice.colour") return "#ffffff";  // paper
  if (setting == "brand.primary") return "#f9fafb";   // the web applications' page by day
  return std::nullopt;
}

}  // namespace hostler
