#include "core/base/fitted.h"
#include "modules/services/service_actions.h"
namespace hostler {
namespace {

constexpr auto kSelect = R"sql(
  SELECT name, cycle, currency, price, extras, invoice_id, starts_on, term_until, was_paid_until, was_anchor_day FROM service_changes
   WHERE id = ? AND open_of = ?)sql";
constexpr auto kEnd =
    "UPDATE service_changes SET open_of = NULL, state = 'refused', updated_at = ? WHERE id = ?";

constexpr std::string_view kFailed = "change_failed";

// Whether the change is what keeps the service busy, or what it waits for a person because of.
bool isAtIt(const Service& service, const std::vector<ServiceStep>& steps) {
  if (service.provisioning == ProvisioningState::Changing) return true;
  if (service.provisioning != ProvisioningState::Attention) return false;
  const auto failure = std::find_if(steps.rbegin(), steps.rend(),
                                    [](const ServiceStep& step) { return step.hasFailed(); });
  return failure != steps.rend() && failure->kind == kFailed;
}

}  // namespace

void ServiceActions::endChange(db::Transaction& tx, const Actor& actor,
                               const ChangeServicePackage& task, const std::string& reason) {
  const auto scope = Scope::ofTenant(actor.scope.tenant);
  auto service = parts_.services.lock(tx, scope, task.service);
  const auto rows = tx.query(kSelect, task.change, task.service);
  if (!service || rows.empty()) return;
  tx.execute(kEnd, parts_.clock.now(), task.change);
  const bool returned = returnPaid(tx, actor, *service, rows[0]);
  service = parts_.services.lock(tx, scope, task.service);  // what follows from the money is in it
  if (isAtIt(*service, parts_.services.steps(tx, service->id)))
    service->provisioning = ProvisioningState::Idle;
  service->lastError = fitted("Its plan was not changed. " + reason, 600);
  parts_.desk.save(tx, *service);
  parts_.desk.step(tx, actor, *service, std::string{kFailed}, reason);
  parts_.desk.step(tx, actor, *service, "plan_kept",
                   returned ? "It is not changed to " + rows[0].text("name") +
                                  "; what was paid for that is credit now."
                            : "It is not changed to " + rows[0].text("name") +
                                  "; its money is for a person to look at.");
  ServiceNeedsAttention fact;
  fact.service = service->id;
  fact.account = service->account;
  fact.title = service->title();
  fact.step = "change";
  fact.reason = reason;
  parts_.bus.publish(tx, actor, Scope::ofAccount(service->tenant, service->account), fact);
}

// A term of another length was paid for: all of it comes back, and the next one is invoiced anew,
// as long as those before it were. False where one more was invoiced after it.
bool ServiceActions::returnOtherTerm(db::Transaction& tx, const Actor& actor, Service& service,
                                     Date start, const std::string& reason) {
  if (service.paidUntil != service.billedUntil || *service.paidUntil <= start) return false;
  const Period term{start, *service.paidUntil};
  service.paidUntil = service.billedUntil = start;
  parts_.desk.save(tx, service);
  parts_.billing.beginTerm(tx, service.id, term, std::nullopt);
  parts_.corrections.giveBack(tx, actor, service.tenant, service.id, start, std::nullopt, reason);
  return true;
}

// Of terms that were invoiced at the new price, what they are dearer by than the old one.
void ServiceActions::returnDearer(db::Transaction& tx, const Actor& actor, Service& service,
                                  const db::Row& change, Date from, const std::string& reason) {
  const auto own = change.money("price", "currency");
  const auto extras =
      change.isNull("extras") ? service.extras : extrasFromText(change.text("extras"));
  const auto price = own.plus(everyCycle(extras, own.currency()));
  const auto before = service.price.plus(everyCycle(service.extras, own.currency()));
  if (!before.lessThan(price)) return;
  const auto times = paid_time::from(tx, service.tenant, service.id, from);
  const auto dearer = paid_time::totalOf(times, price.currency())
                          .fraction(price.minus(before).minor(), price.minor(), Rounding::HalfUp);
  if (dearer.isPositive())
    parts_.corrections.giveBack(tx, actor, service.tenant, service.id, from, dearer, reason);
}

// False where so much has followed from it that a person has to say what is owed to whom.
bool ServiceActions::returnPaid(db::Transaction& tx, const Actor& actor, Service& service,
                                const db::Row& change) {
  const auto reason = "Change of plan not made, " + service.title();
  const auto startsOn = change.get<std::optional<Date>>("starts_on");
  const auto termUntil = change.get<std::optional<Date>>("term_until");
  if (startsOn && !termUntil) {
    if (change.isNull("invoice_id")) return true;
    if (change.get<Cycle>("cycle") != service.cycle)
      return returnOtherTerm(tx, actor, service, *startsOn, reason);
    returnDearer(tx, actor, service, change, *startsOn, reason);
    return true;
  }
  if (termUntil && service.paidUntil == termUntil) {
    // A later term was invoiced after the new one meanwhile.
    if (!(service.billedUntil == termUntil)) return false;
    service.paidUntil = service.billedUntil = change.get<std::optional<Date>>("was_paid_until");
    service.anchorDay = static_cast<unsigned>(change.get<int>("was_anchor_day"));
    parts_.desk.save(tx, service);
    parts_.billing.beginTerm(tx, service.id, Period{*startsOn, *termUntil}, std::nullopt);
  }
  // Terms that were invoiced while it waited are invoiced by the plan that it was to have.
  const auto paidThen = change.get<std::optional<Date>>("was_paid_until");
  if (!termUntil && paidThen && service.billedUntil && *paidThen < *service.billedUntil) {
    if (!hasPartlyPaidRenewal(tx, service)) withdrawRenewal(tx, actor, service);
    returnDearer(tx, actor, service, change, *paidThen, reason);
  }
  if (change.isNull("invoice_id")) return true;
  const auto id = change.id<Invoice>("invoice_id");
  const auto invoice = parts_.billing.find(tx, Scope::ofTenant(service.tenant), id);
  const auto left = parts_.corrections.left(tx, invoice.value());
  if (left.isPositive()) parts_.corrections.credit(tx, actor, id, left, reason);
  return true;
}

}  // namespace hostler
