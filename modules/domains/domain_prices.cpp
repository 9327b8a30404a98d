#include "modules/domains/domain_prices.h"

namespace hostler {
namespace {

std::string yearsText(int years) {
  return std::to_string(years) + (years == 1 ? " year" : " years");
}

LineDraft lineOf(std::string description, Money price, const Tld& tld) {
  LineDraft line;
  line.kind = LineKind::Domain;
  line.description = std::move(description);
  line.unitPrice = price;
  line.discount = Money::zero(price.currency());
  line.taxClass = tld.taxClass;
  return line;
}

Period yearsFrom(Date start, int years) {
  return {start, start.plusMonths(12 * years, start.day())};
}

}  // namespace

DomainAction renewalActionFor(const Domain& domain) {
  return domain.status == DomainStatus::Redemption ? DomainAction::Restore : DomainAction::Renew;
}

std::vector<LineDraft> purchaseLines(const std::string& shownName, const Tld& tld,
                                     DomainAction action, int years, Currency currency,
                                     Date today) {
  const auto price = tld.priceOf(action, currency, years);
  if (!price || !tld.active) return {};
  const bool isTransfer = action == DomainAction::Transfer;
  auto line = lineOf((isTransfer ? "Domain transfer: " : "Domain registration: ") + shownName +
                         ", " + yearsText(years),
                     *price, tld);
  // What a transfer adds to is not known before it is here.
  if (!isTransfer) line.period = yearsFrom(today, years);
  return {line};
}

std::vector<LineDraft> renewalLines(const Domain& domain, const Tld& tld, int years,
                                    Currency currency) {
  const auto action = renewalActionFor(domain);
  const auto price = tld.priceOf(action, currency, years);
  const auto expiresOn = domain.expiresOn();
  if (!price || !expiresOn || !domain.isHeld()) return {};
  auto line = lineOf("Domain renewal: " + domain.unicode + ", " + yearsText(years), *price, tld);
  line.period = yearsFrom(*expiresOn, years);
  std::vector<LineDraft> lines{line};
  if (action == DomainAction::Restore) {
    const auto fee = tld.restoreFee(currency);
    if (!fee) return {};
    lines.push_back(lineOf("Restoring from redemption: " + domain.unicode, *fee, tld));
  } else if (domain.status == DomainStatus::Expired && tld.graceFee(currency).isPositive()) {
    lines.push_back(lineOf("Late renewal: " + domain.unicode, tld.graceFee(currency), tld));
  }
  return lines;
}

}  // namespace hostler
