#include "modules/domains/domain_life.h"

#include "modules/catalog/tld_repository.h"
#include "modules/domains/domain_forecast.h"

#include <algorithm>

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

}  // namespace

struct DomainLife::Day {
  Id<Tenant> tenant;
  Date today;
  std::int64_t invoiceDaysBefore = 21;
  std::vector<int> noticeDays;
  bool payFromCredit = true;
};

std::optional<int> DomainLife::noticeOn(std::int64_t daysLeft, const std::vector<int>& noticeDays) {
  std::optional<int> due;
  for (const int day : noticeDays) {
    if (daysLeft < 0 || day < daysLeft) continue;
    due = due ? std::min(*due, day) : day;
  }
  return due;
}

// True when nothing more is to be done about it today.
bool DomainLife::moveOn(db::Transaction& tx, const Actor& actor, const Day& day, Domain& domain,
                        const Tld& tld) {
  const auto stage = stageOn(day.today, domain.expiresOn().value(), tld);
  if (stage == DomainStatus::Active) return false;
  auto term = domain_term_repository::openOf(tx, domain.id);
  // What is paid for is being saved.
  if (term && term->state != TermState::Unpaid) return true;
  if (stage == DomainStatus::Expired) {
    if (domain.status == DomainStatus::Active) parts_.desk.become(tx, actor, domain, stage);
    return true;
  }
  // From here on it costs something else, or nothing helps any more.
  if (term && term->action == DomainAction::Renew &&
      !parts_.desk.callOff(tx, actor, *term, "The domain has gone into redemption")) {
    parts_.desk.attention(tx, actor, domain, "expiry",
                          "It has gone into redemption while its renewal is paid in part.");
    return true;
  }
  if (stage == DomainStatus::Cancelled && isStillThere(domain, parts_.clock.now(), day.today, tld))
    return true;
  if (domain.status != stage) parts_.desk.become(tx, actor, domain, stage);
  return true;
}

void DomainLife::notify(db::Transaction& tx, const Actor& actor, const Day& day, Domain& domain) {
  const auto left = day.today.daysUntil(domain.expiresOn().value());
  const auto notice = noticeOn(left, day.noticeDays);
  const bool isGiven = domain.noticedExpiry == domain.expiresAt && domain.noticedDays && notice &&
                       *domain.noticedDays <= *notice;
  if (!notice || isGiven) return;
  domain.noticedDays = notice;
  domain.noticedExpiry = domain.expiresAt;
  parts_.desk.save(tx, domain);
  DomainExpiring fact;
  fact.expiresOn = domain.expiresOn().value();
  fact.daysLeft = static_cast<int>(left);
  fact.autoRenew = domain.autoRenew;
  parts_.desk.announce(tx, actor, domain, fact);
}

void DomainLife::renew(db::Transaction& tx, const Actor& actor, const Day& day, Domain& domain) {
  const auto left = day.today.daysUntil(domain.expiresOn().value());
  if (left < 0 || left > day.invoiceDaysBefore) return;
  if (!awaitsRenewal(tx, domain, day.invoiceDaysBefore)) return;
  parts_.renewals.issue(tx, actor, domain, {1, false, day.payFromCredit});
}

void DomainLife::keepOne(db::Transaction& tx, const Actor& actor, const Day& day, Id<Domain> id) {
  auto domain = parts_.domains.lock(tx, Scope::ofTenant(day.tenant), id);
  if (!domain || !domain->isHeld() || !domain->expiresAt) return;
  const auto listed = tld_repository::findByName(tx, day.tenant, domain->tld);
  const auto tld = listed.value_or(Tld{});
  if (moveOn(tx, actor, day, *domain, tld)) return;
  renew(tx, actor, day, *domain);
  // Credit may have paid the renewal just now: then nobody has to be told.
  const auto term = domain_term_repository::openOf(tx, id);
  if (term && term->state != TermState::Unpaid) return;
  auto current = parts_.domains.lock(tx, Scope::ofTenant(day.tenant), id);
  notify(tx, actor, day, *current);
}

jobs::Result DomainLife::keep(jobs::Context& context) {
  const auto tenant = context.scope().tenant;
  const auto settings = parts_.tenants.settings(tenant);
  Day day{tenant, parts_.tenants.today(tenant), settings.integer("domains.invoice_days_before"),
          settings.value("domains.notice_days").get<std::vector<int>>(),
          settings.flag("renewal.pay_from_credit")};
  std::int64_t ahead = day.invoiceDaysBefore;
  for (const int days : day.noticeDays) ahead = std::max<std::int64_t>(ahead, days);
  const auto before = parts_.clock.now().plus(std::chrono::hours{24 * (ahead + 2)});
  DomainRepository::Place after;
  while (true) {
    const auto domains = parts_.database.read([&](db::Reader& reader) {
      return parts_.domains.expiringBefore(reader, tenant, before, after, kBatch);
    });
    for (const auto& domain : domains) {
      after = {domain.expiresAt.value(), domain.id};
      try {
        context.transaction(
            [&](db::Transaction& tx) { keepOne(tx, context.actor(), day, domain.id); });
      } catch (const DomainError& error) {
        // One that cannot be invoiced keeps no other from it, and is said to somebody.
        log_.warning("domain.not_kept", {{"domain", domain.id.text()}, {"code", error.code()}});
        context.transaction([&](db::Transaction& tx) {
          auto current = parts_.domains.lock(tx, Scope::ofTenant(tenant), domain.id).value();
          parts_.desk.attention(tx, context.actor(), current, "renewal", error.detail());
        });
      }
    }
    if (domains.size() < static_cast<std::size_t>(kBatch)) return jobs::Result::done();
  }
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
