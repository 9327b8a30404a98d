#include "plugins/sandbox/cloudstack/book.h"

#include <algorithm>

namespace hostler::sandbox::cloudstack {
namespace {

bool isUsersOwn(const std::string& kind, const Json& thing) {
  if (thing.contains("_public")) return false;
  if (kind == "volume") return thing.at("type") != "ROOT";
  if (kind == "publicipaddress") return thing.at("issourcenat") != true;
  return true;
}

Json entry(const std::string& cloud, const Json& thing) {
  auto json = shown(thing);
  json["cloud"] = cloud;
  json["tags"] = Json::array();
  for (const auto& tag : thing.at("tags")) json["tags"].push_back(tag.at("key"));
  for (const char* secret : {"usersecretkey", "accesskey"}) json.erase(secret);
  return json;
}

void addMachineFacts(Json& json, const Json& vm) {
  json["done"] = vm.at("_done");
  json["has_new_password"] = vm.at("_done").contains("password");
  json["nics"] = vm.at("nic").size();
  json["has_iso"] = vm.contains("isoid");
  json["grouped"] = std::ranges::any_of(
      vm.at("securitygroup"), [](const Json& group) { return group.at("name") != "default"; });
}

}  // namespace

Json bookOf(const std::map<std::string, Cloud>& clouds) {
  constexpr std::pair<const char*, const char*> kLists[] = {
      {"virtualmachine", "machines"},
      {"volume", "volumes"},
      {"snapshot", "snapshots"},
      {"vmsnapshot", "snapshots"},
      {"publicipaddress", "addresses"},
      {"securitygroup", "security_groups"},
      {"firewallrule", "firewall_rules"},
      {"loadbalancerrule", "load_balancer_rules"},
      {"network", "networks"},
      {"template", "templates"},
      {"iso", "isos"},
      {"sshkeypair", "ssh_keys"},
      {"kubernetescluster", "clusters"},
      {"bucket", "buckets"}};
  Json book = Json::object();
  for (const auto& [kind, list] : kLists) {
    auto& entries = book[list];
    if (entries.is_null()) entries = Json::array();
    for (const auto& [name, cloud] : clouds) {
      const auto things = cloud.kinds.find(kind);
      if (things == cloud.kinds.end()) continue;
      for (const auto& [id, thing] : things->second) {
        if (!isUsersOwn(kind, thing)) continue;
        auto json = entry(name, thing);
        if (std::string_view{kind} == "virtualmachine") addMachineFacts(json, thing);
        json["attached"] = thing.contains("virtualmachineid");
        json["balances"] = !thing.value("virtualmachineids", Json::array()).empty();
        entries.push_back(std::move(json));
      }
    }
  }
  return book;
}

}  // namespace hostler::sandbox::cloudstack
