// Power, rebuilding and names. What leaves no state by which it could be known again is known by
// the droplet's own list of actions.
#include "digitalocean_provisioner.h"
#include "labels.h"

#include <hostler/names.hpp>

namespace hostler::digitalocean {

using sdk::Reply;

Reply<Droplet> DigitalOceanProvisioner::usable(const sdk::Call& call, const CloudAccount& cloud,
                                               const sdk::AccountRef& ref) {
  auto droplet = droplets_.expected(call, cloud, ref);
  if (droplet && has(droplet->tags, kSuspendedTag))
    return sdk::permanent("suspended", "the droplet is suspended");
  return droplet;
}

Reply<sdk::Account> DigitalOceanProvisioner::act(const sdk::Call& call, const CloudAccount& cloud,
                                                 const Droplet& droplet, sdk::Json action,
                                                 std::optional<sdk::Asked> since) {
  const auto begun =
      actions_.begin(call, cloud, {"/v2/droplets/" + droplet.id, std::move(action), since});
  if (!begun) return begun.error();
  return shown(call, cloud, {droplet.id, "", ""}, begun->isDone());
}

Reply<sdk::Account> DigitalOceanProvisioner::startMachine(const sdk::Call& call,
                                                          const sdk::StartMachine& request) {
  const auto cloud = cloudOf(call, request);
  const auto droplet = usable(call, cloud, request.account);
  if (!droplet) return droplet.error();
  return bring(call, cloud, request.account, "active", "power_on");
}

Reply<sdk::Account> DigitalOceanProvisioner::stopMachine(const sdk::Call& call,
                                                         const sdk::StopMachine& request) {
  const auto cloud = cloudOf(call, request);
  return bring(call, cloud, request.account, "off", request.force ? "power_off" : "shutdown");
}

Reply<sdk::Account> DigitalOceanProvisioner::rebootMachine(const sdk::Call& call,
                                                           const sdk::RebootMachine& request) {
  const auto cloud = cloudOf(call, request);
  const auto droplet = usable(call, cloud, request.account);
  if (!droplet) return droplet.error();
  return act(call, cloud, *droplet, {{"type", request.force ? "power_cycle" : "reboot"}},
             request.asked());
}

Reply<sdk::Account> DigitalOceanProvisioner::rebuildMachine(const sdk::Call& call,
                                                            const sdk::RebuildMachine& request) {
  const auto cloud = cloudOf(call, request);
  const auto droplet = usable(call, cloud, request.account);
  if (!droplet) return droplet.error();
  const auto& image = request.image.empty() ? droplet->image : request.image;
  if (!isSlug(image)) return badRequest("image is not an image");
  return act(call, cloud, *droplet, {{"type", "rebuild"}, {"image", idWord(image)}},
             request.asked());
}

Reply<sdk::Account> DigitalOceanProvisioner::renameMachine(const sdk::Call& call,
                                                           const sdk::RenameMachine& request) {
  const auto cloud = cloudOf(call, request);
  const auto& name = request.newDomain;
  if (!sdk::isDomainName(name)) return badRequest("new_domain is not a host name");
  auto found = droplets_.byId(call, cloud, request.account.id);
  if (!found) return found.error();
  if (!*found)
    return sdk::needsAttention("account_missing", "there is no droplet " + request.account.id);
  auto& droplet = **found;
  // Repeated, it may have the new name already.
  auto ref = request.account;
  if (droplet.account.domain == name) ref.domain = name;
  if (auto wrong = strangerTo(ref, droplet)) return std::move(*wrong);
  if (droplet.account.domain == name && !droplet.isBusy()) return std::move(droplet.account);
  const auto begun =
      actions_.begin(call, cloud, {"/v2/droplets/" + ref.id, {{"type", "rename"}, {"name", name}}});
  if (!begun) return begun.error();
  const auto after = shown(call, cloud, {ref.id, "", ref.reference}, begun->isDone());
  if (after && !after.isPending() && after->domain != name)
    return notConfirmed("the droplet has its old name");
  return after;
}

Reply<sdk::MachinePassword> DigitalOceanProvisioner::resetMachinePassword(
    const sdk::Call& call, const sdk::ResetMachinePassword& request) {
  const auto cloud = cloudOf(call, request);
  const auto droplet = usable(call, cloud, request.account);
  if (!droplet) return droplet.error();
  const auto reset = act(call, cloud, *droplet, {{"type", "password_reset"}}, request.asked());
  if (!reset) return reset.error();
  sdk::MachinePassword password;
  password.delivery = sdk::PasswordDelivery::ProviderMail;
  if (reset.isPending()) return sdk::Pending{std::move(password)};
  return password;
}

}  // namespace hostler::digitalocean
