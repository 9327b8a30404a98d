#pragma once

#include <span>
#include <string_view>

namespace hostler {

/// A state or union territory as GST counts it. Several words are separated by `|`, the usual one
/// first.
struct IndianState {
  std::string_view gst;  ///< two digits
  std::string_view iso;  ///< ISO 3166-2:IN, the code of today and those before it
  std::string_view names;
  std::string_view from;   ///< the day from which the code holds; empty: since GST began
  std::string_view until;  ///< the day from which it no longer does; empty: still in force
};

std::span<const IndianState> indianStates();

}  // namespace hostler
