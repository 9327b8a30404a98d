// Actions: begun at once, done after a few looks.
#include "plugins/sandbox/digitalocean/team.h"

#include <algorithm>
#include <set>

namespace hostler::sandbox::digitalocean {
namespace {

const std::set<std::string> kDropletActions{
    "power_on",       "power_off",   "power_cycle",    "reboot",         "shutdown",
    "password_reset", "resize",      "rebuild",        "restore",        "snapshot",
    "rename",         "enable_ipv6", "enable_backups", "disable_backups"};

bool isUnderWay(const Team& team, const std::string& kind, const std::string& id) {
  return std::ranges::any_of(team.works, [&](const auto& work) {
    return work.second.kind == kind && work.second.id == id;
  });
}

void showAddresses(Json& droplet) {
  const auto number = droplet["id"].get<std::int64_t>();
  const auto last = std::to_string(number % 250 + 1);
  droplet["networks"]["v4"] = {{{"ip_address", "10.42.0." + last},
                                {"netmask", "255.255.240.0"},
                                {"gateway", "10.42.0.1"},
                                {"type", "private"}},
                               {{"ip_address", "192.0.2." + last},
                                {"netmask", "255.255.255.0"},
                                {"gateway", "192.0.2.254"},
                                {"type", "public"}}};
  if (holds(droplet["features"], "ipv6")) {
    droplet["networks"]["v6"] = Json::array({{{"ip_address", "2001:db8::" + last},
                                              {"netmask", 64},
                                              {"gateway", "2001:db8::1"},
                                              {"type", "public"}}});
  }
}

void resize(Json& droplet, const Json& body) {
  const auto& size = sizeCalled(body.at("size"));
  droplet["size"] = size;
  droplet["size_slug"] = size["slug"];
  droplet["memory"] = size["memory"];
  droplet["vcpus"] = size["vcpus"];
  if (body.value("disk", false)) droplet["disk"] = size["disk"];
}

void finishDroplet(Team& team, Json& droplet, const Json& body, std::int64_t now) {
  const auto type = body.at("type").get<std::string>();
  droplet["locked"] = false;
  ++team.done[idText(droplet)][type];
  if (type == "create") showAddresses(droplet);
  if (type == "create" || type == "power_on" || type == "rebuild" || type == "restore")
    droplet["status"] = "active";
  if (type == "power_off" || type == "shutdown") droplet["status"] = "off";
  if (type == "rename") droplet["name"] = body.at("name");
  if (type == "resize") resize(droplet, body);
  if (type == "rebuild") {
    for (const auto& image : publicImages()) {
      if (image["slug"] == body.at("image") || image["id"] == body.at("image"))
        droplet["image"] = image;
    }
  }
  if (type != "snapshot") return;
  ApiCall call{team, "POST", {}, {}, body, now, {}};
  const auto snapshot = snapshotOf(call, droplet, "droplet", body.at("name"));
  droplet["snapshot_ids"].push_back(std::stoll(snapshot["id"].get<std::string>()));
}

void finishVolume(Team& team, Json& volume, const Json& body) {
  const auto type = body.at("type").get<std::string>();
  if (type == "resize") volume["size_gigabytes"] = body.at("size_gigabytes");
  if (type != "attach" && type != "detach") return;
  const auto number = body.at("droplet_id");
  volume["droplet_ids"] = type == "attach" ? Json::array({number}) : Json::array();
  auto* droplet = find(team.droplets, number.dump());
  if (droplet == nullptr) return;
  drop((*droplet)["volume_ids"], volume["id"]);
  if (type == "attach") (*droplet)["volume_ids"].push_back(volume["id"]);
}

void finishAddress(Team& team, Json& address, const Json& body) {
  address["locked"] = false;
  auto* droplet =
      body.contains("droplet_id") ? find(team.droplets, body["droplet_id"].dump()) : nullptr;
  address["droplet"] = droplet == nullptr ? Json(nullptr) : *droplet;
}

void finish(Team& team, const std::string& action, const Work& work, std::int64_t now) {
  auto& shown = existing(team.actions, action);
  shown["status"] = "completed";
  shown["completed_at"] = timeText(now);
  auto& kind = work.kind == "droplet"  ? team.droplets
               : work.kind == "volume" ? team.volumes
                                       : team.addresses;
  auto* thing = find(kind, work.id);
  if (thing == nullptr) return;
  if (work.kind == "droplet") finishDroplet(team, *thing, work.body, now);
  if (work.kind == "volume") finishVolume(team, *thing, work.body);
  if (work.kind == "reserved_ip") finishAddress(team, *thing, work.body);
}

void checkDropletAction(ApiCall& call, const Json& droplet, const std::string& type) {
  const auto& body = call.body;
  allowOnly(body, {"type", "size", "disk", "image", "name", "backup_policy"});
  if (!kDropletActions.contains(type)) throw unprocessable("The action type is not supported.");
  if (isUnderWay(call.team, "droplet", idText(droplet)))
    throw unprocessable("Droplet already has a pending event.");
  const bool isOff = droplet["status"] == "off";
  if (type == "power_on" && !isOff) throw unprocessable("Droplet is already powered on.");
  if ((type == "power_off" || type == "shutdown" || type == "reboot") && isOff)
    throw unprocessable("Droplet is already powered off.");
  if (type == "rename") textIn(body, "name");
  if (type == "snapshot") textIn(body, "name");
  if ((type == "rebuild" || type == "restore") && !body.contains("image"))
    throw unprocessable("image is required.");
  if (type == "restore") {
    const auto* snapshot = find(call.team.snapshots, body["image"].dump());
    if (snapshot == nullptr || (*snapshot)["resource_id"] != idText(droplet))
      throw unprocessable("Image is not a backup or snapshot of this Droplet.");
  }
  if (type != "resize") return;
  const auto& size = sizeCalled(textIn(body, "size"));
  if (!isOff) throw unprocessable("Droplet must be powered off to be resized.");
  if (size["disk"] < droplet["disk"])
    throw unprocessable("This size is not available because it has a smaller disk.");
}

void checkVolumeAction(ApiCall& call, const Json& volume, const std::string& type) {
  allowOnly(call.body, {"type", "region", "droplet_id", "size_gigabytes", "tags"});
  if (isUnderWay(call.team, "volume", idText(volume)))
    throw unprocessable("The volume has a pending event.");
  if (type == "resize") {
    numberIn(call.body, "size_gigabytes", volume["size_gigabytes"].get<std::int64_t>(), 16'384);
    return;
  }
  if (type != "attach" && type != "detach")
    throw unprocessable("The action type is not supported.");
  numberIn(call.body, "droplet_id", 1, std::int64_t{1} << 40);
  const auto& droplet = existing(call.team.droplets, call.body["droplet_id"].dump());
  if (type == "attach" && !volume["droplet_ids"].empty())
    throw unprocessable("The volume is already attached to a Droplet.");
  if (type == "attach" && droplet["region"]["slug"] != volume["region"]["slug"])
    throw unprocessable("The volume is in another region than the Droplet.");
  if (type == "detach" && !holds(volume["droplet_ids"], droplet["id"]))
    throw unprocessable("Attachment not found.");
}

void checkAddressAction(ApiCall& call, const Json& address, const std::string& type) {
  allowOnly(call.body, {"type", "droplet_id"});
  if (isUnderWay(call.team, "reserved_ip", idText(address)))
    throw unprocessable("The reserved IP has a pending event.");
  if (type == "assign") {
    numberIn(call.body, "droplet_id", 1, std::int64_t{1} << 40);
    existing(call.team.droplets, call.body["droplet_id"].dump());
  } else if (type != "unassign" || address["droplet"].is_null()) {
    throw unprocessable("The reserved IP is not assigned.");
  }
}

ApiAnswer start(ApiCall& call, const std::string& kind, Entities& things) {
  auto& thing = existing(things, call.path[1]);
  const auto type = textIn(call.body, "type");
  if (kind == "droplet") checkDropletAction(call, thing, type);
  if (kind == "volume") checkVolumeAction(call, thing, type);
  if (kind == "reserved_ip") checkAddressAction(call, thing, type);
  if (kind != "volume") thing["locked"] = true;
  return one("action", begin(call, kind, thing, call.body), kind == "volume" ? 202 : 201);
}

ApiAnswer actionsOf(ApiCall& call, const std::string& kind, const std::string& id) {
  Entities newestFirst;
  for (const auto& action : call.team.actions) {
    if (action["resource_type"] != kind || action["_thing"] != id) continue;
    auto shown = action;
    shown.erase("_thing");
    newestFirst.insert(newestFirst.begin(), std::move(shown));
  }
  return listed(call, "actions", newestFirst);
}

}  // namespace

Json begin(ApiCall& call, std::string kind, const Json& thing, Json body) {
  const auto& region = thing.at("region");
  const auto number = call.team.nextNumber++;
  Json action{{"id", number},
              {"status", "in-progress"},
              {"type", body.at("type")},
              {"started_at", timeText(call.now)},
              {"completed_at", nullptr},
              {"resource_id", kind == "droplet" ? thing["id"] : Json(nullptr)},
              {"resource_type", kind},
              {"region", region},
              {"region_slug", region.at("slug")}};
  Work work{std::move(kind), idText(thing), std::move(body)};
  if (work.body.at("type") == "create") ++work.pollsLeft;  // takes longest
  call.team.works[std::to_string(number)] = std::move(work);
  call.team.actions.push_back(action);
  call.team.actions.back()["_thing"] = idText(thing);
  return action;
}

void advanceAction(Team& team, const std::string& action, std::int64_t now) {
  const auto found = team.works.find(action);
  if (found == team.works.end() || --found->second.pollsLeft > 0) return;
  const auto work = found->second;
  team.works.erase(found);
  finish(team, action, work, now);
}

void advance(Team& team, const std::string& kind, const std::string& id, std::int64_t now) {
  const auto works = team.works;
  for (const auto& [action, work] : works) {
    if (work.kind == kind && work.id == id) advanceAction(team, action, now);
  }
}

Answer answerActions(ApiCall& call) {
  if (call.is("GET", {"actions", "*"})) {
    advanceAction(call.team, call.path[1], call.now);
    auto action = existing(call.team.actions, call.path[1]);
    action.erase("_thing");
    return one("action", action);
  }
  const std::pair<const char*, std::pair<const char*, Entities*>> kinds[] = {
      {"droplets", {"droplet", &call.team.droplets}},
      {"volumes", {"volume", &call.team.volumes}},
      {"reserved_ips", {"reserved_ip", &call.team.addresses}}};
  for (const auto& [path, kind] : kinds) {
    if (call.is("POST", {path, "*", "actions"})) return start(call, kind.first, *kind.second);
    if (call.is("GET", {path, "*", "actions"})) {
      existing(*kind.second, call.path[1]);
      return actionsOf(call, kind.first, call.path[1]);
    }
  }
  return std::nullopt;
}

}  // namespace hostler::sandbox::digitalocean
