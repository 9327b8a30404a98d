// Images: the cloud's, and those that clients bring along.
#include "cloudstack_provisioner.h"
#include "image_mapping.h"

namespace hostler::cloudstack {
namespace {

using sdk::Json;
using sdk::Reply;

sdk::Image templateIn(const Json& json) {
  return toImage(json, sdk::ImageKind::Own, sdk::ImageKind::System);
}

}  // namespace

Reply<sdk::Page<sdk::Image>> CloudstackProvisioner::listImages(const sdk::Call& call,
                                                               const sdk::ListCatalogue& request) {
  Params params{{"templatefilter", "executable"}, {"listall", "true"}};
  if (!request.region.empty()) params.emplace_back("zoneid", idOf(request.region, "region"));
  const int number = pageOf(request.cursor);
  const auto listed = client_.page(call, cloudOf(call, request), "listTemplates", "template",
                                   std::move(params), number, pageSizeOf(request.limit));
  sdk::Page<sdk::Image> page;
  for (const auto& entry : listed.items) {
    const auto name = textOf(entry, "name");
    const bool isAnothers =
        isLabel(name) && (request.owner.empty() || !isOwnedBy(name, request.owner));
    if (!isAnothers) page.items.push_back(templateIn(entry));
  }
  if (listed.hasMore) page.nextCursor = std::to_string(number + 1);
  return page;
}

Reply<sdk::Found<sdk::Image>> CloudstackProvisioner::getImage(const sdk::Call& call,
                                                              const sdk::GetResource& request) {
  const auto entry = things_.wanted(call, cloudOf(call, request), kTemplates, request);
  sdk::Found<sdk::Image> found;
  if (!entry) return found;
  found.item = templateIn(*entry);
  if (found.item->state == sdk::ResourceState::Creating) return sdk::Pending{std::move(found)};
  return found;
}

Reply<sdk::Image> CloudstackProvisioner::importImage(const sdk::Call& call,
                                                     const sdk::ImportImage& request) {
  const auto cloud = cloudOf(call, request);
  const auto label = labelOf(request.owner, request.reference);
  const auto zone = zoneOf(cloud, request);
  Params params{{"name", label},
                {"displaytext", request.name.empty() ? label : request.name},
                {"url", fetchableUrl(request.url)},
                {"format", imageFormatOf(request.url)},
                {"zoneid", zone},
                {"ispublic", "false"}};
  const auto kinds = client_.read(call, cloud, "listHypervisors", {{"zoneid", zone}});
  const auto& hypervisors = listOf(kinds, "hypervisor");
  if (hypervisors.empty()) throw MappingError{"the zone has no hypervisor"};
  params.emplace_back("hypervisor", textOf(hypervisors.front(), "name"));
  if (const auto type = osTypeFor(call, cloud, request.distribution); !type.empty())
    params.emplace_back("ostypeid", type);

  const auto read = [&] { return things_.byLabel(call, cloud, kTemplates, label); };
  auto settled = settle(call, cloud, worker_, read, [&](const std::optional<Json>& entry) -> Due {
    if (!entry) return Step{"registerTemplate", params};
    return templateIn(*entry).state == sdk::ResourceState::Creating ? Due{Waiting{}}
                                                                    : Due{Nothing{}};
  });
  if (settled && !*settled) return notConfirmed("the new image does not show");
  return mapped(std::move(settled), [](auto entry) { return templateIn(*entry); });
}

Reply<sdk::Removed> CloudstackProvisioner::deleteImage(const sdk::Call& call,
                                                       const sdk::DeleteResource& request) {
  return removeThing(call, cloudOf(call, request), kTemplates, request,
                     {"deleteTemplate", {{"id", request.id}}, kMoment});
}

std::string CloudstackProvisioner::osTypeFor(const sdk::Call& call, const Cloud& cloud,
                                             const std::string& distribution) const {
  const auto named = [&](const std::string& words) {
    const auto types = client_.all(call, cloud, "listOsTypes", "ostype", {{"keyword", words}});
    return types.empty() ? std::string{} : textOf(types.back(), "id");
  };
  auto type = distribution.empty() ? std::string{} : named(distribution);
  return type.empty() ? named("Other (64-bit)") : type;
}

}  // namespace hostler::cloudstack
