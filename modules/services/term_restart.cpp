#include "modules/billing/moved_terms.h"
#include "modules/services/service_actions.h"

namespace hostler {
namespace {

int monthsIn(Period period) {
  return 12 * (period.end.year() - period.start.year()) + static_cast<int>(period.end.month()) -
         static_cast<int>(period.start.month());
}

// The same terms, one after the other from `today` on.
std::vector<moved_terms::Move> movedTo(const std::vector<moved_terms::Term>& terms, Date today) {
  std::vector<moved_terms::Move> moves;
  auto start = today;
  for (const auto& term : terms) {
    const Period to{start, start.plusMonths(monthsIn(term.period), today.day())};
    moves.push_back({term, to});
    start = to.end;
  }
  return moves;
}

}  // namespace

void ServiceActions::paidAfterSuspension(db::Transaction& tx, const Actor& actor, Id<Service> id,
                                         Instant since) {
  auto service = parts_.services.lock(tx, Scope::ofTenant(actor.scope.tenant), id).value();
  const auto today = parts_.tenants.today(service.tenant).text();
  const auto policy = parts_.tenants.settings(service.tenant).text("renewal.after_suspension");
  const bool restarted = policy == "restart" && restartTerms(tx, actor, service, since);
  const auto until = service.paidUntil ? service.paidUntil->text() : "";
  if (restarted) {
    parts_.desk.step(tx, actor, service, "term_restarted",
                     "Paid on " + today + "; its term begins then and ends on " + until);
  } else {
    parts_.desk.step(tx, actor, service, "term_kept",
                     "Paid on " + today + "; its term still ends on " + until);
  }
}

// False where they stay: nothing of them was paid since, the shop's own day of the month decides
// when they begin, or another renewal is partly paid already.
bool ServiceActions::restartTerms(db::Transaction& tx, const Actor& actor, Service& service,
                                  Instant since) {
  const auto terms = moved_terms::paidSince(tx, service.id, since);
  const auto today = parts_.tenants.today(service.tenant);
  if (terms.empty() || !(terms.front().period.start < today)) return false;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (monthsIn(terms[i].period) < 1) return false;
    if (i > 0 && terms[i].period.start != terms[i - 1].period.end) return false;
  }
  if (parts_.catalog.get(tx, service.tenant, service.product).prorataDay) return false;
  if (hasPartlyPaidRenewal(tx, service)) return false;
  // One that was invoiced for the day on which the old term would have ended comes again.
  withdrawRenewal(tx, actor, service);
  if (service.billedUntil != service.paidUntil || *service.paidUntil != terms.back().period.end)
    return false;
  const auto moves = movedTo(terms, today);
  moved_terms::move(tx, service.id, moves);
  service.anchorDay = today.day();
  service.paidUntil = service.billedUntil = moves.back().to.end;
  parts_.desk.save(tx, service);
  return true;
}

}  // namespace hostler
