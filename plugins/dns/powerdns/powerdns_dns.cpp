#include "powerdns_dns.h"

#include "mapping.h"
#include "names.h"

#include <algorithm>

namespace hostler::powerdns {
namespace {

using sdk::Json;
using sdk::Reply;

constexpr int kCreated = 201, kNoContent = 204;
constexpr std::int64_t kMostPerPage = 1'000;
constexpr int kSoaTtl = 3'600;

sdk::ProviderError badRequest(std::string why) {
  return sdk::permanent("bad_request", std::move(why));
}

bool isRefusal(const sdk::ProviderError& error) {
  return error.code == kRefused;
}

std::string textAt(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

// A zone below another client's would take names out of it.
std::optional<sdk::ProviderError> ancestorFault(const ZoneFinder& finder, const sdk::Call& call,
                                                const sdk::CreateZone& request) {
  auto name = request.name.substr(request.name.find('.') + 1);
  while (name.find('.') != std::string::npos) {
    const auto found = finder.find(call, name);
    if (!found) return found.error();
    if (*found && (*found)->reference != request.reference) {
      return sdk::permanent("zone_exists",
                            request.name + " lies in the zone " + name + " of another client");
    }
    name.erase(0, name.find('.') + 1);
  }
  return std::nullopt;
}

}  // namespace

std::optional<sdk::ProviderError> zoneFault(const std::string& name, const std::string& reference) {
  if (!isZoneName(name)) return badRequest("name is not a zone's name");
  if (!reference.empty() && !isReference(reference))
    return badRequest("reference is not between 1 and 40 plain characters");
  return std::nullopt;
}

PowerDns::PowerDns(const sdk::Context& context)
    : settings_{context.settings<Settings>()}, client_{settings_} {}

Reply<sdk::DnsReport> PowerDns::testConnection(const sdk::Call& call, const sdk::DnsTest&) {
  const auto server = finder_.server(call);
  if (!server) return server.error();
  const auto type = textAt(*server, "daemon_type"), version = textAt(*server, "version");
  if (version.empty()) return misfit("the server names no version");
  if (type != "authoritative") {
    return sdk::needsAttention("wrong_server",
                               "that is a PowerDNS " + type + ", not an Authoritative Server");
  }
  return sdk::DnsReport{version, "Connected to PowerDNS Authoritative Server " + version + "."};
}

Reply<sdk::Zone> PowerDns::settle(const sdk::Call& call, const std::string& name,
                                  const std::optional<sdk::ProviderError>& refusal,
                                  const Wanted& isWanted) const {
  if (refusal && !isRefusal(*refusal)) return *refusal;
  auto after = finder_.find(call, name);
  if (!after) return notConfirmed(after.error().message);
  if (*after && isWanted(**after)) return std::move(**after);
  if (refusal) return *refusal;
  return notConfirmed("it is not as it was asked to be");
}

Json PowerDns::newZone(const sdk::CreateZone& request,
                       const std::vector<std::string>& nameservers) const {
  Json names = Json::array();
  for (const auto& name : nameservers) names.push_back(absolute(name));
  const Json soa{
      {"name", absolute(request.name)},
      {"type", "SOA"},
      {"ttl", kSoaTtl},
      {"records",
       Json::array({{{"content", startOfAuthority(settings_, nameservers.front(), request.name)},
                     {"disabled", false}}})}};
  return {{"name", absolute(request.name)},
          {"kind", settings_.kind},
          {"account", request.reference},
          {"nameservers", std::move(names)},
          {"rrsets", Json::array({soa})},
          {"dnssec", false},
          {"api_rectify", true},
          // Of the words for this, the one that moves the serial with every change and writes the
          // day in it.
          {"soa_edit_api", "DEFAULT"}};
}

Reply<sdk::Zone> PowerDns::createZone(const sdk::Call& call, const sdk::CreateZone& request) {
  if (auto fault = zoneFault(request.name, request.reference)) return *fault;
  if (request.reference.empty()) return badRequest("reference is empty");
  const auto& nameservers =
      request.nameservers.empty() ? settings_.nameservers : request.nameservers;
  if (nameservers.empty()) return badRequest("nameservers names none, and the settings have none");
  if (!std::ranges::all_of(nameservers, isZoneName))
    return badRequest("nameservers holds what is not a host name");

  const auto isOurs = [&](const sdk::Zone& zone) { return zone.reference == request.reference; };
  // An earlier attempt may have made it, its answer lost.
  auto found = finder_.find(call, request.name);
  if (!found) return found.error();
  if (!*found) {
    if (auto fault = ancestorFault(finder_, call, request)) return *fault;
    const auto refusal =
        client_.write(call, "POST", "/zones", newZone(request, nameservers), kCreated);
    return settle(call, request.name, refusal, isOurs);
  }
  if (isOurs(**found)) return std::move(**found);
  return sdk::permanent("zone_exists", "another account on this server has " + request.name);
}

Reply<sdk::LocatedZone> PowerDns::locate(const sdk::Call& call, const sdk::ZoneRequest& request) {
  if (auto fault = zoneFault(request.name, request.reference)) return *fault;
  auto found = finder_.find(call, request.name);
  if (!found) return found.error();
  const bool isOurs =
      *found && (request.reference.empty() || (*found)->reference == request.reference);
  return isOurs ? sdk::LocatedZone{std::move(*found)} : sdk::LocatedZone{};
}

Reply<sdk::ZoneRemoved> PowerDns::removeZone(const sdk::Call& call,
                                             const sdk::ZoneRequest& request) {
  if (auto fault = zoneFault(request.name, request.reference)) return *fault;
  const auto before = finder_.expected(call, request.name, request.reference);
  if (!before) {
    if (before.error().code == "zone_missing") return sdk::ZoneRemoved{false};
    return before.error();
  }
  const auto refusal = client_.write(call, "DELETE", zonePath(request.name), nullptr, kNoContent);
  if (refusal && !isRefusal(*refusal)) return *refusal;
  const auto after = finder_.find(call, request.name);
  if (!after) return notConfirmed(after.error().message);
  if (!*after) return sdk::ZoneRemoved{true};
  if (refusal) return *refusal;
  return notConfirmed("the zone is still there");
}

Reply<sdk::ZoneNames> PowerDns::zones(const sdk::Call& call, const sdk::ListZones& request) {
  if (request.limit < 1 || request.limit > kMostPerPage)
    return badRequest("limit is not between 1 and 1000");
  const auto listed = client_.get(call, "/zones?dnssec=false", kLargestList);
  if (!listed) return listed.error();
  try {
    const auto all = toZoneNames(*listed);
    const auto from = std::ranges::upper_bound(all, request.cursor);
    const auto left = all.end() - from;
    const auto size = std::min<std::ptrdiff_t>(left, static_cast<std::ptrdiff_t>(request.limit));
    sdk::ZoneNames page{{from, from + size}, std::nullopt};
    if (size < left) page.nextCursor = page.names.back();
    return page;
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

}  // namespace hostler::powerdns
