#pragma once

#include <algorithm>
#include <chrono>
#include <vector>

namespace hostler::bench {

/// How long `work` takes.
template <class F>
double secondsOf(F&& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// The middle one, which one disturbed round does not move; of an even number the greater of two.
inline double medianOf(std::vector<double> values) {
  std::ranges::sort(values);
  return values.at(values.size() / 2);
}

}  // namespace hostler::bench
