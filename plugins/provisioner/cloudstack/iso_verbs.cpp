// Discs that machines boot from.
#include "cloudstack_provisioner.h"
#include "image_mapping.h"

namespace hostler::cloudstack {
namespace {

using sdk::Json;
using sdk::Reply;

sdk::Image isoIn(const Json& json) {
  return toImage(json, sdk::ImageKind::Iso, sdk::ImageKind::Iso);
}

Step ejecting(const std::string& machine) {
  return {"detachIso", {{"virtualmachineid", machine}}, kMoment};
}

}  // namespace

Reply<sdk::Page<sdk::Image>> CloudstackProvisioner::listIsos(const sdk::Call& call,
                                                             const sdk::ListCatalogue& request) {
  Params params{{"isofilter", "executable"}, {"listall", "true"}};
  if (!request.region.empty()) params.emplace_back("zoneid", idOf(request.region, "region"));
  const int number = pageOf(request.cursor);
  const auto listed = client_.page(call, cloudOf(call, request), "listIsos", "iso",
                                   std::move(params), number, pageSizeOf(request.limit));
  sdk::Page<sdk::Image> page;
  for (const auto& entry : listed.items) {
    const auto name = textOf(entry, "name");
    const bool isAnothers =
        isLabel(name) && (request.owner.empty() || !isOwnedBy(name, request.owner));
    if (!isAnothers) page.items.push_back(isoIn(entry));
  }
  if (listed.hasMore) page.nextCursor = std::to_string(number + 1);
  return page;
}

Reply<sdk::Found<sdk::Image>> CloudstackProvisioner::getIso(const sdk::Call& call,
                                                            const sdk::GetResource& request) {
  const auto entry = things_.wanted(call, cloudOf(call, request), kIsos, request);
  sdk::Found<sdk::Image> found;
  if (!entry) return found;
  found.item = isoIn(*entry);
  if (found.item->state == sdk::ResourceState::Creating) return sdk::Pending{std::move(found)};
  return found;
}

Reply<sdk::Image> CloudstackProvisioner::importIso(const sdk::Call& call,
                                                   const sdk::ImportImage& request) {
  const auto cloud = cloudOf(call, request);
  const auto label = labelOf(request.owner, request.reference);
  Params params{{"name", label},
                {"displaytext", request.name.empty() ? label : request.name},
                {"url", fetchableUrl(request.url)},
                {"zoneid", zoneOf(cloud, request)},
                {"bootable", "true"},
                {"ispublic", "false"}};
  if (const auto type = osTypeFor(call, cloud, request.distribution); !type.empty())
    params.emplace_back("ostypeid", type);
  const auto read = [&] { return things_.byLabel(call, cloud, kIsos, label); };
  auto settled = settle(call, cloud, worker_, read, [&](const std::optional<Json>& entry) -> Due {
    if (!entry) return Step{"registerIso", params};
    return isoIn(*entry).state == sdk::ResourceState::Creating ? Due{Waiting{}} : Due{Nothing{}};
  });
  if (settled && !*settled) return notConfirmed("the new ISO does not show");
  return mapped(std::move(settled), [](auto entry) { return isoIn(*entry); });
}

Reply<sdk::Removed> CloudstackProvisioner::deleteIso(const sdk::Call& call,
                                                     const sdk::DeleteResource& request) {
  return removeThing(call, cloudOf(call, request), kIsos, request,
                     {"deleteIso", {{"id", request.id}}, kMoment});
}

Reply<sdk::Image> CloudstackProvisioner::attachIso(const sdk::Call& call,
                                                   const sdk::OnResourceAndMachine& request) {
  const auto cloud = cloudOf(call, request);
  const auto iso = isoIn(things_.existing(call, cloud, kIsos, request.id, request.owner));
  const auto read = [&] {
    return finder_.ownersMachine(call, cloud, request.machine, request.owner);
  };
  auto settled = settle(call, cloud, worker_, read, [&](const VirtualMachine& vm) -> Due {
    if (vm.iso == iso.id) return Nothing{};
    if (vm.hasPendingJob) return Waiting{};
    if (!vm.iso.empty()) return ejecting(vm.id());
    return Step{"attachIso", {{"id", iso.id}, {"virtualmachineid", vm.id()}}, kMoment};
  });
  return mapped(std::move(settled), [&](auto) { return iso; });
}

Reply<sdk::Image> CloudstackProvisioner::detachIso(const sdk::Call& call,
                                                   const sdk::OnResourceAndMachine& request) {
  const auto cloud = cloudOf(call, request);
  const auto iso = isoIn(things_.existing(call, cloud, kIsos, request.id, request.owner));
  const auto read = [&] {
    return finder_.ownersMachine(call, cloud, request.machine, request.owner);
  };
  auto settled = settle(call, cloud, worker_, read, [&](const VirtualMachine& vm) -> Due {
    if (vm.iso != iso.id) return Nothing{};
    if (vm.hasPendingJob) return Waiting{};
    return ejecting(vm.id());
  });
  return mapped(std::move(settled), [&](auto) { return iso; });
}

}  // namespace hostler::cloudstack
