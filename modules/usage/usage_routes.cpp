#include "modules/usage/usage_routes.h"

#include "modules/billing/billing_permissions.h"
#include "modules/catalog/product_routes.h"
#include "modules/services/service_routes.h"

namespace hostler {

using http::Access;

namespace {

constexpr int kMostMonths = 13;

struct UsageQuery {
  std::optional<Date> from, to;
  static void describe(Shape<UsageQuery>& shape) {
    shape.field("from", &UsageQuery::from).describedAs("default: the first of this month");
    shape.field("to", &UsageQuery::to).describedAs("inclusive; default: today");
  }
};

/// One meter of one service in one month.
struct UsageView {
  Id<Service> service;
  std::string title, meter, name, unit;
  Date periodStart = Date::ofDaysSinceEpoch(0), periodEnd = Date::ofDaysSinceEpoch(0);
  Decimal quantity, included, billable;
  Money amount = Money::zero(Currency::of("INR"));
  bool capped = false, settled = false;
  std::optional<Id<Invoice>> invoice;

  static UsageView of(const UsageWatch::Row& row) {
    const auto& [meter, month, rated] = row.used;
    UsageView view;
    view.service = row.service.id;
    view.title = row.service.title();
    view.meter = meter.name;
    view.name = meter.title;
    view.unit = meter.unit;
    view.periodStart = month.period().start;
    view.periodEnd = month.period().end;
    view.quantity = rated.quantity.units();
    view.included = meter.included.units();
    view.billable = rated.billable.units();
    view.amount = rated.amount;
    view.capped = rated.capped;
    if (row.settled) {
      // What came later than the invoice is on the next one, and here with that.
      view.settled = true;
      view.quantity = row.settled->quantity.units();
      view.billable = row.settled->billable.units();
      view.amount = row.settled->total;
      view.invoice = row.settled->invoice;
    }
    return view;
  }
  static void describe(Shape<UsageView>& shape) {
    shape.field("service_id", &UsageView::service);
    shape.field("service", &UsageView::title);
    shape.field("meter", &UsageView::meter);
    shape.field("title", &UsageView::name);
    shape.field("unit", &UsageView::unit);
    shape.field("period_start", &UsageView::periodStart);
    shape.field("period_end", &UsageView::periodEnd).describedAs("exclusive");
    shape.field("quantity", &UsageView::quantity);
    shape.field("included", &UsageView::included);
    shape.field("billable", &UsageView::billable);
    shape.field("amount", &UsageView::amount).describedAs("before tax; so far, until settled");
    shape.field("capped", &UsageView::capped);
    shape.field("settled", &UsageView::settled);
    shape.field("invoice_id", &UsageView::invoice).nullable();
  }
};

struct UsageListView {
  std::vector<UsageView> data;
  std::vector<Money> totals;
  static void describe(Shape<UsageListView>& shape) {
    shape.field("data", &UsageListView::data);
    shape.field("totals", &UsageListView::totals).describedAs("one for each currency, before tax");
  }
};

struct BudgetView {
  std::optional<Money> amount;
  bool stop = false;
  static void describe(Shape<BudgetView>& shape) {
    shape.field("amount", &BudgetView::amount)
        .positive()
        .nullable()
        .describedAs("of a month's use, before tax; absent: none");
    shape.field("stop", &BudgetView::stop)
        .withDefault()
        .describedAs("metered services are suspended once it is spent");
  }
};

struct ReportView {
  std::string id;
  Id<Service> service;
  std::string meter;
  Decimal quantity;
  std::optional<Instant> at;
  static void describe(Shape<ReportView>& shape) {
    shape.field("id", &ReportView::id)
        .length(1, 120)
        .describedAs("names it where it was counted; the same again changes nothing");
    shape.field("service_id", &ReportView::service);
    shape.field("meter", &ReportView::meter).length(1, 60);
    shape.field("quantity", &ReportView::quantity);
    shape.field("at", &ReportView::at).describedAs("default: now");
  }
};
struct ReportsBody {
  std::vector<ReportView> reports;
  static void describe(Shape<ReportsBody>& shape) {
    shape.field("reports", &ReportsBody::reports).count(1, 1000);
  }
};
struct RecordedView {
  int added = 0, repeated = 0;
  static void describe(Shape<RecordedView>& shape) {
    shape.field("added", &RecordedView::added);
    shape.field("repeated", &RecordedView::repeated);
  }
};

UsageListView viewOf(const std::vector<UsageWatch::Row>& rows) {
  UsageListView list;
  for (const auto& row : rows) {
    list.data.push_back(UsageView::of(row));
    const auto amount = list.data.back().amount;
    const auto total = std::ranges::find(list.totals, amount.currency(), &Money::currency);
    if (total == list.totals.end())
      list.totals.push_back(amount);
    else
      *total = total->plus(amount);
  }
  return list;
}

}  // namespace

void UsageRoutes::mount(http::Router& router) {
  mountClient(router);
  mountAdmin(router);
}

void UsageRoutes::mountClient(http::Router& router) {
  router
      .get<UsageQuery, UsageListView>(
          "/usage", Access::client(kReadServices),
          [this](const auto& request) {
            const auto scope = request.scope();
            const auto now = parts_.counter.monthOf(scope.tenant, parts_.clock.now());
            const auto& [from, to] = request.query();
            const auto first = from ? UsageMonth::of(*from) : now;
            const auto last = std::min(to ? UsageMonth::of(*to) : now, now);
            auto month = last;
            for (int i = 1; i < kMostMonths; ++i) month = month.previous();
            if (first < month)
              throw ValidationError{"from", "out_of_range", "must be at most a year before `to`"};
            auto rows = parts_.database.read([&](db::Reader& reader) {
              return parts_.watch.rows(reader, scope, first, last.next());
            });
            std::erase_if(rows, [&](const UsageWatch::Row& row) {
              return !request.actor().may(kReadServices.action, row.service.id.text());
            });
            return viewOf(rows);
          })
      .named("listUsage", "Metered use and its cost so far")
      .tagged("Billing")
      .slow();
  router
      .get<http::Nothing, BudgetView>(
          "/usage/budget", Access::client(kReadInvoices),
          [this](const auto& request) {
            const auto budget = parts_.database.read([&](db::Reader& reader) {
              return usage_repository::budgetOf(reader, *request.scope().account);
            });
            return budget ? BudgetView{budget->amount, budget->stop} : BudgetView{};
          })
      .named("getUsageBudget", "What a month's use may cost")
      .tagged("Billing");
  router
      .put<BudgetView, BudgetView>(
          "/usage/budget", Access::client(kOperateServices),
          [this](const auto& request) {
            const auto& body = request.body();
            const auto actor = request.actor();
            const auto account = *request.scope().account;
            std::optional<usage_repository::Budget> budget;
            if (body.amount) budget = {*body.amount, body.stop};
            parts_.database.transaction([&](db::Transaction& tx) {
              const auto owner = parts_.accounts.get(tx, actor.scope.tenant, account);
              if (budget && budget->amount.currency() != owner.currency) {
                throw ValidationError{"amount", "other_currency",
                                      "must be in " + std::string{owner.currency.code()} +
                                          ", the currency that the account is billed in"};
              }
              const auto before = usage_repository::budgetOf(tx, account);
              usage_repository::saveBudget(tx, actor.scope.tenant, account, budget);
              parts_.audit.record(
                  tx, actor,
                  {"usage.budget_changed", account.text(),
                   before ? toJson(BudgetView{before->amount, before->stop}) : Json{nullptr},
                   toJson(body)});
            });
            return body;
          })
      .named("setUsageBudget", "Set or remove the budget of a month's use")
      .tagged("Billing");
}

void UsageRoutes::mountAdmin(http::Router& router) {
  router
      .get<http::Nothing, UsageMetersView>(
          "/admin/products/{id}/meters", Access::staff(kManageProducts),
          [this](const auto& request) {
            return parts_.meters.of(request.scope().tenant, request.template id<Product>());
          })
      .named("adminGetProductMeters", "What a product bills by use")
      .tagged("Admin: catalogue");
  router
      .put<UsageMetersView, UsageMetersView>(
          "/admin/products/{id}/meters", Access::staff(kManageProducts),
          [this](const auto& request) {
            if (request.body().next)
              throw ValidationError{"next", "unknown_field", "is decided by the engine"};
            return parts_.meters.replace(request.actor(), request.template id<Product>(),
                                         request.body().meters);
          })
      .named("adminSetProductMeters", "Say what a product bills by use")
      .tagged("Admin: catalogue");
  router
      .post<ReportsBody, RecordedView>(
          "/admin/usage", Access::staff(kManageServices),
          [this](const auto& request) {
            std::vector<UsageReports::Report> reports;
            for (const auto& one : request.body().reports)
              reports.push_back({one.id, one.service, one.meter, one.quantity, one.at});
            const auto [added, repeated] = parts_.reports.record(request.actor(), reports);
            return RecordedView{added, repeated};
          })
      .named("adminReportUsage", "Report use, each report once")
      .tagged("Admin: services");
  router
      .get<UsageQuery, UsageListView>(
          "/admin/clients/{id}/usage", Access::staff(kManageServices),
          [this](const auto& request) {
            const auto scope =
                Scope::ofAccount(request.scope().tenant, request.template id<Account>());
            const auto now = parts_.counter.monthOf(scope.tenant, parts_.clock.now());
            return viewOf(parts_.database.read([&](db::Reader& reader) {
              return parts_.watch.rows(reader, scope, now, now.next());
            }));
          })
      .named("adminListClientUsage", "One client's use this month")
      .tagged("Clients");
}

}  // namespace hostler
