#include "digitalocean_provisioner.h"
#include "resource_kinds.h"
#include "resource_mapping.h"

namespace hostler::digitalocean {

using sdk::Network;
using sdk::Reply;

Reply<sdk::Page<Network>> DigitalOceanProvisioner::listNetworks(const sdk::Call& call,
                                                                const sdk::ListResources& request) {
  return pageOf<Network>(things_.list(call, cloudOf(call, request), kNetworks, request), toNetwork);
}

Reply<sdk::Found<Network>> DigitalOceanProvisioner::getNetwork(const sdk::Call& call,
                                                               const sdk::GetResource& request) {
  return foundOf<Network>(things_.find(call, cloudOf(call, request), kNetworks, request),
                          toNetwork);
}

Reply<Network> DigitalOceanProvisioner::createNetwork(const sdk::Call& call,
                                                      const sdk::CreateNetwork& request) {
  const auto cloud = cloudOf(call, request);
  sdk::Json body{{"region", request.region.empty() ? cloud.region : request.region},
                 {"description", request.name}};
  if (!request.cidr.empty()) body["ip_range"] = request.cidr;
  return answerOf(things_.make(call, cloud, kNetworks, request, std::move(body)), toNetwork);
}

Reply<sdk::Removed> DigitalOceanProvisioner::deleteNetwork(const sdk::Call& call,
                                                           const sdk::DeleteResource& request) {
  return things_.remove(call, cloudOf(call, request), kNetworks, request);
}

}  // namespace hostler::digitalocean
