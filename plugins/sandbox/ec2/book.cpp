// What truly lies in the cloud, for GET /_book.
#include "plugins/sandbox/ec2/services.h"

#include <algorithm>

namespace hostler::sandbox::ec2 {
namespace {

Json tagsOf(const Json& item) {
  Json tags = Json::object();
  for (const auto& tag : item.value("tagSet", Json::array()))
    tags[tag.at("key").get<std::string>()] = tag.at("value");
  return tags;
}

Json entryOf(const CloudAccount& account, const Json& item) {
  return {{"account", account.id}, {"id", item.at("_id")}, {"tags", tagsOf(item)}};
}

Json instanceEntry(const CloudAccount& account, const Json& instance) {
  auto entry = entryOf(account, instance);
  const auto state = stateOf(instance);
  entry["domain"] = entry["tags"].value("Name", "");
  entry["state"] = state;
  entry["power"] = state == "stopping" || state == "stopped" ? "off" : "on";
  entry["size"] = instance.at("instanceType");
  entry["image"] = instance.at("imageId");
  entry["ip"] = instance.value("ipAddress", "");
  entry["done"] = instance.at("_done");
  return entry;
}

Json volumeEntry(const CloudAccount& account, const Json& volume) {
  auto entry = entryOf(account, volume);
  const auto& attachments = volume.at("attachmentSet");
  const bool isHeld = !attachments.empty() && attachments.at(0).at("status") != "detaching";
  entry["machine"] = isHeld ? attachments.at(0).at("instanceId") : Json(nullptr);
  entry["size"] = volume.at("size");
  return entry;
}

Json groupEntry(const CloudAccount& account, const Json& group) {
  auto entry = entryOf(account, group);
  std::string ports;
  for (const auto& permission : group.at("ipPermissions")) {
    ports += (ports.empty() ? "" : " ") + permission.value("fromPort", Json("all")).dump() + "-" +
             permission.value("toPort", Json("all")).dump();
  }
  entry["ports"] = ports;
  entry["open_outward"] = group.at("ipPermissionsEgress").size();
  entry["machines"] = Json::array();
  for (const auto& [id, instance] : account.instances) {
    auto groups = instance.at("groupSet");
    const auto state = stateOf(instance);
    if (state != "terminated" && entryIn(groups, "groupId", group.at("_id").get<std::string>()))
      entry["machines"].push_back(id);
  }
  entry["guards"] = !entry["machines"].empty();
  return entry;
}

}  // namespace

Json bookOf(const CloudAccount& account) {
  Json book{{"instances", Json::array()},       {"volumes", Json::array()},
            {"snapshots", Json::array()},       {"addresses", Json::array()},
            {"security_groups", Json::array()}, {"key_pairs", Json::array()}};
  for (const auto& [id, instance] : account.instances) {
    const auto state = stateOf(instance);
    if (state != "shutting-down" && state != "terminated")
      book["instances"].push_back(instanceEntry(account, instance));
  }
  for (const auto& [id, volume] : account.volumes)
    book["volumes"].push_back(volumeEntry(account, volume));
  for (const auto& [id, snapshot] : account.snapshots)
    book["snapshots"].push_back(entryOf(account, snapshot));
  for (const auto& [id, address] : account.addresses) {
    auto entry = entryOf(account, address);
    entry["ip"] = address.at("publicIp");
    entry["machine"] = address.value("instanceId", Json(nullptr));
    book["addresses"].push_back(std::move(entry));
  }
  for (const auto& [id, group] : account.groups)
    book["security_groups"].push_back(groupEntry(account, group));
  for (const auto& [id, key] : account.keys) {
    auto entry = entryOf(account, key);
    entry["name"] = key.at("keyName");
    book["key_pairs"].push_back(std::move(entry));
  }
  return book;
}

}  // namespace hostler::sandbox::ec2
