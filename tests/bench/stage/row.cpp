#include "tests/bench/stage/row.h"

#include "tests/bench/front/processes.h"

#include <cmath>
#include <cstdio>
#include <iostream>

namespace hostler::bench {

void print(const Row& row) {
  std::cout << "row\t" << row.what << '\t' << row.measured << '\t' << row.base << '\t' << row.ratio
            << '\t' << row.must << '\t' << (row.holds ? "" : "below") << std::endl;
}

void say(const std::string& text) {
  std::cerr << "   [load " << fine(load()) << "] " << text << std::endl;
}

std::string whole(double number) {
  return whole(static_cast<std::int64_t>(std::llround(number)));
}

std::string whole(std::int64_t number) {
  auto text = std::to_string(number);
  for (auto at = static_cast<int>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), " ");
  return text;
}

std::string fine(double number) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", number);
  return text;
}

}  // namespace hostler::bench
