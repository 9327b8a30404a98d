#include "modules/billing/currency_routes.h"

#include "modules/billing/billing_permissions.h"

#include <algorithm>

namespace hostler {

using exchange_rates::Rate;
using http::Access;

namespace {

struct RateView {
  Currency currency = Currency::of("USD");
  Date validFrom = Date::ofDaysSinceEpoch(0);
  Decimal rate;
  static RateView of(const Rate& rate) { return {rate.currency, rate.validFrom, rate.rate}; }
  static void describe(Shape<RateView>& shape) {
    shape.field("currency", &RateView::currency);
    shape.field("valid_from", &RateView::validFrom);
    shape.field("rate", &RateView::rate)
        .positive()
        .describedAs("what one unit is worth in the seller's own currency");
  }
};

struct RateList {
  std::vector<RateView> data;
  static void describe(Shape<RateList>& shape) {
    shape.field("data", &RateList::data).count(0, 10'000);
  }
};

struct CurrencyView {
  Currency currency = Currency::of("USD"), base = Currency::of("INR");
  std::optional<Decimal> rate;
  std::vector<RateView> rates;
  static void describe(Shape<CurrencyView>& shape) {
    shape.field("currency", &CurrencyView::currency);
    shape.field("base", &CurrencyView::base).describedAs("the seller's own");
    shape.field("rate", &CurrencyView::rate)
        .nullable()
        .describedAs("of today; null before the first one's day");
    shape.field("rates", &CurrencyView::rates).count(0, 10'000).describedAs("oldest first");
  }
};

struct CorrectionBody {
  Date validFrom = Date::ofDaysSinceEpoch(0);
  Decimal rate;
  static void describe(Shape<CorrectionBody>& shape) {
    shape.field("valid_from", &CorrectionBody::validFrom).describedAs("which of the rates");
    shape.field("rate", &CorrectionBody::rate).positive();
  }
};

struct RemovalQuery {
  std::optional<Date> validFrom;
  static void describe(Shape<RemovalQuery>& shape) {
    shape.field("valid_from", &RemovalQuery::validFrom)
        .describedAs("one day's rate; without it all of the currency's");
  }
};

Currency currencyOf(const std::string& code) {
  const auto found = Currency::find(code);
  if (!found) throw NotFound{};
  return *found;
}

void checkRate(const Decimal& rate) {
  if (rate.scale() > 8 || Decimal{1'000'000} < rate)
    throw ValidationError{"rate", "out_of_range", "must be up to 1000000 with 8 decimals at most"};
}

DomainError rateUsed(Date validFrom) {
  return {"rate_used",
          409,
          "Invoices were issued at this rate; add another one from a later day on.",
          {{"valid_from", validFrom.text()}}};
}

}  // namespace

void CurrencyRoutes::mount(http::Router& router) {
  const auto manage = Access::staff(kManageInvoices);
  router
      .get<http::Nothing, CurrencyView>(
          "/admin/currencies/{code}", manage,
          [this](const auto& request) {
            const auto tenant = request.scope().tenant;
            CurrencyView view;
            view.currency = currencyOf(request.pathText("code"));
            view.base = parts_.tenants.get(tenant).currency;
            parts_.database.read([&](db::Reader& reader) {
              for (const auto& rate : exchange_rates::of(reader, tenant, view.currency))
                view.rates.push_back(RateView::of(rate));
              view.rate =
                  exchange_rates::on(reader, tenant, view.currency, parts_.tenants.today(tenant));
            });
            if (view.rates.empty()) throw NotFound{};
            return view;
          })
      .named("adminGetCurrency", "What a foreign currency is worth, and was")
      .tagged("Admin: billing");
  router
      .patch<CorrectionBody, RateView>(
          "/admin/currencies/{code}", manage,
          [this](const auto& request) {
            const auto& body = request.body();
            const Rate rate{currencyOf(request.pathText("code")), body.validFrom, body.rate};
            correct(request.actor(), rate);
            return RateView::of(rate);
          })
      .named("adminCorrectExchangeRate", "Correct a day's rate that no invoice was issued at")
      .tagged("Admin: billing");
  router
      .remove<RemovalQuery, http::Nothing>("/admin/currencies/{code}", manage,
                                           [this](const auto& request) {
                                             remove(request.actor(),
                                                    currencyOf(request.pathText("code")),
                                                    request.query().validFrom);
                                           })
      .named("adminRemoveExchangeRates", "Remove rates that no invoice was issued at")
      .tagged("Admin: billing");
  mountRates(router);
}

void CurrencyRoutes::mountRates(http::Router& router) {
  const auto manage = Access::staff(kManageInvoices);
  router
      .get<http::Nothing, RateList>(
          "/admin/currencies", manage,
          [this](const auto& request) {
            RateList list;
            const auto rates = parts_.database.read([&](db::Reader& reader) {
              return exchange_rates::list(reader, request.scope().tenant);
            });
            for (const auto& rate : rates) list.data.push_back(RateView::of(rate));
            return list;
          })
      .named("adminListExchangeRates", "What foreign currencies are worth, by the day")
      .tagged("Admin: billing");
  router
      .post<RateView, RateView>("/admin/currencies", manage,
                                [this](const auto& request) {
                                  const auto& body = request.body();
                                  add(request.actor(), {body.currency, body.validFrom, body.rate});
                                  return body;
                                })
      .named("adminAddExchangeRate", "Say what a currency is worth from a day on")
      .tagged("Admin: billing")
      .creates();
}

void CurrencyRoutes::add(const Actor& actor, const Rate& rate) {
  const auto tenant = actor.scope.tenant;
  if (rate.currency == parts_.tenants.get(tenant).currency)
    throw ValidationError{"currency", "own_currency", "is the seller's own"};
  checkRate(rate.rate);
  parts_.database.transaction([&](db::Transaction& tx) {
    if (!exchange_rates::add(tx, tenant, rate, parts_.clock.now()))
      throw DomainError{"rate_exists", 409,
                        "This day has a rate; documents may have been issued at it."};
    parts_.audit.record(tx, actor,
                        {"exchange_rate.added", std::string{rate.currency.code()}, nullptr,
                         toJson(RateView::of(rate))});
  });
}

void CurrencyRoutes::correct(const Actor& actor, const Rate& rate) {
  checkRate(rate.rate);
  const auto tenant = actor.scope.tenant;
  parts_.database.transaction([&](db::Transaction& tx) {
    const auto rates = exchange_rates::of(tx, tenant, rate.currency);
    const auto before = std::ranges::find(rates, rate.validFrom, &Rate::validFrom);
    if (before == rates.end()) throw NotFound{};
    if (exchange_rates::isUsed(tx, tenant, rates, *before)) throw rateUsed(rate.validFrom);
    exchange_rates::save(tx, tenant, rate);
    parts_.audit.record(tx, actor,
                        {"exchange_rate.changed", std::string{rate.currency.code()},
                         toJson(RateView::of(*before)), toJson(RateView::of(rate))});
  });
}

void CurrencyRoutes::remove(const Actor& actor, Currency currency, std::optional<Date> validFrom) {
  const auto tenant = actor.scope.tenant;
  parts_.database.transaction([&](db::Transaction& tx) {
    const auto rates = exchange_rates::of(tx, tenant, currency);
    bool any = false;
    for (const auto& rate : rates) {
      if (validFrom && rate.validFrom != *validFrom) continue;
      any = true;
      if (exchange_rates::isUsed(tx, tenant, rates, rate)) throw rateUsed(rate.validFrom);
      exchange_rates::remove(tx, tenant, rate);
      parts_.audit.record(tx, actor,
                          {"exchange_rate.removed", std::string{currency.code()},
                           toJson(RateView::of(rate)), nullptr});
    }
    if (!any) throw NotFound{};
  });
}

}  // namespace hostler
