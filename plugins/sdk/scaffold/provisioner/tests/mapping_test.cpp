#include "mapping.h"

#include <cstdlib>
#include <iostream>

int main() {
  const auto account = sample::toAccount(hostler::sdk::parseJson(
      R"({"id": "a1", "username": "acme", "domain": "acme.example", "plan": "starter",
          "status": "suspended"})"));
  const bool fits = account.id == "a1" && account.package == "starter" && account.suspended;
  if (!fits) std::cerr << "an account is not read as it stands there\n";
  return fits ? EXIT_SUCCESS : EXIT_FAILURE;
}
