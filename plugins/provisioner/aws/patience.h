#pragma once

#include <hostler/call.hpp>

#include <array>
#include <chrono>
#include <thread>

namespace hostler::aws {

/// EC2 is consistent in the end only: for a moment after a write, what was made is not found and
/// what was changed is shown as before. Reads again, with growing pauses and within the call's
/// time, until the answer is an error or `isThere` holds of it; then that answer.
template <class Read, class IsThere>
auto eventually(const sdk::Call& call, const Read& read, const IsThere& isThere) {
  using std::chrono::milliseconds;
  constexpr std::array kPauses{milliseconds{0}, milliseconds{50}, milliseconds{100},
                               milliseconds{250}};
  constexpr milliseconds kLeftForTheRest{1000};
  auto seen = read();
  for (const auto pause : kPauses) {
    if (!seen || isThere(*seen) || call.remaining() < pause + kLeftForTheRest) break;
    std::this_thread::sleep_for(pause);
    seen = read();
  }
  return seen;
}

/// As above, for what is found or not.
template <class Read>
auto eventuallyFound(const sdk::Call& call, const Read& read) {
  return eventually(call, read, [](const auto& found) { return found.has_value(); });
}

}  // namespace hostler::aws
