#include "modules/services/service_actions.h"

#include "modules/services/provider_traces.h"

namespace hostler {

Service ServiceActions::get(const Scope& scope, Id<Service> id) {
  auto service = parts_.database.readOne(
      [&](db::Reader& reader) { return parts_.services.find(reader, scope, id); });
  if (!service) throw NotFound{};
  return std::move(*service);
}

Service ServiceActions::locked(db::Transaction& tx, const Actor& actor, Id<Service> id) {
  auto service = parts_.services.lock(tx, actor.scope, id);
  if (!service) throw NotFound{};
  return std::move(*service);
}

ServiceCredentials ServiceActions::revealCredentials(const Actor& actor, Id<Service> id) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    const auto service = locked(tx, actor, id);
    auto credentials = parts_.services.credentials(tx, id);
    if (!service.isLive() || !credentials)
      throw ServiceStateForbids{service, "show the credentials of"};
    parts_.audit.record(tx, actor, "service.credentials_shown", id.text());
    return std::move(*credentials);
  });
}

Secret ServiceActions::singleSignOn(const Actor& actor, Id<Service> id) {
  const auto service = get(actor.scope, id);
  if (service.status != ServiceStatus::Active) throw ServiceStateForbids{service, "sign in to"};
  const auto answer = parts_.provider.askNow(service, "single_sign_on");
  if (answer.outcome != Outcome::Succeeded || !answer.reply.contains("url") ||
      !answer.reply["url"].is_string()) {
    throw DomainError{"sign_on_unavailable",
                      503,
                      "The provider gives no sign-in link right now; try again in a moment.",
                      {{"retry_after", 10}}};
  }
  parts_.database.transaction(
      [&](db::Transaction& tx) { parts_.audit.record(tx, actor, "service.signed_on", id.text()); });
  return Secret{answer.reply["url"].get<std::string>()};
}

Json ServiceActions::usage(const Scope& scope, Id<Service> id) {
  const auto service = get(scope, id);
  if (!service.isLive() || service.plugin.empty()) throw ServiceStateForbids{service, "measure"};
  const auto answer = parts_.provider.askNow(service, "usage");
  if (answer.outcome != Outcome::Succeeded)
    throw DomainError{
        "usage_unavailable", 503, "The provider does not tell right now.", {{"retry_after", 30}}};
  return answer.reply;
}

Json ServiceActions::backups(const Scope& scope, Id<Service> id) {
  const auto service = get(scope, id);
  if (!service.isLive() || service.plugin.empty())
    throw ServiceStateForbids{service, "look at the backups of"};
  const auto answer = parts_.provider.askNow(service, "backups");
  if (answer.outcome != Outcome::Succeeded)
    throw DomainError{
        "backups_unavailable", 503, "The provider does not tell right now.", {{"retry_after", 30}}};
  return {{"data", answer.reply.value("backups", Json::array())}};
}

Id<jobs::Job> ServiceActions::changePassword(const Actor& actor, Id<Service> id,
                                             const std::optional<std::string>& password) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    const auto service = locked(tx, actor, id);
    auto credentials = parts_.services.credentials(tx, id);
    if (service.status != ServiceStatus::Active || !credentials)
      throw ServiceStateForbids{service, "change the password of"};
    credentials->password = password ? Secret{*password} : ServiceDesk::makePassword(parts_.random);
    parts_.services.setCredentials(tx, id, *credentials);
    parts_.desk.step(tx, actor, service, "password_change_requested");
    jobs::Enqueue how;
    how.lane = "plugin." + service.plugin;
    how.priority = jobs::Priority::Urgent;
    return parts_.queue
        .enqueue(tx, Scope::ofAccount(service.tenant, service.account), ChangeServicePassword{id},
                 how)
        .value();
  });
}

std::optional<Id<jobs::Job>> ServiceActions::suspend(const Actor& actor, Id<Service> id,
                                                     SuspensionReason reason) {
  if (parts_.before.listens("before.suspend", actor.scope.tenant)) {
    const auto service = get(actor.scope, id);
    parts_.before.ask("before.suspend", service.tenant,
                      {{"service_id", id.text()},
                       {"client_id", service.account.text()},
                       {"product_id", service.product.text()},
                       {"title", service.title()},
                       {"reason", wordOf(reason)}});
  }
  return parts_.database.transaction([&](db::Transaction& tx) {
    auto service = locked(tx, actor, id);
    return parts_.desk.beginSuspend(tx, actor, service, reason);
  });
}

std::optional<Id<jobs::Job>> ServiceActions::unsuspend(const Actor& actor, Id<Service> id) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    auto service = locked(tx, actor, id);
    const auto reason = service.suspensionReason.value_or(SuspensionReason::Staff);
    if (actor.isClient() && reason != SuspensionReason::Client)
      throw ServiceStateForbids{service, "unsuspend"};
    const auto overdue =
        parts_.billing.overdueOf(tx, service.tenant, id, parts_.tenants.today(service.tenant));
    if (reason == SuspensionReason::Overdue && !overdue.empty()) {
      throw DomainError{"service_overdue",
                        409,
                        "Its overdue invoice has to be paid first.",
                        {{"invoice", overdue.front().invoice.text()}}};
    }
    return parts_.desk.beginUnsuspend(tx, actor, service);
  });
}

std::optional<Id<jobs::Job>> ServiceActions::terminate(const Actor& actor, Id<Service> id,
                                                       const std::string& reason,
                                                       LastBackup backup) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    auto service = locked(tx, actor, id);
    if (backup == LastBackup::Waived)
      parts_.audit.record(tx, actor,
                          {"service.backup_waived", id.text(), nullptr, {{"reason", reason}}});
    return parts_.desk.beginTerminate(tx, actor, service, reason, backup);
  });
}

std::optional<Id<jobs::Job>> ServiceActions::provision(
    const Actor& actor, Id<Service> id, const std::optional<ServiceCredentials>& byHand) {
  return parts_.database.transaction([&](db::Transaction& tx) -> std::optional<Id<jobs::Job>> {
    auto service = locked(tx, actor, id);
    if (service.status != ServiceStatus::Pending || service.provisioning == ProvisioningState::Idle)
      throw ServiceStateForbids{service, "provision"};
    if (!byHand) return parts_.desk.beginCreate(tx, actor, service);
    // What a create may have made would be left behind, with nobody to look after it.
    if (provider_traces::isCreateOpen(tx, id)) {
      throw DomainError{"create_under_way", 409,
                        "The provider is making it, or may have made it; wait for what comes of "
                        "that, or have it tried again."};
    }
    parts_.services.setCredentials(tx, id, *byHand);
    parts_.desk.created(tx, actor, service, byHand->username, byHand->username, Json::object());
    return std::nullopt;
  });
}

}  // namespace hostler
