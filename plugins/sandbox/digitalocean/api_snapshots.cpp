// Snapshots of droplets and volumes, and images that a team brought along.
#include "plugins/sandbox/digitalocean/team.h"

namespace hostler::sandbox::digitalocean {
namespace {

// A droplet's snapshot is an image too, and is listed among those.
Json asImage(const Json& snapshot) {
  return {{"id", std::stoll(snapshot["id"].get<std::string>())},
          {"name", snapshot["name"]},
          {"type", "snapshot"},
          {"distribution", "Ubuntu"},
          {"slug", nullptr},
          {"public", false},
          {"regions", snapshot["regions"]},
          {"created_at", snapshot["created_at"]},
          {"min_disk_size", snapshot["min_disk_size"]},
          {"size_gigabytes", snapshot["size_gigabytes"]},
          {"description", nullptr},
          {"tags", Json::array()},
          {"status", "available"},
          {"error_message", ""}};
}

void makeProgress(Team& team, Json& image) {
  if (image["status"] == "NEW" && isThere(team, idText(image))) {
    image["status"] = "available";
    image["size_gigabytes"] = 2.34;
    image["min_disk_size"] = 10;
  }
}

ApiAnswer importImage(ApiCall& call) {
  const auto& body = call.body;
  allowOnly(body, {"name", "distribution", "description", "url", "region", "tags"});
  const auto name = textIn(body, "name"), url = textIn(body, "url");
  const auto& region = regionCalled(textIn(body, "region"));
  if (!url.starts_with("http")) throw unprocessable("url is not valid.");
  checkTags(call.team, body);
  const auto number = call.team.nextNumber++;
  call.team.images.push_back({{"id", number},
                              {"name", name},
                              {"type", "custom"},
                              {"distribution", someTextIn(body, "distribution", "Unknown")},
                              {"slug", nullptr},
                              {"public", false},
                              {"regions", Json::array({region["slug"]})},
                              {"created_at", timeText(call.now)},
                              {"min_disk_size", nullptr},
                              {"size_gigabytes", nullptr},
                              {"description", someTextIn(body, "description")},
                              {"tags", Json::array()},
                              {"status", "NEW"},
                              {"error_message", ""}});
  call.team.pollsLeft[std::to_string(number)] = 2;
  return one("image", call.team.images.back(), 202);
}

Answer answerOwnImages(ApiCall& call) {
  auto& images = call.team.images;
  if (call.path.empty() || call.path[0] != "images") return std::nullopt;
  if (call.is("POST", {"images"})) return importImage(call);
  if (call.is("GET", {"images"})) {
    for (auto& image : images) makeProgress(call.team, image);
    auto all = images;
    for (const auto& snapshot : call.team.snapshots) {
      if (snapshot["resource_type"] == "droplet") all.push_back(asImage(snapshot));
    }
    return listed(call, "images", all);
  }
  if (call.path.size() != 2) return std::nullopt;
  auto& image = existing(images, call.path[1]);
  if (call.method == "GET") {
    makeProgress(call.team, image);
    return one("image", image);
  }
  if (call.method != "DELETE") return std::nullopt;
  removeById(images, call.path[1]);
  return nothing();
}

}  // namespace

Json snapshotOf(ApiCall& call, const Json& source, const char* type, const std::string& name) {
  const bool isOfDroplet = std::string_view{type} == "droplet";
  const auto& disk = isOfDroplet ? source.at("disk") : source.at("size_gigabytes");
  call.team.snapshots.push_back(
      {{"id", isOfDroplet ? std::to_string(call.team.nextNumber++) : newUuid()},
       {"name", name},
       {"created_at", timeText(call.now)},
       {"regions", Json::array({source.at("region").at("slug")})},
       {"min_disk_size", disk},
       {"size_gigabytes", 2.36},
       {"resource_id", idText(source)},
       {"resource_type", type},
       {"tags", Json::array()}});
  return call.team.snapshots.back();
}

Answer answerSnapshots(ApiCall& call) {
  auto& snapshots = call.team.snapshots;
  if (auto answer = answerOwnImages(call)) return answer;
  if (call.is("GET", {"snapshots"})) {
    const auto type = paramOr(call.query, "resource_type");
    return listed(call, "snapshots", snapshots, [&](const Json& snapshot) {
      return type.empty() || snapshot["resource_type"] == type;
    });
  }
  if (call.path.size() != 2 || call.path[0] != "snapshots") return std::nullopt;
  if (call.method == "GET") return one("snapshot", existing(snapshots, call.path[1]));
  if (call.method != "DELETE") return std::nullopt;
  existing(snapshots, call.path[1]);
  removeById(snapshots, call.path[1]);
  return nothing();
}

}  // namespace hostler::sandbox::digitalocean
