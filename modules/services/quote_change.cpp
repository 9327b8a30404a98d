#include "modules/services/service_actions.h"

#include <algorithm>

namespace hostler {
namespace {

// Of what a plan with everything that is had with it costs, one part.
struct Component {
  std::string title, taxClass;
  Money price;
};

// The plan's own price: who stays with it keeps what it was sold at.
Money ownPrice(const Service& service, const Product& product) {
  if (product.id == service.product) return service.price;
  const auto* price = product.priceIn(service.price.currency(), service.cycle);
  return price == nullptr ? service.price : price->price;
}

}  // namespace

PlanChangeQuote ServiceActions::quoteOf(db::Reader& reader, const Service& service,
                                        const Product& product, const std::vector<Extra>& extras) {
  const auto today = parts_.tenants.today(service.tenant);
  const auto zero = Money::zero(service.price.currency());
  const bool samePlan = product.id == service.product;
  // What only comes to what it has is paid for until its term ends, and renewed with it from then
  // on; nothing is given back for it.
  const bool onlyMore = samePlan && plan_extras::keepsAll(service.extras, extras);
  const auto policy = onlyMore
                          ? Proration::Days
                          : parts_.catalog.get(reader, service.tenant, service.product).proration;
  const auto own = ownPrice(service, product);
  PlanChangeQuote quote;
  quote.own = own;
  quote.price = own.plus(everyCycle(extras, own.currency())).times(service.quantity);
  quote.credit = quote.charge = quote.net = zero;
  quote.nextDueDate = *service.paidUntil;
  const auto fresh = plan_extras::added(service.extras, extras);
  std::vector<Component> components;
  if (!onlyMore) components.push_back({product.name, "", own.times(service.quantity)});
  for (const auto& extra : onlyMore ? fresh : extras)
    components.push_back({extra.title, extra.taxClass, extra.price.times(service.quantity)});
  if (policy == Proration::AtRenewal) {
    quote.startsOn = quote.nextDueDate;
    return quote;
  }
  if (policy == Proration::FullCycle) {
    quote.newTerm = periodFrom(today, service.cycle, today.day());
    quote.nextDueDate = quote.newTerm->end;
    for (const auto& one : components)
      quote.charges.push_back({*quote.newTerm, one.price, one.title + ", new term", one.taxClass});
  } else {
    for (const auto& one : components) {
      auto parts =
          chargesUntil(*service.paidUntil, one.price, service.cycle, service.anchorDay, today);
      for (auto& part : parts) {
        const bool isFirst = &part == &parts.front();
        part.what = one.title + (isFirst ? ", rest of the term" : ", next term");
        part.taxClass = one.taxClass;
        quote.charges.push_back(std::move(part));
      }
    }
  }
  for (const auto& extra : fresh) {
    if (extra.setupFee.isPositive() && !plan_extras::wasHad(service.extras, extra))
      quote.setups.push_back({Period{today, quote.nextDueDate},
                              extra.setupFee.times(service.quantity), extra.title + ", setup",
                              extra.taxClass});
  }
  // What was paid for the days that are left, not what they would cost: after coupons, trials and
  // changes before this one.
  const bool withTax = parts_.tenants.settings(service.tenant).flag("tax.prices_include_tax");
  const auto paid = onlyMore ? std::vector<PaidTime>{}
                             : paid_time::from(reader, service.tenant, service.id, today);
  for (const auto& time : paid) {
    const auto amount = withTax ? time.total : time.net;
    const auto same = std::ranges::find(quote.credits, time.days, &PlanChangeQuote::Part::days);
    if (same == quote.credits.end()) {
      quote.credits.push_back({time.days, amount});
    } else {
      same->amount = same->amount.plus(amount);
    }
  }
  for (const auto& part : quote.charges) quote.charge = quote.charge.plus(part.amount);
  for (const auto& part : quote.setups) quote.charge = quote.charge.plus(part.amount);
  for (const auto& part : quote.credits) quote.credit = quote.credit.plus(part.amount);
  quote.net = quote.charge.minus(quote.credit);
  return quote;
}

}  // namespace hostler
