#include "modules/compute/endings.h"

#include "modules/compute/kinds.h"

#include <algorithm>

namespace hostler {
namespace {

// So long something may stay in the way before a person is told.
constexpr std::chrono::hours kPatience{72};

bool isBackup(const CloudResource& resource) {
  return resource.facts.value("is_backup", false);
}

Duration pauseFor(Duration age) {
  return std::clamp<Duration>(age / 4, std::chrono::seconds{5}, std::chrono::hours{1});
}

}  // namespace

void Endings::terminated(db::Transaction& tx, Id<Tenant> tenant, Id<Service> id) {
  const auto service = parts_.services.find(tx, Scope::ofTenant(tenant), id);
  if (!service || !service->server || !parts_.desk.isMachine(*service)) return;
  parts_.compute.dropShutdown(tx, id);
  adoptBackup(tx, *service);
  if (parts_.compute.ofService(tx, id).empty()) return;
  jobs::Enqueue how;
  how.lane = "plugin." + service->plugin;
  how.uniqueKey = std::string{EndBelongings::kKind} + ":" + id.text();
  parts_.queue.enqueue(tx, Scope::ofAccount(service->tenant, service->account), EndBelongings{id},
                       how);
}

// It was made to outlive the machine, so nobody else would ever remove it.
void Endings::adoptBackup(db::Transaction& tx, const Service& service) {
  if (!service.backupId || service.backupId->empty()) return;
  CloudResource backup;
  backup.id = parts_.ids.next<CloudResource>();
  backup.tenant = service.tenant;
  backup.account = service.account;
  backup.server = *service.server;
  backup.service = service.id;
  backup.plugin = service.plugin;
  backup.kind = "snapshots";
  backup.externalId = service.backupId;
  backup.name = "The last backup of " + service.host();
  if (backup.name.size() > 120) backup.name = "The last backup";
  backup.state = CloudState::Ready;
  backup.facts = {{"is_backup", true}};
  backup.createdAt = backup.updatedAt = parts_.clock.now();
  parts_.compute.insert(tx, backup);
}

jobs::Result Endings::run(jobs::Context& context, const EndBelongings& task) {
  return context.transaction([&](db::Transaction& tx) {
    const auto service =
        parts_.services.lock(tx, Scope::ofTenant(context.scope().tenant), task.service);
    if (!service || service->isLive()) return jobs::Result::done();
    const auto now = parts_.clock.now();
    const auto endedAt = service->endedAt.value_or(now);
    std::optional<Instant> next;
    auto since = endedAt;  // from when on it is tried to remove what is left now
    std::size_t left = 0;
    for (auto& resource : parts_.compute.ofService(tx, task.service)) {
      // The last backup holds the machine's own disk alone.
      const auto goes = isBackup(resource)         ? endedAt.plus(parts_.backupsKept)
                        : holdsData(resource.kind) ? endedAt.plus(parts_.dataKept)
                                                   : endedAt;
      if (now < goes) {
        next = next ? std::min(*next, goes) : goes;
        continue;
      }
      ++left;
      since = std::max(since, goes);
      parts_.desk.beginRemoval(tx, context.actor(), resource);
    }
    if (left == 0 && !next) return jobs::Result::done();
    if (left == 0) return jobs::Result::wait(next->since(now), "data and backups are kept");
    if (now.since(since) > kPatience) {
      return jobs::Result::park(std::to_string(left) +
                                " belongings of a machine that has ended are still there.");
    }
    return jobs::Result::wait(pauseFor(now.since(since)), "belongings are being removed");
  });
}

}  // namespace hostler
