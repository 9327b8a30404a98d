#include "mapping.h"

namespace sample {
namespace {

using namespace hostler::sdk;

struct WireBusiness {
  bool registered = false, available = true;
  std::optional<std::string> name, address, reference;
  std::optional<std::int64_t> askedAt;

  static constexpr auto members() {
    return std::tuple{field("registered", &WireBusiness::registered),
                      optionalField("available", &WireBusiness::available),
                      field("name", &WireBusiness::name),
                      field("address", &WireBusiness::address),
                      field("reference", &WireBusiness::reference),
                      field("asked_at", &WireBusiness::askedAt)};
  }
};

}  // namespace

NumberFinding toFinding(const Json& answer) {
  const auto wire = fromJson<WireBusiness>(answer);
  NumberFinding finding;
  finding.checkedAt = wire.askedAt;
  finding.consultationReference = wire.reference;
  if (!wire.available) {
    finding.reason = "register_unavailable";
    return finding;
  }
  finding.state = wire.registered ? NumberState::Valid : NumberState::Invalid;
  if (!wire.registered) return finding;
  finding.name = wire.name;
  finding.address = wire.address;
  return finding;
}

}  // namespace sample
