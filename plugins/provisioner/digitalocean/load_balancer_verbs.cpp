#include "digitalocean_provisioner.h"
#include "resource_kinds.h"
#include "rule_mapping.h"

#include <algorithm>

namespace hostler::digitalocean {
namespace {

using sdk::Json;
using sdk::LoadBalancer;
using sdk::Reply;

bool leadsTo(const Json& balancer, const std::string& droplet) {
  const auto machines = idsOf(balancer, "droplet_ids");
  return std::ranges::find(machines, droplet) != machines.end();
}

}  // namespace

Reply<sdk::Page<LoadBalancer>> DigitalOceanProvisioner::listLoadBalancers(
    const sdk::Call& call, const sdk::ListResources& request) {
  return pageOf<LoadBalancer>(things_.list(call, cloudOf(call, request), kLoadBalancers, request),
                              toLoadBalancer);
}

Reply<sdk::Found<LoadBalancer>> DigitalOceanProvisioner::getLoadBalancer(
    const sdk::Call& call, const sdk::GetResource& request) {
  return foundOf<LoadBalancer>(things_.find(call, cloudOf(call, request), kLoadBalancers, request),
                               toLoadBalancer);
}

Reply<LoadBalancer> DigitalOceanProvisioner::createLoadBalancer(
    const sdk::Call& call, const sdk::CreateLoadBalancer& request) {
  const auto cloud = cloudOf(call, request);
  Json body{{"region", request.region.empty() ? cloud.region : request.region},
            {"algorithm", algorithmOf(request.balancing)},
            {"forwarding_rules", fromForwarding(request.rules)},
            {"droplet_ids", Json::array()}};
  for (const auto& machine : request.machines) {
    const auto droplet = droplets_.ownersOwn(call, cloud, machine, request.owner);
    if (!droplet) return droplet.error();
    body["droplet_ids"].push_back(idWord(droplet->id));
  }
  if (!request.network.empty()) {
    const auto network = things_.expected(call, cloud, kNetworks, request.owner, request.network);
    if (!network) return network.error();
    body["vpc_uuid"] = request.network;
  }
  return answerOf(things_.make(call, cloud, kLoadBalancers, request, std::move(body)),
                  toLoadBalancer);
}

Reply<sdk::Removed> DigitalOceanProvisioner::deleteLoadBalancer(
    const sdk::Call& call, const sdk::DeleteResource& request) {
  return things_.remove(call, cloudOf(call, request), kLoadBalancers, request);
}

Reply<LoadBalancer> DigitalOceanProvisioner::setLoadBalancerRules(
    const sdk::Call& call, const sdk::SetLoadBalancerRules& request) {
  const auto cloud = cloudOf(call, request);
  const auto wanted = fromForwarding(request.rules);
  const auto holds = [&](const Json& balancer) {
    return fromForwarding(toForwarding(balancer)) == wanted;
  };
  // The whole is replaced, so what shall stay is said again.
  const auto write = [&](const Json& balancer) {
    Json body{{"name", balancer.at("name")},
              {"region", textOf(memberOf(balancer, "region"), "slug")},
              {"algorithm", algorithmOf(toLoadBalancer(balancer).balancing)},
              {"droplet_ids", listOf(balancer, "droplet_ids")},
              {"forwarding_rules", wanted}};
    if (const auto network = someText(balancer, "vpc_uuid"); !network.empty())
      body["vpc_uuid"] = network;
    return client_.write(call, cloud, "PUT", pathOf(kLoadBalancers, request.id), body);
  };
  return answerOf(things_.change(call, cloud, kLoadBalancers, request, holds, write),
                  toLoadBalancer);
}

Reply<LoadBalancer> DigitalOceanProvisioner::balance(const sdk::Call& call,
                                                     const sdk::OnResourceAndMachine& request,
                                                     bool shallBalance) {
  const auto cloud = cloudOf(call, request);
  const auto droplet = droplets_.ownersOwn(call, cloud, request.machine, request.owner);
  if (!droplet) return droplet.error();
  const Json body{{"droplet_ids", Json::array({idWord(droplet->id)})}};
  const auto path = pathOf(kLoadBalancers, request.id) + "/droplets";
  return answerOf(
      things_.change(
          call, cloud, kLoadBalancers, request,
          [&](const Json& balancer) { return leadsTo(balancer, droplet->id) == shallBalance; },
          [&](const Json&) {
            return client_.write(call, cloud, shallBalance ? "POST" : "DELETE", path, body);
          }),
      toLoadBalancer);
}

Reply<LoadBalancer> DigitalOceanProvisioner::attachToLoadBalancer(
    const sdk::Call& call, const sdk::OnResourceAndMachine& request) {
  return balance(call, request, true);
}

Reply<LoadBalancer> DigitalOceanProvisioner::detachFromLoadBalancer(
    const sdk::Call& call, const sdk::OnResourceAndMachine& request) {
  return balance(call, request, false);
}

}  // namespace hostler::digitalocean
