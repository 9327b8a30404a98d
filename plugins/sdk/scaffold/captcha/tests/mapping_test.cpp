#include "mapping.h"

#include <cstdlib>
#include <iostream>

int main() {
  const auto solved =
      sample::toVerdict(hostler::sdk::parseJson(R"({"solved": true, "host": "shop.example"})"));
  const auto used =
      sample::toVerdict(hostler::sdk::parseJson(R"({"solved": false, "reason": "used"})"));
  const bool fits = solved.ok && solved.hostname == "shop.example" && solved.reasons.empty() &&
                    !used.ok && used.reasons.size() == 1 && used.reasons[0] == "used";
  if (!fits) std::cerr << "an answer of the provider is not read as it stands there\n";
  return fits ? EXIT_SUCCESS : EXIT_FAILURE;
}
