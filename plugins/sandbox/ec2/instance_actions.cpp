// Start, stop, reboot, terminate, attributes, console output.
#include "plugins/sandbox/ec2/api_call.h"

#include <hostler/signature.hpp>

#include <algorithm>

namespace hostler::sandbox::ec2 {
namespace {

ApiError wrongState(const Json& instance, const char* wanted) {
  return {400, "IncorrectInstanceState",
          "The instance '" + instance.at("_id").get<std::string>() + "' is in state '" +
              stateOf(instance) + "' and not from a state from which it can be " + wanted};
}

bool isGoing(const Json& instance) {
  const auto state = stateOf(instance);
  return state == "shutting-down" || state == "terminated";
}

// Sets the state, tells of both, and what comes after it.
Json changed(Json& instance, const char* state, Json after = nullptr) {
  Json change{{"instanceId", instance.at("_id")}, {"previousState", instance.at("instanceState")}};
  instance["instanceState"] = instanceState(state);
  instance.erase("_becomes");
  if (!after.is_null()) becomesLater(instance, std::move(after));
  change["currentState"] = instance.at("instanceState");
  return change;
}

template <class Change>
Json each(ApiCall& call, const Change& change) {
  Json changes = Json::array();
  for (const auto& id : call.list("InstanceId")) changes.push_back(change(findInstance(call, id)));
  return {{"instancesSet", std::move(changes)}};
}

Json start(ApiCall& call) {
  return each(call, [&](Json& instance) {
    const auto state = stateOf(instance);
    if (state == "running" || state == "pending") {
      return Json{{"instanceId", instance.at("_id")},
                  {"previousState", instance.at("instanceState")},
                  {"currentState", instance.at("instanceState")}};
    }
    if (state != "stopped") throw wrongState(instance, "started");
    instance["launchTime"] = call.nowText();
    Json running{{"instanceState", instanceState("running")}};
    if (!instance.contains("ipAddress") && instance.at("_publicIp").is_string())
      running["ipAddress"] = instance.at("_publicIp");
    return changed(instance, "pending", running);
  });
}

bool hasElasticAddress(const ApiCall& call, const Json& instance) {
  return std::ranges::any_of(call.account.addresses, [&](const auto& each) {
    return each.second.value("instanceId", "") == instance.at("_id");
  });
}

Json stop(ApiCall& call) {
  return each(call, [&](Json& instance) {
    const auto state = stateOf(instance);
    if (state == "pending" || isGoing(instance)) throw wrongState(instance, "stopped");
    if (state == "stopped" || state == "stopping") {
      return Json{{"instanceId", instance.at("_id")},
                  {"previousState", instance.at("instanceState")},
                  {"currentState", instance.at("instanceState")}};
    }
    Json stopped{{"instanceState", instanceState("stopped")}};
    // A merge patch takes a member away by null.
    if (!hasElasticAddress(call, instance)) stopped["ipAddress"] = nullptr;
    return changed(instance, "stopping", stopped);
  });
}

Json reboot(ApiCall& call) {
  for (const auto& id : call.list("InstanceId")) {
    auto& instance = findInstance(call, id);
    if (stateOf(instance) != "running") throw wrongState(instance, "rebooted");
    instance["_done"]["reboot"] = instance["_done"].value("reboot", 0) + 1;
  }
  return simpleReturn();
}

void letVolumesGo(ApiCall& call, const Json& instance) {
  auto& volumes = call.account.volumes;
  for (const auto& device : instance.at("blockDeviceMapping")) {
    const auto id = device.at("ebs").at("volumeId").get<std::string>();
    if (device.at("ebs").at("deleteOnTermination") == true) {
      volumes.erase(id);
    } else if (volumes.contains(id)) {
      volumes[id]["attachmentSet"] = Json::array();
      volumes[id]["status"] = "available";
    }
  }
}

Json terminate(ApiCall& call) {
  return each(call, [&](Json& instance) {
    if (instance.value("_protected", false)) {
      throw ApiError{400, "OperationNotPermitted",
                     "The instance '" + instance.at("_id").get<std::string>() +
                         "' may not be terminated. Modify its 'disableApiTermination' instance "
                         "attribute and try again."};
    }
    if (isGoing(instance)) {
      return Json{{"instanceId", instance.at("_id")},
                  {"previousState", instance.at("instanceState")},
                  {"currentState", instance.at("instanceState")}};
    }
    letVolumesGo(call, instance);
    instance["blockDeviceMapping"] = Json::array();
    for (auto& [id, address] : call.account.addresses) {
      if (address.value("instanceId", "") == instance.at("_id")) {
        address.erase("instanceId");
        address.erase("associationId");
      }
    }
    instance.erase("ipAddress");
    instance["stateReason"] = {
        {"code", "Client.UserInitiatedShutdown"},
        {"message", "Client.UserInitiatedShutdown: User initiated shutdown"}};
    return changed(instance, "shutting-down", {{"instanceState", instanceState("terminated")}});
  });
}

void setGroups(ApiCall& call, Json& instance) {
  Json groups = Json::array();
  for (const auto& id : call.list("GroupId")) {
    const auto found = call.account.groups.find(id);
    if (found == call.account.groups.end())
      throw notFound("InvalidGroup.NotFound", "security group", id);
    groups.push_back({{"groupId", id}, {"groupName", found->second.at("groupName")}});
  }
  instance["groupSet"] = std::move(groups);
}

Json modify(ApiCall& call) {
  auto& instance = findInstance(call, call.param("InstanceId"));
  if (isGoing(instance)) throw wrongState(instance, "modified");
  if (call.has("InstanceType.Value")) {
    if (stateOf(instance) != "stopped") throw wrongState(instance, "modified");
    const auto type = call.param("InstanceType.Value");
    auto types = instanceTypes();
    const auto* size = entryIn(types, "instanceType", type);
    if (size == nullptr) {
      throw ApiError{400, "InvalidInstanceAttributeValue",
                     "The instance type '" + type + "' is not known"};
    }
    instance["instanceType"] = type;
    instance["cpuOptions"]["coreCount"] = size->at("vCpuInfo").at("defaultVCpus");
  }
  if (call.has("DisableApiTermination.Value"))
    instance["_protected"] = call.param("DisableApiTermination.Value") == "true";
  if (call.has("GroupId.1")) setGroups(call, instance);
  return simpleReturn();
}

Json consoleOutput(ApiCall& call) {
  const auto& instance = findInstance(call, call.param("InstanceId"));
  const auto text = "[    0.000000] Linux version 6.1.0\n\xff" +
                    instance.at("_id").get<std::string>() + " login: ";
  return {{"instanceId", instance.at("_id")},
          {"timestamp", call.nowText()},
          {"output", sdk::base64Of(text)}};
}

}  // namespace

Json instanceState(const std::string& name) {
  const std::pair<const char*, int> codes[] = {{"pending", 0},        {"running", 16},
                                               {"shutting-down", 32}, {"terminated", 48},
                                               {"stopping", 64},      {"stopped", 80}};
  for (const auto& [word, code] : codes) {
    if (name == word) return {{"code", code}, {"name", name}};
  }
  throw std::logic_error{"no state is called " + name};
}

std::string stateOf(const Json& instance) {
  return instance.at("instanceState").at("name");
}

Json& findInstance(ApiCall& call, const std::string& id) {
  const auto found = call.account.instances.find(id);
  if (found == call.account.instances.end() || found->second.value("_lag", 0) > 0)
    throw notFound("InvalidInstanceID.NotFound", "instance ID", id);
  return found->second;
}

void addInstanceActions(ActionTable& table) {
  table["StartInstances"] = {{"InstanceId.#"}, {}, start};
  table["StopInstances"] = {{"InstanceId.#"}, {"Force", "Hibernate"}, stop};
  table["RebootInstances"] = {{"InstanceId.#"}, {}, reboot};
  table["TerminateInstances"] = {{"InstanceId.#"}, {}, terminate};
  table["ModifyInstanceAttribute"] = {
      {"InstanceId"}, {"InstanceType.Value", "DisableApiTermination.Value", "GroupId.#"}, modify};
  table["GetConsoleOutput"] = {{"InstanceId"}, {"Latest"}, consoleOutput};
}

}  // namespace hostler::sandbox::ec2
