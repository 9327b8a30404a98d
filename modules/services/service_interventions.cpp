#include "modules/services/service_interventions.h"

#include "modules/services/backup_work.h"
#include "modules/services/service_tasks.h"

namespace hostler {
namespace {

constexpr auto kTakeKey = "UPDATE jobs SET unique_key = ? WHERE id = ?";

// What failed last, where a person was asked to look at it.
std::string lastFailure(const std::vector<ServiceStep>& steps) {
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    if (step->hasFailed()) return step->kind;
  }
  return {};
}

}  // namespace

void ServiceInterventions::addTo(jobs::Interventions& interventions) {
  const std::vector<Kind> kinds{
      {CreateService::kKind, ProvisioningState::Creating, {"create"}},
      {SuspendService::kKind, ProvisioningState::Suspending, {"suspend"}},
      {UnsuspendService::kKind, ProvisioningState::Unsuspending, {"unsuspend"}},
      {TerminateService::kKind, ProvisioningState::Terminating, {"terminate", "backup"}},
      {ChangeServicePackage::kKind, ProvisioningState::Changing, {"change"}},
      {RestoreService::kKind, ProvisioningState::Changing, {"restore"}}};
  for (const auto& kind : kinds) {
    interventions.onRetry(kind.kind, [this, kind](auto& tx, const auto& actor, const auto& job) {
      retried(tx, actor, job, kind);
    });
    interventions.onDiscard(kind.kind, [this, kind](auto& tx, const auto& actor, const auto& job) {
      discarded(tx, actor, job, kind);
    });
    interventions.onPark(kind.kind, [this, kind](auto& tx, const auto& actor, const auto& job) {
      givenUp(tx, actor, job, kind, "Its job was parked: " + job.lastError.value_or("no reason"));
    });
  }
}

std::optional<Service> ServiceInterventions::serviceOf(db::Transaction& tx, const jobs::Job& job) {
  const auto id = Id<Service>::parse(job.payload.value("service", ""));
  return id ? services_.lock(tx, Scope::ofTenant(job.scope.tenant), *id) : std::nullopt;
}

void ServiceInterventions::retried(db::Transaction& tx, const Actor& actor, const jobs::Job& job,
                                   const Kind& kind) {
  auto service = serviceOf(tx, job);
  if (!service) throw NotFound{};
  // The key was free since the job ended: another may do the work by now.
  const bool free =
      kind.kind == ChangeServicePackage::kKind ||
      tx.tryChange(kTakeKey, std::array<db::Param, 2>{desk_.keyOf(kind.kind, service->id), job.id});
  if (!free)
    throw DomainError{"job_under_way", 409, "Another job does the same for this service already."};
  if (kind.kind == TerminateService::kKind) desk_.forgetOldBackup(*service);
  // It goes on in the phase that it is in, whose operations may be under way.
  if (service->provisioning == kind.wanted) return services_.save(tx, *service);
  const auto failure = lastFailure(services_.steps(tx, service->id));
  const bool itsOwn = service->provisioning == ProvisioningState::Attention &&
                      std::ranges::any_of(kind.steps, [&](const auto& step) {
                        return failure == step + "_failed";
                      });
  if (!itsOwn && !service->isLive() && service->status != ServiceStatus::Pending) {
    throw DomainError{
        "service_ended", 409,
        "The service has ended meanwhile: there is nothing to try again. Discard the job."};
  }
  if (!itsOwn) throw ServiceStateForbids{*service, "do that to"};
  service->provisioning = kind.wanted;
  service->lastError.clear();
  desk_.save(tx, *service);
  desk_.step(tx, actor, *service, std::string{wordOf(kind.wanted)}, "Tried again.");
}

void ServiceInterventions::discarded(db::Transaction& tx, const Actor& actor, const jobs::Job& job,
                                     const Kind& kind) {
  const std::string reason = "Its job was given up by a person.";
  if (kind.kind != ChangeServicePackage::kKind) return givenUp(tx, actor, job, kind, reason);
  if (!serviceOf(tx, job)) return;
  auto there = actor;  // a person of the platform, in the shop whose job it is
  there.scope = Scope::ofTenant(job.scope.tenant);
  actions_.endChange(tx, there, fromJson<ChangeServicePackage>(job.payload), reason);
}

// A handler that parks its job has told the service already.
void ServiceInterventions::givenUp(db::Transaction& tx, const Actor& actor, const jobs::Job& job,
                                   const Kind& kind, const std::string& reason) {
  auto service = serviceOf(tx, job);
  if (service && service->provisioning == kind.wanted)
    desk_.attention(tx, actor, *service, kind.steps.front(), reason);
}

}  // namespace hostler
