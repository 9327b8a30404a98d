#include "modules/services/service_desk.h"

#include "core/base/fitted.h"
#include "modules/ordering/first_term.h"
#include "modules/services/provider_traces.h"
#include "modules/services/service_standing.h"
#include "modules/services/service_tasks.h"

#include <algorithm>

namespace hostler {
namespace {

// The day of the month that later periods fall on, as it was when the first term was sold.
unsigned anchorOf(const OrderItem& item, const Product& product) {
  const auto* price = product.priceIn(item.unitPrice.currency(), item.cycle);
  return price == nullptr ? item.periodFrom.day()
                          : firstTermOf(product, *price, item.periodFrom).anchorDay;
}

// So old a backup before a termination does not hold what the client has done since.
constexpr std::chrono::hours kBackupHolds{24};

// One job of a kind for a service.
template <class Task>
jobs::Enqueue howToRun(const Service& service, jobs::Priority priority) {
  jobs::Enqueue how;
  how.lane = "plugin." + service.plugin;
  how.priority = priority;
  how.uniqueKey = ServiceDesk::keyOf(Task::kKind, service.id);
  how.keepKey = false;
  return how;
}

Json stateOf(const Service& service) {
  return {{"status", wordOf(service.status)}, {"provisioning", wordOf(service.provisioning)}};
}

}  // namespace

Secret ServiceDesk::makePassword(Random& random) {
  constexpr std::string_view kLower = "abcdefghijkmnpqrstuvwxyz",
                             kUpper = "ABCDEFGHJKLMNPQRSTUVWXYZ", kDigits = "23456789",
                             kSigns = "-_.!*";
  std::string password;
  const auto pick = [&](std::string_view set) {
    password.push_back(set[random.below(static_cast<std::uint32_t>(set.size()))]);
  };
  for (int i = 0; i < 8; ++i) pick(kLower);
  for (int i = 0; i < 5; ++i) pick(kUpper);
  for (int i = 0; i < 5; ++i) pick(kDigits);
  for (int i = 0; i < 2; ++i) pick(kSigns);
  for (std::size_t i = password.size() - 1; i > 0; --i)
    std::swap(password[i], password[random.below(static_cast<std::uint32_t>(i + 1))]);
  return Secret{std::move(password)};
}

ServiceStateForbids::ServiceStateForbids(const Service& service, const std::string& wanted)
    : DomainError{"service_state",
                  409,
                  "The service's state does not allow to " + wanted + " it.",
                  {{"service_status", wordOf(service.status)},
                   {"provisioning", wordOf(service.provisioning)}}} {}

std::string ServiceDesk::keyOf(std::string_view kind, Id<Service> service) {
  return std::string{kind} + ":" + service.text();
}

template <class Task>
std::optional<Id<jobs::Job>> ServiceDesk::enqueue(db::Transaction& tx, const Service& service,
                                                  const Task& task, jobs::Priority priority) {
  return parts_.queue.enqueue(tx, Scope::ofAccount(service.tenant, service.account), task,
                              howToRun<Task>(service, priority));
}

template <class Fact>
void ServiceDesk::announce(db::Transaction& tx, const Actor& actor, const Service& service,
                           Fact fact) {
  fact.service = service.id;
  fact.account = service.account;
  fact.title = service.title();
  parts_.bus.publish(tx, actor, Scope::ofAccount(service.tenant, service.account), fact);
}

void ServiceDesk::save(db::Transaction& tx, Service& service) {
  service.updatedAt = parts_.clock.now();
  parts_.services.save(tx, service);
}

void ServiceDesk::step(db::Transaction& tx, const Actor& actor, const Service& service,
                       std::string kind, std::string detail) {
  const auto who = actor.user ? actor.user->text() : actor.credential;
  parts_.services.addStep(
      tx, service,
      {parts_.ids.next<ServiceStep>(), kind, std::move(detail), who, parts_.clock.now()});
  parts_.audit.record(tx, actor, {"service." + kind, service.id.text(), nullptr, stateOf(service)});
}

void ServiceDesk::orderPlaced(db::Transaction& tx, const Actor& actor, Id<Account> account,
                              Id<Order> order) {
  for (const auto& item : parts_.orders.items(tx, order)) {
    const auto product = parts_.catalog.get(tx, actor.scope.tenant, item.product);
    Service service;
    service.id = item.service;
    service.tenant = actor.scope.tenant;
    service.account = account;
    service.product = product.id;
    service.orderItem = item.id;
    service.name = product.name;
    service.taxClass = product.taxClass;
    service.plugin = product.provisioning ? product.provisioning->plugin : "";
    service.domain = item.domain;
    service.hostname = item.hostname;
    service.cycle = item.cycle;
    service.price = item.unitPrice;
    service.quantity = item.quantity;
    service.discount = item.recurring;
    service.extras = item.extras;
    service.anchorDay = item.periodUntil ? anchorOf(item, product) : item.periodFrom.day();
    service.billedUntil = item.periodUntil;
    service.createdAt = parts_.clock.now();
    service.updatedAt = service.createdAt;
    parts_.services.insert(tx, service);
    step(tx, actor, service, "ordered");
  }
}

void ServiceDesk::orderAccepted(db::Transaction& tx, const Actor& actor, Id<Order> order) {
  std::vector<Id<Service>> begun;
  for (const auto& item : parts_.orders.items(tx, order)) {
    auto service = parts_.services.lock(tx, Scope::ofTenant(actor.scope.tenant), item.service);
    if (!service || service->status != ServiceStatus::Pending ||
        service->provisioning != ProvisioningState::Idle)
      continue;
    beginCreate(tx, actor, *service);
    begun.push_back(service->id);
  }
  if (!begun.empty()) parts_.orders.moveItems(tx, actor, begun, OrderItemStatus::Provisioning);
}

void ServiceDesk::orderCancelled(db::Transaction& tx, const Actor& actor, Id<Order> order) {
  const auto scope = Scope::ofTenant(actor.scope.tenant);
  const auto whole = parts_.orders.find(tx, scope, order);
  const bool fraud = whole && whole->status == OrderStatus::Fraud;
  for (const auto& item : parts_.orders.items(tx, order)) {
    auto service = parts_.services.lock(tx, scope, item.service);
    if (service && fraud && service->isLive()) suspendFraud(tx, actor, *service);
    if (!service || service->status != ServiceStatus::Pending) continue;
    service->status = ServiceStatus::Cancelled;
    if (!provider_traces::mayExist(tx, service->id)) {
      notMade(tx, actor, *service);
      continue;
    }
    // The job that makes it finds out what there is, and has it removed.
    service->provisioning = ProvisioningState::Creating;
    save(tx, *service);
    step(tx, actor, *service, "cancelled");
    enqueue(tx, *service, CreateService{service->id}, jobs::Priority::Normal);
  }
}

// Nothing is removed: a verdict may be wrong, and what is kept tells what was done with it.
void ServiceDesk::suspendFraud(db::Transaction& tx, const Actor& actor, Service& service) {
  if (service.provisioning == ProvisioningState::Terminating) return;
  const bool isUp = service.status == ServiceStatus::Active &&
                    service.provisioning != ProvisioningState::Suspending;
  if (!isUp && service.provisioning != ProvisioningState::Unsuspending) {
    // For these two it stays down until staff say otherwise, too.
    if (service.suspensionReason == SuspensionReason::Abuse ||
        service.suspensionReason == SuspensionReason::Staff)
      return;
    service.suspensionReason = SuspensionReason::Abuse;
    save(tx, service);
    step(tx, actor, service, service.status == ServiceStatus::Active ? "suspending" : "suspended",
         std::string{wordOf(SuspensionReason::Abuse)});
    return;
  }
  service.suspensionReason = SuspensionReason::Abuse;
  if (service.plugin.empty()) {
    attention(
        tx, actor, service, "suspend",
        "Its order is fraud, and it has no provisioning; suspend it by hand, then do so here.");
  } else {
    service.provisioning = ProvisioningState::Suspending;
    service.lastError.clear();
    save(tx, service);
    step(tx, actor, service, "suspending", std::string{wordOf(SuspensionReason::Abuse)});
    enqueue(tx, service, SuspendService{service.id}, jobs::Priority::Normal);
  }
}

void ServiceDesk::notMade(db::Transaction& tx, const Actor& actor, Service& service) {
  service.provisioning = ProvisioningState::Idle;
  service.lastError.clear();
  service.endedAt = parts_.clock.now();
  save(tx, service);
  if (service.server) parts_.servers.freePlace(tx, *service.server);
  step(tx, actor, service, "cancelled");
}

void ServiceDesk::madeInVain(db::Transaction& tx, const Actor& actor, Service& service,
                             const std::string& externalId, const std::string& username) {
  service.externalId = externalId;
  service.provisioning = ProvisioningState::Terminating;
  service.lastError.clear();
  save(tx, service);
  auto credentials = parts_.services.credentials(tx, service.id).value();
  credentials.username = username;
  parts_.services.setCredentials(tx, service.id, credentials);
  step(tx, actor, service, "terminating", "Its order was called off while it was being made.");
  enqueue(tx, service, TerminateService{service.id}, jobs::Priority::Normal);
}

// True when a person has to do it, and was told; false for staff, who say that it is done.
bool ServiceDesk::needsHand(db::Transaction& tx, const Actor& actor, Service& service,
                            const std::string& what) {
  if (actor.isStaff()) return false;
  attention(tx, actor, service, what,
            "This product has no provisioning; " + what + " it by hand, then do so here.");
  return true;
}

std::optional<Id<jobs::Job>> ServiceDesk::beginCreate(db::Transaction& tx, const Actor& actor,
                                                      Service& service) {
  if (service.status != ServiceStatus::Pending && service.status != ServiceStatus::Failed)
    throw ServiceStateForbids{service, "create"};
  if (!service.plugin.empty()) return beginCreating(tx, actor, {&service}).front();
  // Nothing makes it by itself: a person does, and says so.
  service.status = ServiceStatus::Pending;
  attention(tx, actor, service, "create", "This product has no provisioning; create it by hand.");
  return std::nullopt;
}

std::vector<std::optional<Id<jobs::Job>>> ServiceDesk::beginCreating(
    db::Transaction& tx, const Actor& actor, const std::vector<Service*>& services) {
  std::vector<jobs::Queue::Wanted> wanted;
  for (auto* service : services) {
    service->status = ServiceStatus::Pending;
    service->provisioning = ProvisioningState::Creating;
    service->lastError.clear();
    service->updatedAt = parts_.clock.now();
    step(tx, actor, *service, "creating");
    wanted.push_back({Scope::ofAccount(service->tenant, service->account),
                      toJson(CreateService{service->id}),
                      howToRun<CreateService>(*service, jobs::Priority::Urgent)});
  }
  parts_.services.saveProgress(tx, {services.begin(), services.end()}, parts_.clock.now());
  return parts_.queue.insertEach(tx, CreateService::kKind, wanted);
}

void ServiceDesk::created(db::Transaction& tx, const Actor& actor, Service& service,
                          const std::string& externalId, const std::string& username,
                          const Json& facts) {
  service.status = ServiceStatus::Active;
  service.provisioning = ProvisioningState::Idle;
  service.lastError.clear();
  service.externalId = externalId;
  service.facts = facts;
  service.activatedAt = parts_.clock.now();
  save(tx, service);
  auto credentials = parts_.services.credentials(tx, service.id).value();
  credentials.username = username;
  parts_.services.setCredentials(tx, service.id, credentials);
  step(tx, actor, service, "active");
  parts_.orders.moveItems(tx, actor, {service.id}, OrderItemStatus::Active);
  announce(tx, actor, service, ServiceActivated{});
}

std::optional<Id<jobs::Job>> ServiceDesk::beginSuspend(db::Transaction& tx, const Actor& actor,
                                                       Service& service, SuspensionReason reason) {
  if (service.isSuspendedByClient() && service.provisioning == ProvisioningState::Idle &&
      reason != SuspensionReason::Client) {
    service.suspensionReason = reason;
    suspended(tx, actor, service);
    return std::nullopt;
  }
  if (!isUp(service)) throw ServiceStateForbids{service, "suspend"};
  if (!service.plugin.empty()) return beginSuspending(tx, actor, {&service}, reason).front();
  service.suspensionReason = reason;
  if (!needsHand(tx, actor, service, "suspend")) suspended(tx, actor, service);
  return std::nullopt;
}

void ServiceDesk::beginSuspend(db::Transaction& tx, const Actor& actor,
                               const std::vector<Service*>& services, SuspensionReason reason) {
  std::vector<Service*> sent;
  for (auto* service : services) {
    if (isUp(*service) && !service->plugin.empty()) {
      sent.push_back(service);
    } else {
      beginSuspend(tx, actor, *service, reason);
    }
  }
  if (!sent.empty()) beginSuspending(tx, actor, sent, reason);
}

std::vector<std::optional<Id<jobs::Job>>> ServiceDesk::beginSuspending(
    db::Transaction& tx, const Actor& actor, const std::vector<Service*>& services,
    SuspensionReason reason) {
  std::vector<jobs::Queue::Wanted> wanted;
  for (auto* service : services) {
    service->suspensionReason = reason;
    service->provisioning = ProvisioningState::Suspending;
    service->lastError.clear();
    service->updatedAt = parts_.clock.now();
    step(tx, actor, *service, "suspending", std::string{wordOf(reason)});
    wanted.push_back({Scope::ofAccount(service->tenant, service->account),
                      toJson(SuspendService{service->id}),
                      howToRun<SuspendService>(*service, jobs::Priority::Normal)});
  }
  parts_.services.saveProgress(tx, {services.begin(), services.end()}, parts_.clock.now());
  return parts_.queue.insertEach(tx, SuspendService::kKind, wanted);
}

void ServiceDesk::suspended(db::Transaction& tx, const Actor& actor, Service& service) {
  service.status = ServiceStatus::Suspended;
  service.provisioning = ProvisioningState::Idle;
  service.lastError.clear();
  service.suspendedAt = parts_.clock.now();
  save(tx, service);
  step(tx, actor, service, "suspended",
       std::string{wordOf(service.suspensionReason.value_or(SuspensionReason::Staff))});
  ServiceSuspended fact;
  fact.reason = service.suspensionReason.value_or(SuspensionReason::Staff);
  if (fact.reason == SuspensionReason::Overdue) {
    const auto overdue = parts_.billing.overdueOf(tx, service.tenant, service.id,
                                                  parts_.billing.today(service.tenant));
    if (!overdue.empty()) fact.invoice = overdue.front().invoice;
  }
  announce(tx, actor, service, fact);
}

std::optional<Id<jobs::Job>> ServiceDesk::beginUnsuspend(db::Transaction& tx, const Actor& actor,
                                                         Service& service) {
  if (!isDown(service) || service.provisioning == ProvisioningState::Terminating)
    throw ServiceStateForbids{service, "unsuspend"};
  if (service.plugin.empty()) {
    // What was only going to be suspended needs nobody.
    const bool runs = service.status == ServiceStatus::Active;
    if (runs || !needsHand(tx, actor, service, "unsuspend")) unsuspended(tx, actor, service);
    return std::nullopt;
  }
  service.provisioning = ProvisioningState::Unsuspending;
  service.lastError.clear();
  save(tx, service);
  step(tx, actor, service, "unsuspending");
  return enqueue(tx, service, UnsuspendService{service.id}, jobs::Priority::Urgent);
}

void ServiceDesk::unsuspended(db::Transaction& tx, const Actor& actor, Service& service) {
  const bool wasSuspended = service.status == ServiceStatus::Suspended;
  service.status = ServiceStatus::Active;
  service.provisioning = ProvisioningState::Idle;
  service.suspensionReason.reset();
  service.suspendedAt.reset();
  service.lastError.clear();
  service.backupConfirmedAt.reset();
  service.backupWaivedAt.reset();
  save(tx, service);
  step(tx, actor, service, "unsuspended");
  if (wasSuspended) announce(tx, actor, service, ServiceUnsuspended{});
}

bool ServiceDesk::hasLastBackup(const Service& service) const {
  return service.backupId && service.backupConfirmedAt &&
         !(*service.backupConfirmedAt < parts_.clock.now().minus(kBackupHolds));
}

// Where it is, is still known: whoever keeps house at the provider has to find it.
void ServiceDesk::forgetOldBackup(Service& service) const {
  service.backupWaivedAt.reset();
  if (!hasLastBackup(service)) service.backupConfirmedAt.reset();
}

std::optional<Id<jobs::Job>> ServiceDesk::beginTerminate(db::Transaction& tx, const Actor& actor,
                                                         Service& service,
                                                         const std::string& reason,
                                                         LastBackup backup) {
  // What was made for an order that was called off may be left behind, too.
  const bool leftBehind = service.status == ServiceStatus::Cancelled &&
                          service.provisioning == ProvisioningState::Attention &&
                          service.externalId.has_value();
  if ((!service.isLive() && !leftBehind) || service.provisioning == ProvisioningState::Terminating)
    throw ServiceStateForbids{service, "terminate"};
  if (!reason.empty()) service.cancelReason = reason;
  if (service.plugin.empty()) {
    if (!needsHand(tx, actor, service, "terminate")) terminated(tx, actor, service);
    return std::nullopt;
  }
  service.provisioning = ProvisioningState::Terminating;
  service.lastError.clear();
  forgetOldBackup(service);
  if (backup == LastBackup::Waived) {
    service.backupWaivedAt = parts_.clock.now();
    step(tx, actor, service, "backup_waived", reason);
  }
  save(tx, service);
  step(tx, actor, service, "terminating", reason);
  return enqueue(tx, service, TerminateService{service.id}, jobs::Priority::Normal);
}

void ServiceDesk::terminated(db::Transaction& tx, const Actor& actor, Service& service) {
  const bool wasLive = service.isLive();
  // Whoever asked for the end has a cancelled service; a rule's or staff's end is a terminated one.
  service.status =
      service.cancelOn || !wasLive ? ServiceStatus::Cancelled : ServiceStatus::Terminated;
  service.provisioning = ProvisioningState::Idle;
  service.suspensionReason.reset();
  service.lastError.clear();
  service.endedAt = parts_.clock.now();
  save(tx, service);
  if (service.server) parts_.servers.freePlace(tx, *service.server);
  step(tx, actor, service, "terminated", service.cancelReason);
  if (!wasLive) return;  // it never was the client's
  ServiceTerminated fact;
  fact.reason = service.cancelReason;
  announce(tx, actor, service, fact);
}

void ServiceDesk::attention(db::Transaction& tx, const Actor& actor, Service& service,
                            const std::string& what, const std::string& reason) {
  service.provisioning = ProvisioningState::Attention;
  service.lastError = fitted(reason, 600);
  save(tx, service);
  step(tx, actor, service, what + "_failed", reason);
  if (service.status == ServiceStatus::Pending)
    parts_.orders.moveItems(tx, actor, {service.id}, OrderItemStatus::Parked);
  ServiceNeedsAttention fact;
  fact.step = what;
  fact.reason = reason;
  announce(tx, actor, service, fact);
}

}  // namespace hostler
