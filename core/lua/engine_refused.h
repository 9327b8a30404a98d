#pragma once

#include <stdexcept>

namespace hostler::lua {

/// The engine does not serve a hostler.* call; the words become the error that the script sees.
struct EngineRefused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace hostler::lua
