#pragma once

#include <cstdint>
#include <string>

namespace hostler::bench {

/// One line of the table that scripts/bench prints: a figure beside what was measured in the same
/// run, and what the ratio (or the figure itself) has to be.
struct Row {
  std::string what;
  std::string measured;
  std::string base;
  std::string ratio;
  std::string must;
  bool holds = true;
};

/// Prints it as one line of texts with tabs between.
void print(const Row& row);
/// Tells whoever watches what is going on, on standard error.
void say(const std::string& text);

/// "1 234" for 1234.4, "0.42" for 0.4249.
std::string whole(double number);
std::string whole(std::int64_t number);
inline std::string whole(int number) {
  return whole(std::int64_t{number});
}
std::string fine(double number);

}  // namespace hostler::bench
