// Elastic IP addresses.
#include "plugins/sandbox/ec2/api_call.h"
#include "plugins/sandbox/ec2/listing.h"

namespace hostler::sandbox::ec2 {
namespace {

Json& findAddress(ApiCall& call, const std::string& id) {
  const auto found = call.account.addresses.find(id);
  if (found == call.account.addresses.end() || found->second.value("_lag", 0) > 0)
    throw notFound("InvalidAllocationID.NotFound", "allocation ID", id);
  return found->second;
}

Json allocate(ApiCall& call) {
  constexpr std::size_t kQuota = 5;
  if (call.account.addresses.size() >= kQuota) {
    throw ApiError{400, "AddressLimitExceeded",
                   "The maximum number of addresses has been reached."};
  }
  const auto id = newId("eipalloc-");
  int host = 20;
  for (bool isTaken = true; isTaken;) {
    isTaken = false;
    for (const auto& [each, address] : call.account.addresses)
      isTaken = isTaken || address.at("publicIp") == "203.0.113." + std::to_string(host);
    host += isTaken ? 1 : 0;
  }
  Json address{{"_id", id},
               {"_lag", call.account.lag},
               {"allocationId", id},
               {"publicIp", "203.0.113." + std::to_string(host)},
               {"domain", "vpc"},
               {"networkBorderGroup", call.account.region},
               {"tagSet", call.tagsFor("elastic-ip")}};
  call.account.addresses[id] = address;
  return {{"allocationId", id}, {"publicIp", address.at("publicIp")}, {"domain", "vpc"}};
}

// What leads to an instance by nothing else leaves it with its own address.
void letGo(ApiCall& call, Json& address) {
  const auto instance = call.account.instances.find(address.value("instanceId", ""));
  address.erase("instanceId");
  address.erase("associationId");
  if (instance == call.account.instances.end()) return;
  instance->second.erase("ipAddress");
  if (stateOf(instance->second) == "running" && instance->second.at("_publicIp").is_string())
    instance->second["ipAddress"] = instance->second.at("_publicIp");
}

Json associate(ApiCall& call) {
  auto& address = findAddress(call, call.param("AllocationId"));
  auto& instance = findInstance(call, call.param("InstanceId"));
  const auto state = stateOf(instance);
  if (state != "running" && state != "stopped") {
    throw ApiError{400, "IncorrectInstanceState",
                   "The " + state + " instance '" + instance.at("_id").get<std::string>() +
                       "' is not in a valid state for this operation."};
  }
  if (address.contains("associationId") && call.param("AllowReassociation") != "true") {
    throw ApiError{400, "Resource.AlreadyAssociated",
                   "resource " + address.at("_id").get<std::string>() + " is already associated"};
  }
  if (address.contains("associationId")) letGo(call, address);
  // A network interface has one of them.
  for (auto& [id, other] : call.account.addresses) {
    if (other.value("instanceId", "") == instance.at("_id")) {
      other.erase("instanceId");
      other.erase("associationId");
    }
  }
  address["associationId"] = newId("eipassoc-");
  address["instanceId"] = instance.at("_id");
  address["privateIpAddress"] = instance.at("privateIpAddress");
  instance["ipAddress"] = address.at("publicIp");
  Json answer = simpleReturn();
  answer["associationId"] = address.at("associationId");
  return answer;
}

Json disassociate(ApiCall& call) {
  const auto id = call.param("AssociationId");
  for (auto& [each, address] : call.account.addresses) {
    if (address.value("associationId", "") != id) continue;
    letGo(call, address);
    return simpleReturn();
  }
  throw notFound("InvalidAssociationID.NotFound", "association ID", id);
}

Json release(ApiCall& call) {
  const auto id = call.param("AllocationId");
  const auto& address = findAddress(call, id);
  if (address.contains("associationId")) {
    throw ApiError{400, "InvalidIPAddress.InUse",
                   "Address " + address.at("publicIp").get<std::string>() + " is in use."};
  }
  call.account.addresses.erase(id);
  return simpleReturn();
}

Json describe(ApiCall& call) {
  return {
      {"addressesSet", shownItems(call, {call.account.addresses,
                                         {{"instance-id", "instanceId"}, {"public-ip", "publicIp"}},
                                         call.list("AllocationId"),
                                         "InvalidAllocationID.NotFound",
                                         "allocation ID"})}};
}

}  // namespace

void addAddressActions(ActionTable& table) {
  table["AllocateAddress"] = {{}, {"Domain"}, allocate, true};
  table["AssociateAddress"] = {{"AllocationId"}, {"InstanceId", "AllowReassociation"}, associate};
  table["DisassociateAddress"] = {{"AssociationId"}, {}, disassociate};
  table["ReleaseAddress"] = {{"AllocationId"}, {}, release};
  // This one knows no pages.
  table["DescribeAddresses"] = {
      {}, {"AllocationId.#", "PublicIp.#", "Filter.#.Name", "Filter.#.Value.#"}, describe};
}

}  // namespace hostler::sandbox::ec2
