#include "modules/services/server_desk.h"

#include <algorithm>

namespace hostler {

// A service is always made on a server (or cloud account), whatever its plugin is.
std::vector<ProductProblem> ServerDesk::problemsOf(
    db::Reader& reader, const std::vector<ProviderInstance>& provisioners, const Product& product) {
  if (!product.provisioning) return {};
  const auto& [plugin, group, settings] = *product.provisioning;
  const bool enabled = std::ranges::any_of(
      provisioners, [&](const ProviderInstance& one) { return one.name == plugin && one.enabled; });
  std::vector<ProductProblem> problems;
  if (!enabled)
    problems.push_back({"plugin_not_enabled",
                        "The plugin " + plugin + " is not set up; configure and enable it.", true});
  const auto servers = parts_.servers.ofPlugin(reader, plugin);
  const bool any = std::ranges::any_of(
      servers, [&](const Server& server) { return !group || server.group == *group; });
  const auto place = group ? " in the group " + *group : std::string{};
  if (!any) {
    problems.push_back(
        {"no_server", "No server of " + plugin + " is configured" + place + "; add one.", true});
  } else if (parts_.servers.taking(reader, plugin, group).empty()) {
    problems.push_back(
        {"no_room",
         "No server of " + plugin + place + " takes new accounts; add one, or raise a limit.",
         false});
  }
  return problems;
}

}  // namespace hostler
