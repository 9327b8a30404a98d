#include "modules/services/service_actions.h"
#include "modules/services/service_prices.h"

#include <algorithm>
#include <cstdlib>

namespace hostler {
namespace {

// Of what a plan with everything that is had with it costs, one part.
struct Component {
  std::string title, taxClass;
  Money price;
};

// The plan's own price: who stays with it and its cycle keeps what it was sold at.
Money ownPrice(const Service& service, const Product& product, Cycle cycle) {
  if (product.id == service.product && cycle == service.cycle) return service.price;
  const auto* price = product.priceIn(service.price.currency(), cycle);
  return price == nullptr ? service.price : price->price;
}

// The taxes that all of it was charged with; nothing where its parts were charged with different
// ones.
std::optional<std::vector<TaxComponent>> chargedWith(const PaidTime& time) {
  constexpr std::int64_t kRounding = 5;  // each line's tax was rounded by itself
  std::vector<TaxComponent> components;
  for (const auto& tax : time.taxes) {
    const auto expected = time.net.percent(tax.rate, Rounding::HalfUp);
    if (std::abs(expected.minus(tax.amount).minor()) > kRounding) return std::nullopt;
    components.push_back({tax.name, tax.rate, tax.compound});
  }
  return components;
}

bool bearSame(const std::optional<std::vector<TaxComponent>>& some,
              const std::optional<std::vector<TaxComponent>>& others) {
  if (!some || !others) return !some && !others;
  return std::ranges::equal(*some, *others, [](const TaxComponent& a, const TaxComponent& b) {
    return a.name == b.name && a.rate == b.rate;
  });
}

}  // namespace

PlanChangeQuote ServiceActions::quoteOf(db::Reader& reader, const Service& service,
                                        const Product& product, Cycle cycle,
                                        const std::vector<Extra>& extras) {
  const auto today = parts_.tenants.today(service.tenant);
  const auto zero = Money::zero(service.price.currency());
  const bool otherCycle = cycle != service.cycle;
  const bool samePlan = product.id == service.product && !otherCycle;
  // What only comes to what it has is paid for until its term ends, and renewed with it from then
  // on; nothing is given back for it.
  const bool onlyMore = samePlan && plan_extras::keepsAll(service.extras, extras);
  // Terms of another length begin where one ends.
  const auto policy = otherCycle ? Proration::AtRenewal
                      : onlyMore
                          ? Proration::Days
                          : parts_.catalog.get(reader, service.tenant, service.product).proration;
  const auto own = ownPrice(service, product, cycle);
  PlanChangeQuote quote;
  quote.own = own;
  quote.cycle = cycle;
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
    // Where the next term is invoiced at another price already, the present one still costs the
    // old.
    const auto rise =
        samePlan ? service_prices::comingAfter(reader, service.id, today) : std::nullopt;
    for (const auto& one : components) {
      const bool rises = rise && &one == &components.front() && !onlyMore;
      const auto presentUntil =
          rises ? std::min(*service.paidUntil, *rise->appliedFrom) : *service.paidUntil;
      auto parts =
          chargesUntil(presentUntil, rises ? rise->oldPrice.times(service.quantity) : one.price,
                       service.cycle, service.anchorDay, today);
      if (presentUntil < *service.paidUntil) {
        const auto later = chargesUntil(*service.paidUntil, one.price, service.cycle,
                                        service.anchorDay, presentUntil);
        parts.insert(parts.end(), later.begin(), later.end());
      }
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
    auto taxes = chargedWith(time);
    const auto same = std::ranges::find_if(quote.credits, [&](const PlanChangeQuote::Part& part) {
      return part.days == time.days && bearSame(part.chargedWith, taxes);
    });
    if (same == quote.credits.end()) {
      quote.credits.push_back({time.days, amount, "", "", std::move(taxes)});
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
