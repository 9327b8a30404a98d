#include "digitalocean_provisioner.h"
#include "resource_kinds.h"
#include "resource_mapping.h"

#include <hostler/http_client.hpp>

namespace hostler::digitalocean {

using sdk::Image;
using sdk::Reply;

Reply<sdk::Found<Image>> DigitalOceanProvisioner::getImage(const sdk::Call& call,
                                                           const sdk::GetResource& request) {
  return foundOf<Image>(things_.find(call, cloudOf(call, request), kOwnImages, request), toImage);
}

Reply<Image> DigitalOceanProvisioner::importImage(const sdk::Call& call,
                                                  const sdk::ImportImage& request) {
  const auto cloud = cloudOf(call, request);
  if (!request.url.starts_with("https://") && !request.url.starts_with("http://"))
    return badRequest("url is not an address");
  sdk::Json body{{"url", request.url},
                 {"region", request.region.empty() ? cloud.region : request.region},
                 {"description", request.name}};
  if (!request.distribution.empty()) body["distribution"] = request.distribution;
  return answerOf(things_.make(call, cloud, kOwnImages, request, std::move(body)), toImage);
}

Reply<sdk::Removed> DigitalOceanProvisioner::deleteImage(const sdk::Call& call,
                                                         const sdk::DeleteResource& request) {
  return things_.remove(call, cloudOf(call, request), kOwnImages, request);
}

}  // namespace hostler::digitalocean
