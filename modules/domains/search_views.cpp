#include "modules/domains/search_views.h"

#include "core/hostname/hostname.h"

namespace hostler {

void DomainSearchQuery::describe(Shape<DomainSearchQuery>& shape) {
  shape.field("q", &DomainSearchQuery::text).length(1, 200);
  shape.field("currency", &DomainSearchQuery::currency);
  shape.field("limit", &DomainSearchQuery::limit).range(1, 100).withDefault();
}

void DomainCheckQuery::describe(Shape<DomainCheckQuery>& shape) {
  shape.field("domain", &DomainCheckQuery::domain).length(1, 253);
  shape.field("currency", &DomainCheckQuery::currency);
}

void DomainPricingQuery::describe(Shape<DomainPricingQuery>& shape) {
  shape.field("currency", &DomainPricingQuery::currency);
}

DomainNameView DomainNameView::of(const std::string& ascii, const std::string& unicode,
                                  const Tld& tld, Currency currency) {
  DomainNameView view;
  view.domain = ascii;
  view.unicode = unicode;
  view.tld = tld.name;
  view.years = tld.minYears;
  if (tld.active) {
    view.registration = tld.priceOf(DomainAction::Register, currency, tld.minYears);
    view.transfer = tld.priceOf(DomainAction::Transfer, currency, tld.minYears);
  }
  view.renewal = tld.priceOf(DomainAction::Renew, currency, tld.minYears);
  view.requirements = tld.requirements;
  return view;
}

void DomainNameView::describe(Shape<DomainNameView>& shape) {
  shape.field("domain", &DomainNameView::domain);
  shape.field("unicode", &DomainNameView::unicode);
  shape.field("tld", &DomainNameView::tld);
  shape.field("status", &DomainNameView::status);
  shape.field("years", &DomainNameView::years).describedAs("what the prices are for");
  shape.field("register", &DomainNameView::registration).nullable();
  shape.field("transfer", &DomainNameView::transfer).nullable();
  shape.field("renew", &DomainNameView::renewal).nullable();
  shape.field("requirements", &DomainNameView::requirements);
  shape.field("definitive", &DomainNameView::definitive)
      .describedAs("the registry itself was asked");
}

TldPricingView TldPricingView::of(const Tld& tld, Currency currency) {
  TldPricingView view;
  view.tld = tld.name;
  const auto shown = Hostname::parse("x." + tld.name);
  view.unicode = shown ? shown->unicode().substr(2) : tld.name;
  view.minYears = tld.minYears;
  view.maxYears = tld.maxYears;
  view.graceDays = tld.graceDays;
  view.redemptionDays = tld.redemptionDays;
  view.registration = tld.priceOf(DomainAction::Register, currency, tld.minYears);
  view.transfer = tld.priceOf(DomainAction::Transfer, currency, tld.minYears);
  view.renewal = tld.priceOf(DomainAction::Renew, currency, tld.minYears);
  view.graceFee = tld.graceFee(currency);
  view.restoreFee = tld.restoreFee(currency);
  view.requirements = tld.requirements;
  return view;
}

void TldPricingView::describe(Shape<TldPricingView>& shape) {
  shape.field("tld", &TldPricingView::tld);
  shape.field("unicode", &TldPricingView::unicode);
  shape.field("min_years", &TldPricingView::minYears);
  shape.field("max_years", &TldPricingView::maxYears);
  shape.field("grace_days", &TldPricingView::graceDays);
  shape.field("redemption_days", &TldPricingView::redemptionDays);
  shape.field("register", &TldPricingView::registration).nullable();
  shape.field("transfer", &TldPricingView::transfer).nullable();
  shape.field("renew", &TldPricingView::renewal).nullable();
  shape.field("grace_fee", &TldPricingView::graceFee).nullable();
  shape.field("restore_fee", &TldPricingView::restoreFee).nullable();
  shape.field("requirements", &TldPricingView::requirements);
}

}  // namespace hostler
