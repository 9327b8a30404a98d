#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hostler {

/// An Indian goods and services tax number whose form and check character are right.
struct Gstin {
  std::string text;       ///< 15 capitals and digits
  std::string stateCode;  ///< its first two digits
  std::string pan;        ///< characters 3 to 12
};

/// Reads one; small letters are taken as capitals. Nothing when the form, the PAN inside or the
/// check is wrong.
std::optional<Gstin> readGstin(std::string_view text);

/// The check character for the first fourteen (GST Network's mod-36 rule); nothing for other
/// characters.
std::optional<char> gstinCheck(std::string_view firstFourteen);

}  // namespace hostler
