// A droplet's end with all that belongs to it.
#include "plugins/sandbox/digitalocean/team.h"

namespace hostler::sandbox::digitalocean {
namespace {

constexpr const char* kKinds[] = {"reserved_ips", "floating_ips", "snapshots", "volumes",
                                  "volume_snapshots"};

Json entry(const std::string& id, const Json& name, const char* cost) {
  return {{"id", id}, {"name", name}, {"cost", cost}};
}

Json associatedWith(Team& team, const Json& droplet) {
  Json all = Json::object();
  for (const auto* kind : kKinds) all[kind] = Json::array();
  for (const auto& address : team.addresses) {
    if (!address["droplet"].is_object() || address["droplet"]["id"] != droplet["id"]) continue;
    for (const auto* kind : {"reserved_ips", "floating_ips"})
      all[kind].push_back(entry(address["ip"], address["ip"], "5.00"));
  }
  for (const auto& snapshot : team.snapshots) {
    if (snapshot["resource_type"] == "droplet" && snapshot["resource_id"] == idText(droplet))
      all["snapshots"].push_back(entry(snapshot["id"], snapshot["name"], "0.05"));
    const auto* volume = find(team.volumes, snapshot["resource_id"]);
    if (volume != nullptr && holds((*volume)["droplet_ids"], droplet["id"]))
      all["volume_snapshots"].push_back(entry(snapshot["id"], snapshot["name"], "0.04"));
  }
  for (const auto& volume : team.volumes) {
    if (holds(volume["droplet_ids"], droplet["id"]))
      all["volumes"].push_back(entry(volume["id"], volume["name"], "10.00"));
  }
  return all;
}

void checkSelection(ApiCall& call, const Json& droplet) {
  allowOnly(call.body,
            {"reserved_ips", "floating_ips", "snapshots", "volumes", "volume_snapshots"});
  const auto associated = associatedWith(call.team, droplet);
  for (const auto& [kind, ids] : call.body.items()) {
    for (const auto& id : ids) {
      bool isAssociated = false;
      for (const auto& each : associated[kind]) isAssociated = isAssociated || each["id"] == id;
      if (!isAssociated) throw unprocessable("The resource is not associated with the Droplet.");
    }
  }
}

void end(Team& team, const std::string& id, const Json& remove) {
  for (const auto& [kind, ids] : remove.items()) {
    auto& things = kind == "volumes"                                   ? team.volumes
                   : kind == "snapshots" || kind == "volume_snapshots" ? team.snapshots
                                                                       : team.addresses;
    for (const auto& each : ids) removeById(things, each);
  }
  forgetDroplet(team, id);
}

Json statusOf(const std::string& id, const Ending& ending) {
  Json resources = Json::object();
  for (const auto* kind : kKinds) {
    resources[kind] = Json::array();
    for (const auto& each : ending.remove.value(kind, Json::array())) {
      resources[kind].push_back({{"id", each},
                                 {"name", each},
                                 {"destroyed_at", ending.completedAt},
                                 {"error_message", nullptr}});
    }
  }
  const bool isDone = !ending.completedAt.empty();
  return {{"droplet",
           {{"id", id},
            {"name", id},
            {"destroyed_at", isDone ? Json(ending.completedAt) : Json(nullptr)},
            {"error_message", nullptr}}},
          {"resources", std::move(resources)},
          {"completed_at", isDone ? Json(ending.completedAt) : Json(nullptr)},
          {"failures", 0}};
}

}  // namespace

Answer answerEndings(ApiCall& call) {
  const auto* base = "destroy_with_associated_resources";
  if (call.path.size() < 3 || call.path[0] != "droplets" || call.path[2] != base)
    return std::nullopt;
  const auto& id = call.path[1];
  auto& endings = call.team.endings;
  if (call.is("GET", {"droplets", "*", base}))
    return ApiAnswer{associatedWith(call.team, existing(call.team.droplets, id))};
  if (call.is("DELETE", {"droplets", "*", base, "selective"})) {
    checkSelection(call, existing(call.team.droplets, id));
    endings[id] = {call.body, {}};
    return nothing(202);
  }
  if (!call.is("GET", {"droplets", "*", base, "status"})) return std::nullopt;
  const auto found = endings.find(id);
  if (found == endings.end()) throw notFound();
  auto& ending = found->second;
  if (ending.completedAt.empty() && --ending.pollsLeft < 0) {
    end(call.team, id, ending.remove);
    ending.completedAt = timeText(call.now);
  }
  return ApiAnswer{statusOf(id, ending)};
}

}  // namespace hostler::sandbox::digitalocean
