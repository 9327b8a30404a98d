// terminate: the machine and all that was made with it, so that nothing costs on unseen.
#include "aws_provisioner.h"
#include "refusals.h"

#include <algorithm>

namespace hostler::aws {
namespace {

using sdk::Reply;
using Call = sdk::Call;

/// What belongs to a machine beside itself.
struct Belongings {
  std::vector<XmlElement> addresses, volumes, snapshots;
};

// Addresses that a client reserved and led here end with the machine, so they are marked as the
// machine's while they lead to it: afterwards nothing would say so.
std::optional<sdk::ProviderError> claimAddresses(const OwnedThings& things, const Call& call,
                                                 const Cloud& cloud, const Instance& instance) {
  const auto leading = things.leadingTo(call, cloud, instance.id);
  if (!leading) return leading.error();
  for (const auto& address : *leading) {
    const auto tags = tagsOf(address);
    if (!tags.contains(kOwnerTag) || tags.contains(kMachineTag)) continue;
    const auto id = address.textOf("allocationId");
    const auto claimed =
        things.change(call, cloud, kAddresses, id, "CreateTags",
                      Form{}
                          .list("ResourceId", {id})
                          .set("Tag.1.Key", kMachineTag)
                          .set("Tag.1.Value", instance.reference()),
                      [](const XmlElement& now) { return tagsOf(now).contains(kMachineTag); });
    if (!claimed) return claimed.error();
  }
  return std::nullopt;
}

Reply<Belongings> belongingsOf(const OwnedThings& things, const Call& call, const Cloud& cloud,
                               const std::string& reference) {
  Belongings all;
  const std::pair<const KindOfThing*, std::vector<XmlElement>*> kinds[] = {
      {&kAddresses, &all.addresses}, {&kVolumes, &all.volumes}, {&kSnapshots, &all.snapshots}};
  for (const auto& [kind, found] : kinds) {
    if (reference.empty()) break;
    auto seen = things.ofMachine(call, cloud, *kind, reference);
    if (!seen) return seen.error();
    *found = std::move(*seen);
  }
  return all;
}

// The client's own volumes: EC2 detaches them from what ends.
void addClientsOwn(sdk::Terminated& end, const Instance& instance, const Belongings& belongings) {
  for (const auto& volume : instance.volumes) {
    const bool isMachines = std::ranges::any_of(belongings.volumes, [&](const XmlElement& each) {
      return each.textOf("volumeId") == volume.id;
    });
    if (!volume.endsWithMachine && !isMachines)
      end.left.push_back({"volumes", volume.id, "it was not made with the machine"});
  }
}

std::optional<sdk::ProviderError> release(const OwnedThings& things, const Call& call,
                                          const Cloud& cloud, const XmlElement& address) {
  const auto id = address.textOf("allocationId"), association = address.textOf("associationId");
  if (!association.empty()) {
    const auto freed =
        things.change(call, cloud, kAddresses, id, "DisassociateAddress",
                      Form{}.set("AssociationId", association),
                      [](const XmlElement& now) { return now.textOf("associationId").empty(); });
    if (!freed) return freed.error();
  }
  const auto released = things.erase(call, cloud, kAddresses, id, "ReleaseAddress");
  if (!released) return released.error();
  return std::nullopt;
}

bool isKept(const XmlElement& snapshot) {
  return tagIn(tagsOf(snapshot), kOutlivesTag) == "yes";
}

// Attached to the machine, and marked to go with it.
bool goesByItself(const XmlElement& volume) {
  return std::ranges::any_of(volume["attachmentSet"].children, [](const XmlElement& attachment) {
    return attachment.textOf("deleteOnTermination") == "true";
  });
}

/// Removes what the machine had; true while something waits for the machine to let it go.
Reply<bool> removeBelongings(const OwnedThings& things, const Call& call, const Cloud& cloud,
                             const Belongings& belongings, sdk::Terminated& end) {
  for (const auto& address : belongings.addresses) {
    if (auto error = release(things, call, cloud, address)) return std::move(*error);
    end.existed = true;
  }
  for (const auto& snapshot : belongings.snapshots) {
    const auto id = snapshot.textOf("snapshotId");
    if (isKept(snapshot)) {
      end.left.push_back({"snapshots", id, "a backup that was to outlive the account"});
      continue;
    }
    const auto gone = things.erase(call, cloud, kSnapshots, id, "DeleteSnapshot");
    if (!gone) return gone.error();
    end.existed = true;
  }
  bool waits = false;
  for (const auto& volume : belongings.volumes) {
    if (goesByItself(volume)) continue;
    const auto gone =
        things.erase(call, cloud, kVolumes, volume.textOf("volumeId"), "DeleteVolume");
    const bool isHeld = !gone && gone.error().code == "busy";
    if (!gone && !isHeld) return gone.error();
    waits = waits || isHeld;
    end.existed = true;
  }
  return waits;
}

}  // namespace

Reply<sdk::Terminated> AwsProvisioner::terminate(const sdk::Call& call,
                                                 const sdk::TerminateAccount& request) {
  const auto cloud = cloudOf(call, request);
  const auto& ref = request.account;
  const auto found = instances_.byId(call, cloud, ref.id);
  if (!found) return found.error();
  const bool isThere = *found && !(*found)->isEnded();
  if (isThere && ref.domain.empty())
    return badRequest("account.domain is required to remove an account");
  if (isThere) {
    if (auto wrong = mismatch(**found, ref)) return std::move(*wrong);
  }
  auto reference = ref.reference;
  if (*found && reference.empty()) reference = (*found)->reference();
  if (isThere && !reference.empty()) {
    if (auto error = claimAddresses(things_, call, cloud, **found)) return std::move(*error);
  }
  const auto belongings = belongingsOf(things_, call, cloud, reference);
  if (!belongings) return belongings.error();

  sdk::Terminated end{.existed = isThere};
  if (isThere) {
    const auto ended = instances_.change(call, cloud, ref.id, "TerminateInstances",
                                         Form{}.list("InstanceId", {ref.id}),
                                         [](const Instance& now) { return now.isEnded(); });
    if (!ended) return ended.error();
    addClientsOwn(end, **found, *belongings);
  }
  const auto waits = removeBelongings(things_, call, cloud, *belongings, end);
  if (!waits) return waits.error();
  if (*waits) return sdk::Pending{std::move(end)};
  return end;
}

}  // namespace hostler::aws
