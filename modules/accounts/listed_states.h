#pragma once

#include <span>
#include <string_view>

namespace hostler {

struct ListedState {
  std::string_view code;  ///< ISO 3166-2 without the country
  std::string_view name;
};

/// The states of a country whose addresses are of no use without a right one; empty for all others.
std::span<const ListedState> listedStates(std::string_view country);

}  // namespace hostler
