// Security groups. Rules are kept one by one and shown together, as EC2 does.
#include "plugins/sandbox/ec2/api_call.h"
#include "plugins/sandbox/ec2/listing.h"

#include <algorithm>

namespace hostler::sandbox::ec2 {
namespace {

Json& findGroup(ApiCall& call, const std::string& id) {
  const auto found = call.account.groups.find(id);
  if (found == call.account.groups.end() || found->second.value("_lag", 0) > 0)
    throw notFound("InvalidGroup.NotFound", "security group", id);
  return found->second;
}

// Entries of one protocol and port range are one permission with several networks.
Json permissionsOf(const Json& rules) {
  Json permissions = Json::array();
  for (const auto& rule : rules) {
    Json* entry = nullptr;
    for (auto& each : permissions) {
      if (each.at("ipProtocol") == rule.at("protocol") &&
          each.value("fromPort", -1) == rule.at("from") &&
          each.value("toPort", -1) == rule.at("to"))
        entry = &each;
    }
    if (entry == nullptr) {
      permissions.push_back({{"ipProtocol", rule.at("protocol")},
                             {"groups", Json::array()},
                             {"ipRanges", Json::array()},
                             {"ipv6Ranges", Json::array()},
                             {"prefixListIds", Json::array()}});
      entry = &permissions.back();
      if (rule.at("protocol") != "-1") {
        (*entry)["fromPort"] = rule.at("from");
        (*entry)["toPort"] = rule.at("to");
      }
    }
    const auto network = rule.at("network").get<std::string>();
    const bool isIpv6 = network.find(':') != std::string::npos;
    (*entry)[isIpv6 ? "ipv6Ranges" : "ipRanges"].push_back(
        {{isIpv6 ? "cidrIpv6" : "cidrIp", network}});
  }
  return permissions;
}

void show(Json& group) {
  group["ipPermissions"] = permissionsOf(group.at("_in"));
  group["ipPermissionsEgress"] = permissionsOf(group.at("_out"));
}

// The permissions that a request names, one entry for each network.
Json rulesIn(const ApiCall& call) {
  Json rules = Json::array();
  for (int i = 1; call.has("IpPermissions." + std::to_string(i) + ".IpProtocol"); ++i) {
    const auto place = "IpPermissions." + std::to_string(i) + ".";
    const auto protocol = call.param(place + "IpProtocol");
    const bool hasPorts = protocol == "tcp" || protocol == "udp";
    if (hasPorts && (!call.has(place + "FromPort") || !call.has(place + "ToPort"))) {
      throw ApiError{400, "InvalidParameterValue",
                     "Invalid value 'Must specify both from and to "
                     "ports with TCP/UDP.' for portRange."};
    }
    if (!hasPorts && protocol != "-1" && !protocol.starts_with("icmp"))
      throw ApiError{400, "InvalidPermission.Malformed",
                     "Unsupported IP protocol \"" + protocol + "\""};
    for (int j = 1;; ++j) {
      const auto four = place + "IpRanges." + std::to_string(j) + ".CidrIp";
      const auto six = place + "Ipv6Ranges." + std::to_string(j) + ".CidrIpv6";
      if (!call.has(four) && !call.has(six)) break;
      for (const auto& name : {four, six}) {
        if (!call.has(name)) continue;
        rules.push_back({{"protocol", protocol},
                         {"from", call.number(place + "FromPort", -1)},
                         {"to", call.number(place + "ToPort", -1)},
                         {"network", call.param(name)}});
      }
    }
  }
  if (rules.empty()) {
    throw ApiError{400, "MissingParameter", "The request must contain the parameter ipPermissions"};
  }
  return rules;
}

Json authorize(ApiCall& call, const char* direction) {
  auto& group = findGroup(call, call.param("GroupId"));
  const auto rules = rulesIn(call);
  auto& kept = group[direction];
  for (const auto& rule : rules) {
    if (std::ranges::find(kept, rule) != kept.end()) {
      throw ApiError{400, "InvalidPermission.Duplicate",
                     "the specified rule \"peer: " + rule.at("network").get<std::string>() +
                         "\" already exists"};
    }
  }
  kept.insert(kept.end(), rules.begin(), rules.end());
  show(group);
  return simpleReturn();
}

Json revoke(ApiCall& call, const char* direction) {
  auto& group = findGroup(call, call.param("GroupId"));
  auto& kept = group[direction];
  for (const auto& rule : rulesIn(call)) {
    const auto found = std::ranges::find(kept, rule);
    if (found == kept.end()) {
      throw ApiError{400, "InvalidPermission.NotFound",
                     "The specified rule does not exist in this security group."};
    }
    kept.erase(found);
  }
  show(group);
  return simpleReturn();
}

Json create(ApiCall& call) {
  const auto name = call.param("GroupName"), vpc = call.param("VpcId", kVpc);
  if (vpc != kVpc) throw notFound("InvalidVpcID.NotFound", "vpc ID", vpc);
  for (const auto& [id, group] : call.account.groups) {
    if (group.at("groupName") == name) {
      throw ApiError{400, "InvalidGroup.Duplicate",
                     "The security group '" + name + "' already exists for VPC '" + vpc + "'"};
    }
  }
  const auto id = newId("sg-");
  Json group{{"_id", id},
             {"_lag", call.account.lag},
             {"_in", Json::array()},
             // A new group lets everything out.
             {"_out", {{{"protocol", "-1"}, {"from", -1}, {"to", -1}, {"network", "0.0.0.0/0"}}}},
             {"groupId", id},
             {"groupName", name},
             {"groupDescription", call.param("GroupDescription")},
             {"vpcId", vpc},
             {"ownerId", call.account.number},
             {"tagSet", call.tagsFor("security-group")}};
  show(group);
  call.account.groups[id] = group;
  auto answer = simpleReturn();
  answer["groupId"] = id;
  answer["tagSet"] = group.at("tagSet");
  return answer;
}

Json remove(ApiCall& call) {
  const auto id = call.param("GroupId");
  findGroup(call, id);
  for (const auto& [each, instance] : call.account.instances) {
    auto groups = instance.at("groupSet");
    if (stateOf(instance) != "terminated" && entryIn(groups, "groupId", id) != nullptr)
      throw ApiError{400, "DependencyViolation", "resource " + id + " has a dependent object"};
  }
  call.account.groups.erase(id);
  return simpleReturn();
}

Json describe(ApiCall& call) {
  return pageOf(call, "securityGroupInfo",
                shownItems(call, {call.account.groups,
                                  {{"vpc-id", "vpcId"}, {"group-name", "groupName"}},
                                  call.list("GroupId"),
                                  "InvalidGroup.NotFound",
                                  "security group"}));
}

}  // namespace

void addDefaultGroup(CloudAccount& account) {
  const std::string id = "sg-00000000000000000";
  Json group{{"_id", id},
             {"_in", Json::array()},
             {"_out", {{{"protocol", "-1"}, {"from", -1}, {"to", -1}, {"network", "0.0.0.0/0"}}}},
             {"groupId", id},
             {"groupName", "default"},
             {"groupDescription", "default VPC security group"},
             {"vpcId", kVpc},
             {"ownerId", account.number},
             {"tagSet", Json::array()}};
  show(group);
  account.groups[id] = std::move(group);
}

void addGroupActions(ActionTable& table) {
  const std::vector<std::string_view> permissions{"IpPermissions.#.IpProtocol",
                                                  "IpPermissions.#.FromPort",
                                                  "IpPermissions.#.ToPort",
                                                  "IpPermissions.#.IpRanges.#.CidrIp",
                                                  "IpPermissions.#.IpRanges.#.Description",
                                                  "IpPermissions.#.Ipv6Ranges.#.CidrIpv6",
                                                  "IpPermissions.#.Groups.#.GroupId"};
  table["CreateSecurityGroup"] = {{"GroupName", "GroupDescription"}, {"VpcId"}, create, true};
  table["DeleteSecurityGroup"] = {{"GroupId"}, {}, remove};
  table["AuthorizeSecurityGroupIngress"] = {
      {"GroupId"}, permissions, [](ApiCall& call) { return authorize(call, "_in"); }};
  table["AuthorizeSecurityGroupEgress"] = {
      {"GroupId"}, permissions, [](ApiCall& call) { return authorize(call, "_out"); }};
  table["RevokeSecurityGroupIngress"] = {
      {"GroupId"}, permissions, [](ApiCall& call) { return revoke(call, "_in"); }};
  table["RevokeSecurityGroupEgress"] = {
      {"GroupId"}, permissions, [](ApiCall& call) { return revoke(call, "_out"); }};
  table["DescribeSecurityGroups"] = {
      {}, {"GroupId.#", "Filter.#.Name", "Filter.#.Value.#", "MaxResults", "NextToken"}, describe};
}

}  // namespace hostler::sandbox::ec2
