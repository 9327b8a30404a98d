#include "modules/automation/confirmed_end.h"

#include "modules/billing/exchange_rates.h"

namespace hostler {
namespace {

// In minor units of `own`, at so much of it for one whole unit of the price's currency.
Money converted(Money price, Currency own, Decimal rate) {
  for (int i = price.currency().exponent(); i > own.exponent(); --i)
    rate = rate.times(Decimal::ofScaled(1, 1));
  for (int i = price.currency().exponent(); i < own.exponent(); ++i) rate = rate.times(10);
  return Money::ofMinor(price.share(rate, Rounding::HalfUp).minor(), own);
}

}  // namespace

std::optional<Money> monthlyPrice(db::Reader& reader, const Tenant& tenant, const Service& service,
                                  Date day) {
  const auto months = monthsOf(service.cycle);
  if (months == 0) return Money::zero(tenant.currency);
  const auto price = service.everyCycle().fraction(1, months, Rounding::HalfUp);
  if (price.currency() == tenant.currency) return price;
  const auto rate = exchange_rates::on(reader, tenant.id, price.currency(), day);
  if (!rate) return std::nullopt;
  return converted(price, tenant.currency, *rate);
}

std::optional<Hold> whyConfirmEnd(db::Reader& reader, Tenants& tenants, const Service& service,
                                  Date day) {
  const auto tenant = tenants.get(service.tenant);
  const auto most = tenants.settings(tenant.id).integer("termination.confirm_above");
  if (most == 0) return std::nullopt;
  const auto limit = Money::ofMinor(most, tenant.currency);
  const auto price = monthlyPrice(reader, tenant, service, day);
  if (!price) {
    return Hold{HoldCause::ExchangeRate, "what it costs has no exchange rate to hold against " +
                                             limit.text() + " a month; a person confirms its end"};
  }
  if (!limit.lessThan(*price)) return std::nullopt;
  return Hold{HoldCause::Cost, "it costs " + price->text() + " a month, more than " + limit.text() +
                                   "; a person confirms its end"};
}

std::optional<Hold> whyHeld(const Service& service, AccountStatus account) {
  if (service.suspensionReason == SuspensionReason::Abuse)
    return Hold{HoldCause::Abuse, "it is suspended for abuse; a person confirms its end"};
  if (service.suspensionReason == SuspensionReason::Dispute) {
    return Hold{HoldCause::Dispute,
                "it is suspended for a disputed payment; a person confirms its end"};
  }
  if (account == AccountStatus::Suspended)
    return Hold{HoldCause::AccountSuspended, "its account is suspended; a person confirms its end"};
  return std::nullopt;
}

}  // namespace hostler
