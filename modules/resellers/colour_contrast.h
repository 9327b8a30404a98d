#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hostler {

/// A colour as "#rrggbb", in either letters.
bool isHexColour(std::string_view text);

/// How far two colours stand apart, from 1 to 21 (WCAG 2.2, "contrast ratio"). Both are hex
/// colours; throws std::invalid_argument.
double contrastOf(std::string_view one, std::string_view other);

/// The nearest darker shade of a colour that words can be read in on a light ground (4.5 to 1, WCAG
/// 2.2, success criterion 1.4.3); nothing where the colour itself can be.
std::optional<std::string> readableInstead(std::string_view colour, std::string_view ground);

/// The lightest ground that a tenant's setting of a colour is used on, or beside; nothing for what
/// is no colour.
std::optional<std::string_view> groundOf(std::string_view setting);

}  // namespace hostler
