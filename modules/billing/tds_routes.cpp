#include "modules/billing/tds_routes.h"

#include "modules/billing/billing_permissions.h"

namespace hostler {

using http::Access;

namespace {

struct TdsView {
  Id<TdsDeduction> id;
  Id<Account> account;
  Id<Invoice> invoice;
  std::string section;
  std::optional<Decimal> rate;
  Money amount = Money::zero(Currency::of("INR"));
  std::optional<std::string> certificate;
  Date deductedOn = Date::ofDaysSinceEpoch(0);
  std::optional<Date> matchedOn;

  static TdsView of(const TdsDesk::Deduction& one) {
    return {one.id,
            one.account,
            one.invoice,
            one.statement.section,
            one.statement.rate,
            one.statement.amount,
            one.statement.certificate,
            one.deductedOn,
            one.matchedOn};
  }
  static void describe(Shape<TdsView>& shape) {
    shape.field("id", &TdsView::id);
    shape.field("account_id", &TdsView::account);
    shape.field("invoice_id", &TdsView::invoice);
    shape.field("section", &TdsView::section);
    shape.field("rate", &TdsView::rate).nullable();
    shape.field("amount", &TdsView::amount);
    shape.field("certificate", &TdsView::certificate).nullable();
    shape.field("deducted_on", &TdsView::deductedOn);
    shape.field("matched_on", &TdsView::matchedOn)
        .nullable()
        .describedAs("when the revenue office's statement showed it");
  }
};

struct CompleteTds {
  std::optional<std::string> certificate;
  std::optional<Date> matchedOn;
  static void describe(Shape<CompleteTds>& shape) {
    shape.field("certificate", &CompleteTds::certificate).length(1, 40);
    shape.field("matched_on", &CompleteTds::matchedOn);
  }
};

}  // namespace

void TdsRoutes::mount(http::Router& router) {
  router
      .get<http::ListQuery, http::Page<TdsView>>(
          "/admin/tds-deductions", Access::staff(kManageInvoices),
          [this](const auto& request) {
            const auto order = http::ListOrder::of(request.query());
            auto all = database_.read([&](db::Reader& reader) {
              return desk_.list(reader, request.scope().tenant, order, request.query().limit + 1);
            });
            return http::Page<TdsView>::of(std::move(all), request.query().limit, TdsView::of,
                                           [](const TdsDesk::Deduction& one) {
                                             return http::Cursor{one.id.value(), 0};
                                           });
          })
      .named("adminListTdsDeductions", "Tax that buyers deducted at source")
      .tagged("Admin: billing");
  router
      .patch<CompleteTds, TdsView>(
          "/admin/tds-deductions/{id}", Access::staff(kManageInvoices),
          [this](const auto& request) {
            const auto& body = request.body();
            return TdsView::of(database_.transaction([&](db::Transaction& tx) {
              return desk_.complete(tx, request.actor(), request.template id<TdsDeduction>(),
                                    body.certificate, body.matchedOn);
            }));
          })
      .named("adminCompleteTdsDeduction", "Add the certificate, or that the deduction was matched")
      .tagged("Admin: billing");
}

}  // namespace hostler
