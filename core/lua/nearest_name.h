#pragma once

#include <span>
#include <string>
#include <string_view>

namespace hostler::lua {

/// "; did you mean "suspend"?" when one of the names is close to the wrong one, else nothing: made
/// to end a sentence.
std::string didYouMean(std::string_view wrong, std::span<const std::string_view> names);
std::string didYouMean(std::string_view wrong, std::span<const std::string> names);

}  // namespace hostler::lua
