#include "modules/dns/zone_homes.h"

#include <algorithm>

namespace hostler {

std::vector<ProviderInstance> ZoneHomes::ofKind(const std::string& kind) {
  auto some = providers_.instances(kind);
  std::erase_if(some, [&](const ProviderInstance& one) {
    const bool keepsZones = isRegistrar(kind)
                                ? canDo(one, "records") && canDo(one, "change_records")
                                : canDo(one, "create_zone") && canDo(one, "change_records") &&
                                      canDo(one, "remove_zone");
    return !one.enabled || !keepsZones;
  });
  std::ranges::sort(some, {}, &ProviderInstance::name);
  return some;
}

std::optional<ProviderInstance> ZoneHomes::of(Id<Tenant> tenant) {
  const auto wanted = tenants_.settings(tenant).text("dns.home");
  for (auto& home : ofKind("dns")) {
    if (wanted.empty() || home.name == wanted) return std::move(home);
  }
  return std::nullopt;
}

std::optional<ProviderInstance> ZoneHomes::named(const std::string& instance) {
  for (const auto* kind : {"dns", "registrar"}) {
    for (auto& home : ofKind(kind)) {
      if (home.name == instance) return std::move(home);
    }
  }
  return std::nullopt;
}

}  // namespace hostler
