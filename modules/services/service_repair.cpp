#include "modules/services/service_repair.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr std::chrono::seconds kAskAgain{30};

bool isSettled(const Service& service) {
  return service.isLive() && service.externalId && service.server &&
         service.provisioning == ProvisioningState::Idle;
}

}  // namespace

Id<jobs::Job> ServiceRepair::begin(const Actor& actor, Id<Server> server, Id<Service> id,
                                   RepairBy by) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    // Of any shop: servers are the platform's, and so is the care for what is on them.
    const auto there = parts_.services.onServer(tx, server);
    const auto found = std::ranges::find(there, id, &Service::id);
    if (found == there.end()) throw NotFound{};
    const auto service = parts_.services.lock(tx, Scope::ofTenant(found->tenant), id);
    if (!service) throw NotFound{};
    if (!isSettled(*service)) throw ServiceStateForbids{*service, "repair"};
    jobs::Enqueue how;
    how.lane = "plugin." + service->plugin;
    how.uniqueKey = ServiceDesk::keyOf(RepairService::kKind, id);
    how.keepKey = false;
    const auto job = parts_.queue.enqueue(tx, Scope::ofAccount(service->tenant, service->account),
                                          RepairService{id, by}, how);
    if (!job) throw DomainError{"repair_under_way", 409, "It is being repaired already."};
    parts_.desk.step(tx, actor, *service, "repair_requested", std::string{wordOf(by)});
    return *job;
  });
}

jobs::Result ServiceRepair::repair(jobs::Context& context, const RepairService& task) {
  const auto service = parts_.database.readOne([&](db::Reader& reader) {
    return parts_.services.find(reader, Scope::ofTenant(context.scope().tenant), task.service);
  });
  if (!service || !isSettled(*service)) return jobs::Result::done({{"changed", false}});
  std::optional<ProviderAccount> there;
  try {
    there = parts_.serverDesk.accountAt(*service->server, *service->externalId);
  } catch (const DomainError& error) {
    return jobs::Result::retry(error.detail());
  }
  return task.by == RepairBy::Push ? push(context, *service, there)
                                   : accept(context, *service, there);
}

jobs::Result ServiceRepair::push(jobs::Context& context, const Service& service,
                                 const std::optional<ProviderAccount>& there) {
  if (!there)
    return jobs::Result::fail(
        "The account is not there any more: restore it from a backup at the provider, or accept "
        "that it is gone.");
  const auto package = parts_.database.read([&](db::Reader& reader) {
    return packageOf(parts_.provider.requestOn(reader, service)["product_settings"]);
  });
  std::vector<std::string> verbs;
  const bool suspended = service.status == ServiceStatus::Suspended;
  if (there->suspended != suspended) verbs.emplace_back(suspended ? "suspend" : "unsuspend");
  if (!package.empty() && !there->package.empty() && !isPackage(there->package, package))
    verbs.emplace_back("change_package");
  for (const auto& verb : verbs) {
    auto spec = parts_.provider.specFor(service, verb, "repair:" + context.job().id.text());
    spec.repeatable = true;
    // The account as it is there: its domain may be another than ours by now.
    spec.request["account"]["domain"] = there->domain;
    if (verb == "suspend")
      spec.request["reason"] =
          std::string{wordOf(service.suspensionReason.value_or(SuspensionReason::Staff))};
    const auto sent = parts_.provider.send(context, service, spec, isSettled);
    if (!sent) return sent.error();
    if (sent->outcome == Outcome::Pending) return jobs::Result::wait(kAskAgain);
    if (sent->outcome != Outcome::Succeeded)
      return Operations::resultOf(*sent, spec.instance, spec.target);
  }
  if (verbs.empty()) return jobs::Result::done({{"changed", false}});
  context.transaction([&](db::Transaction& tx) {
    std::string done;
    for (const auto& verb : verbs) done += (done.empty() ? "" : ", ") + verb;
    parts_.desk.step(tx, context.actor(), service, "repaired", "At the provider: " + done);
  });
  return jobs::Result::done({{"changed", true}});
}

jobs::Result ServiceRepair::accept(jobs::Context& context, const Service& service,
                                   const std::optional<ProviderAccount>& there) {
  const bool changed = context.transaction([&](db::Transaction& tx) {
    auto current = parts_.services.lock(tx, Scope::ofTenant(service.tenant), service.id).value();
    if (!isSettled(current)) return false;
    const auto actor = context.actor();
    if (!there) {
      parts_.desk.step(tx, actor, current, "repaired", "It is gone at the provider.");
      parts_.desk.terminated(tx, actor, current);
      return true;
    }
    bool any = false;
    if (!there->domain.empty() && there->domain != current.host()) {
      parts_.desk.step(tx, actor, current, "repaired",
                       "Its domain is " + there->domain + ", was " + current.host());
      parts_.services.setDomain(tx, current.id, there->domain);
      current.domain = there->domain;
      any = true;
    }
    if (there->suspended && current.status == ServiceStatus::Active) {
      current.suspensionReason = SuspensionReason::Staff;
      parts_.desk.suspended(tx, actor, current);
      any = true;
    } else if (!there->suspended && current.status == ServiceStatus::Suspended) {
      parts_.desk.unsuspended(tx, actor, current);
      any = true;
    }
    return any;
  });
  return jobs::Result::done({{"changed", changed}});
}

}  // namespace hostler
