#include "zone_finder.h"

#include "mapping.h"
#include "names.h"

namespace hostler::powerdns {

using sdk::Reply;

sdk::ProviderError notConfirmed(const std::string& why) {
  return sdk::unknown("not_confirmed", "PowerDNS's answer and the zone's state disagree: " + why);
}

sdk::ProviderError misfit(const std::string& why) {
  return sdk::unusableAnswer(sdk::Effect::Read, "PowerDNS's answer does not fit: " + why);
}

std::string zonePath(const std::string& name) {
  return "/zones/" + absolute(name);
}

Reply<sdk::Json> ZoneFinder::server(const sdk::Call& call) const {
  auto found = client_.find(call, "");
  if (!found) return found.error();
  if (!*found) return sdk::needsAttention("wrong_server", "server_id names no server there");
  return std::move(**found);
}

// A zone that is not there and a server that is not there are both a plain 404, and to take the one
// for the other would call a zone removed that is not.
Reply<std::optional<sdk::Zone>> ZoneFinder::find(const sdk::Call& call,
                                                 const std::string& name) const {
  const auto found = client_.find(call, zonePath(name), kLargestZone);
  if (!found) return found.error();
  if (!*found) {
    const auto there = server(call);
    if (!there) return there.error();
    return std::optional<sdk::Zone>{};
  }
  try {
    auto zone = toZone(**found);
    if (zone.name != name) return misfit("it is about another zone");
    return std::optional{std::move(zone)};
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<sdk::Zone> ZoneFinder::expected(const sdk::Call& call, const std::string& name,
                                      const std::string& reference) const {
  auto found = find(call, name);
  if (!found) return found.error();
  if (!*found) return sdk::permanent("zone_missing", "the server does not have " + name);
  if (!reference.empty() && (*found)->reference != reference) {
    return sdk::needsAttention("wrong_zone", name + " belongs to another account by now");
  }
  return std::move(**found);
}

}  // namespace hostler::powerdns
