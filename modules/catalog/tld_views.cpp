#include "core/hostname/hostname.h"
#include "modules/catalog/tld_routes.h"

#include <set>

namespace hostler {
namespace {

Constraints& likeYears(Constraints& constraints) {
  return constraints.range(1, 10);
}
Constraints& likeDays(Constraints& constraints) {
  return constraints.range(0, 365);
}

// A suffix in its normal form: what is before it in a name does not matter.
std::optional<Hostname> underIt(const std::string& name) {
  const auto start = name.starts_with('.') ? std::size_t{1} : std::size_t{0};
  return Hostname::parse("x." + name.substr(start));
}

void checkPrice(const TldPriceView& price, const std::string& path, FieldErrors& errors) {
  const Money* first = nullptr;
  for (const auto* amount : {&price.registration, &price.transfer, &price.renewal}) {
    if (!*amount) continue;
    if (first != nullptr && first->currency() != (*amount)->currency())
      errors.add(path, "mixed_currencies", "must be amounts of one currency");
    first = &**amount;
  }
  if (first == nullptr) errors.add(path, "required", "must have an amount");
}

Currency currencyOf(const TldPriceView& price) {
  for (const auto* amount : {&price.registration, &price.transfer, &price.renewal}) {
    if (*amount) return (*amount)->currency();
  }
  return Currency::of("INR");
}

}  // namespace

void TldPriceView::describe(Shape<TldPriceView>& shape) {
  likeYears(shape.field("years", &TldPriceView::years)).withDefault();
  shape.field("register", &TldPriceView::registration).notNegative().nullable();
  shape.field("transfer", &TldPriceView::transfer).notNegative().nullable();
  shape.field("renew", &TldPriceView::renewal).notNegative().nullable();
}

void TldFeesView::describe(Shape<TldFeesView>& shape) {
  shape.field("grace_fee", &TldFeesView::grace)
      .notNegative()
      .describedAs("on top of a renewal after the expiry");
  shape.field("restore_fee", &TldFeesView::restore)
      .notNegative()
      .nullable()
      .describedAs("on top of a renewal out of redemption; without it none is brought back");
}

TldView TldView::of(const Tld& tld) {
  TldView view;
  view.id = tld.id;
  view.name = tld.name;
  const auto shown = underIt(tld.name);
  view.unicode = shown ? shown->unicode().substr(2) : tld.name;
  view.registrar = tld.registrar;
  view.active = tld.active;
  view.position = tld.position;
  view.minYears = tld.minYears;
  view.maxYears = tld.maxYears;
  view.graceDays = tld.graceDays;
  view.redemptionDays = tld.redemptionDays;
  view.taxClass = tld.taxClass;
  view.requirements = tld.requirements;
  view.highestCost = tld.highestCost;
  for (const auto& price : tld.prices)
    view.prices.push_back({price.years, price.registration, price.transfer, price.renewal});
  for (const auto& fees : tld.fees) view.fees.push_back({fees.grace, fees.restore});
  return view;
}

Tld TldView::made(Id<Tld> newId) const {
  FieldErrors errors;
  if (id || unicode) errors.add(id ? "id" : "unicode", "unknown_field", "is decided by the engine");
  const auto suffix = underIt(name);
  if (!suffix) errors.add("tld", "not_a_tld", "must be a suffix such as com or co.in");
  if (maxYears < minYears) errors.add("max_years", "out_of_range", "must not be below min_years");
  std::set<std::pair<std::string_view, int>> seen;
  for (std::size_t i = 0; i < prices.size(); ++i) {
    const auto path = FieldErrors::at("prices", i);
    checkPrice(prices[i], path, errors);
    if (!seen.emplace(currencyOf(prices[i]).code(), prices[i].years).second)
      errors.add(path, "repeated", "comes twice for this currency and these years");
  }
  std::set<std::string_view> charged;
  for (std::size_t i = 0; i < fees.size(); ++i) {
    const auto path = FieldErrors::at("fees", i);
    const auto currency = fees[i].grace.currency();
    if (fees[i].restore && fees[i].restore->currency() != currency)
      errors.add(path, "mixed_currencies", "must be amounts of one currency");
    if (!charged.insert(currency.code()).second)
      errors.add(path, "repeated", "comes twice for this currency");
  }
  errors.throwIfAny();
  Tld tld;
  tld.id = newId;
  tld.name = suffix->ascii().substr(2);
  tld.registrar = registrar;
  tld.active = active;
  tld.position = position;
  tld.minYears = minYears;
  tld.maxYears = maxYears;
  tld.graceDays = graceDays;
  tld.redemptionDays = redemptionDays;
  tld.taxClass = taxClass;
  tld.requirements = requirements;
  tld.highestCost = highestCost;
  for (const auto& price : prices)
    tld.prices.push_back(
        {currencyOf(price), price.years, price.registration, price.transfer, price.renewal});
  for (const auto& one : fees) tld.fees.push_back({one.grace, one.restore});
  return tld;
}

void TldView::describe(Shape<TldView>& shape) {
  shape.field("id", &TldView::id);
  shape.field("tld", &TldView::name).length(1, 190);
  shape.field("unicode", &TldView::unicode);
  shape.field("registrar", &TldView::registrar)
      .length(1, 60)
      .describedAs("the configured plugin that these domains are bought from");
  shape.field("active", &TldView::active).withDefault();
  shape.field("position", &TldView::position).range(0, 1'000'000).withDefault();
  likeYears(shape.field("min_years", &TldView::minYears)).withDefault();
  likeYears(shape.field("max_years", &TldView::maxYears)).withDefault();
  likeDays(shape.field("grace_days", &TldView::graceDays)).withDefault();
  likeDays(shape.field("redemption_days", &TldView::redemptionDays)).withDefault();
  shape.field("tax_class", &TldView::taxClass).length(0, 20).withDefault().describedAs("HSN/SAC");
  shape.field("requirements", &TldView::requirements).count(0, 20);
  shape.field("highest_cost", &TldView::highestCost)
      .positive()
      .nullable()
      .describedAs("what a year of an ordinary name costs at the registrar at most");
  shape.field("prices", &TldView::prices).count(0, 200);
  shape.field("fees", &TldView::fees).count(0, 50);
}

Tld TldPatch::applied(const Tld& tld) const {
  auto view = TldView::of(tld);
  view.id.reset();
  view.unicode.reset();
  if (registrar) view.registrar = *registrar;
  if (taxClass) view.taxClass = *taxClass;
  if (active) view.active = *active;
  if (position) view.position = *position;
  if (minYears) view.minYears = *minYears;
  if (maxYears) view.maxYears = *maxYears;
  if (graceDays) view.graceDays = *graceDays;
  if (redemptionDays) view.redemptionDays = *redemptionDays;
  if (requirements) view.requirements = *requirements;
  if (highestCost) view.highestCost = *highestCost;
  if (prices) view.prices = *prices;
  if (fees) view.fees = *fees;
  return view.made(tld.id);
}

void TldPatch::describe(Shape<TldPatch>& shape) {
  shape.field("registrar", &TldPatch::registrar).length(1, 60);
  shape.field("active", &TldPatch::active);
  shape.field("position", &TldPatch::position).range(0, 1'000'000);
  likeYears(shape.field("min_years", &TldPatch::minYears));
  likeYears(shape.field("max_years", &TldPatch::maxYears));
  likeDays(shape.field("grace_days", &TldPatch::graceDays));
  likeDays(shape.field("redemption_days", &TldPatch::redemptionDays));
  shape.field("tax_class", &TldPatch::taxClass).length(0, 20);
  shape.field("requirements", &TldPatch::requirements).count(0, 20);
  shape.field("highest_cost", &TldPatch::highestCost).positive();
  shape.field("prices", &TldPatch::prices).count(0, 200);
  shape.field("fees", &TldPatch::fees).count(0, 50);
}

}  // namespace hostler
