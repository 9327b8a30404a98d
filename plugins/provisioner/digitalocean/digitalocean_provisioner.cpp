#include "digitalocean_provisioner.h"

#include "labels.h"

#include <hostler/names.hpp>

namespace hostler::digitalocean {
namespace {

using sdk::Reply;

Reply<sdk::Account> answerOf(Droplet droplet, bool isDone) {
  if (isDone && !droplet.isBusy()) return std::move(droplet.account);
  return sdk::Pending{std::move(droplet.account)};
}

}  // namespace

// What was made but cannot be used yet is told as pending: nobody is to be shown a machine without
// an address.
Reply<sdk::Located> DigitalOceanProvisioner::locate(const sdk::Call& call,
                                                    const sdk::LocateAccount& request) {
  const auto cloud = cloudOf(call, request);
  auto found = request.accountId.empty() ? droplets_.byReference(call, cloud, request.reference)
                                         : droplets_.byId(call, cloud, request.accountId);
  if (!found) return found.error();
  if (!*found) return sdk::Located{};
  auto& droplet = **found;
  // The tag proves it; whoever knows the number alone must know the name as well.
  const sdk::AccountRef meant{droplet.id, request.accountId.empty() ? "" : request.domain,
                              request.reference};
  if (auto wrong = strangerTo(meant, droplet)) {
    if (request.accountId.empty()) return sdk::Located{};
    return std::move(*wrong);
  }
  const bool isMade = droplet.account.machine->state != sdk::MachineState::Creating;
  sdk::Located located{std::move(droplet.account)};
  if (isMade) return located;
  return sdk::Pending{std::move(located)};
}

Reply<sdk::Account> DigitalOceanProvisioner::shown(const sdk::Call& call, const CloudAccount& cloud,
                                                   const sdk::AccountRef& ref, bool isDone) {
  auto droplet = droplets_.expected(call, cloud, ref);
  if (!droplet) return notConfirmed(droplet.error().message);
  return answerOf(std::move(*droplet), isDone);
}

Reply<sdk::Account> DigitalOceanProvisioner::bring(const sdk::Call& call, const CloudAccount& cloud,
                                                   const sdk::AccountRef& ref,
                                                   const char* wantedStatus, const char* action) {
  auto droplet = droplets_.expected(call, cloud, ref);
  if (!droplet) return droplet.error();
  if (droplet->status == wantedStatus && !droplet->isBusy()) return std::move(droplet->account);
  const auto begun = actions_.begin(call, cloud, {"/v2/droplets/" + ref.id, {{"type", action}}});
  if (!begun) return begun.error();
  auto after = droplets_.expected(call, cloud, ref);
  if (!after) return notConfirmed(after.error().message);
  const bool isDone = after->status == wantedStatus;
  return answerOf(std::move(*after), isDone);
}

// The mark comes first: should the power stay on, the account does not count as suspended.
Reply<sdk::Account> DigitalOceanProvisioner::suspend(const sdk::Call& call,
                                                     const sdk::SuspendAccount& request) {
  const auto cloud = cloudOf(call, request);
  const auto& ref = request.account;
  const auto before = droplets_.expected(call, cloud, ref);
  if (!before) return before.error();
  if (!has(before->tags, kSuspendedTag)) {
    const auto marked = tags_.put(call, cloud, std::string{kSuspendedTag}, ref.id);
    if (!marked && !isRefusal(marked.error())) return marked.error();
    const auto after = droplets_.expected(call, cloud, ref);
    if (!after) return notConfirmed(after.error().message);
    if (!has(after->tags, kSuspendedTag))
      return marked ? notConfirmed("the droplet is not marked") : marked.error();
  }
  return bring(call, cloud, ref, "off", "power_off");
}

Reply<sdk::Account> DigitalOceanProvisioner::unsuspend(const sdk::Call& call,
                                                       const sdk::UnsuspendAccount& request) {
  const auto cloud = cloudOf(call, request);
  auto running = bring(call, cloud, request.account, "active", "power_on");
  if (!running || running.isPending()) return running;
  const auto droplet = droplets_.expected(call, cloud, request.account);
  if (!droplet) return droplet.error();
  if (!has(droplet->tags, kSuspendedTag)) return running;
  const auto unmarked = tags_.take(call, cloud, std::string{kSuspendedTag}, request.account.id);
  if (!unmarked) return unmarked.error();
  return shown(call, cloud, request.account, true);
}

}  // namespace hostler::digitalocean
