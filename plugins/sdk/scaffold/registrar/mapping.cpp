#include "mapping.h"

namespace sample {
namespace {

using namespace hostler::sdk;

struct WireAvailability {
  std::string domain;
  bool available = false;

  static constexpr auto members() {
    return std::tuple{field("domain", &WireAvailability::domain),
                      field("available", &WireAvailability::available)};
  }
};

struct WireDomain {
  std::string domain, status;
  std::int64_t expires = 0;
  std::vector<std::string> nameservers;

  static constexpr auto members() {
    return std::tuple{field("domain", &WireDomain::domain), field("status", &WireDomain::status),
                      field("expires", &WireDomain::expires),
                      field("nameservers", &WireDomain::nameservers)};
  }
};

// A word that we do not know is for a person to look at, and no failure.
RegistrationState stateOf(const std::string& status) {
  if (status == "active") return RegistrationState::Active;
  if (status == "pending") return RegistrationState::Pending;
  if (status == "expired") return RegistrationState::Expired;
  return RegistrationState::Review;
}

}  // namespace

Availability toAvailability(const Json& answer) {
  const auto wire = fromJson<WireAvailability>(answer);
  Availability availability;
  availability.domain = wire.domain;
  availability.available = wire.available;
  availability.definitive = true;
  return availability;
}

Registration toRegistration(const Json& answer) {
  const auto wire = fromJson<WireDomain>(answer);
  Registration registration;
  registration.domain = registration.id = wire.domain;
  registration.state = stateOf(wire.status);
  registration.providerState = wire.status;
  registration.expiresAt = wire.expires;
  registration.nameservers = wire.nameservers;
  return registration;
}

}  // namespace sample
