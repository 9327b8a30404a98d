#pragma once

#include <string>
#include <string_view>

namespace hostler {

/// The beginning of a text in UTF-8, at most `most` bytes long and of whole characters alone: what
/// a column takes that would refuse half of one.
std::string fitted(std::string_view text, std::size_t most);

}  // namespace hostler
