#include "mapping.h"

#include <cstdlib>
#include <iostream>

int main() {
  using namespace hostler::sdk;
  const auto registration = sample::toRegistration(
      parseJson(R"({"domain": "acme.example", "status": "active", "expires": 1893456000,
                    "nameservers": ["ns1.acme.example"]})"));
  const bool fits = registration.state == RegistrationState::Active &&
                    registration.expiresAt == 1893456000 && registration.nameservers.size() == 1;
  if (!fits) std::cerr << "a domain is not read as it stands there\n";
  return fits ? EXIT_SUCCESS : EXIT_FAILURE;
}
