#include "modules/domains/domain_life.h"

#include "modules/billing/credit_desk.h"
#include "modules/catalog/tld_repository.h"
#include "modules/domains/domain_forecast.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace hostler {
namespace {

constexpr int kBatch = 200;
constexpr int kSyncsAtOnce = 300;
constexpr std::chrono::hours kRecordHolds{20};
constexpr std::chrono::hours kWordHolds{72};
constexpr int kLongestDoubt = 30;  // days

// The registrar's word wins over the calendar, as long as it is fresh and not past belief.
bool isStillThere(const Domain& domain, Instant now, Date today, const Tld& tld) {
  const auto end = domain.expiresOn().value().plusDays(tld.graceDays + tld.redemptionDays);
  return domain.misses == 0 && now.since(domain.syncedAt) < kWordHolds &&
         end.daysUntil(today) <= kLongestDoubt;
}

constexpr auto kPaidInPart = "It has gone into redemption while its renewal is paid in part.";

// The notice that is to be given on a day, unless it or a later one was.
std::optional<int> noticeFor(const Domain& domain, Date today, const std::vector<int>& noticeDays) {
  const auto left = today.daysUntil(domain.expiresOn().value());
  const auto notice = DomainLife::noticeOn(left, noticeDays);
  const bool isGiven = domain.noticedExpiry == domain.expiresAt && domain.noticedDays && notice &&
                       *domain.noticedDays <= *notice;
  return isGiven ? std::nullopt : notice;
}

}  // namespace

struct DomainLife::Day {
  Id<Tenant> tenant;
  Date today;       // that expiries go by
  Date invoiceDay;  // that renewals go by: they may come ahead of time
  std::int64_t invoiceDaysBefore = 21;
  std::vector<int> noticeDays = {};
  bool payFromCredit = true;
};

// What its expiry brings about by itself.
struct DomainLife::Move {
  bool isAll = false;  // nothing more is to be done about it today
  std::optional<DomainStatus> becomes = {};
  std::optional<DomainTerm> callOff = {};
};

// What was foreseen takes from what there is for the next.
struct DomainLife::Foresight {
  std::set<Id<BillableItem>> items;
  std::map<std::pair<Id<Account>, Currency>, Money> credit;

  bool pays(db::Reader& reader, const Invoice& invoice) {
    const auto [left, isNew] = credit.try_emplace(std::pair{invoice.account, invoice.currency},
                                                  Money::zero(invoice.currency));
    if (isNew) {
      for (const auto& balance : CreditDesk::balances(reader, invoice.account)) {
        if (balance.currency() == invoice.currency) left->second = balance;
      }
    }
    if (!invoice.total.isPositive() || left->second.lessThan(invoice.total)) return false;
    left->second = left->second.minus(invoice.total);
    return true;
  }
};

std::optional<int> DomainLife::noticeOn(std::int64_t daysLeft, const std::vector<int>& noticeDays) {
  std::optional<int> due;
  for (const int day : noticeDays) {
    if (daysLeft < 0 || day < daysLeft) continue;
    due = due ? std::min(*due, day) : day;
  }
  return due;
}

DomainLife::Move DomainLife::moveOf(db::Reader& reader, const Day& day, const Domain& domain) {
  const auto tld = tld_repository::findByName(reader, day.tenant, domain.tld).value_or(Tld{});
  const auto stage = stageOn(day.today, domain.expiresOn().value(), tld);
  if (stage == DomainStatus::Active) return {};
  Move move{.isAll = true};
  auto term = domain_term_repository::openOf(reader, domain.id);
  // What is paid for is being saved.
  if (term && term->state != TermState::Unpaid) return move;
  if (stage == DomainStatus::Expired) {
    if (domain.status == DomainStatus::Active) move.becomes = stage;
    return move;
  }
  // From here on it costs something else, or nothing helps any more.
  if (term && term->action == DomainAction::Renew) move.callOff = std::move(term);
  const bool isKept =
      stage == DomainStatus::Cancelled && isStillThere(domain, parts_.clock.now(), day.today, tld);
  if (!isKept && domain.status != stage) move.becomes = stage;
  return move;
}

bool DomainLife::isToRenew(db::Reader& reader, const Day& day, const Domain& domain) {
  const auto expiresOn = domain.expiresOn().value();
  const auto left = day.invoiceDay.daysUntil(expiresOn);
  return parts_.tenants.today(day.tenant) <= expiresOn && left >= 0 &&
         left <= day.invoiceDaysBefore && awaitsRenewal(reader, domain, day.invoiceDaysBefore);
}

std::vector<DomainAct> DomainLife::keepOne(db::Transaction& tx, const Actor& actor, const Day& day,
                                           Id<Domain> id) {
  auto domain = parts_.domains.lock(tx, Scope::ofTenant(day.tenant), id);
  if (!domain || !domain->isHeld() || !domain->expiresAt) return {};
  const auto before = *domain;
  auto move = moveOf(tx, day, *domain);
  if (move.callOff &&
      !parts_.desk.callOff(tx, actor, *move.callOff, "The domain has gone into redemption")) {
    parts_.desk.attention(tx, actor, *domain, "expiry", kPaidInPart);
    return {{DomainAct::Kind::Fail, before, kPaidInPart}};
  }
  std::vector<DomainAct> acts;
  if (move.becomes) {
    parts_.desk.become(tx, actor, *domain, *move.becomes);
    acts.push_back({DomainAct::Kind::Move, before});
    acts.back().becomes = move.becomes;
  }
  if (move.isAll) return acts;
  if (isToRenew(tx, day, *domain)) {
    acts.push_back({DomainAct::Kind::Renew, before});
    auto& act = acts.back();
    act.invoice = parts_.renewals.issue(tx, actor, *domain, {1, false, day.payFromCredit});
    // Without anything to pay it is paid too, but from nothing.
    act.paidFromCredit =
        act.invoice->stored == InvoiceStatus::Paid && act.invoice->total.isPositive();
  }
  // Credit may have paid the renewal just now: then nobody has to be told.
  const auto term = domain_term_repository::openOf(tx, id);
  if (term && term->state != TermState::Unpaid) return acts;
  auto current = parts_.domains.lock(tx, Scope::ofTenant(day.tenant), id).value();
  const auto notice = noticeFor(current, day.today, day.noticeDays);
  if (!notice) return acts;
  current.noticedDays = notice;
  current.noticedExpiry = current.expiresAt;
  parts_.desk.save(tx, current);
  DomainExpiring fact;
  fact.expiresOn = current.expiresOn().value();
  fact.daysLeft = static_cast<int>(day.today.daysUntil(fact.expiresOn));
  fact.autoRenew = current.autoRenew;
  acts.push_back({DomainAct::Kind::Notice, before});
  acts.back().daysLeft = fact.daysLeft;
  parts_.desk.announce(tx, actor, current, fact);
  return acts;
}

std::vector<DomainAct> DomainLife::foreseeOne(db::Reader& reader, const Day& day,
                                              const Domain& domain, Foresight& foresight) {
  const auto move = moveOf(reader, day, domain);
  if (move.callOff && !parts_.desk.mayCallOff(reader, *move.callOff))
    return {{DomainAct::Kind::Fail, domain, kPaidInPart}};
  std::vector<DomainAct> acts;
  if (move.becomes) {
    acts.push_back({DomainAct::Kind::Move, domain});
    acts.back().becomes = move.becomes;
  }
  if (move.isAll) return acts;
  auto term = domain_term_repository::openOf(reader, domain.id);
  bool isPaid = term && term->state != TermState::Unpaid;
  if (isToRenew(reader, day, domain)) {
    acts.push_back({DomainAct::Kind::Renew, domain});
    auto& act = acts.back();
    act.invoice =
        parts_.renewals.foresee(reader, domain, {1, false, day.payFromCredit}, foresight.items);
    act.paidFromCredit = day.payFromCredit && foresight.pays(reader, *act.invoice);
    isPaid = act.paidFromCredit || act.invoice->total.isZero();
  }
  const auto notice = noticeFor(domain, day.today, day.noticeDays);
  if (isPaid || !notice) return acts;
  acts.push_back({DomainAct::Kind::Notice, domain});
  acts.back().daysLeft = static_cast<int>(day.today.daysUntil(domain.expiresOn().value()));
  return acts;
}

DomainLife::Day DomainLife::dayOf(const DomainDayRequest& request) {
  const auto settings = parts_.tenants.settings(request.tenant);
  const auto today = parts_.tenants.today(request.tenant);
  const auto wanted = request.day.value_or(today);
  Day day{request.tenant, std::min(wanted, today), wanted};
  day.invoiceDaysBefore = settings.integer("domains.invoice_days_before");
  // How many days are left is told on the day alone.
  if (today <= wanted)
    day.noticeDays = settings.value("domains.notice_days").get<std::vector<int>>();
  day.payFromCredit = settings.flag("renewal.pay_from_credit");
  return day;
}

// Every held domain about which there may be something to do, the first to expire first.
template <class Visit>
std::int64_t DomainLife::visit(const Day& day, const std::set<std::string>& except,
                               Visit&& visitOne) {
  auto ahead =
      day.invoiceDaysBefore +
      std::max<std::int64_t>(0, parts_.tenants.today(day.tenant).daysUntil(day.invoiceDay));
  for (const int days : day.noticeDays) ahead = std::max<std::int64_t>(ahead, days);
  const auto before = parts_.clock.now().plus(std::chrono::hours{24 * (ahead + 2)});
  DomainRepository::Place after;
  std::int64_t visited = 0;
  while (true) {
    const auto domains = parts_.database.read([&](db::Reader& reader) {
      return parts_.domains.expiringBefore(reader, day.tenant, before, after, kBatch);
    });
    for (const auto& domain : domains) {
      after = {domain.expiresAt.value(), domain.id};
      ++visited;
      if (!except.contains(domain.id.text())) visitOne(domain);
    }
    if (domains.size() < static_cast<std::size_t>(kBatch)) return visited;
  }
}

DomainDayReport DomainLife::keep(const Actor& actor, const DomainDayRequest& request,
                                 const Transact& transact) {
  const auto day = dayOf(request);
  DomainDayReport report;
  report.lookedAt = visit(day, request.except, [&](const Domain& domain) {
    try {
      std::vector<DomainAct> acts;
      transact([&](db::Transaction& tx) { acts = keepOne(tx, actor, day, domain.id); });
      std::ranges::move(acts, std::back_inserter(report.acts));
    } catch (const DomainError& error) {
      // One that cannot be invoiced keeps no other from it, and is said to somebody.
      log_.warning("domain.not_kept", {{"domain", domain.id.text()}, {"code", error.code()}});
      transact([&](db::Transaction& tx) {
        auto current = parts_.domains.lock(tx, Scope::ofTenant(request.tenant), domain.id).value();
        parts_.desk.attention(tx, actor, current, "renewal", error.detail());
      });
      report.acts.push_back({DomainAct::Kind::Fail, domain, error.detail()});
    }
  });
  return report;
}

DomainDayReport DomainLife::keep(const Actor& actor, const DomainDayRequest& request) {
  return keep(actor, request, [this](const std::function<void(db::Transaction&)>& work) {
    parts_.database.transaction([&](db::Transaction& tx) { work(tx); });
  });
}

jobs::Result DomainLife::keep(jobs::Context& context) {
  keep(context.actor(), {context.scope().tenant},
       [&](const std::function<void(db::Transaction&)>& work) {
         context.transaction([&](db::Transaction& tx) { work(tx); });
       });
  return jobs::Result::done();
}

DomainDayReport DomainLife::foresee(const DomainDayRequest& request) {
  const auto day = dayOf(request);
  DomainDayReport report;
  Foresight foresight;
  report.lookedAt = visit(day, request.except, [&](const Domain& domain) {
    try {
      auto next = foresight;  // a lost connection asks again
      auto acts = parts_.database.read([&](db::Reader& reader) {
        next = foresight;
        return foreseeOne(reader, day, domain, next);
      });
      foresight = std::move(next);
      std::ranges::move(acts, std::back_inserter(report.acts));
    } catch (const DomainError& error) {
      report.acts.push_back({DomainAct::Kind::Fail, domain, error.detail()});
    }
  });
  return report;
}

jobs::Result DomainLife::syncAll(jobs::Context& context) {
  const auto tenant = context.scope().tenant;
  const auto before = parts_.clock.now().minus(kRecordHolds);
  context.transaction([&](db::Transaction& tx) {
    for (const auto& domain : parts_.domains.syncedBefore(tx, tenant, before, kSyncsAtOnce))
      parts_.desk.enqueueSync(tx, domain, jobs::Priority::Bulk);
  });
  return jobs::Result::done();
}

std::vector<ScheduleEntry> DomainLife::schedule() {
  static const auto kDaily = CronExpression::parse("15 0 * * *");
  static const auto kHourly = CronExpression::parse("45 * * * *");
  std::vector<ScheduleEntry> entries;
  for (const auto& tenant : parts_.tenants.all()) {
    const auto scope = Scope::ofTenant(tenant.id);
    const auto nothing = [](const Tick&) { return Json::object(); };
    entries.push_back({"domains.daily:" + tenant.id.text(), scope, kDaily, tenant.zone,
                       std::string{KeepDomains::kKind}, nothing, std::nullopt});
    entries.push_back({"domains.sync:" + tenant.id.text(), scope, kHourly, tenant.zone,
                       std::string{SyncDomains::kKind}, nothing, std::nullopt});
  }
  return entries;
}

}  // namespace hostler
