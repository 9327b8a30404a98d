#include "modules/services/backup_work.h"

#include "core/base/fitted.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr std::chrono::seconds kAskAgain{30}, kPatience{30};
constexpr std::chrono::hours kLongest{12};

std::string textOf(const Json& json, const char* name) {
  if (!json.is_object()) return {};
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

bool isLive(const Service& service) {
  return service.isLive();
}

template <class Task>
std::optional<Id<jobs::Job>> enqueue(jobs::Queue& queue, db::Transaction& tx,
                                     const Service& service, const Task& task) {
  jobs::Enqueue how;
  how.lane = "plugin." + service.plugin;
  how.uniqueKey = ServiceDesk::keyOf(Task::kKind, service.id);
  how.keepKey = false;
  return queue.enqueue(tx, Scope::ofAccount(service.tenant, service.account), task, how);
}

}  // namespace

Service BackupWork::mayBegin(db::Reader& reader, const Actor& actor, Id<Service> id) {
  auto service = parts_.services.find(reader, actor.scope, id);
  if (!service) throw NotFound{};
  // What is suspended is not its client's to have made, or put back, at the provider.
  const bool allowed =
      actor.isClient() ? service->status == ServiceStatus::Active : service->isLive();
  if (!allowed || service->plugin.empty() || !service->externalId ||
      service->provisioning != ProvisioningState::Idle)
    throw ServiceStateForbids{*service, "back up or restore"};
  return std::move(*service);
}

// Each is kept and paid for at the provider.
void BackupWork::mustBeFew(db::Reader& reader, const Actor& actor, Id<Service> id) {
  if (!actor.isClient()) return;
  const auto since = parts_.clock.now().minus(kBackupsSpan);
  const auto steps = parts_.services.steps(reader, id);
  const auto asked = std::ranges::count_if(steps, [&](const ServiceStep& step) {
    return step.kind == "backup_requested" && !(step.at < since);
  });
  if (asked < kMostBackups) return;
  throw DomainError{"too_many_backups",
                    409,
                    "So many backups of it were made in the last 30 days that no more are kept; "
                    "ask support for another.",
                    {{"most", kMostBackups}}};
}

Id<jobs::Job> BackupWork::beginBackup(const Actor& actor, Id<Service> id) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    parts_.services.lock(tx, actor.scope, id);
    const auto service = mayBegin(tx, actor, id);
    parts_.provider.demandOffered(service, "backup");
    mustBeFew(tx, actor, id);
    const auto job = enqueue(parts_.queue, tx, service, BackUpService{id});
    if (!job) throw DomainError{"backup_under_way", 409, "A backup of it is being made already."};
    parts_.desk.step(tx, actor, service, "backup_requested");
    return *job;
  });
}

void BackupWork::mustBeRestorable(const Service& service, const std::string& backup) {
  const auto answer = parts_.provider.askNow(service, "backups");
  if (answer.outcome != Outcome::Succeeded || !answer.reply.is_object())
    throw DomainError{
        "backups_unavailable", 503, "The provider does not tell right now.", {{"retry_after", 30}}};
  const auto all = answer.reply.value("backups", Json::array());
  const auto found = std::ranges::find_if(
      all, [&](const Json& one) { return one.is_object() && textOf(one, "id") == backup; });
  if (found == all.end())
    throw ValidationError{"backup_id", "not_found", "is none of the service's backups"};
  if (found->value("restorable", Json(false)) != true || textOf(*found, "state") != "done")
    throw ValidationError{"backup_id", "not_restorable", "cannot be restored from here"};
}

Id<jobs::Job> BackupWork::beginRestore(const Actor& actor, Id<Service> id,
                                       const std::string& backup) {
  mustBeRestorable(
      parts_.database.read([&](db::Reader& reader) { return mayBegin(reader, actor, id); }),
      backup);
  return parts_.database.transaction([&](db::Transaction& tx) {
    parts_.services.lock(tx, actor.scope, id);
    auto service = mayBegin(tx, actor, id);
    const auto job = enqueue(parts_.queue, tx, service, RestoreService{id, backup});
    if (!job) throw DomainError{"restore_under_way", 409, "It is being restored already."};
    service.provisioning = ProvisioningState::Changing;
    service.lastError.clear();
    parts_.desk.save(tx, service);
    parts_.desk.step(tx, actor, service, "restoring", backup);
    return *job;
  });
}

ProviderAnswer BackupWork::progressOf(const Service& service, const OperationSpec& spec,
                                      const ProviderAnswer& accepted) {
  auto ask = spec.request;
  for (const auto* own : {"outlives_account", "backup_id"}) ask.erase(own);
  ask["handle"] = textOf(accepted.reply, "handle");
  return parts_.operations.ask(
      {service.plugin, "provisioner/1.progress", ask, {}, kPatience, spec.target});
}

jobs::Result BackupWork::backUp(jobs::Context& context, const BackUpService& task) {
  const auto service = parts_.database.readOne([&](db::Reader& reader) {
    return parts_.services.find(reader, Scope::ofTenant(context.scope().tenant), task.service);
  });
  // What has begun is asked after to its end, also while the service is being ended: that waits.
  if (!service || !isLive(*service)) return jobs::Result::done();
  const auto spec = parts_.provider.specFor(*service, "backup", context.job().id.text());
  auto sent = parts_.provider.send(context, *service, spec, isLive);
  if (!sent) return sent.error();
  auto answer = std::move(*sent);
  if (answer.outcome == Outcome::Pending) {
    const auto progress = progressOf(*service, spec, answer);
    if (progress.outcome != Outcome::Succeeded)
      return Operations::resultOf(progress, spec.instance, spec.target);
    const auto state = textOf(progress.reply, "state");
    if (state == "running") {
      const bool isTooLong = parts_.clock.now().since(context.job().createdAt) > kLongest;
      return isTooLong ? jobs::Result::park("It has been running for too long.")
                       : jobs::Result::wait(kAskAgain, "the backup is being made");
    }
    answer.outcome = state == "done" ? Outcome::Succeeded : Outcome::Permanent;
    answer.message = textOf(progress.reply, "detail");
    answer.reply = progress.reply.value("backup", Json());
  }
  const bool refused =
      answer.outcome == Outcome::Permanent || answer.outcome == Outcome::NeedsAttention;
  if (answer.outcome != Outcome::Succeeded && !refused)
    return Operations::resultOf(answer, spec.instance, spec.target);
  const auto id = fitted(textOf(answer.reply, "id"), 200);
  context.transaction([&](db::Transaction& tx) {
    if (refused) {
      parts_.desk.step(tx, context.actor(), *service, "backup_not_made", answer.message);
    } else {
      parts_.desk.step(tx, context.actor(), *service, "backed_up", id);
    }
  });
  return refused ? jobs::Result::fail("The provider made no backup.")
                 : jobs::Result::done({{"backup", id}});
}

jobs::Result BackupWork::restore(jobs::Context& context, const RestoreService& task) {
  const auto service = parts_.database.readOne([&](db::Reader& reader) {
    return parts_.services.find(reader, Scope::ofTenant(context.scope().tenant), task.service);
  });
  if (!service || service->provisioning != ProvisioningState::Changing)
    return parts_.provider.callOff(context, task.service);
  auto spec = parts_.provider.specFor(*service, "restore", context.job().id.text());
  spec.request["backup_id"] = task.backup;
  const auto sent = parts_.provider.send(context, *service, spec, [](const Service& current) {
    return current.provisioning == ProvisioningState::Changing;
  });
  if (!sent) return sent.error();
  auto answer = *sent;
  if (answer.outcome == Outcome::Pending) {
    const auto progress = progressOf(*service, spec, answer);
    if (progress.outcome == Outcome::Succeeded) {
      const auto state = textOf(progress.reply, "state");
      if (state == "running") {
        const bool isTooLong = parts_.clock.now().since(context.job().createdAt) > kLongest;
        if (!isTooLong) return jobs::Result::wait(kAskAgain, "the backup is being restored");
        answer.message = "It has been running for too long.";
      } else {
        answer.message = textOf(progress.reply, "detail");
      }
      answer.outcome = state == "done" ? Outcome::Succeeded : Outcome::NeedsAttention;
    } else {
      answer = progress;
    }
  }
  if (answer.outcome != Outcome::Succeeded)
    return parts_.provider.failed(context, *service, ProvisioningState::Changing, answer,
                                  "restore");
  context.transaction([&](db::Transaction& tx) {
    auto current = parts_.services.lock(tx, Scope::ofTenant(service->tenant), service->id).value();
    if (current.provisioning != ProvisioningState::Changing) return;
    current.provisioning = ProvisioningState::Idle;
    current.lastError.clear();
    parts_.desk.save(tx, current);
    parts_.desk.step(tx, context.actor(), current, "restored", task.backup);
  });
  return jobs::Result::done();
}

}  // namespace hostler
