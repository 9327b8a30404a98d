#include "mapping.h"

namespace sample {
namespace {

using namespace hostler::sdk;

// This provider's names end in a dot; ours do not.
std::string withoutDot(std::string name) {
  if (name.ends_with('.')) name.pop_back();
  return name;
}

struct WireZone {
  std::string name;
  std::vector<std::string> nameservers;
  std::vector<RecordSet> records;

  static constexpr auto members() {
    return std::tuple{field("name", &WireZone::name), field("nameservers", &WireZone::nameservers),
                      field("records", &WireZone::records)};
  }
};

}  // namespace

Zone toZone(const Json& answer) {
  const auto wire = fromJson<WireZone>(answer);
  Zone zone;
  zone.name = withoutDot(wire.name);
  for (const auto& each : wire.nameservers) zone.nameservers.push_back(withoutDot(each));
  zone.records = wire.records;
  for (auto& each : zone.records) each.name = withoutDot(each.name);
  return zone;
}

}  // namespace sample
