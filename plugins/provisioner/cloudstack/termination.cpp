// The end of a machine, with everything that would cost on.
#include "backup_mapping.h"
#include "cloudstack_provisioner.h"

#include <algorithm>

namespace hostler::cloudstack {
namespace {

using sdk::Json;
using sdk::Reply;

/// A machine and what belongs to it.
struct Estate {
  std::optional<VirtualMachine> vm;
  std::vector<PublicAddress> addresses;
  std::vector<Json> volumes, snapshots;  ///< attached; of the system disk
  std::vector<Json> wholeSnapshots;      ///< of the machine with its disks
};

constexpr std::chrono::milliseconds kExpungePatience{20'000};

bool isKept(const Json& snapshot) {
  return outlivesAccount(someText(snapshot, "name"));
}

bool isSystemDisk(const Json& volume) {
  return someText(volume, "type") == "ROOT";
}

// A disk is detached from no machine that has snapshots of itself, which end with it anyway.
std::optional<Due> dueBeforeDetaching(const Estate& estate) {
  if (std::ranges::all_of(estate.volumes, isSystemDisk)) return std::nullopt;
  for (const auto& snapshot : estate.wholeSnapshots) {
    if (isGone(snapshot)) continue;
    if (isEnding(snapshot)) return Due{Waiting{}};
    return Due{Step{"deleteVMSnapshot", {{"vmsnapshotid", textOf(snapshot, "id")}}, kMoment}};
  }
  return std::nullopt;
}

bool isClients(const Json& volume) {
  return isLabel(someText(volume, "name"));
}

// The machine comes last: what belongs to it is found by it.
Due dueToEnd(const Estate& estate, bool expunge) {
  if (!estate.vm || estate.vm->isGone())
    return estate.vm && estate.vm->isExpunging() ? Due{Waiting{}} : Due{Nothing{}};
  for (const auto& ip : estate.addresses)
    return Step{"disassociateIpAddress", {{"id", ip.id()}}, kMoment};
  for (const auto& snapshot : estate.snapshots) {
    if (isKept(snapshot) || isGone(snapshot) || isEnding(snapshot)) continue;
    if (toBackup(snapshot).state == sdk::JobState::Running)
      return busy("the snapshot " + textOf(snapshot, "id"));
    return Step{"deleteSnapshot", {{"id", textOf(snapshot, "id")}}, kMoment};
  }
  if (auto due = dueBeforeDetaching(estate)) return std::move(*due);
  Params params{{"id", estate.vm->id()}};
  // Nothing of ours makes a machine with another disk than its own: who attached one, by hand even,
  // has data on it.
  for (const auto& volume : estate.volumes) {
    if (!isSystemDisk(volume)) return Step{"detachVolume", {{"id", textOf(volume, "id")}}, kMoment};
  }
  if (expunge) params.emplace_back("expunge", "true");
  return Step{"destroyVirtualMachine", std::move(params), kExpungePatience};
}

std::vector<sdk::LeftBehind> leftOf(const Estate& estate) {
  std::vector<sdk::LeftBehind> left;
  for (const auto& volume : estate.volumes) {
    if (isSystemDisk(volume)) continue;
    left.push_back({"volumes", textOf(volume, "id"),
                    isClients(volume) ? "it is a volume of the client's own"
                                      : "it was not made with the machine"});
  }
  for (const auto& snapshot : estate.snapshots) {
    if (isKept(snapshot))
      left.push_back({"snapshots", textOf(snapshot, "id"), "a backup that outlives the account"});
  }
  return left;
}

bool forbidsExpunging(const sdk::ProviderError& error) {
  return isRefusal(error) && error.message.find("xpunge") != std::string::npos;
}

}  // namespace

Reply<sdk::Terminated> CloudstackProvisioner::terminate(const sdk::Call& call,
                                                        const sdk::TerminateAccount& request) {
  const auto cloud = cloudOf(call, request);
  sdk::Terminated ended{false, {}};
  const auto read = [&] {
    Estate estate;
    estate.vm = finder_.byId(call, cloud, request.account.id);
    if (!estate.vm || estate.vm->isGone()) return estate;
    checkMeant(*estate.vm, request.account);
    if (request.account.domain.empty())
      fail(badRequest("account.domain is required to remove a machine"));
    estate.addresses = addresses_.leadingTo(call, cloud, estate.vm->id());
    estate.volumes = finder_.volumesOf(call, cloud, estate.vm->id());
    for (const auto& volume : estate.volumes) {
      if (!isSystemDisk(volume)) continue;
      estate.snapshots = client_.all(call, cloud, "listSnapshots", "snapshot",
                                     {{"volumeid", textOf(volume, "id")}, {"listall", "true"}});
    }
    estate.wholeSnapshots =
        client_.all(call, cloud, "listVMSnapshot", "vmSnapshot",
                    {{"virtualmachineid", estate.vm->id()}, {"listall", "true"}});
    if (!ended.existed) ended = {true, leftOf(estate)};
    return estate;
  };
  const auto settleWith = [&](bool expunge) {
    return settle(call, cloud, worker_, read,
                  [&](const Estate& estate) { return dueToEnd(estate, expunge); });
  };
  auto settled = settleWith(true);
  if (!settled && forbidsExpunging(settled.error())) {
    // This account may only destroy. The cloud itself expunges what was destroyed, after its delay.
    settled = settleWith(false);
    if (settled) {
      ended.left.push_back({"machines", request.account.id,
                            "the cloud expunges it after its own delay, and counts it until then"});
    }
  }
  return mapped(std::move(settled), [&](auto) { return ended; });
}

}  // namespace hostler::cloudstack
