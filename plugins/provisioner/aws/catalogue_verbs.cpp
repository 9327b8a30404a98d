// What can be bought in this region: instance types, availability zones, images.
#include "aws_provisioner.h"
#include "refusals.h"
#include "resource_mapping.h"

#include <algorithm>

namespace hostler::aws {
namespace {

using sdk::Reply;

// Who publishes the images that are offered: there are several 100,000 public ones, of anybody's
// making. Canonical and Debian say these numbers on their own pages.
const std::vector<std::string> kPublishers{"amazon", "099720109477", "136693071363"};
const std::vector<std::string> kImageNames{"ubuntu/images/hvm-ssd*/ubuntu-*-server-*",
                                           "debian-1*-amd64-*", "debian-1*-arm64-*",
                                           "al2023-ami-2023*"};

bool isElsewhere(const Cloud& cloud, const std::string& region) {
  return !region.empty() && !region.starts_with(cloud.region);
}

template <class T, class Map>
Reply<sdk::Page<T>> mappedPage(const Reply<ThingPage>& listed, Map map) {
  if (!listed) return listed.error();
  sdk::Page<T> page{{}, listed->nextCursor};
  for (const auto& item : listed->items) {
    auto entry = mapped(map, item);
    if (!entry) return entry.error();
    page.items.push_back(std::move(*entry));
  }
  return page;
}

}  // namespace

Reply<sdk::Page<sdk::Size>> AwsProvisioner::listSizes(const sdk::Call& call,
                                                      const sdk::ListCatalogue& request) {
  const auto cloud = cloudOf(call, request);
  if (isElsewhere(cloud, request.region)) return sdk::Page<sdk::Size>{};
  Form form;
  form.filter("current-generation", {"true"}).filter("supported-root-device-type", {"ebs"});
  // Types come in pages of 100 at the most.
  const auto listed =
      readPage(client_, call, cloud, "DescribeInstanceTypes", "instanceTypeSet", std::move(form),
               request.cursor, std::min<std::int64_t>(request.limit, 100), true);
  return mappedPage<sdk::Size>(listed,
                               [&](const XmlElement& item) { return toSize(item, cloud.region); });
}

// One cloud account is one region, so what a client chooses between are its zones.
Reply<sdk::Page<sdk::Region>> AwsProvisioner::listRegions(const sdk::Call& call,
                                                          const sdk::ListCatalogue& request) {
  const auto cloud = cloudOf(call, request);
  const auto listed = readPage(
      client_, call, cloud, "DescribeAvailabilityZones", "availabilityZoneInfo",
      Form{}.filter("zone-type", {"availability-zone"}), request.cursor, request.limit, false);
  return mappedPage<sdk::Region>(listed, toZone);
}

Reply<sdk::Page<sdk::Image>> AwsProvisioner::listImages(const sdk::Call& call,
                                                        const sdk::ListCatalogue& request) {
  const auto cloud = cloudOf(call, request);
  if (isElsewhere(cloud, request.region)) return sdk::Page<sdk::Image>{};
  Form form;
  form.filter("state", {"available"}).filter("root-device-type", {"ebs"});
  form.list("Owner", kPublishers).filter("name", kImageNames);
  const auto listed = readPage(client_, call, cloud, "DescribeImages", "imagesSet", std::move(form),
                               request.cursor, request.limit, true);
  return mappedPage<sdk::Image>(
      listed, [&](const XmlElement& item) { return toImage(item, cloud.region); });
}

}  // namespace hostler::aws
