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
  bool additional = false, compound = false;

  static TaxRateView of(const tax_rules::Stored& stored) {
    const auto& rule = stored.rule;
    return {stored.id, rule.country,   rule.region,     rule.taxClass,   rule.name,
            rule.rate, rule.validFrom, rule.validUntil, rule.additional, rule.compound};
  }
  TaxRule rule() const {
    return {country, region, taxClass, name, rate, validFrom, validUntil, additional, compound};
  }
  // More digits than any law has are a slip, and would not fit the arithmetic of inclusive prices.
  void check() const {
    if (rate.scale() > 6 || Decimal{1000} < rate)
      throw ValidationError{"rate", "out_of_range", "must be up to 1000 with 6 decimals at most"};
    if (validUntil && *validUntil <= validFrom)
      throw ValidationError{"valid_until", "before_start", "must be after valid_from"};
    if (compound && !additional)
      throw ValidationError{"compound", "not_additional", "is for additional taxes"};
  }
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
    shape.field("additional", &TaxRateView::additional)
        .withDefault()
        .describedAs("charged beside the main rate, not in its place");
    shape.field("compound", &TaxRateView::compound)
        .withDefault()
        .describedAs("an additional one on the value and the other taxes");
  }
};

/// A rate changes by ending and another one beginning, so that each day has the one it had.
struct EndRate {
  std::optional<std::optional<Date>> validUntil;
  static void describe(Shape<EndRate>& shape) {
    shape.field("valid_until", &EndRate::validUntil).describedAs("null: it goes on");
  }
};

TaxRateView found(db::Reader& reader, Id<Tenant> tenant, Id<TaxRate> id) {
  const auto rate = tax_rules::find(reader, tenant, id);
  if (!rate) throw NotFound{};
  return TaxRateView::of(*rate);
}

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
            rate.check();
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
      .get<http::Nothing, TaxRateView>("/admin/taxes/{id}", Access::staff(kManageInvoices),
                                       [this](const auto& request) {
                                         return database_.read([&](db::Reader& reader) {
                                           return found(reader, request.scope().tenant,
                                                        request.template id<TaxRate>());
                                         });
                                       })
      .named("adminGetTax", "One tax rate")
      .tagged("Admin: billing");
  router
      .patch<EndRate, TaxRateView>(
          "/admin/taxes/{id}", Access::staff(kManageInvoices),
          [this](const auto& request) {
            const auto id = request.template id<TaxRate>();
            const auto tenant = request.scope().tenant;
            return database_.transaction([&](db::Transaction& tx) {
              const auto before = found(tx, tenant, id);
              if (!request.body().validUntil) return before;
              if (!tax_rules::end(tx, tenant, id, *request.body().validUntil)) throw NotFound{};
              auto after = found(tx, tenant, id);
              audit_.record(tx, request.actor(),
                            {"tax.ended", id.text(), toJson(before), toJson(after)});
              return after;
            });
          })
      .named("adminEndTax", "End a tax rate on a day")
      .tagged("Admin: billing")
      .guardedBy<TaxRateView>([this](const http::Context& context) {
        return database_.read([&](db::Reader& reader) {
          return found(reader, context.tenant(), context.pathId<TaxRate>());
        });
      });
  router
      .remove<http::Nothing, http::Nothing>(
          "/admin/taxes/{id}", Access::staff(kManageInvoices),
          [this](const auto& request) {
            const auto id = request.template id<TaxRate>();
            const auto tenant = request.scope().tenant;
            database_.transaction([&](db::Transaction& tx) {
              const auto before = found(tx, tenant, id);
              if (!tax_rules::remove(tx, tenant, id)) throw NotFound{};
              audit_.record(tx, request.actor(),
                            {"tax.removed", id.text(), toJson(before), nullptr});
            });
          })
      .named("adminRemoveTax", "Remove a tax rate as if it had never been; no invoice changes")
      .tagged("Admin: billing");
}

}  // namespace hostler
