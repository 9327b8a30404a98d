#include "plugins/sandbox/digitalocean/team.h"

#include <algorithm>
#include <cctype>

namespace hostler::sandbox::digitalocean {
namespace {

bool isVolumeName(const std::string& name) {
  return !name.empty() && name.size() <= 64 && std::islower(static_cast<unsigned char>(name[0])) &&
         std::ranges::all_of(name, [](unsigned char c) {
           return std::islower(c) != 0 || std::isdigit(c) != 0 || c == '-';
         });
}

ApiAnswer create(ApiCall& call) {
  const auto& body = call.body;
  allowOnly(body, {"name", "region", "size_gigabytes", "description", "snapshot_id",
                   "filesystem_type", "filesystem_label", "tags"});
  const auto name = textIn(body, "name");
  if (!isVolumeName(name)) throw unprocessable("The volume's name is invalid.");
  const auto& region = regionCalled(textIn(body, "region"));
  const auto size = numberIn(body, "size_gigabytes", 1, 16'384);
  const auto fileSystem = someTextIn(body, "filesystem_type");
  if (!fileSystem.empty() && fileSystem != "ext4" && fileSystem != "xfs")
    throw unprocessable("filesystem_type must be ext4 or xfs.");
  if (const auto source = someTextIn(body, "snapshot_id"); !source.empty())
    existing(call.team.snapshots, source);
  for (const auto& volume : call.team.volumes) {
    if (volume["name"] == name && volume["region"]["slug"] == region["slug"])
      throw Refusal{409, "conflict", "A volume with that name already exists in this region."};
  }
  checkTags(call.team, body);
  call.team.volumes.push_back({{"id", newUuid()},
                               {"name", name},
                               {"description", someTextIn(body, "description")},
                               {"size_gigabytes", size},
                               {"region", region},
                               {"droplet_ids", Json::array()},
                               {"filesystem_type", fileSystem},
                               {"filesystem_label", ""},
                               {"tags", body.value("tags", Json::array())},
                               {"created_at", timeText(call.now)}});
  return one("volume", call.team.volumes.back(), 201);
}

ApiAnswer snapshot(ApiCall& call) {
  allowOnly(call.body, {"name", "tags"});
  const auto volume = existing(call.team.volumes, call.path[1]);
  return one("snapshot", snapshotOf(call, volume, "volume", textIn(call.body, "name")), 201);
}

}  // namespace

Answer answerVolumes(ApiCall& call) {
  auto& volumes = call.team.volumes;
  if (call.path.empty() || call.path[0] != "volumes") return std::nullopt;
  if (call.is("POST", {"volumes"})) return create(call);
  if (call.is("GET", {"volumes"})) {
    const auto name = paramOr(call.query, "name"), region = paramOr(call.query, "region");
    return listed(call, "volumes", volumes, [&](const Json& volume) {
      return (name.empty() || volume["name"] == name) &&
             (region.empty() || volume["region"]["slug"] == region);
    });
  }
  if (call.is("POST", {"volumes", "*", "snapshots"})) return snapshot(call);
  if (call.path.size() != 2) return std::nullopt;
  const auto id = call.path[1];
  if (call.method == "GET") {
    advance(call.team, "volume", id, call.now);
    return one("volume", existing(volumes, id));
  }
  if (call.method != "DELETE") return std::nullopt;
  if (!existing(volumes, id)["droplet_ids"].empty())
    throw Refusal{409, "conflict", "The volume is attached to a Droplet."};
  removeById(volumes, id);
  return nothing();
}

}  // namespace hostler::sandbox::digitalocean
