#include "mapping.h"

#include <cstdlib>
#include <iostream>

int main() {
  using hostler::sdk::NumberState;
  const auto known = sample::toFinding(hostler::sdk::parseJson(
      R"({"registered": true, "name": "Atelier Exemple SARL", "reference": "C-17"})"));
  const auto silent =
      sample::toFinding(hostler::sdk::parseJson(R"({"registered": false, "available": false})"));
  const bool fits = known.state == NumberState::Valid && known.name == "Atelier Exemple SARL" &&
                    known.consultationReference == "C-17" &&
                    silent.state == NumberState::Unavailable && !silent.reason.empty();
  if (!fits) std::cerr << "an answer of the register is not read as it stands there\n";
  return fits ? EXIT_SUCCESS : EXIT_FAILURE;
}
