#include "modules/billing/invoice_page.h"

#include "modules/billing/billing_permissions.h"
#include "modules/billing/invoice_repository.h"

#include <functional>

namespace hostler {

namespace {

using MaySee = std::function<bool(const Invoice&)>;

bool anyInvoice(const Invoice&) {
  return true;
}

http::Page<InvoiceView> pageBy(const invoice_repository::Filter& filter, db::Reader& reader,
                               Billing& billing, const Scope& scope, const InvoiceQuery& query,
                               const MaySee& maySee) {
  auto invoices =
      invoice_repository::list(reader, scope, filter, http::ListOrder::of(query), query.limit + 1);
  for (auto& invoice : invoices) invoice.lines = billing.lines(reader, invoice);
  return http::Page<InvoiceView>::of(
      std::move(invoices), query.limit,
      [&](const Invoice& invoice) { return InvoiceView::of(invoice, filter.today); },
      [](const Invoice& invoice) {
        return http::Cursor{invoice.id.value(), 0};
      },
      maySee);
}

invoice_repository::Filter filterOf(const InvoiceQuery& query, Date today) {
  invoice_repository::Filter filter;
  filter.status = query.status;
  filter.overdueOnly = query.overdue.value_or(false);
  filter.today = today;
  return filter;
}

}  // namespace

http::Page<InvoiceView> pageOfInvoices(db::Database& database, Billing& billing, const Actor& actor,
                                       const Scope& scope, const InvoiceQuery& query) {
  const auto filter = filterOf(query, billing.today(scope.tenant));
  return database.read([&](db::Reader& reader) {
    return pageBy(filter, reader, billing, scope, query, [&](const Invoice& invoice) {
      return actor.isStaff() || actor.may(kReadInvoices.action, invoice.id.text());
    });
  });
}

http::Page<InvoiceView> pageForStaff(db::Database& database, Billing& billing, const Actor& actor,
                                     const AdminInvoiceQuery& query) {
  auto filter = filterOf(query, billing.today(actor.scope.tenant));
  filter.kind = query.kind;
  filter.issuedFrom = query.issuedFrom;
  filter.issuedTo = query.issuedTo;
  filter.dueFrom = query.dueFrom;
  filter.dueTo = query.dueTo;
  filter.text = query.text;
  auto within = actor.scope;
  if (query.account) within.account = query.account;
  return database.read([&](db::Reader& reader) {
    if (query.text) filter.clients = clientsLike(reader, actor, *query.text);
    auto page = pageBy(filter, reader, billing, within, query, anyInvoice);
    nameClients(reader, actor, page.data);
    return page;
  });
}

}  // namespace hostler
