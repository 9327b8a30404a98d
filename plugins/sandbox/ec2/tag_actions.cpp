// CreateTags and DeleteTags, on whatever carries tags.
#include "plugins/sandbox/ec2/api_call.h"

namespace hostler::sandbox::ec2 {
namespace {

Json& findTagged(ApiCall& call, const std::string& id) {
  auto* items = call.account.itemsWith(id);
  if (items == nullptr) throw ApiError{400, "InvalidID", "The ID '" + id + "' is not valid"};
  const auto found = items->find(id);
  if (found == items->end() || found->second.value("_lag", 0) > 0) {
    const bool isInstance = id.starts_with("i-");
    throw notFound(isInstance ? "InvalidInstanceID.NotFound" : "InvalidID",
                   isInstance ? "instance ID" : "ID", id);
  }
  return found->second;
}

Json create(ApiCall& call) {
  constexpr std::size_t kLongestKey = 128, kLongestValue = 256;
  for (const auto& id : call.list("ResourceId")) {
    auto& item = findTagged(call, id);
    for (int i = 1; call.has("Tag." + std::to_string(i) + ".Key"); ++i) {
      const auto tag = "Tag." + std::to_string(i) + ".";
      const auto key = call.param(tag + "Key"), value = call.param(tag + "Value");
      if (key.size() > kLongestKey || value.size() > kLongestValue)
        throw ApiError{400, "InvalidParameterValue", "Tag key or value is too long"};
      if (auto* entry = entryIn(item["tagSet"], "key", key); entry != nullptr) {
        (*entry)["value"] = value;
      } else {
        item["tagSet"].push_back(Json{{"key", key}, {"value", value}});
      }
    }
  }
  return simpleReturn();
}

Json remove(ApiCall& call) {
  for (const auto& id : call.list("ResourceId")) {
    auto& item = findTagged(call, id);
    for (int i = 1; call.has("Tag." + std::to_string(i) + ".Key"); ++i) {
      const auto tag = "Tag." + std::to_string(i) + ".";
      Json rest = Json::array();
      for (const auto& each : item.at("tagSet")) {
        const bool isMeant =
            each.at("key") == call.param(tag + "Key") &&
            (!call.has(tag + "Value") || each.at("value") == call.param(tag + "Value"));
        if (!isMeant) rest.push_back(each);
      }
      item["tagSet"] = std::move(rest);
    }
  }
  return simpleReturn();
}

}  // namespace

void addTagActions(ActionTable& table) {
  table["CreateTags"] = {{"ResourceId.#", "Tag.#.Key"}, {"Tag.#.Value"}, create};
  table["DeleteTags"] = {{"ResourceId.#"}, {"Tag.#.Key", "Tag.#.Value"}, remove};
}

}  // namespace hostler::sandbox::ec2
