// A droplet changes its size only while it is off: stopped, resized and started again, one step
// with each repetition. A mark on it says that it is to run again.
#include "catalogue_mapping.h"
#include "digitalocean_provisioner.h"
#include "labels.h"

namespace hostler::digitalocean {

sdk::Reply<sdk::Account> DigitalOceanProvisioner::changePackage(const sdk::Call& call,
                                                                const sdk::ChangePackage& request) {
  const auto cloud = cloudOf(call, request);
  const auto product = productOf(call, request);
  const auto& ref = request.account;
  const std::string mark{kResizingTag};
  auto droplet = droplets_.expected(call, cloud, ref);
  if (!droplet) return droplet.error();
  const bool isResized = droplet->account.package == product.size;
  const bool isMarked = has(droplet->tags, mark);

  if (droplet->isBusy()) {
    if (isMarked || isResized) return sdk::Pending{std::move(droplet->account)};
    return sdk::retryable(std::string{kBusy}, "DigitalOcean is at work on the droplet",
                          std::chrono::seconds{10});
  }
  if (isResized && isMarked && droplet->isOff() && !droplet->isSuspended())
    return step(call, cloud, ref, {{"type", "power_on"}});
  if (isResized && isMarked) {
    const auto unmarked = tags_.take(call, cloud, mark, ref.id);
    if (!unmarked) return unmarked.error();
    return shown(call, cloud, ref, true);
  }
  if (isResized) return std::move(droplet->account);
  if (droplet->isActive()) {
    if (auto refused = unfit(call, cloud, *droplet, product.size)) return std::move(*refused);
    if (const auto marked = tags_.put(call, cloud, mark, ref.id); !marked) return marked.error();
    return step(call, cloud, ref, {{"type", "power_off"}});
  }
  auto resized = step(call, cloud, ref,
                      {{"type", "resize"}, {"size", product.size}, {"disk", product.growDisk}});
  // It was stopped for nothing.
  if (!resized && isRefusal(resized.error()) && isMarked && !droplet->isSuspended() &&
      step(call, cloud, ref, {{"type", "power_on"}})) {
    (void)tags_.take(call, cloud, mark, ref.id);
  }
  return resized;
}

// Known before the machine is stopped for it.
std::optional<sdk::ProviderError> DigitalOceanProvisioner::unfit(const sdk::Call& call,
                                                                 const CloudAccount& cloud,
                                                                 const Droplet& droplet,
                                                                 const std::string& size) {
  const auto sizes = client_.all(call, cloud, "/v2/sizes", "sizes");
  if (!sizes) return sizes.error();
  try {
    for (const auto& json : *sizes) {
      const auto offered = toSize(json);
      if (offered.id != size) continue;
      if (!offered.available) break;
      if (offered.diskBytes < droplet.account.machine->diskBytes)
        return sdk::permanent("refused", "the droplet's disk is larger than that size's");
      return std::nullopt;
    }
  } catch (const MappingError& error) {
    return misfit(error);
  }
  return sdk::permanent("refused", "DigitalOcean does not offer the size " + size);
}

sdk::Reply<sdk::Account> DigitalOceanProvisioner::step(const sdk::Call& call,
                                                       const CloudAccount& cloud,
                                                       const sdk::AccountRef& ref,
                                                       sdk::Json action) {
  const auto begun = actions_.begin(call, cloud, {"/v2/droplets/" + ref.id, std::move(action)});
  if (!begun) return begun.error();
  return shown(call, cloud, ref, false);
}

}  // namespace hostler::digitalocean
