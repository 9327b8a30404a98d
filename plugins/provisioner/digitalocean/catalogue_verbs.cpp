#include "catalogue_mapping.h"
#include "digitalocean_provisioner.h"
#include "labels.h"
#include "resource_kinds.h"
#include "resource_mapping.h"

#include <algorithm>
#include <charconv>

namespace hostler::digitalocean {
namespace {

using sdk::Image;
using sdk::Json;
using sdk::ListCatalogue;
using sdk::Page;
using sdk::Reply;

// One page of the provider's list, read and narrowed to what lies in the wanted region.
template <class T, class Read, class IsWanted>
Reply<Page<T>> catalogue(const DigitalOceanClient& client, const sdk::Call& call,
                         const CloudAccount& cloud, const ListCatalogue& request,
                         const ThingKind& kind, Read&& read, IsWanted&& isWanted) {
  int number = 1;
  const auto end = request.cursor.data() + request.cursor.size();
  if (!request.cursor.empty() &&
      (std::from_chars(request.cursor.data(), end, number).ptr != end || number < 1)) {
    return badRequest("cursor is not one of this plugin's");
  }
  const auto size = static_cast<int>(std::clamp<std::int64_t>(request.limit, 1, 200));
  const auto list = client.page(call, cloud, kind.path, kind.list, kind.query, number, size);
  if (!list) return list.error();
  try {
    Page<T> page;
    for (const auto& item : list->items) {
      auto entry = read(item);
      if (isWanted(entry)) page.items.push_back(std::move(entry));
    }
    if (list->next) page.nextCursor = std::to_string(*list->next);
    return page;
  } catch (const MappingError& error) {
    return misfit(error);
  }
}

auto liesIn(const std::string& region) {
  return [&region](const auto& entry) {
    return region.empty() || std::ranges::find(entry.regions, region) != entry.regions.end();
  };
}

const ThingKind kSizes{"/v2/sizes", "sizes", "size", "size"};
const ThingKind kRegions{"/v2/regions", "regions", "region", "region"};
const ThingKind kSystems{"/v2/images", "images", "image", "image", {{"type", "distribution"}}};
const ThingKind kApps{"/v2/images", "images", "image", "image", {{"type", "application"}}};

}  // namespace

Reply<Page<sdk::Size>> DigitalOceanProvisioner::listSizes(const sdk::Call& call,
                                                          const ListCatalogue& request) {
  return catalogue<sdk::Size>(client_, call, cloudOf(call, request), request, kSizes, toSize,
                              liesIn(request.region));
}

Reply<Page<sdk::Region>> DigitalOceanProvisioner::listRegions(const sdk::Call& call,
                                                              const ListCatalogue& request) {
  return catalogue<sdk::Region>(client_, call, cloudOf(call, request), request, kRegions, toRegion,
                                [&](const sdk::Region& region) {
                                  return request.region.empty() || region.id == request.region;
                                });
}

// The owner's own come before the first page of those that are everybody's.
Reply<Page<Image>> DigitalOceanProvisioner::listImages(const sdk::Call& call,
                                                       const ListCatalogue& request) {
  const auto cloud = cloudOf(call, request);
  auto page =
      catalogue<Image>(client_, call, cloud, request, kSystems, toImage, liesIn(request.region));
  if (!page || request.owner.empty() || !request.cursor.empty()) return page;
  const auto start = labelStart(request.owner);
  const auto own = client_.all(call, cloud, kOwnImages.path, kOwnImages.list, kOwnImages.query);
  if (!own) return own.error();
  try {
    std::vector<Image> images;
    for (const auto& item : *own) {
      // Snapshots of droplets are in the same list, and have verbs of their own.
      if (textOf(item, "type") == "custom" && textOf(item, "name").starts_with(start))
        images.push_back(toImage(item));
    }
    page->items.insert(page->items.begin(), std::make_move_iterator(images.begin()),
                       std::make_move_iterator(images.end()));
    return page;
  } catch (const MappingError& error) {
    return misfit(error);
  }
}

Reply<Page<Image>> DigitalOceanProvisioner::listApps(const sdk::Call& call,
                                                     const ListCatalogue& request) {
  return catalogue<Image>(client_, call, cloudOf(call, request), request, kApps, toImage,
                          liesIn(request.region));
}

}  // namespace hostler::digitalocean
