#include "modules/billing/tax_number_checks.h"

#include "modules/billing/tax_number_events.h"

#include <algorithm>

namespace hostler {
namespace {

// Longer than any question takes: who died with it is followed by another.
constexpr std::chrono::minutes kUnderWay{10};
constexpr std::chrono::minutes kSweep{5};
constexpr std::chrono::minutes kFirstPause{5};
constexpr std::chrono::hours kLongestPause{12};
constexpr int kAtOnce = 200;

}  // namespace

Json recordedTaxStanding(const TaxStanding& standing) {
  return {{"sez", standing.sez},
          {"tax_id", standing.taxId ? Json(*standing.taxId) : Json()},
          {"standing", wordOf(standing.standing)},
          {"answer", standing.answer}};
}

Duration TaxNumberChecks::pauseAfter(int failures) {
  Duration pause = kFirstPause;
  for (int i = 1; i < failures && pause < kLongestPause; ++i) pause *= 2;
  return std::min<Duration>(pause, kLongestPause);
}

void TaxNumberChecks::ask(db::Transaction& tx, const Scope& scope, Id<Account> account) {
  jobs::Enqueue how;
  how.uniqueKey = "tax_number:" + account.text();
  how.keepKey = false;
  parts_.queue.enqueue(tx, Scope::ofAccount(scope.tenant, account), CheckTaxNumber{account},
                       std::move(how));
}

// What is due is put off before it is asked, so that nobody else asks meanwhile. The moment until
// which it is put off tells a later hand whether the row is still the one that was asked about.
std::optional<TaxStanding> TaxNumberChecks::claim(jobs::Context& context, Id<Account> account) {
  const auto tenant = context.scope().tenant;
  return context.transaction([&](db::Transaction& tx) -> std::optional<TaxStanding> {
    const auto now = parts_.clock.now();
    auto standing = tax_standings::lock(tx, tenant, account);
    if (!standing.taxId || !standing.checkAt || *standing.checkAt > now) return std::nullopt;
    standing.checkAt = now.plus(kUnderWay);
    tax_standings::save(tx, tenant, standing, now);
    return standing;
  });
}

jobs::Result TaxNumberChecks::check(jobs::Context& context, const CheckTaxNumber& task) {
  // Without anybody to ask it stays due: the plugin that is enabled one day finds it so.
  if (!isOffered()) return jobs::Result::done();
  const auto claimed = claim(context, task.account);
  if (!claimed) return jobs::Result::done();
  const auto number = readVatNumber(*claimed->taxId);
  if (number.fault) {
    // Named before forms were judged, or by an import.
    RegisterAnswer answer;
    answer.valid = false;
    answer.evidence = {{"by", "form"}, {"evidence", number.fault->message}};
    context.transaction([&](db::Transaction& tx) { keep(tx, context.actor(), *claimed, answer); });
    return jobs::Result::done();
  }
  const auto own =
      readVatNumber(parts_.tenants.settings(context.scope().tenant).text("tax.vat_number"));
  const auto answer =
      registers_.ask(number.number, own.fault ? std::nullopt : std::optional{own.number});
  context.transaction([&](db::Transaction& tx) { keep(tx, context.actor(), *claimed, answer); });
  return jobs::Result::done();
}

void TaxNumberChecks::keep(db::Transaction& tx, const Actor& actor, const TaxStanding& claimed,
                           const RegisterAnswer& answer) {
  const auto tenant = actor.scope.tenant;
  const auto now = parts_.clock.now();
  const auto before = tax_standings::lock(tx, tenant, claimed.account);
  if (before.taxId != claimed.taxId || before.checkAt != claimed.checkAt) return;
  auto after = before;
  if (answer.valid) {
    after.answered(*answer.valid, answer.evidence, now, recheckDaysOf(tenant));
  } else {
    ++after.failedChecks;
    after.lastFailure = answer.failure;
    after.checkAt =
        now.plus(std::max(pauseAfter(after.failedChecks), answer.after.value_or(Duration{0})));
    log_.info("tax_number.not_answered", {{"account", claimed.account.text()},
                                          {"reason", answer.failure},
                                          {"times", after.failedChecks}});
  }
  tax_standings::save(tx, tenant, after, now);
  if (!answer.valid) return;
  parts_.audit.record(tx, actor,
                      {"account.tax_standing_changed", claimed.account.text(),
                       recordedTaxStanding(before), recordedTaxStanding(after)});
  if (before.standing != TaxIdStanding::Valid || after.standing != TaxIdStanding::Invalid) return;
  parts_.bus.publish(tx, actor, Scope::ofAccount(tenant, claimed.account),
                     TaxNumberRefused{claimed.account, after.taxId.value_or("")});
}

std::int64_t TaxNumberChecks::recheckDaysOf(Id<Tenant> tenant) {
  return parts_.tenants.settings(tenant).integer("tax.vat_recheck_days");
}

// Whose numbers wait as they were to before the days were changed.
std::vector<Id<Tenant>> TaxNumberChecks::tenantsAstray(db::Reader& reader) {
  auto tenants = tax_standings::tenantsWithValid(reader);
  const auto after = parts_.clock.now().plus(kUnderWay);
  std::erase_if(tenants, [&](Id<Tenant> tenant) {
    return !tax_standings::isAnyAstray(reader, tenant, recheckDaysOf(tenant), after);
  });
  return tenants;
}

jobs::Result TaxNumberChecks::recheck(const RecheckTaxNumbers&) {
  for (const auto tenant :
       parts_.database.read([&](db::Reader& reader) { return tenantsAstray(reader); })) {
    parts_.database.transaction([&](db::Transaction& tx) {
      tax_standings::align(tx, tenant, recheckDaysOf(tenant), parts_.clock.now().plus(kUnderWay));
    });
  }
  const auto due = parts_.database.read(
      [&](db::Reader& reader) { return tax_standings::due(reader, parts_.clock.now(), kAtOnce); });
  for (const auto& [tenant, account] : due) {
    parts_.database.transaction([&, tenant = tenant, account = account](db::Transaction& tx) {
      ask(tx, Scope::ofTenant(tenant), account);
    });
  }
  return jobs::Result::done();
}

std::vector<ScheduleEntry> TaxNumberChecks::schedule() {
  const auto isAnyDue = [&](db::Reader& reader) {
    return !tax_standings::due(reader, parts_.clock.now().plus(kSweep), 1).empty() ||
           !tenantsAstray(reader).empty();
  };
  if (!isOffered() || !parts_.database.read(isAnyDue)) return {};
  ScheduleEntry entry{
      .name = "billing.recheck_tax_numbers",
      .scope = Scope::ofTenant(kPlatform),
      .when = CronExpression::parse("*/5 * * * *"),
      .zone = TimeZone::named("UTC"),
      .jobKind = std::string{RecheckTaxNumbers::kKind},
      .payload = [](const Tick& tick) { return toJson(RecheckTaxNumbers{tick.due.unixMicros()}); },
      .lane = {}};
  return {std::move(entry)};
}

}  // namespace hostler
