// What can be bought and where.
#include "cloudstack_provisioner.h"

namespace hostler::cloudstack {
namespace {

using sdk::Json;
using sdk::Reply;

sdk::Size toSize(const Json& offering) {
  sdk::Size size;
  size.id = textOf(offering, "id");
  size.name = someText(offering, "displaytext");
  if (size.name.empty()) size.name = textOf(offering, "name");
  size.vcpus = someNumber(offering, "cpunumber");
  if (const auto megabytes = someNumber(offering, "memory"))
    size.memoryBytes = *megabytes * kMebibyte;
  const auto gigabytes = someNumber(offering, "rootdisksize").value_or(0);
  if (gigabytes > 0) size.diskBytes = gigabytes * kGibibyte;
  if (flagOf(offering, "iscustomized")) size.sizeClass = sdk::SizeClass::Custom;
  size.regions = splitAtCommas(someText(offering, "zoneid"));
  const auto state = someText(offering, "state");
  size.available = state.empty() || state == "Active";
  return size;
}

sdk::Region toRegion(const Json& zone) {
  const auto state = someText(zone, "allocationstate");
  return {textOf(zone, "id"), textOf(zone, "name"), state.empty() || state == "Enabled", {}};
}

}  // namespace

Reply<sdk::Page<sdk::Size>> CloudstackProvisioner::listSizes(const sdk::Call& call,
                                                             const sdk::ListCatalogue& request) {
  Params params{{"issystem", "false"}};
  if (!request.region.empty()) params.emplace_back("zoneid", idOf(request.region, "region"));
  const int number = pageOf(request.cursor);
  const auto listed =
      client_.page(call, cloudOf(call, request), "listServiceOfferings", "serviceoffering",
                   std::move(params), number, pageSizeOf(request.limit));
  sdk::Page<sdk::Size> page;
  for (const auto& offering : listed.items) page.items.push_back(toSize(offering));
  if (listed.hasMore) page.nextCursor = std::to_string(number + 1);
  return page;
}

Reply<sdk::Page<sdk::Region>> CloudstackProvisioner::listRegions(
    const sdk::Call& call, const sdk::ListCatalogue& request) {
  Params params{{"available", "true"}};
  if (!request.region.empty()) params.emplace_back("id", idOf(request.region, "region"));
  const int number = pageOf(request.cursor);
  const auto listed = client_.page(call, cloudOf(call, request), "listZones", "zone",
                                   std::move(params), number, pageSizeOf(request.limit));
  sdk::Page<sdk::Region> page;
  for (const auto& zone : listed.items) page.items.push_back(toRegion(zone));
  if (listed.hasMore) page.nextCursor = std::to_string(number + 1);
  return page;
}

}  // namespace hostler::cloudstack
