#include "plugins/sandbox/digitalocean/team.h"

#include <algorithm>
#include <cctype>

namespace hostler::sandbox::digitalocean {
namespace {

bool isDropletName(const std::string& name) {
  return !name.empty() && name.size() <= 255 && name.front() != '-' && name.back() != '-' &&
         std::ranges::all_of(
             name, [](unsigned char c) { return std::isalnum(c) != 0 || c == '.' || c == '-'; });
}

// An image by its slug or number: of the catalogue, of the team's own, or one of its snapshots.
Json imageFor(Team& team, const Json& wanted) {
  for (const auto& image : publicImages()) {
    if (image["slug"] == wanted || image["id"] == wanted) return image;
  }
  for (const auto* own : {&team.images, &team.snapshots}) {
    for (const auto& image : *own) {
      if (idText(image) != (wanted.is_string() ? wanted.get<std::string>() : wanted.dump()))
        continue;
      auto shown = image;
      shown["id"] = wanted;
      shown["slug"] = nullptr;
      shown["distribution"] = image.value("distribution", "Unknown");
      return shown;
    }
  }
  throw unprocessable("You specified an invalid image for Droplet creation.");
}

void checkKeys(Team& team, const Json& body) {
  for (const auto& key : body.value("ssh_keys", Json::array())) {
    const bool isKnown = std::ranges::any_of(team.keys, [&](const Json& known) {
      return known["id"] == key || known["fingerprint"] == key;
    });
    if (!isKnown) throw unprocessable("The SSH key is not registered on this account.");
  }
}

std::string networkFor(ApiCall& call, const std::string& region) {
  const auto wanted = someTextIn(call.body, "vpc_uuid");
  if (!wanted.empty()) {
    const auto* network = find(call.team.networks, wanted);
    if (network == nullptr || (*network)["region"] != region)
      throw unprocessable("The VPC is not in this region.");
    return wanted;
  }
  for (const auto& network : call.team.networks) {
    if (network["region"] == region && network["default"] == true) return network["id"];
  }
  throw unprocessable("The region has no default VPC.");
}

Json dropletOf(ApiCall& call) {
  const auto& body = call.body;
  const auto name = textIn(body, "name"), slug = textIn(body, "size");
  if (!isDropletName(name))
    throw unprocessable("Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)");
  if (!body.contains("image"))
    throw unprocessable("You specified an invalid image for Droplet creation.");
  const auto& size = sizeCalled(slug);
  const auto& region = regionCalled(someTextIn(body, "region", "nyc3"));
  if (!holds(size["regions"], region["slug"]))
    throw unprocessable("Size is not available in this region.");
  const auto image = imageFor(call.team, body["image"]);
  if (image["min_disk_size"].is_number() && image["min_disk_size"] > size["disk"])
    throw unprocessable("The image requires a larger disk.");
  if (someTextIn(body, "user_data").size() > 64 * 1'024)
    throw unprocessable("User data is too long.");
  checkKeys(call.team, body);
  return {{"id", call.team.nextNumber++},
          {"name", name},
          {"memory", size["memory"]},
          {"vcpus", size["vcpus"]},
          {"disk", size["disk"]},
          {"locked", true},
          {"status", "new"},
          {"kernel", nullptr},
          {"created_at", timeText(call.now)},
          {"features", Json::array()},
          {"backup_ids", Json::array()},
          {"next_backup_window", nullptr},
          {"snapshot_ids", Json::array()},
          {"image", image},
          {"volume_ids", Json::array()},
          {"size", size},
          {"size_slug", slug},
          {"networks", {{"v4", Json::array()}, {"v6", Json::array()}}},
          {"region", region},
          {"tags", body.value("tags", Json::array())},
          {"vpc_uuid", networkFor(call, region["slug"])}};
}

ApiAnswer create(ApiCall& call) {
  allowOnly(call.body, {"name", "region", "size", "image", "ssh_keys", "backups", "backup_policy",
                        "ipv6", "monitoring", "tags", "user_data", "vpc_uuid", "volumes",
                        "with_droplet_agent", "public_networking"});
  const auto limit = call.team.asGiven.value("droplet_limit", 100);
  if (static_cast<int>(call.team.droplets.size()) >= limit)
    throw unprocessable("creating this/these droplet(s) will exceed your droplet limit");
  checkTags(call.team, call.body);
  auto droplet = dropletOf(call);
  for (const char* feature : {"backups", "ipv6", "monitoring"}) {
    if (call.body.value(feature, false)) droplet["features"].push_back(feature);
  }
  call.team.droplets.push_back(droplet);
  const auto action = begin(call, "droplet", droplet, {{"type", "create"}});
  return {
      {{"droplet", droplet},
       {"links",
        {{"actions",
          Json::array(
              {{{"id", action["id"]}, {"rel", "create"}, {"href", call.selfUrl + "/actions"}}})}}}},
      202};
}

ApiAnswer list(ApiCall& call) {
  const auto tag = paramOr(call.query, "tag_name"), name = paramOr(call.query, "name");
  if (!tag.empty() && !name.empty())
    throw Refusal{400, "bad_request", "tag_name and name cannot be given together"};
  const auto isWanted = [&](const Json& droplet) {
    return (tag.empty() || holds(droplet["tags"], tag)) &&
           (name.empty() || droplet["name"] == name);
  };
  const auto before = call.team.droplets;
  for (const auto& droplet : before) {
    if (isWanted(droplet)) advance(call.team, "droplet", idText(droplet), call.now);
  }
  return listed(call, "droplets", call.team.droplets, isWanted);
}

// What one droplet's snapshots look like there: another shape than in the list of all.
ApiAnswer snapshotsOf(ApiCall& call, const std::string& id) {
  Entities entries;
  for (const auto& snapshot : call.team.snapshots) {
    if (snapshot["resource_type"] != "droplet" || snapshot["resource_id"] != id) continue;
    auto entry = snapshot;
    entry["id"] = std::stoll(snapshot["id"].get<std::string>());
    entry["type"] = "snapshot";
    for (const auto* other : {"resource_id", "resource_type", "tags"}) entry.erase(other);
    entries.push_back(std::move(entry));
  }
  return listed(call, "snapshots", entries);
}

}  // namespace

Answer answerDroplets(ApiCall& call) {
  if (call.path.empty() || call.path[0] != "droplets") return std::nullopt;
  if (call.is("POST", {"droplets"})) return create(call);
  if (call.is("GET", {"droplets"})) return list(call);
  if (call.path.size() < 2) return std::nullopt;
  const auto id = call.path[1];
  if (call.is("GET", {"droplets", "*"})) {
    advance(call.team, "droplet", id, call.now);
    return one("droplet", existing(call.team.droplets, id));
  }
  if (call.is("GET", {"droplets", "*", "snapshots"})) {
    existing(call.team.droplets, id);
    return snapshotsOf(call, id);
  }
  if (call.is("GET", {"droplets", "*", "backups"})) {
    existing(call.team.droplets, id);
    return listed(call, "backups", {});
  }
  if (call.is("DELETE", {"droplets", "*"})) {
    existing(call.team.droplets, id);
    forgetDroplet(call.team, id);
    return nothing();
  }
  return std::nullopt;
}

void forgetDroplet(Team& team, const std::string& id) {
  const auto number = existing(team.droplets, id)["id"];
  for (auto& volume : team.volumes) drop(volume["droplet_ids"], number);
  for (auto& balancer : team.balancers) drop(balancer["droplet_ids"], number);
  for (auto& address : team.addresses) {
    if (address["droplet"].is_object() && address["droplet"]["id"] == number)
      address["droplet"] = nullptr;
  }
  std::erase_if(team.works, [&](const auto& work) {
    return work.second.kind == "droplet" && work.second.id == id;
  });
  removeById(team.droplets, id);
}

}  // namespace hostler::sandbox::digitalocean
