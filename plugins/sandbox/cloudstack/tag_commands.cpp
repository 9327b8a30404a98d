// Tags on anything that can carry some.
#include "plugins/sandbox/cloudstack/command.h"

#include <algorithm>

namespace hostler::sandbox::cloudstack {
namespace {

const std::map<std::string, std::string, std::less<>> kTypes{{"UserVm", "virtualmachine"},
                                                             {"Volume", "volume"},
                                                             {"Snapshot", "snapshot"},
                                                             {"PublicIpAddress", "publicipaddress"},
                                                             {"Network", "network"},
                                                             {"Template", "template"},
                                                             {"ISO", "iso"},
                                                             {"SecurityGroup", "securitygroup"},
                                                             {"LoadBalancer", "loadbalancerrule"}};

std::string kindOf(CommandCall& call) {
  const auto found = kTypes.find(call.param("resourcetype"));
  if (found == kTypes.end()) refuse("Invalid resource type: " + call.param("resourcetype"));
  return found->second;
}

std::vector<std::pair<std::string, std::string>> tagsOf(CommandCall& call) {
  std::vector<std::pair<std::string, std::string>> tags;
  for (int i = 0; call.has("tags[" + std::to_string(i) + "].key"); ++i) {
    const auto name = "tags[" + std::to_string(i) + "]";
    tags.emplace_back(call.param(name + ".key"), call.param(name + ".value"));
    if (tags.back().first.size() > 255 || tags.back().second.size() > 255)
      refuse("a tag's key or value is longer than 255");
  }
  if (tags.empty())
    refuse("Unable to execute API command " + call.name + " due to missing parameter tags");
  return tags;
}

void removeTag(Json& thing, const std::string& key) {
  std::erase_if(thing["tags"].get_ref<Json::array_t&>(),
                [&](const Json& tag) { return tag.at("key") == key; });
}

Json create(CommandCall& call) {
  const auto kind = kindOf(call);
  const auto ids = call.list("resourceids");
  const auto tags = tagsOf(call);
  for (const auto& id : ids) {
    for (const auto& tag : call.cloud.need(kind, id, "resourceids").at("tags")) {
      if (std::ranges::any_of(tags, [&](const auto& each) { return tag.at("key") == each.first; }))
        refuse("tag " + tag.at("key").get<std::string>() + " already on the resource");
    }
  }
  return call.beginBrief("", "", [=](Cloud& later) {
    for (const auto& id : ids) {
      auto& thing = later.need(kind, id, "resourceids");
      for (const auto& [key, value] : tags) {
        removeTag(thing, key);
        thing["tags"].push_back({{"key", key}, {"value", value}});
      }
    }
    return success();
  });
}

Json remove(CommandCall& call) {
  const auto kind = kindOf(call);
  const auto ids = call.list("resourceids");
  std::vector<std::string> keys;
  for (int i = 0; call.has("tags[" + std::to_string(i) + "].key"); ++i)
    keys.push_back(call.param("tags[" + std::to_string(i) + "].key"));
  for (const auto& id : ids) (void)call.cloud.need(kind, id, "resourceids");
  return call.beginBrief("", "", [=](Cloud& later) {
    for (const auto& id : ids) {
      auto& thing = later.need(kind, id, "resourceids");
      if (keys.empty()) thing["tags"] = Json::array();
      for (const auto& key : keys) removeTag(thing, key);
    }
    return success();
  });
}

}  // namespace

void addTagCommands(CommandTable& table) {
  table["createTags"] = {{"resourcetype", "resourceids", "tags[0].key"}, true, create};
  table["deleteTags"] = {{"resourcetype", "resourceids"}, true, remove};
}

}  // namespace hostler::sandbox::cloudstack
