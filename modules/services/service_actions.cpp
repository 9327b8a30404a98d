#include "modules/services/service_actions.h"

#include "modules/billing/withdrawals.h"
#include "modules/services/provider_traces.h"

#include <algorithm>

namespace hostler {
namespace {

// No invoice is due so many days from now.
constexpr int kAnyDueDate = 36'500;

// What an investigation or a bank's dispute is about is not removed by whom it is about.
void mustNotBeEvidence(const Actor& actor, const Service& service) {
  if (!actor.isClient()) return;
  if (actor.suspended) {
    throw DomainError{"account_suspended", 403,
                      "This account is suspended: its services cannot be ended at once. Have it "
                      "end with its term, or write to support."};
  }
  const bool isHeld = service.suspensionReason == SuspensionReason::Abuse ||
                      service.suspensionReason == SuspensionReason::Dispute;
  if (!isHeld) return;
  throw DomainError{"service_held",
                    409,
                    "It is suspended for abuse or a dispute and stays as it is until that is "
                    "settled. Have it end with its term, or write to support.",
                    {{"suspension_reason", wordOf(*service.suspensionReason)}}};
}

}  // namespace

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

// Whole days that were paid for and are not used, of this term and of later ones, with the tax on
// them, as credit notes of the invoices that they were paid by.
void ServiceActions::returnUnusedDays(db::Transaction& tx, const Actor& actor,
                                      const Service& service) {
  const auto today = parts_.tenants.today(service.tenant);
  const auto from = service.cancelOn.value_or(today);
  parts_.corrections.giveBack(tx, actor, service.tenant, service.id, from, std::nullopt,
                              "Cancelled on " + today.text() + ", " + service.title());
}

void ServiceActions::ended(db::Transaction& tx, const Actor& actor, Id<Service> id) {
  const auto service = parts_.services.lock(tx, Scope::ofTenant(actor.scope.tenant), id);
  const bool wanted =
      service && service->cancelOn && !(parts_.tenants.today(service->tenant) < *service->cancelOn);
  if (wanted) returnUnusedDays(tx, actor, *service);
  if (service && service->status == ServiceStatus::Terminated &&
      parts_.tenants.settings(service->tenant).text("termination.open_invoices") == "credit")
    takeBackUnpaid(tx, actor, *service);
}

// What an open invoice, on which nothing was paid, says of this service is owed no more; what it
// says of others is.
void ServiceActions::takeBackTerms(db::Transaction& tx, const Actor& actor, const Service& service,
                                   const Invoice& invoice, const std::string& reason) {
  const auto lines = withdrawals::standingLines(tx, invoice);
  if (!withdrawals::withdraw(tx, actor, parts_.corrections, invoice.id, service.id, reason))
    return;  // all of it: whoever is on it was told
  auto current = parts_.services.lock(tx, Scope::ofTenant(service.tenant), service.id).value();
  parts_.desk.termsTakenBack(tx, current, lines);
  changeNotPaid(tx, invoice.id, service.id);
}

// Terms that it did not run through. What was used is owed, and so is what is invoiced with
// something else than renewals of others; where a part was paid already, a person decides.
void ServiceActions::takeBackUnpaid(db::Transaction& tx, const Actor& actor,
                                    const Service& service) {
  const auto isTerm = [](const InvoiceLine& line, auto&& isWhose) {
    const auto& draft = line.priced.draft;
    return draft.subject.service && isWhose(*draft.subject.service) &&
           draft.kind != LineKind::Usage;
  };
  const auto isIts = [&](const InvoiceLine& line) {
    return isTerm(line, [&](Id<Service> one) { return one == service.id; });
  };
  const auto farOff = parts_.tenants.today(service.tenant).plusDays(kAnyDueDate);
  for (const auto& open : parts_.billing.overdueOf(tx, service.tenant, service.id, farOff)) {
    const auto invoice = parts_.billing.find(tx, Scope::ofTenant(service.tenant), open.invoice);
    if (!invoice || invoice->stored != InvoiceStatus::Unpaid) continue;
    const auto lines = withdrawals::standingLines(tx, *invoice);
    const auto reason = "Terminated, " + service.title();
    const bool isShared = invoice->kind == InvoiceKind::Renewal &&
                          std::ranges::any_of(lines, [&](const InvoiceLine& line) {
                            return isTerm(line, [&](Id<Service> one) { return one != service.id; });
                          });
    if (isShared) {
      if (withdrawals::isUntouched(tx, parts_.corrections, *invoice))
        takeBackTerms(tx, actor, service, *invoice, reason);
      continue;
    }
    if (!std::ranges::all_of(lines, isIts)) continue;
    if (invoice->balance == invoice->total) {
      parts_.corrections.cancel(tx, actor, invoice->id, reason);
    } else {
      parts_.corrections.credit(tx, actor, invoice->id, invoice->balance, reason);
    }
  }
}

std::optional<Id<jobs::Job>> ServiceActions::cancel(const Actor& actor, Id<Service> id,
                                                    const std::string& when,
                                                    const std::string& reason) {
  return parts_.database.transaction([&](db::Transaction& tx) -> std::optional<Id<jobs::Job>> {
    auto service = locked(tx, actor, id);
    if (!service.isLive() || service.cancelOn) throw ServiceStateForbids{service, "cancel"};
    const auto today = parts_.tenants.today(service.tenant);
    const bool now = when == "now";
    if (now) mustNotBeEvidence(actor, service);
    service.cancelOn = now ? today : service.paidUntil.value_or(today);
    service.cancelReason = reason;
    parts_.desk.save(tx, service);
    // What was invoiced for the time after the end is not owed, nor a change that comes no more.
    if (now) callOffChange(tx, actor, id);
    for (const auto& open : parts_.billing.overdueOf(tx, service.tenant, service.id,
                                                     service.cancelOn->plusDays(1000))) {
      const auto invoice = parts_.billing.find(tx, Scope::ofTenant(service.tenant), open.invoice);
      // What others are invoiced by as well stays owed, for them.
      const auto subjects = parts_.billing.subjectsOf(tx, {open.invoice}).services;
      const bool itsOwn = std::ranges::all_of(subjects, [&](auto one) { return one == id; });
      const bool later = invoice && (itsOwn || invoice->kind == InvoiceKind::Renewal) &&
                         !(invoice->dueDate < *service.cancelOn) &&
                         withdrawals::isUntouched(tx, parts_.corrections, *invoice);
      if (later) takeBackTerms(tx, actor, service, *invoice, "Service cancelled");
    }
    service = locked(tx, actor, id);  // its invoiced time may end earlier now
    parts_.desk.step(tx, actor, service, "cancellation_requested",
                     when + (reason.empty() ? "" : ": " + reason));
    ServiceCancellationRequested fact;
    fact.service = id;
    fact.account = service.account;
    fact.title = service.title();
    fact.on = service.cancelOn;
    parts_.bus.publish(tx, actor, Scope::ofAccount(service.tenant, service.account), fact);
    if (!now) {
      returnUnusedDays(tx, actor, service);  // of a later term that is paid in part
      return std::nullopt;
    }
    // It runs on until its end is proven, and so does what it costs: see ended.
    return parts_.desk.beginTerminate(tx, actor, service, reason);
  });
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
