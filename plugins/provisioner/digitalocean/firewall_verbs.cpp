// A firewall stands before the droplets that carry its tag, so that one can be behind it from its
// first second: tags come with the request that makes a droplet, its number only afterwards.
#include "digitalocean_provisioner.h"
#include "labels.h"
#include "resource_kinds.h"
#include "rule_mapping.h"

namespace hostler::digitalocean {
namespace {

using sdk::Firewall;
using sdk::Json;
using sdk::Reply;

Firewall toFirewall(const Json& json) {
  Firewall firewall;
  firewall.id = idOf(json);
  firewall.name = textOf(json, "name");
  firewall.reference = referenceOf(firewall.name);
  firewall.createdAt = timeOf(json, "created_at");
  firewall.rules = toRules(json);
  firewall.machines = idsOf(json, "droplet_ids");
  const auto status = someText(json, "status");
  firewall.state = status == "failed"    ? sdk::ResourceState::Failed
                   : status == "waiting" ? sdk::ResourceState::Changing
                                         : sdk::ResourceState::Ready;
  return firewall;
}

}  // namespace

// With the droplets that stand behind it by its tag.
Reply<Firewall> DigitalOceanProvisioner::firewallOf(const sdk::Call& call,
                                                    const CloudAccount& cloud,
                                                    const sdk::Reply<Json>& item) {
  auto firewall = answerOf(item, toFirewall);
  if (!firewall) return firewall;
  const auto droplets = client_.all(call, cloud, "/v2/droplets", "droplets",
                                    {{"tag_name", firewallTag(firewall->reference)}});
  if (!droplets) return droplets.error();
  try {
    for (const auto& droplet : *droplets) firewall->machines.push_back(idOf(droplet));
  } catch (const MappingError& error) {
    return misfit(error);
  }
  return firewall;
}

Reply<sdk::Page<Firewall>> DigitalOceanProvisioner::listFirewalls(
    const sdk::Call& call, const sdk::ListResources& request) {
  const auto cloud = cloudOf(call, request);
  const auto listed = things_.list(call, cloud, kFirewalls, request);
  if (!listed) return listed.error();
  sdk::Page<Firewall> page;
  page.nextCursor = listed->nextCursor;
  for (const auto& item : listed->items) {
    auto firewall = firewallOf(call, cloud, Json(item));
    if (!firewall) return firewall.error();
    page.items.push_back(std::move(*firewall));
  }
  return page;
}

Reply<sdk::Found<Firewall>> DigitalOceanProvisioner::getFirewall(const sdk::Call& call,
                                                                 const sdk::GetResource& request) {
  const auto cloud = cloudOf(call, request);
  auto item = things_.find(call, cloud, kFirewalls, request);
  if (!item) return item.error();
  if (!*item) return sdk::Found<Firewall>{};
  auto firewall = firewallOf(call, cloud, Json(std::move(**item)));
  if (!firewall) return firewall.error();
  return sdk::Found<Firewall>{std::move(*firewall)};
}

Reply<Firewall> DigitalOceanProvisioner::createFirewall(const sdk::Call& call,
                                                        const sdk::CreateFirewall& request) {
  const auto cloud = cloudOf(call, request);
  auto body = fromRules(request.rules);
  (void)labelOf(request.owner, request.reference);
  const auto tag = firewallTag(request.reference);
  if (const auto tagged = tags_.make(call, cloud, tag); !tagged) return tagged.error();
  body["tags"] = Json::array({tag});
  return firewallOf(call, cloud, things_.make(call, cloud, kFirewalls, request, std::move(body)));
}

Reply<sdk::Removed> DigitalOceanProvisioner::deleteFirewall(const sdk::Call& call,
                                                            const sdk::DeleteResource& request) {
  return things_.remove(call, cloudOf(call, request), kFirewalls, request);
}

Reply<Firewall> DigitalOceanProvisioner::setFirewallRules(const sdk::Call& call,
                                                          const sdk::SetFirewallRules& request) {
  const auto cloud = cloudOf(call, request);
  const auto changed = things_.change(
      call, cloud, kFirewalls, request,
      [&](const Json& firewall) { return haveSameRules(firewall, request.rules); },
      [&](const Json& firewall) {
        auto body = fromRules(request.rules);
        body["name"] = firewall.at("name");
        body["tags"] = textsOf(firewall, "tags");
        body["droplet_ids"] = listOf(firewall, "droplet_ids");
        return client_.write(call, cloud, "PUT", pathOf(kFirewalls, request.id), body);
      });
  return firewallOf(call, cloud, changed);
}

Reply<Firewall> DigitalOceanProvisioner::guard(const sdk::Call& call,
                                               const sdk::OnResourceAndMachine& request,
                                               bool shallGuard) {
  const auto cloud = cloudOf(call, request);
  const auto item = things_.expected(call, cloud, kFirewalls, request.owner, request.id);
  if (!item) return item.error();
  const auto droplet = droplets_.ownersOwn(call, cloud, request.machine, request.owner);
  if (!droplet) return droplet.error();
  const auto tag = firewallTag(referenceOf(textOf(*item, "name")));
  if (has(droplet->tags, tag) != shallGuard) {
    const auto written = shallGuard ? tags_.put(call, cloud, tag, droplet->id)
                                    : tags_.take(call, cloud, tag, droplet->id);
    if (!written && !isRefusal(written.error())) return written.error();
    const auto after = droplets_.expected(call, cloud, request.machine);
    if (!after) return notConfirmed(after.error().message);
    if (has(after->tags, tag) != shallGuard)
      return written ? notConfirmed("the droplet's tags have not changed") : written.error();
  }
  return firewallOf(call, cloud, item);
}

Reply<Firewall> DigitalOceanProvisioner::attachFirewall(const sdk::Call& call,
                                                        const sdk::OnResourceAndMachine& request) {
  return guard(call, request, true);
}

Reply<Firewall> DigitalOceanProvisioner::detachFirewall(const sdk::Call& call,
                                                        const sdk::OnResourceAndMachine& request) {
  return guard(call, request, false);
}

}  // namespace hostler::digitalocean
