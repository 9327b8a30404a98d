#include "modules/billing/invoice_page.h"

#include "modules/billing/invoice_repository.h"

namespace hostler {

http::Page<InvoiceView> pageOfInvoices(db::Database& database, Billing& billing, const Scope& scope,
                                       const InvoiceQuery& query) {
  const auto order = http::ListOrder::of(query);
  const auto today = billing.today(scope.tenant);
  const invoice_repository::Filter filter{query.status, query.overdue.value_or(false), today};
  auto invoices = database.read([&](db::Reader& reader) {
    auto page = invoice_repository::list(reader, scope, filter, order, query.limit + 1);
    for (auto& invoice : page) invoice.lines = billing.lines(reader, invoice);
    return page;
  });
  return http::Page<InvoiceView>::of(
      std::move(invoices), query.limit,
      [&](const Invoice& invoice) { return InvoiceView::of(invoice, today); },
      [](const Invoice& invoice) {
        return http::Cursor{invoice.id.value(), 0};
      });
}

}  // namespace hostler
