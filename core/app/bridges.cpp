#include "core/app/bridges.h"

#include "modules/billing/payment_service.h"
#include "modules/catalog/product_repository.h"
#include "modules/catalog/tld_repository.h"

namespace hostler::app {
namespace {

constexpr auto kAnyOpen = R"sql(
  SELECT 1 AS one FROM invoice_states WHERE account_id = ? AND status IN ('unpaid', 'partially_paid') LIMIT 1)sql";

Reminder reminderNamed(const std::string& kind) {
  if (kind == "reminder") return Reminder::Upcoming;
  if (kind == "overdue_1") return Reminder::Overdue1;
  if (kind == "overdue_2") return Reminder::Overdue2;
  if (kind == "overdue_3") return Reminder::Overdue3;
  throw std::invalid_argument{"no reminder is called " + kind};
}

}  // namespace

bool BilledMoney::hasOpenMoney(db::Reader& reader, const Scope& scope) {
  const auto account = scope.account.value();
  if (!reader.query(kAnyOpen, account).empty()) return true;
  return std::ranges::any_of(credit_.balances(reader, account),
                             [](const Money& money) { return !money.isZero(); });
}

bool isLinkable(ServiceRepository& services, ComputeDesk& compute, db::Reader& reader,
                const Scope& scope, DomainLinkKind kind, const std::string& to) {
  const auto id = Id<Service>::parse(to);
  if (kind == DomainLinkKind::Bucket || !id) return false;
  const auto service = services.find(reader, scope, *id);
  if (!service || !service->isLive()) return false;
  return kind == DomainLinkKind::Service || compute.isMachine(*service);
}

std::map<Id<Tenant>, ShopFace> facesOf(db::Database& database, ProviderPort& gateways,
                                       LegalTexts& texts, const std::vector<Id<Tenant>>& tenants) {
  std::map<Id<Tenant>, ShopFace> faces;
  const auto ways = gateways.instances("gateway");
  for (const auto tenant : tenants) {
    for (const auto& way : ways) {
      if (way.enabled && isOfferedBy(way, tenant))
        faces[tenant].gateways.push_back({way.name, way.title});
    }
  }
  database.read([&](db::Reader& reader) {
    for (const auto tenant : tld_repository::sellers(reader)) faces[tenant].sellsDomains = true;
    for (const auto& [tenant, type] : product_repository::typesOnSale(reader))
      faces[tenant].productTypes.emplace_back(wordOf(type));
    for (auto& [tenant, text] : texts.titles(reader))
      faces[tenant].legal.push_back({std::move(text.slug), std::move(text.title)});
  });
  return faces;
}

std::optional<std::string> nameOfDomain(DomainRepository& domains, db::Reader& reader,
                                        const Scope& scope, const std::string& text) {
  const auto id = Id<Domain>::parse(text);
  const auto domain = id ? domains.find(reader, scope, *id) : std::nullopt;
  return domain && domain->isLive() ? std::optional{domain->name} : std::nullopt;
}

std::optional<DomainZone> zoneOf(Zones& zones, db::Reader& reader, const Scope& scope,
                                 const std::string& name) {
  const auto zone = zones.find(reader, scope, name);
  if (!zone || !zone->created || zone->kind != "dns") return std::nullopt;
  DomainZone found{zone->signing == Signing::On, {}, zone->nameservers};
  for (const auto& signer : zone->signers)
    found.signers.push_back({signer.keyTag, signer.algorithm, signer.digestType, signer.digest});
  return found;
}

NameHolder holderOf(DomainRepository& domains, ServiceRepository& services, db::Reader& reader,
                    Id<Account> account, const std::string& name) {
  const auto holder = domains.holderOf(reader, account, name);
  if (holder != NameHolder::Nobody) return holder;
  return services.isServedForOthers(reader, account, name) ? NameHolder::Others
                                                           : NameHolder::Nobody;
}

void MailedReminders::remind(db::Transaction& tx, const Actor& actor, const Invoice& invoice,
                             const std::string& kind) {
  notifications_.remind(tx, actor, invoice.id, reminderNamed(kind));
}

std::vector<UpcomingCharge> upcomingRenewals(DomainForecast& forecast, db::Reader& reader,
                                             const Scope& scope, int most) {
  DomainForecast::Wanted wanted;
  wanted.most = most;
  wanted.withTax = true;
  std::vector<UpcomingCharge> charges;
  for (const auto& renewal : forecast.renewals(reader, scope, wanted)) {
    UpcomingCharge charge;
    charge.domain = renewal.domain.id;
    charge.description = renewal.description;
    charge.invoiceOn = renewal.invoiceOn;
    charge.dueDate = renewal.dueDate;
    charge.from = renewal.term.start;
    charge.to = renewal.term.end;
    charge.cycle = Cycle::Annually;
    charge.price = renewal.price;
    charge.total = renewal.total;
    charges.push_back(std::move(charge));
  }
  return charges;
}

void addRenewals(DomainForecast& forecast, Tenants& tenants, db::Reader& reader, Id<Tenant> tenant,
                 const DayRange& range, int most, std::vector<CalendarEntry>& entries) {
  const auto add = [&](const DomainForecast::Renewal& renewal, CalendarKind kind, Date day) {
    CalendarEntry entry;
    entry.date = day;
    entry.kind = kind;
    entry.title = renewal.domain.unicode;
    entry.client = renewal.domain.account;
    entry.domain = renewal.domain.id;
    entry.amount = renewal.price;
    entries.push_back(std::move(entry));
  };
  const auto scope = Scope::ofTenant(tenant);
  const auto ahead = tenants.settings(tenant).integer("domains.invoice_days_before");
  DomainForecast::Wanted wanted;
  wanted.most = most;
  wanted.expiresFrom = range.from.plusDays(ahead);
  wanted.expiresTo = range.to.plusDays(ahead);
  for (const auto& one : forecast.renewals(reader, scope, wanted))
    add(one, CalendarKind::Invoice, one.invoiceOn);
  wanted.expiresFrom = range.from;
  wanted.expiresTo = range.to;
  wanted.withInvoiced = true;
  for (const auto& one : forecast.renewals(reader, scope, wanted))
    add(one, CalendarKind::Renewal, one.dueDate);
}

}  // namespace hostler::app
