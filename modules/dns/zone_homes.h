#pragma once

#include "core/operations/provider.h"
#include "modules/resellers/resellers.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// Where zones can live: at DNS plugins, and at registrar plugins that keep records. A registrar
/// serves the domains that are registered with it, so only who knows of the registration may name
/// one.
class ZoneHomes {
 public:
  ZoneHomes(ProviderPort& providers, Tenants& tenants) : providers_{providers}, tenants_{tenants} {}

  /// The DNS plugin that a tenant's setting `dns.home` names; where it names none, the first.
  /// Nothing where there is none.
  std::optional<ProviderInstance> of(Id<Tenant> tenant);
  std::optional<ProviderInstance> named(const std::string& instance);

 private:
  std::vector<ProviderInstance> ofKind(const std::string& kind);

  ProviderPort& providers_;
  Tenants& tenants_;
};

inline bool isRegistrar(std::string_view kind) {
  return kind == "registrar";
}
inline bool canDo(const ProviderInstance& home, std::string_view verb) {
  return std::ranges::find(home.capabilities, verb) != home.capabilities.end();
}

}  // namespace hostler
