#include "droplets.h"

#include "labels.h"

#include <algorithm>

namespace hostler::digitalocean {
namespace {

using sdk::Effect;
using sdk::Reply;
using Found = std::optional<Droplet>;

bool isDropletId(const std::string& id) {
  return !id.empty() && id.size() <= 18 && id.front() != '0' &&
         id.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

std::optional<sdk::ProviderError> strangerTo(const sdk::AccountRef& ref, const Droplet& droplet) {
  const auto wrong = [&](const std::string& why) {
    return sdk::needsAttention("wrong_account", "the droplet " + ref.id + " " + why);
  };
  if (!has(droplet.tags, kTag)) return wrong("was not made by this engine");
  if (!ref.domain.empty() && droplet.account.domain != ref.domain)
    return wrong("has another name: " + droplet.account.domain);
  const auto reference = referenceIn(droplet.tags);
  if (!ref.reference.empty() && reference != ref.reference)
    return wrong("carries another reference: " + reference);
  return std::nullopt;
}

Reply<Found> Droplets::byId(const sdk::Call& call, const CloudAccount& cloud,
                            const std::string& id) const {
  if (!isDropletId(id)) return badRequest("account.id is not a droplet's");
  const auto found = client_.find(call, cloud, "/v2/droplets/" + id, "droplet");
  if (!found) return found.error();
  if (!*found) return Found{};
  try {
    auto droplet = toDroplet(**found);
    if (droplet.id == id) return Found{std::move(droplet)};
    return sdk::unusableAnswer(Effect::Read, "DigitalOcean answered with another droplet");
  } catch (const MappingError& error) {
    return misfit(error);
  }
}

Reply<std::vector<Droplet>> Droplets::listed(const sdk::Call& call, const CloudAccount& cloud,
                                             const char* by, const std::string& value) const {
  const auto items = client_.all(call, cloud, "/v2/droplets", "droplets", {{by, value}});
  if (!items) return items.error();
  try {
    std::vector<Droplet> droplets;
    for (const auto& item : *items) droplets.push_back(toDroplet(item));
    return droplets;
  } catch (const MappingError& error) {
    return misfit(error);
  }
}

Reply<Found> Droplets::byReference(const sdk::Call& call, const CloudAccount& cloud,
                                   const std::string& reference) const {
  const auto tag = referenceTag(reference);
  auto droplets = listed(call, cloud, "tag_name", tag);
  if (!droplets) return droplets.error();
  std::erase_if(*droplets, [&](const Droplet& droplet) { return !has(droplet.tags, tag); });
  if (droplets->empty()) return Found{};
  if (droplets->size() > 1)
    return sdk::needsAttention("made_twice", "two droplets carry the tag " + tag);
  return Found{std::move(droplets->front())};
}

Reply<Found> Droplets::byName(const sdk::Call& call, const CloudAccount& cloud,
                              const std::string& name) const {
  auto droplets = listed(call, cloud, "name", name);
  if (!droplets) return droplets.error();
  const auto found = std::ranges::find_if(
      *droplets, [&](const Droplet& droplet) { return droplet.account.domain == name; });
  return found == droplets->end() ? Found{} : Found{std::move(*found)};
}

Reply<Droplet> Droplets::expected(const sdk::Call& call, const CloudAccount& cloud,
                                  const sdk::AccountRef& ref) const {
  auto found = byId(call, cloud, ref.id);
  if (!found) return found.error();
  if (!*found) return sdk::needsAttention("account_missing", "there is no droplet " + ref.id);
  if (auto wrong = strangerTo(ref, **found)) return std::move(*wrong);
  return std::move(**found);
}

Reply<Droplet> Droplets::ownersOwn(const sdk::Call& call, const CloudAccount& cloud,
                                   const sdk::AccountRef& ref, const std::string& owner) const {
  const auto tag = ownerTag(owner);
  auto droplet = expected(call, cloud, ref);
  if (!droplet) return droplet;
  if (!has(droplet->tags, tag))
    return sdk::needsAttention("wrong_owner", "the droplet " + ref.id + " is not this owner's");
  return droplet;
}

}  // namespace hostler::digitalocean
