#include "modules/domains/domain_forecast.h"

#include "modules/catalog/tld_repository.h"
#include "modules/domains/domain_prices.h"

#include <algorithm>
#include <map>

namespace hostler {
namespace {

constexpr int kPage = 200;

// A renewal for this expiry that was called off by somebody is not invoiced again by itself.
constexpr auto kCalledOff = R"sql(
  SELECT 1 AS one FROM domain_terms
   WHERE domain_id = ? AND action = 'renew' AND state = 'cancelled' AND created_at >= ? LIMIT 1)sql";

// Days of expiries are the registry's: in UTC.
Instant startOf(Date day) {
  static const auto kUtc = TimeZone::named("UTC");
  return kUtc.startOf(day);
}

// One question for each key, however often it is asked.
template <class Key, class Value>
class Remembered {
 public:
  template <class Ask>
  const Value& of(const Key& key, Ask&& ask) {
    const auto found = known_.find(key);
    return found != known_.end() ? found->second : known_.emplace(key, ask()).first->second;
  }

 private:
  std::map<Key, Value> known_;
};

}  // namespace

bool awaitsRenewal(db::Reader& reader, const Domain& domain, std::int64_t invoiceDaysBefore) {
  if (!domain.autoRenew || domain.status != DomainStatus::Active || !domain.expiresAt) return false;
  if (domain_term_repository::openOf(reader, domain.id)) return false;
  const auto since = domain.expiresAt->minus(std::chrono::hours{24 * (invoiceDaysBefore + 2)});
  return reader.query(kCalledOff, domain.id, since).empty();
}

std::vector<DomainForecast::Renewal> DomainForecast::renewals(db::Reader& reader,
                                                              const Scope& scope,
                                                              const Wanted& wanted) {
  const auto daysBefore =
      parts_.tenants.settings(scope.tenant).integer("domains.invoice_days_before");
  const auto today = parts_.tenants.today(scope.tenant);
  DomainRepository::Filter filter;
  filter.status = DomainStatus::Active;
  // What has expired is in its grace from the next night on, and not renewed by itself.
  filter.expiresFrom = startOf(std::max(today, wanted.expiresFrom.value_or(today)));
  if (wanted.expiresTo) filter.expiresBefore = startOf(wanted.expiresTo->plusDays(1));
  Remembered<std::string, std::optional<Tld>> tlds;
  Remembered<Id<Account>, Currency> currencies;
  std::vector<Renewal> found;
  DomainRepository::ByExpiry order;
  while (true) {
    const auto page = parts_.domains.list(reader, scope, filter, order, kPage);
    for (const auto& domain : page) {
      if (found.size() >= static_cast<std::size_t>(wanted.most)) return found;
      const bool isWanted =
          wanted.withInvoiced ? domain.autoRenew : awaitsRenewal(reader, domain, daysBefore);
      if (!isWanted) continue;
      const auto& tld = tlds.of(
          domain.tld, [&] { return tld_repository::findByName(reader, scope.tenant, domain.tld); });
      const auto currency = currencies.of(domain.account, [&] {
        return parts_.accounts.get(reader, scope.tenant, domain.account).currency;
      });
      const auto lines = tld ? renewalLines(domain, *tld, 1, currency) : std::vector<LineDraft>{};
      if (lines.empty()) continue;
      auto price = Money::zero(currency), total = price;
      for (const auto& line : lines) price = price.plus(line.unitPrice);
      if (wanted.withTax) {
        const auto priced =
            parts_.billing.quote(reader, scope.tenant, domain.account, currency, lines);
        price = priced.subtotal.minus(priced.discount);
        total = priced.total;
      }
      const auto expiresOn = domain.expiresOn().value();
      found.push_back({domain, lines.front().description, expiresOn.plusDays(-daysBefore),
                       expiresOn, lines.front().period.value(), price, total});
    }
    if (page.size() < static_cast<std::size_t>(kPage)) return found;
    const auto& last = page.back();
    order.after = http::Cursor{last.id.value(), last.expiresAt->unixMicros()};
  }
}

}  // namespace hostler
