#include "modules/billing/tax_routes.h"

#include "core/http/page.h"
#include "modules/billing/billing_permissions.h"

namespace hostler {

using http::Access;

namespace {

struct TaxRateView {
  std::optional<Id<TaxRate>> id;
  std::string country, region, taxClass, name;
  Decimal rate;
  Date validFrom = Date::ofDaysSinceEpoch(0);
  std::optional<Date> validUntil;

  static TaxRateView of(const tax_rules::Stored& stored) {
    const auto& rule = stored.rule;
    return {stored.id, rule.country, rule.region,    rule.taxClass,
            rule.name, rule.rate,    rule.validFrom, rule.validUntil};
  }
  TaxRule rule() const { return {country, region, taxClass, name, rate, validFrom, validUntil}; }
  static void describe(Shape<TaxRateView>& shape) {
    shape.field("id", &TaxRateView::id);
    shape.field("country", &TaxRateView::country)
        .pattern("[A-Z]{2}", "must be a country's two letters (ISO 3166-1)");
    shape.field("region", &TaxRateView::region)
        .length(0, 10)
        .withDefault()
        .describedAs("a state; empty: the whole country");
    shape.field("tax_class", &TaxRateView::taxClass)
        .length(0, 10)
        .withDefault()
        .describedAs("SAC or HSN; empty: everything");
    shape.field("name", &TaxRateView::name).length(1, 30);
    shape.field("rate", &TaxRateView::rate).notNegative().describedAs("per cent");
    shape.field("valid_from", &TaxRateView::validFrom);
    shape.field("valid_until", &TaxRateView::validUntil)
        .nullable()
        .describedAs("the first day on which it does not apply any more");
  }
};

struct EndRate {
  Date validUntil = Date::ofDaysSinceEpoch(0);
  static void describe(Shape<EndRate>& shape) { shape.field("valid_until", &EndRate::validUntil); }
};

}  // namespace

void TaxRoutes::mount(http::Router& router) {
  router
      .get<http::Nothing, http::Page<TaxRateView>>(
          "/admin/taxes", Access::staff(kManageInvoices),
          [this](const auto& request) {
            http::Page<TaxRateView> page;
            const auto rates = database_.read([&](db::Reader& reader) {
              return tax_rules::list(reader, request.scope().tenant);
            });
            for (const auto& rate : rates) page.data.push_back(TaxRateView::of(rate));
            return page;
          })
      .named("adminListTaxes", "Tax rates, past and future")
      .tagged("Admin: billing");
  router
      .post<TaxRateView, TaxRateView>(
          "/admin/taxes", Access::staff(kManageInvoices),
          [this](const auto& request) {
            auto rate = request.body();
            if (rate.validUntil && *rate.validUntil <= rate.validFrom)
              throw ValidationError{"valid_until", "before_start", "must be after valid_from"};
            database_.transaction([&](db::Transaction& tx) {
              rate.id = ids_.next<TaxRate>();
              tax_rules::insert(tx, request.scope().tenant, *rate.id, rate.rule(), clock_.now());
              audit_.record(tx, request.actor(),
                            {"tax.added", rate.id->text(), nullptr, toJson(rate)});
            });
            return rate;
          })
      .named("adminAddTax", "Add a tax rate")
      .tagged("Admin: billing")
      .creates();
  router
      .patch<EndRate, TaxRateView>(
          "/admin/taxes/{id}", Access::staff(kManageInvoices),
          [this](const auto& request) {
            const auto id = request.template id<TaxRate>();
            return database_.transaction([&](db::Transaction& tx) {
              if (!tax_rules::end(tx, request.scope().tenant, id, request.body().validUntil))
                throw NotFound{};
              audit_.record(tx, request.actor(),
                            {"tax.ended", id.text(), nullptr, toJson(request.body())});
              const auto rates = tax_rules::list(tx, request.scope().tenant);
              return TaxRateView::of(*std::ranges::find(rates, id, &tax_rules::Stored::id));
            });
          })
      .named("adminEndTax", "End a tax rate on a day")
      .tagged("Admin: billing");
}

}  // namespace hostler
